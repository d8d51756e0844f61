"""How days and instants are written for people: `1 April 2015`, `1 April 2015 at 2:05pm`. No clock is read here."""

from __future__ import annotations

from datetime import date, datetime

from concord.base.clock import LONDON


def day(on: date) -> str:
    """A day in words; of an instant, the day it is in London.

    >>> day(date(2015, 4, 1))
    '1 April 2015'
    """
    if isinstance(on, datetime):
        on = on.astimezone(LONDON)
    return f"{on.day} {on:%B %Y}"


def moment(at: datetime) -> str:
    """An aware instant in words, by the clock in London.

    >>> from datetime import UTC
    >>> moment(datetime(2015, 7, 1, 13, 5, tzinfo=UTC))
    '1 July 2015 at 2:05pm'
    """
    local = at.astimezone(LONDON)
    return f"{day(local)} at {local:%I}".replace(" at 0", " at ") + f":{local:%M%p}".lower()
