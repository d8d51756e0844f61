"""What changed for a council, day by day and between two days, as its page lists it. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import TYPE_CHECKING

from concord import statute
from concord.public.councils import picture
from concord.statute.status import PART_1

if TYPE_CHECKING:
    from collections.abc import Iterable

BECAUSE = {
    "law": "the law changed",
    "body": "the body {word}",
    "fact": "what ties it to the council {word}",
    "register": "the register knows it only from this day; before, it cannot say",
    "authority": "the council {word}",
}
TO_COME = {"began": "is to begin", "ended": "is to end"}
BEGINNING = "sections 6 and 7 came into force"


@dataclass(frozen=True, slots=True)
class Event:
    """A body that became a partner, or ceased to be one."""

    name: str
    body: statute.Body
    provision: str
    because: str


@dataclass(frozen=True, slots=True)
class Day:
    """What came and went on one day."""

    on: date
    came: tuple[Event, ...]
    went: tuple[Event, ...]

    @property
    def eve(self) -> date:
        """The day before."""
        return self.on - timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Between:
    """What changed from one day to a later one, and how many partners there were on each."""

    first: statute.PartnerList
    second: statute.PartnerList
    days: tuple[Day, ...]


def days(changes: Iterable[statute.Change], commencement: date, today: date, *, sure: bool) -> tuple[Day, ...]:
    """Changes by day, newest first: of partners that are sure, or of those that may be."""
    wanted = [c for c in changes if (c.answer is statute.Answer.YES) is sure]
    made = []
    for on, listed in groupby(sorted(wanted, key=lambda c: c.on), key=lambda c: c.on):
        here = list(listed)
        came, went = ([_event(c, commencement, today) for c in here if c.came is way] for way in (True, False))
        made.append(Day(on, tuple(came), tuple(went)))
    return tuple(reversed(made))


def _event(change: statute.Change, commencement: date, today: date) -> Event:
    word = "began" if change.came else "ended"
    if change.on > today:
        word = TO_COME[word]
    because = " and ".join(BECAUSE[cause].format(word=word) for cause in change.causes)
    if change.on == commencement:
        because = BEGINNING
    shown = change.on if change.came else change.on - timedelta(days=1)
    return Event(change.body.name_on(shown), change.body, change.ref, because)


def between(
    book: statute.Rulebook, register: statute.Register, ref: str, first: date, second: date, *, today: date
) -> Between:
    """What changed between two days. Raises `UnknownBody`."""
    found = statute.changes(book, register, authority=ref, after=first, until=second)
    return Between(
        statute.partners(book, register, authority=ref, on=first),
        statute.partners(book, register, authority=ref, on=second),
        days(found, book.commencement, today, sure=True),
    )


@dataclass(frozen=True, slots=True)
class Timeline:
    """All that the page of changes shows about one council: drawn, and told by day; `says` where nothing is to tell."""

    drawn: picture.Drawn
    days: tuple[Day, ...]
    possible_days: tuple[Day, ...]
    says: str


def timeline(book: statute.Rulebook, register: statute.Register, ref: str, today: date) -> Timeline:
    """The whole timeline of one council. Raises `UnknownBody`."""
    council = register.body(ref)
    told = statute.timeline(book, register, authority=ref)
    stretches = statute.memberships(book, register, authority=ref)
    return Timeline(
        drawn=picture.timeline(book, stretches, council, today),
        days=days(told, book.commencement, today, sure=True),
        possible_days=days(told, book.commencement, today, sure=False),
        says=f"{council.name} has never been a local authority for {PART_1}: it has had no relevant partners.",
    )
