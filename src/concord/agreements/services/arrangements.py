"""Arrangements inside the actor's authority (CA2014.s6(4)): officers named, what two groups do, exercised and reviewed.

Nothing is overwritten: what begins on a day ends what held before; what begins on the same day puts that right.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from concord import statute
from concord.access.operation import Done, operation
from concord.agreements.events import Event
from concord.agreements.models import Agreement, Arrangement, ArrangementReview, Exercise, GroupOfficer
from concord.agreements.permissions import seen_by
from concord.agreements.rules.arrangements import BY_KEY, LONGEST_CYCLE, MONTHS_BETWEEN_REVIEWS, Group
from concord.agreements.rules.days import check_day
from concord.agreements.services.arranging import follow, line, mailbox, ring, text
from concord.agreements.services.keeping import FOUND
from concord.base.clock import day_of
from concord.base.errors import Conflict, Invalid
from concord.registry import queries as registry
from concord.registry.models import Body
from concord.statute import Answer

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from concord.base.actor import Actor

NONE_IN_FORCE: Final = "No arrangement between these two groups is in force on that day. Write it first."


@operation(Event.NAME_OFFICER)
def name_officer(
    actor: Actor, *, group: str, details: Mapping[str, str], starts: date, at: datetime, was: str | None = None
) -> Done[GroupOfficer]:
    """Name the officer of a group, with a deputy, from the day `starts`; whoever was named before ends on it.

    `details` holds name, office and email, and may hold phone, deputy_name, deputy_email and deputy_phone. `was` is the
    id of the row seen when the page was opened, empty for none. Raises Invalid with its field, Conflict in words.
    """
    _authority(actor, on=day_of(at))
    check_day(starts, field="starts")
    if group not in set(Group):
        raise Invalid("Choose one of the four groups of officers", field="group")
    deputy = line(details, "deputy_name", "the deputy’s name")
    if not deputy and (details.get("deputy_email") or details.get("deputy_phone")):
        raise Invalid("Enter the name of the deputy, or take the deputy’s details out", field="deputy_name")
    row = GroupOfficer(
        authority_id=actor.body,
        group=group,
        name=line(details, "name", "the officer’s name", needed=True),
        office=line(details, "office", "the officer’s office or post", needed=True),
        email=mailbox(details, "email", needed=True),
        phone=ring(details, "phone"),
        deputy_name=deputy,
        deputy_email=mailbox(details, "deputy_email"),
        deputy_phone=ring(details, "deputy_phone"),
        starts=starts,
        entered_name=actor.name,
        entered_at=at,
    )
    follow(GroupOfficer.objects.filter(authority=actor.body, group=group), starts=starts, was=was)
    row.save(force_insert=True)
    facts = {"of": actor.body, "group": group, "officer": row.name, "deputy": deputy or "nobody", "on": starts}
    return Done(row, subject=row, facts=facts)


@operation(Event.END_OFFICER)
def end_officer(actor: Actor, *, group: str, on: date, was: str | None = None) -> Done[GroupOfficer]:
    """Record that a group has no named officer from the day `on`. Raises Invalid (field "on"), Conflict."""
    _locked(actor)
    check_day(on, field="on")
    rows = GroupOfficer.objects.filter(authority=actor.body, group=group, until__isnull=True)
    row = rows.order_by("-starts", "-pk").first()
    if row is None or was not in {None, row.public_id}:
        raise Conflict("Somebody has changed this meanwhile. Look at the group again.")
    if on <= row.starts:
        raise Invalid(f"{row.name} is named from {row.starts:%-d %B %Y}. Enter a last day on or after it", field="on")
    row.until = on
    row.save(update_fields=["until"])
    facts = {"of": actor.body, "group": group, "officer": row.name, "on": on}
    return Done(row, subject=row, facts=facts)


@operation(Event.ARRANGE)
def arrange(
    actor: Actor,
    *,
    pair: str,
    words: Mapping[str, str],
    starts: date,
    at: datetime,
    until: date | None = None,
    months: int = MONTHS_BETWEEN_REVIEWS,
    agreement: str = "",
    was: str | None = None,
) -> Done[Arrangement]:
    """Write the arrangement between two groups, in force from `starts`; the one before ends on that day.

    `words` holds title and how, and may hold meets and disputes. `until` is the first day out, `agreement` the id of
    one that the actor may see, `was` as for `name_officer`. Raises Invalid with its field, Conflict in words.
    """
    _authority(actor, on=day_of(at))
    _pair(pair)
    check_day(starts, field="starts")
    check_day(until, field="until")
    if until and until <= starts:
        raise Invalid("The last day is before the first. Enter a later day, or none", field="until")
    if not 1 <= months <= LONGEST_CYCLE:
        raise Invalid(f"Enter the months between reviews as a whole number, from 1 to {LONGEST_CYCLE}", field="months")
    hangs_on = Agreement.objects.filter(seen_by(actor), public_id=agreement).distinct().first() if agreement else None
    if agreement and hangs_on is None:
        raise Invalid("Choose an agreement from the list, or none", field="agreement")
    row = Arrangement(
        authority_id=actor.body,
        pair=pair,
        title=line(words, "title", "what the arrangement is called", needed=True),
        how=text(words, "how", "how the two groups work together", needed=True),
        meets=text(words, "meets", "who meets whom"),
        disputes=text(words, "disputes", "what happens when they disagree"),
        agreement=hangs_on,
        review_months=months,
        starts=starts,
        until=until,
        entered_name=actor.name,
        entered_at=at,
    )
    follow(Arrangement.objects.filter(authority=actor.body, pair=pair), starts=starts, was=was)
    row.save(force_insert=True)
    return Done(row, subject=row, facts={"of": actor.body, "pair": pair, "on": starts})


@operation(Event.END_ARRANGEMENT)
def end_arrangement(actor: Actor, *, pair: str, on: date, was: str | None = None) -> Done[Arrangement]:
    """Record that the arrangement between two groups ends: `on` is the first day out. Raises Invalid, Conflict."""
    _locked(actor)
    check_day(on, field="on")
    row = Arrangement.objects.filter(authority=actor.body, pair=pair).order_by("-starts", "-pk").first()
    if row is None or was not in {None, row.public_id}:
        raise Conflict("Somebody has changed this meanwhile. Look at the arrangement again.")
    if on <= row.starts:
        raise Invalid(f"It is in force from {row.starts:%-d %B %Y}. Enter a last day on or after that", field="on")
    if row.until and row.until <= on:
        raise Invalid("It ends before that day already. Enter an earlier last day", field="on")
    row.until = on
    row.save(update_fields=["until"])
    return Done(row, subject=row, facts={"of": actor.body, "pair": pair, "on": on})


@operation(Event.EXERCISE)
def record_exercise(actor: Actor, *, pair: str, on: date, words: str, at: datetime) -> Done[Exercise]:
    """Record that two groups worked by their arrangement on a day. Raises Invalid with its field."""
    _in_force(actor, pair, on=on, at=at)
    row = Exercise.objects.create(
        authority_id=actor.body,
        pair=pair,
        done_on=on,
        words=text({"words": words}, "words", "what was done, without naming the person", needed=True),
        by_name=actor.name,
        entered_at=at,
    )
    return Done(row, subject=f"{actor.body}/{pair}", facts={"of": actor.body, "pair": pair, "on": on})


@operation(Event.REVIEW_ARRANGEMENT)
def review_arrangement(
    actor: Actor, *, pair: str, on: date, found: str, words: str, at: datetime, next_on: date | None = None
) -> Done[ArrangementReview]:
    """Record a review on a day: `found` is "continue", "change" or "end". Raises Invalid with its field.

    `next_on` is the day of the next review; without it, it is due by the cycle of the arrangement.
    """
    if found not in FOUND:
        raise Invalid("Select what the review found", field="found")
    check_day(next_on, field="next_on")
    if next_on and next_on <= on:
        raise Invalid("The next review is not after this one. Enter a later day, or none", field="next_on")
    _in_force(actor, pair, on=on, at=at)
    row = ArrangementReview.objects.create(
        authority_id=actor.body,
        pair=pair,
        done_on=on,
        found=found,
        words=text({"words": words}, "words", "what the review found in words"),
        next_on=next_on,
        by_name=actor.name,
        entered_at=at,
    )
    facts = {"of": actor.body, "pair": pair, "found": found, "next": next_on, "on": on}
    return Done(row, subject=f"{actor.body}/{pair}", facts=facts)


def _authority(actor: Actor, *, on: date) -> None:
    """Keep the authority's arrangements from other writers. Raises Invalid where section 6(4) is not about it."""
    known = registry.bodies_known([_locked(actor)]).get(actor.body)
    status = statute.authority_status(statute.rulebook(), known, on) if known else None
    if status is None or status.answer is Answer.NO:
        raise Invalid(f"{status.says if status else 'The register does not hold it.'} Section 6(4) is not about it.")


def _locked(actor: Actor) -> str:
    return Body.objects.select_for_update(no_key=True).get(pk=actor.body).pk


def _pair(pair: str) -> None:
    if pair not in BY_KEY:
        raise Invalid("Choose two of the four groups of officers")


def _in_force(actor: Actor, pair: str, *, on: date, at: datetime) -> None:
    """Raises Invalid (field "on") for a day to come, and for one on which no arrangement of the pair was in force."""
    _pair(pair)
    if on > day_of(at):
        raise Invalid("This day is still to come. Enter today, or a day before", field="on")
    rows = Arrangement.objects.filter(authority=actor.body, pair=pair, starts__lte=on)
    if not any(row.until is None or on < row.until for row in rows):
        raise Invalid(NONE_IN_FORCE, field="on")
