"""Half-open periods of days: `start` is the first day in, `end` the first day out.

A missing start means "before anything that Concord needs to know", a missing end "still so".
Nothing here reads a clock.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from .errors import BadPeriod

FIRST = date.min
"""Stands for "no known start" inside a `Period`."""

LAST = date.max
"""Stands for "no end yet" inside a `Period`."""

EVE_OF_LAST = LAST - timedelta(days=1)
"""The last day that can be compared with `LAST`: on the day itself, what has no end yet goes on as on its eve."""


class Period(NamedTuple):
    """Days from `start` (in) to `end` (out).

    >>> ccg = Period(date(2015, 4, 1), date(2022, 7, 1))
    >>> ccg.contains(date(2022, 6, 30)), ccg.contains(date(2022, 7, 1))
    (True, False)
    >>> ccg.both(Period.since(date(2020, 4, 1)))
    Period(start=datetime.date(2020, 4, 1), end=datetime.date(2022, 7, 1))
    """

    start: date = FIRST
    end: date = LAST

    @classmethod
    def of(cls, start: date | None, end: date | None) -> Period:
        """A period from optional days; raises `BadPeriod` where the end is not after the start."""
        period = cls(start or FIRST, end or LAST)
        if period.end <= period.start:
            raise BadPeriod(start, end)
        return period

    @classmethod
    def since(cls, start: date) -> Period:
        """A period that has begun and not ended."""
        return cls(start, LAST)

    def contains(self, on: date) -> bool:
        """Whether the day `on` lies inside; where there is no end, the last day of the calendar does too.

        >>> Period.since(date(2015, 4, 1)).contains(date.max)
        True
        """
        return self.start <= on and (on < self.end or self.end == LAST)

    def both(self, other: Period) -> Period | None:
        """The days inside both periods, or None where they share none."""
        start = max(self.start, other.start)
        end = min(self.end, other.end)
        return Period(start, end) if start < end else None

    @property
    def last_day(self) -> date | None:
        """The last day inside, or None where there is no end."""
        return None if self.end == LAST else self.end - timedelta(days=1)

    @property
    def opened(self) -> date | None:
        """The first day, or None where the start is not known."""
        return None if self.start == FIRST else self.start

    @property
    def closed(self) -> date | None:
        """The first day out, or None where there is no end."""
        return None if self.end == LAST else self.end

    def __str__(self) -> str:
        """In words that stand after a name: "from 1 April 2015 to 30 June 2022"."""
        first = f"from {in_words(self.start)}" if self.opened else ""
        last = f"to {in_words(self.end - timedelta(days=1))}" if self.closed else ""
        return " ".join(part for part in (first, last) if part) or "at all times"


ALWAYS = Period()
_MONTHS = (
    *("", "January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def in_words(day: date) -> str:
    """A day as the public reads it.

    >>> in_words(date(2026, 4, 1))
    '1 April 2026'
    """
    return f"{day.day} {_MONTHS[day.month]} {day.year}"
