"""Which arrangements inside authorities (CA2014.s6(4)) come to their review or their end, or are past it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from concord.access.operation import NOT_HERE
from concord.agreements.models import Arrangement, ArrangementReminder, ArrangementReview, GroupOfficer
from concord.agreements.queries.arrangements import may_look
from concord.agreements.rules.arrangements import BY_KEY, Kept, holds
from concord.agreements.rules.reminding import LEADS, PAST_FOR, About, lead
from concord.base.errors import NotFound

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from concord.base.actor import Actor


class ArrangementDue(NamedTuple):
    """An arrangement and the day that needs somebody: of its review, or the first day out of one that nothing follows.

    `officers` are the named officers of its two groups.
    """

    arrangement: Arrangement
    about: About
    day: date
    officers: tuple[GroupOfficer, ...]


class OfficersReminder(NamedTuple):
    """A reminder to send to the officers of an arrangement; `lead` as in `rules.reminding`."""

    due: ArrangementDue
    lead: int


def arrangements_due(actor: Actor, *, upto: date, on: date) -> tuple[ArrangementDue, ...]:
    """The arrangements whose review or end comes by a day, or is past, the earliest first; three reads.

    Those of the actor's body, or of all for a command that acts for none; none for who may not see any. One that ended
    is left out after thirty days.
    """
    if not (actor.kind == "system" or may_look(actor)):
        return ()
    found = [one for one in _days(actor.body, on) if one.day <= upto]
    return tuple(sorted(found, key=lambda one: (one.day, one.arrangement.title, one.about)))


def officers_to_remind(actor: Actor, *, on: date) -> list[OfficersReminder]:
    """The reminders due on a day that were not sent, in four reads; for `concord work`. Raises NotFound for others."""
    if actor.kind != "system":
        raise NotFound(NOT_HERE)
    due = arrangements_due(actor, upto=on + timedelta(days=max(LEADS)), on=on)
    rows = ArrangementReminder.objects.filter(arrangement__in=[one.arrangement.pk for one in due])
    sent = set(rows.values_list("arrangement", "about", "day", "lead"))
    return [
        OfficersReminder(one, days)
        for one in due
        if one.officers
        and (days := lead(one.day, on=on)) is not None
        and (one.arrangement.pk, one.about.value, one.day, days) not in sent
    ]


def _days(body: str, on: date) -> Iterator[ArrangementDue]:
    mine = {"authority": body} if body else {}
    rows = [row for row in Arrangement.objects.filter(**mine).order_by("starts", "pk") if row.until != row.starts]
    begun = {(row.authority_id, row.pair): row for row in rows if row.starts <= on}
    followed = {(row.authority_id, row.pair) for row in rows if row.starts > on}
    done = ArrangementReview.objects.filter(**mine, done_on__lte=on).order_by("done_on", "pk")
    reviews = {(row.authority_id, row.pair): row for row in done}
    named = GroupOfficer.objects.filter(**mine).order_by("starts", "pk")
    officers = {(row.authority_id, row.group): row for row in named if holds(row.starts, row.until, on)}
    for key, row in begun.items():
        yield from _of(row, reviews.get(key), officers, on=on, followed=key in followed)


def _of(
    row: Arrangement,
    review: ArrangementReview | None,
    officers: Mapping[tuple[str, str], GroupOfficer],
    *,
    on: date,
    followed: bool,
) -> Iterator[ArrangementDue]:
    pair = ((row.authority_id, group.value) for group in BY_KEY[row.pair])
    whose = tuple(officers[key] for key in pair if key in officers)
    if row.until and not followed and on - row.until <= PAST_FOR:
        yield ArrangementDue(row, About.END, row.until, whose)
    if holds(row.starts, row.until, on):
        kept = Kept(
            starts=row.starts,
            months=row.review_months,
            reviewed_on=review.done_on if review else None,
            next_on=review.next_on if review else None,
        )
        yield ArrangementDue(row, About.REVIEW, kept.review_on, whose)
