"""Setting how a body works with requests: what it shows of a person, its times, its ladder, its templates, searches."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from concord.access.operation import Done, operation
from concord.base.errors import Conflict, Invalid
from concord.people.models import Person
from concord.requests.events import Event
from concord.requests.models import Ladder, LadderRung, Practice, RequestTemplate, ResponseTime, SavedSearch
from concord.requests.rules.kinds import Urgency
from concord.requests.services.drafting import REVISABLE
from concord.requests.wording import HELP

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime

    from concord.base.actor import Actor
    from concord.requests.rules.ladders import Rung

MOST_DAYS = 90
NOT_IN_TEMPLATES = frozenset(
    {
        "person_reference",
        "person_initials",
        "person_nhs_number",
        "person_name",
        "needed_by",
        "wishes",
        "told",
        "told_words",
        "partner_email",
        "format_needs",
    }
)
"""What is about one person, or one day, and so belongs in no template."""


@operation(Event.SET_PRACTICE)
def set_practice(
    actor: Actor, *, initials: bool, nhs_number: bool, name: bool, remind_before: int, remind_after: int
) -> Done[Practice]:
    """Set what the actor's body writes of a person beside its own reference, and its rhythm of reminders.

    Raises Invalid for a rhythm of less than one or more than ten working days.
    """
    for field, days in (("remind_before", remind_before), ("remind_after", remind_after)):
        if not 1 <= days <= 10:  # noqa: PLR2004  the sentence says it
            raise Invalid("Give a number of working days from 1 to 10", field=field)
    values = {
        "initials": initials,
        "nhs_number": nhs_number,
        "name": name,
        "remind_before": remind_before,
        "remind_after": remind_after,
    }
    practice, _ = Practice.objects.update_or_create(body_id=actor.body, defaults=values)
    return Done(practice, subject=actor.body, facts=values)


@operation(Event.SET_TIME)
def set_response_time(
    actor: Actor, *, help_: str, urgency: str, acknowledge_days: int | None, answer_days: int, on: date
) -> Done[ResponseTime]:
    """Set the working days to acknowledge and to answer, for a kind of help (any: empty) and an urgency, from today.

    Requests that were sent keep the rule that they were sent under. Raises Invalid.
    """
    if help_ and help_ not in HELP:
        raise Invalid("Select a kind of help from the list", field="help")
    if urgency not in set(Urgency):
        raise Invalid("Select how urgent it is", field="urgency")
    if not 0 <= answer_days <= MOST_DAYS:
        raise Invalid(f"Give a number of working days from 0 to {MOST_DAYS}", field="answer_days")
    if acknowledge_days is not None and not 0 <= acknowledge_days <= answer_days:
        raise Invalid("Give no more days to acknowledge than to answer", field="acknowledge_days")
    same = ResponseTime.objects.filter(body_id=actor.body, help=help_, urgency=urgency, ends__isnull=True)
    same.filter(starts__lt=on).update(ends=on)
    same.delete()
    time = ResponseTime.objects.create(
        body_id=actor.body, help=help_, urgency=urgency, acknowledge_days=acknowledge_days, answer_days=answer_days,
        starts=on,
    )  # fmt: skip
    facts = {"help": help_ or "any", "urgency": urgency, "acknowledge_days": acknowledge_days, "starts": on}
    return Done(time, subject=actor.body, facts={**facts, "answer_days": answer_days})


@operation(Event.SET_LADDER)
def set_ladder(
    actor: Actor, *, name: str, rungs: Sequence[Rung], mailboxes: Mapping[int, str], skips_to: int, by_itself: bool,
    based_on: str = "", on: date,
) -> Done[Ladder]:  # fmt: skip
    """Put an escalation ladder in force in the place of the one before. `mailboxes` gives own mailboxes by level.

    Raises Invalid for no level, a gap between levels, a level without roles, or days out of bounds.
    """
    _check_rungs(name, rungs, skips_to)
    before = Ladder.objects.filter(body_id=actor.body, ends__isnull=True)
    before.update(ends=on)
    ladder = Ladder.objects.create(
        body_id=actor.body, name=name.strip(), based_on=based_on, skips_to=skips_to, by_itself=by_itself, starts=on
    )
    LadderRung.objects.bulk_create(
        LadderRung(
            ladder=ladder, level=rung.level, own_role=rung.own_role.strip(), their_role=rung.their_role.strip(),
            own_mailbox=mailboxes.get(rung.level, "").strip(), days=rung.days, urgent_days=rung.urgent_days,
            mediates=rung.mediates,
        )
        for rung in rungs
    )  # fmt: skip
    return Done(ladder, subject=actor.body, facts={"levels": len(rungs), "starts": on, "based_on": based_on})


def _check_rungs(name: str, rungs: Sequence[Rung], skips_to: int) -> None:
    if not name.strip():
        raise Invalid("Give the ladder a name", field="name")
    if [rung.level for rung in rungs] != list(range(1, len(rungs) + 1)) or not rungs:
        raise Invalid("Give the levels one after the other, from level 1", field="rungs")
    for rung in rungs:
        if not (rung.own_role.strip() and rung.their_role.strip()):
            raise Invalid(f"Say who takes up level {rung.level} on each side", field=f"own_role_{rung.level}")
        if not 0 <= rung.urgent_days <= rung.days <= MOST_DAYS:
            says = f"Level {rung.level}: give working days from 0 to {MOST_DAYS}, and no more when urgent"
            raise Invalid(says, field=f"days_{rung.level}")
    if not 1 <= skips_to <= len(rungs):
        raise Invalid("Select the level to which immediate danger goes at once", field="skips_to")


@operation(Event.KEEP_TEMPLATE)
def keep_template(actor: Actor, *, name: str, values: Mapping[str, Any], at: datetime) -> Done[RequestTemplate]:
    """Keep words for requests under a name; one of the same name is replaced. Raises Invalid, and ValueError."""
    if wrong := values.keys() - (REVISABLE - NOT_IN_TEMPLATES):
        raise ValueError(f"A template does not hold {', '.join(sorted(wrong))}.")
    if not name.strip():
        raise Invalid("Give the template a name", field="name")
    RequestTemplate.objects.filter(body_id=actor.body, name=name.strip(), retired_at__isnull=True).update(retired_at=at)
    template = RequestTemplate.objects.create(body_id=actor.body, name=name.strip(), values=dict(values), made_at=at)
    return Done(template, subject=actor.body, facts={"template": template.public_id})


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
