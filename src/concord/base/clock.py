"""The only place that reads the clock. Doors, commands and the audit record ask it; rules are told the day.

A test or a journey sets it with `at`, for the whole process, so that a server in another thread agrees with the test.
"""

from __future__ import annotations

from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from collections.abc import Iterator

LONDON = ZoneInfo("Europe/London")

_set_to: list[datetime] = []


def now() -> datetime:
    """The instant that it is, aware, in UTC."""
    return _set_to[-1] if _set_to else datetime.now(UTC)  # noqa: TID251  the one place


def today() -> date:
    """The day that it is now in London."""
    return day_of(now())


def day_of(at: datetime) -> date:
    """The day in London on which an aware instant falls.

    >>> day_of(datetime(2026, 6, 30, 23, 30, tzinfo=UTC))
    datetime.date(2026, 7, 1)
    """
    return at.astimezone(LONDON).date()


def hour_of(at: datetime) -> str:
    """The time of day in London, as people write it.

    >>> [hour_of(datetime(2026, 1, 5, *time, tzinfo=UTC)) for time in ((0, 0), (9, 5), (12, 0), (12, 30))]
    ['midnight', '9:05am', 'midday', '12:30pm']
    """
    there = at.astimezone(LONDON)
    if there.minute == 0 and there.hour in _NAMED:
        return _NAMED[there.hour]
    return f"{there:%I:%M%p}".lstrip("0").lower()


_NAMED = {0: "midnight", 12: "midday"}


def end_of(day: date) -> datetime:
    """The last instant of a day in London, in UTC; what is learnt at the next midnight is learnt on the next day.

    >>> end_of(date(2026, 3, 31)).isoformat()
    '2026-03-31T22:59:59.999999+00:00'
    """
    midnight = datetime.combine(day + timedelta(days=1), time(), LONDON)
    return midnight.astimezone(UTC) - timedelta(microseconds=1)


@contextmanager
def at(instant: datetime) -> Iterator[datetime]:
    """Stand the clock still at an aware instant; inner settings win. For tests and journeys."""
    if instant.tzinfo is None:
        raise ValueError("The clock is set with an aware instant, such as datetime(2026, 11, 22, 9, tzinfo=UTC).")
    _set_to.append(instant.astimezone(UTC))
    try:
        yield _set_to[-1]
    finally:
        _set_to.pop()
