"""Working days: Monday to Friday without the bank holidays that are passed in.

The Care Act sets no time limit for section 7. Days are counted here for agreements and policies that do.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection

_SATURDAY = 5


class Count(NamedTuple):
    """A day reached by counting working days, with the bank holidays that were passed over."""

    day: date
    passed_over: tuple[date, ...]


def is_working_day(day: date, holidays: Collection[date]) -> bool:
    """Whether a day is a working day.

    >>> is_working_day(date(2026, 12, 25), {date(2026, 12, 25)})
    False
    """
    return day.weekday() < _SATURDAY and day not in holidays


def after_working_days(start: date, days: int, holidays: Collection[date]) -> Count:
    """The working day that is `days` working days after `start`; `start` itself is not counted.

    >>> after_working_days(date(2026, 12, 24), 1, {date(2026, 12, 25), date(2026, 12, 28)})
    Count(day=datetime.date(2026, 12, 29), passed_over=(datetime.date(2026, 12, 25), datetime.date(2026, 12, 28)))
    """
    day, left, passed = start, days, []
    while left > 0:
        day += timedelta(days=1)
        if day.weekday() < _SATURDAY and day in holidays:
            passed.append(day)
        elif is_working_day(day, holidays):
            left -= 1
    return Count(day, tuple(passed))
