"""Setting how a body works with requests: what it shows of a person, its times, its ladder, its templates, searches.

`was` is the mark of what stood there when the page was opened: where somebody has changed it since, nothing is saved.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import Q

from concord.access.operation import Done, operation
from concord.base.errors import Conflict, Invalid
from concord.people.models import Person
from concord.requests.events import Event
from concord.requests.models import Ladder, LadderRung, Practice, RequestTemplate, ResponseTime, SavedSearch
from concord.requests.queries import practice as held
from concord.requests.queries.kept import IN_TEMPLATES, marked_in
from concord.requests.rules.kinds import Urgency
from concord.requests.rules.sharing import OnGap
from concord.requests.services.drafting import REVISABLE
from concord.requests.wording import HELP

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime

    from concord.base.actor import Actor
    from concord.requests.rules.ladders import Rung

MOST_DAYS: Final = 90
MOST_LEVELS: Final = 10
LONGEST: Final = 120
"""Signs of a name, and of who takes up a level."""

NOT_IN_TEMPLATES: Final = REVISABLE - set(IN_TEMPLATES)
"""What is about one person, or one day, and so belongs in no template."""

OVERTAKEN: Final = (
    "Somebody else has changed this since you opened the page, so nothing was saved. What you typed is still here:"
    " compare it with what is set now, then save again."
)
TEMPLATE_OVERTAKEN: Final = (
    "Somebody else has changed or retired this template since you opened the page, so nothing was saved. What you typed"
    " is still here: give it another name to keep it as a template of its own."
)
LOOK_AGAIN: Final = "Look at what is marked. If nothing in it is about one person, say so and save again"


def _still(was: str | None, mark: str) -> None:
    """Raise Conflict where `was` is given and is not the mark any more."""
    if was is not None and was != mark:
        raise Conflict(OVERTAKEN)


def _practice(body: str) -> Practice:
    """The practice of a body, locked: whoever else sets something of that body waits."""
    Practice.objects.get_or_create(body_id=body)
    return Practice.objects.select_for_update().get(body_id=body)


@operation(Event.SET_PRACTICE)
def set_practice(
    actor: Actor,
    *,
    initials: bool,
    nhs_number: bool,
    name: bool,
    remind_before: int,
    remind_after: int,
    sharing: str = "",
    was: str | None = None,
) -> Done[Practice]:
    """Set what the actor's body writes of a person beside its own reference, and its rhythm of reminders.

    `sharing`: whether to warn or to block where no agreement covers what a request holds; empty leaves it.
    Raises Invalid for a rhythm of less than one or more than ten working days, and Conflict (see `was`).
    """
    for field, days in (("remind_before", remind_before), ("remind_after", remind_after)):
        if not 1 <= days <= 10:  # noqa: PLR2004  the sentence says it
            raise Invalid("Give a number of working days from 1 to 10", field=field)
    if sharing and sharing not in set(OnGap):
        raise Invalid("Select whether to warn or to block", field="sharing")
    values: dict[str, bool | int | str] = {
        "initials": initials,
        "nhs_number": nhs_number,
        "name": name,
        "remind_before": remind_before,
        "remind_after": remind_after,
    }
    practice = _practice(actor.body)
    values["sharing"] = sharing or practice.sharing
    _still(was, held.how_of(practice).mark)
    for field, value in values.items():
        setattr(practice, field, value)
    practice.save()
    return Done(practice, subject=actor.body, facts=values)


@operation(Event.SET_TIME)
def set_response_time(
    actor: Actor,
    *,
    help_: str,
    urgency: str,
    acknowledge_days: int | None,
    answer_days: int,
    on: date,
    starts: date | None = None,
    was: str | None = None,
) -> Done[ResponseTime]:
    """Set the working days to acknowledge and to answer, for a kind of help (any: empty) and an urgency.

    From today (`on`), or from a later day `starts`; what was to come after that day is set aside. Requests that were
    sent keep the rule that they were sent under. Raises Invalid, and Conflict (see `was`).
    """
    begins = starts or on
    _check_time(help_, urgency)
    if not on <= begins <= on + timedelta(days=366):
        raise Invalid("Give a day from today to a year from today", field="starts")
    if not 0 <= answer_days <= MOST_DAYS:
        raise Invalid(f"Give a number of working days from 0 to {MOST_DAYS}", field="answer_days")
    if acknowledge_days is not None and not 0 <= acknowledge_days <= answer_days:
        raise Invalid("Give no more days to acknowledge than to answer", field="acknowledge_days")
    _end_time(actor.body, help_, urgency, on=begins, was=was)
    time = ResponseTime.objects.create(
        body_id=actor.body, help=help_, urgency=urgency, acknowledge_days=acknowledge_days, answer_days=answer_days,
        starts=begins,
    )  # fmt: skip
    facts = {"help": help_ or "any", "urgency": urgency, "acknowledge_days": acknowledge_days, "starts": begins}
    return Done(time, subject=actor.body, facts={**facts, "answer_days": answer_days})


@operation(Event.END_TIME)
def end_response_time(actor: Actor, *, help_: str, urgency: str, on: date, was: str | None = None) -> Done[None]:
    """Let a time go from today: the one for any kind of help counts then, else the day that is asked for.

    Raises Invalid, and Conflict where none is set, or see `was`.
    """
    _check_time(help_, urgency)
    if not _end_time(actor.body, help_, urgency, on=on, was=was):
        raise Conflict("No time is set for this any more.")
    return Done(None, subject=actor.body, facts={"help": help_ or "any", "urgency": urgency, "ends": on})


def _check_time(help_: str, urgency: str) -> None:
    if help_ and help_ not in HELP:
        raise Invalid("Select a kind of help from the list", field="help")
    if urgency not in set(Urgency):
        raise Invalid("Select how urgent it is", field="urgency")


def _end_time(body: str, help_: str, urgency: str, *, on: date, was: str | None) -> int:
    """End what is in force on a day, and set aside what would begin later: its row stays, from a day to the same."""
    _practice(body)
    _still(was, held.mark_of_time(body, help_, urgency))
    same = ResponseTime.objects.filter(Q(ends__isnull=True) | Q(ends__gt=on), body_id=body, help=help_, urgency=urgency)
    before = same.filter(starts__lt=on).update(ends=on)
    later = list(same.filter(starts__gte=on))
    for row in later:
        row.ends = row.starts
        row.save(update_fields=["ends"])
    return before + len(later)


@operation(Event.SET_LADDER)
def set_ladder(
    actor: Actor, *, name: str, rungs: Sequence[Rung], mailboxes: Mapping[int, str], skips_to: int, by_itself: bool,
    based_on: str = "", on: date, was: str | None = None,
) -> Done[Ladder]:  # fmt: skip
    """Put an escalation ladder in force in the place of the one before, which stays on record with its days.

    `mailboxes` gives own mailboxes by level. Raises Invalid for no level, a gap between levels, a level without roles,
    a mailbox that is no address, a mediator where nobody mediates, or days out of bounds; and Conflict (see `was`, the
    public id of the one before).
    """
    _check_ladder(name, rungs, skips_to)
    _check_mailboxes(mailboxes, "own_mailbox")
    _check_mailboxes({rung.level: rung.mediator for rung in rungs}, "mediator")
    _practice(actor.body)
    before = Ladder.objects.filter(body_id=actor.body, ends__isnull=True)
    _still(was, before.values_list("public_id", flat=True).first() or "")
    before.update(ends=on)
    ladder = Ladder.objects.create(
        body_id=actor.body, name=name.strip(), based_on=based_on, skips_to=skips_to, by_itself=by_itself, starts=on
    )
    LadderRung.objects.bulk_create(
        LadderRung(
            ladder=ladder, level=rung.level, own_role=rung.own_role.strip(), their_role=rung.their_role.strip(),
            own_mailbox=mailboxes.get(rung.level, "").strip(), days=rung.days, urgent_days=rung.urgent_days,
            mediates=rung.mediates, mediator_mailbox=rung.mediator.strip(),
        )
        for rung in rungs
    )  # fmt: skip
    return Done(ladder, subject=actor.body, facts={"levels": len(rungs), "starts": on, "based_on": based_on})


def _check_ladder(name: str, rungs: Sequence[Rung], skips_to: int) -> None:
    if not 0 < len(name.strip()) <= LONGEST:
        raise Invalid(f"Give the ladder a name of {LONGEST} characters or fewer", field="name")
    if [rung.level for rung in rungs] != list(range(1, len(rungs) + 1)) or not 0 < len(rungs) <= MOST_LEVELS:
        raise Invalid(f"Give from 1 to {MOST_LEVELS} levels, one after the other", field="rungs")
    for rung in rungs:
        _check_rung(rung)
    if not 1 <= skips_to <= len(rungs):
        says = f"Give the number of a level, from 1 to {len(rungs)}, to which immediate danger goes at once"
        raise Invalid(says, field="skips_to")


def _check_rung(rung: Rung) -> None:
    for side in ("own_role", "their_role"):
        role = getattr(rung, side).strip()
        if not 0 < len(role) <= LONGEST or not role.replace("\N{NO-BREAK SPACE}", " ").isprintable():
            says = f"Level {rung.level}: say who takes it up on each side, on one line of {LONGEST} characters or fewer"
            raise Invalid(says, field=f"{side}_{rung.level}")
    if not 0 <= rung.days <= MOST_DAYS:
        raise Invalid(f"Level {rung.level}: give working days from 0 to {MOST_DAYS}", field=f"days_{rung.level}")
    if not 0 <= rung.urgent_days <= rung.days:
        says = f"Level {rung.level}: give no more working days when it is urgent than otherwise"
        raise Invalid(says, field=f"urgent_days_{rung.level}")
    if rung.mediator.strip() and not rung.mediates:
        says = f"Level {rung.level}: say that somebody mediates at this level, or leave their mailbox out"
        raise Invalid(says, field=f"mediator_{rung.level}")


def _check_mailboxes(mailboxes: Mapping[int, str], field: str) -> None:
    for level, mailbox in mailboxes.items():
        try:
            if mailbox.strip():
                validate_email(mailbox.strip())
        except ValidationError as error:
            says = f"Level {level}: give an e-mail address in the form name@example.gov.uk"
            raise Invalid(says, field=f"{field}_{level}") from error


@operation(Event.KEEP_TEMPLATE)
def keep_template(
    actor: Actor, *, name: str, values: Mapping[str, Any], at: datetime, instead_of: str = "", checked: bool = False
) -> Done[RequestTemplate]:
    """Keep words for requests under a name, perhaps in the place of an earlier template (by public id).

    `checked` says that somebody looked at what in the words may be about one person, and it is not. Raises Invalid
    (at "name", the text, or "checked"), Conflict where the earlier one is in use no more, and ValueError.
    """
    if wrong := values.keys() - (REVISABLE - NOT_IN_TEMPLATES):
        raise ValueError(f"A template does not hold {', '.join(sorted(wrong))}.")
    if not 0 < len(name.strip()) <= LONGEST:
        raise Invalid(f"Give the template a name of {LONGEST} characters or fewer", field="name")
    _check_words(values, checked=checked)
    _practice(actor.body)
    in_use = RequestTemplate.objects.filter(body_id=actor.body, retired_at__isnull=True)
    if instead_of and not in_use.filter(public_id=instead_of).update(retired_at=at):
        raise Conflict(TEMPLATE_OVERTAKEN)
    if in_use.filter(name=name.strip()).exists():
        raise Invalid("There is a template of that name already. Give this one another name", field="name")
    template = RequestTemplate.objects.create(body_id=actor.body, name=name.strip(), values=dict(values), made_at=at)
    return Done(template, subject=actor.body, facts={"template": template.public_id})


def _check_words(values: Mapping[str, Any], *, checked: bool) -> None:
    found = marked_in(values)
    for one in found:
        if one.never:
            raise Invalid(f"{one.says} A template holds nothing about one person.", field=one.field)
    if found and not checked:
        raise Invalid(LOOK_AGAIN, field="checked")


@operation(Event.RETIRE_TEMPLATE)
def retire_template(actor: Actor, *, template: str, at: datetime) -> Done[None]:
    """Take a template (by public id) away. Raises Conflict where there is none any more."""
    rows = RequestTemplate.objects.filter(body_id=actor.body, public_id=template, retired_at__isnull=True)
    if not rows.update(retired_at=at):
        raise Conflict("There is no such template any more.")
    return Done(None, subject=actor.body, facts={"template": template})


@operation(Event.SAVE_SEARCH)
def save_search(actor: Actor, *, name: str, filters: Mapping[str, Any]) -> Done[SavedSearch]:
    """Keep a filter of the list under a name, for this person. Raises Invalid (field "name")."""
    if not name.strip():
        raise Invalid("Give the search a name", field="name")
    person = Person.objects.get(public_id=actor.person)
    found, _ = SavedSearch.objects.update_or_create(
        person=person, body_id=actor.body, name=name.strip()[:80], defaults={"filters": dict(filters)}
    )
    return Done(found, subject=actor.body)


@operation(Event.FORGET_SEARCH)
def forget_search(actor: Actor, *, search: str) -> Done[None]:
    """Delete a saved search (by public id) of this person."""
    SavedSearch.objects.filter(person__public_id=actor.person, body_id=actor.body, public_id=search).delete()
    return Done(None, subject=actor.body)
