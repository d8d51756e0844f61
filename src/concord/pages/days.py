"""How days and instants are written for people: `1 April 2015`, `1 April 2015 at 2:05pm`. No clock is read here."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from concord.base.clock import LONDON, hour_of


def day(on: date) -> str:
    """A day in words; of an instant, the day it is in London.

    >>> day(date(2015, 4, 1))
    '1 April 2015'
    """
    if isinstance(on, datetime):
        on = on.astimezone(LONDON)
    return f"{on.day} {on:%B %Y}"


def for_example(on: date) -> str:
    """A hint of how a day is typed into its boxes: one two weeks after the day `on`, which is today.

    >>> for_example(date(2026, 11, 22))
    'For example, 6 12 2026'
    """
    soon = on + timedelta(days=14)
    return f"For example, {soon.day} {soon.month} {soon.year}"


def moment(at: datetime) -> str:
    """An aware instant in words, by the clock in London.

    >>> from datetime import UTC
    >>> moment(datetime(2015, 7, 1, 13, 5, tzinfo=UTC))
    '1 July 2015 at 2:05pm'
    """
    return f"{day(at)} at {hour_of(at)}"
