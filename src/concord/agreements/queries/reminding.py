"""Which owners are to be reminded today, and of what: of reviews, ends and parties that end, each once a lead time."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from django.db.models import Q

from concord.access.operation import NOT_HERE
from concord.agreements.models import Agreement, OwnerReminder, Succeeded
from concord.agreements.queries.reading import stories
from concord.agreements.rules.reminding import (
    LEADS,
    LEADS_OF_A_CHANGE,
    PAST,
    PAST_FOR,
    TOLD_TO_WEBHOOKS,
    About,
    lead,
)
from concord.agreements.rules.standing import ALIVE, Status, standing
from concord.base.errors import NotFound
from concord.delivery.webhooks import listening
from concord.registry import queries as registry

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from concord.agreements.queries.reading import Story
    from concord.base.actor import Actor

_WATCHED = ALIVE | {Status.LAPSED, Status.RELIED_ON}


class DueReminder(NamedTuple):
    """A reminder to send: `day` is the day of the review, or the first day out; `lead` as in `rules.reminding`.

    `who` are the parties that end, by name, where it is about them.
    """

    agreement: Agreement
    about: About
    day: date
    lead: int
    who: tuple[str, ...] = ()


def reminders_due(actor: Actor, *, on: date) -> list[DueReminder]:
    """The reminders due on a day that were not sent, in few reads; for `concord work`. Raises NotFound for others."""
    if actor.kind != "system":
        raise NotFound(NOT_HERE)
    return [*_of_its_own_days(on), *_of_parties(on)]


def _of_its_own_days(on: date) -> list[DueReminder]:
    window = (on - PAST_FOR, on + timedelta(days=max(LEADS)))
    soon = Q(versions__review_on__range=window) | Q(versions__until__range=window)
    rows = Agreement.objects.filter(_somebody(), soon, ended_from__isnull=True)
    by_key = {row.pk: row for row in rows}
    sent = _sent(by_key)
    return [
        DueReminder(by_key[story.key], about, day, days)
        for story in stories(Agreement.objects.filter(pk__in=by_key), on=on)
        for about, day in _days(story, on)
        if (days := lead(day, on=on)) is not None
        and _reaches(by_key[story.key], days)
        and (story.key, about.value, day, days) not in sent
    ]


def _somebody() -> Q:
    """Agreements for which somebody is named, and those of bodies whose webhooks are told when the day has come."""
    return ~Q(owner_email="", deputy_email="") | Q(keeper__in=listening(TOLD_TO_WEBHOOKS.values()))


def _reaches(row: Agreement, days: int) -> bool:
    return days == PAST or bool(row.owner_email or row.deputy_email)


def _of_parties(on: date) -> list[DueReminder]:
    """Of bodies that end, where nobody has decided what becomes of their place."""
    upto = on + timedelta(days=max(LEADS_OF_A_CHANGE))
    ended = {found.ref: found for found in registry.ended_between(on - PAST_FOR - timedelta(days=1), upto)}
    held = {"parties__held_by__body__in": list(ended), "ended_from__isnull": True}
    rows = Agreement.objects.filter(_somebody(), **held).distinct() if ended else ()
    by_key = {row.pk: row for row in rows}
    if not by_key:
        return []
    sent = _sent(by_key)
    decided = set(
        Succeeded.objects.filter(party__agreement__in=by_key).values_list("party__public_id", "body"),
    )
    due = []
    for story in stories(Agreement.objects.filter(pk__in=by_key), on=on):
        open_still: dict[date, list[str]] = {}
        for seat in story.seats:
            if seat.body in ended and (seat.party, seat.body) not in decided:
                open_still.setdefault(ended[seat.body].on, []).append(ended[seat.body].name)
        for day, names in open_still.items():
            days = lead(day, on=on, leads=LEADS_OF_A_CHANGE)
            new = (story.key, About.PARTY.value, day, days) not in sent
            if days is not None and new and _reaches(by_key[story.key], days):
                due.append(DueReminder(by_key[story.key], About.PARTY, day, days, tuple(names)))
    return due


def _sent(by_key: Iterable[int]) -> set[tuple[int, str, date, int]]:
    found = OwnerReminder.objects.filter(agreement__in=list(by_key))
    return set(found.values_list("agreement", "about", "day", "lead"))


def _days(story: Story, on: date) -> Iterator[tuple[About, date]]:
    """The days that its owner is to think of: not of a review that has begun, nor an end that a new version fills."""
    stands = standing(story.kept, on=on)
    if stands.status not in _WATCHED:
        return
    if stands.text.review_on and stands.status in ALIVE - {Status.UNDER_REVIEW}:
        yield About.REVIEW, stands.text.review_on
    follows = stands.next is not None and stands.next.made_on is not None
    if stands.text.until and not follows:
        yield About.END, stands.text.until
