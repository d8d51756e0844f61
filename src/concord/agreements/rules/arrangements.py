"""Arrangements inside an authority: CA2014.s6(4). The four groups of officers, their six pairs, and what is missing.

The Act wants arrangements that secure co-operation. That they are reviewed each year is practice, not law. Pure.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import combinations
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping


class Group(StrEnum):
    """The four groups of an authority's officers, as `statute.cooperation.GROUPS` names them."""

    ADULTS = "adults"
    HOUSING = "housing"
    CHILDREN = "children"
    PUBLIC_HEALTH = "public-health"


class Pair(NamedTuple):
    """Two groups, in the order of the Act. `key` names them in addresses and tables."""

    one: Group
    other: Group

    @property
    def key(self) -> str:
        """Such as `adults-and-housing`."""
        return f"{self.one.value}-and-{self.other.value}"


PAIRS: Final = tuple(Pair(one, other) for one, other in combinations(Group, 2))
"""The six pairs, in the order of the Act."""

BY_KEY: Final[Mapping[str, Pair]] = {pair.key: pair for pair in PAIRS}

MONTHS_BETWEEN_REVIEWS: Final = 12
"""The cycle that an arrangement begins with: a year, as practice has it."""
LONGEST_CYCLE: Final = 60
"""Months between two reviews at most (Concord's policy): five years."""
STALE_AFTER: Final = 12
"""Months after which an arrangement that nobody has reviewed counts as often out of date (practice, not law)."""

DISTRICTS: Final = "CA2014.s6(7)(a)"
"""By which the districts of a county, which hold its housing, are its relevant partners."""


def pair_of(one: str, other: str) -> Pair | None:
    """The pair of two groups, whichever is named first; None where these are not two of the four.

    >>> pair_of("housing", "adults").key
    'adults-and-housing'
    """
    return next((pair for pair in PAIRS if set(pair) == {one, other}), None)


def months_after(day: date, months: int) -> date:
    """The same day so many months on; the last day of a month that has no such day.

    >>> months_after(date(2026, 8, 31), 6)
    datetime.date(2027, 2, 28)
    """
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def holds(starts: date, until: date | None, on: date) -> bool:
    """Whether what holds from `starts` to before `until` holds on a day."""
    return starts <= on and (until is None or on < until)


class Lack(StrEnum):
    """What is missing of a group or a pair."""

    OFFICER = "officer"
    DEPUTY = "deputy"
    ARRANGEMENT = "arrangement"
    STALE = "stale"
    """Nobody has reviewed it for more than a year."""
    REVIEW_LATE = "review-late"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What is dated of the arrangement in force between two groups. `next_on`: as its last review set it."""

    starts: date
    months: int
    reviewed_on: date | None = None
    next_on: date | None = None

    @property
    def looked_at_on(self) -> date:
        """When somebody last read it through: at its last review, or as it was written."""
        return max(self.reviewed_on or self.starts, self.starts)

    @property
    def review_on(self) -> date:
        """The day of its next review: as the last one set it, or a cycle after it was last looked at."""
        held = self.reviewed_on is not None and self.reviewed_on >= self.starts
        return self.next_on if held and self.next_on else months_after(self.looked_at_on, self.months)


def group_lacks(*, officer: bool, deputy: bool) -> tuple[Lack, ...]:
    """What a group lacks."""
    if not officer:
        return (Lack.OFFICER,)
    return () if deputy else (Lack.DEPUTY,)


def pair_lacks(kept: Kept | None, *, on: date) -> tuple[Lack, ...]:
    """What a pair lacks on a day; `kept` is None where no arrangement is in force."""
    if kept is None:
        return (Lack.ARRANGEMENT,)
    if months_after(kept.looked_at_on, STALE_AFTER) < on:
        return (Lack.STALE,)
    return (Lack.REVIEW_LATE,) if kept.review_on < on else ()
