"""Which days can be meant: those on which an agreement of our time can begin, be agreed to, or end. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from concord.base.errors import Invalid

if TYPE_CHECKING:
    from datetime import date

FIRST_YEAR: Final = 1948
"""The year in which local authorities took up welfare services."""
LAST_YEAR: Final = 2200
OUT_OF_OUR_TIME: Final = f"The year must be between {FIRST_YEAR} and {LAST_YEAR}. Correct the year"


def of_our_time(day: date) -> bool:
    """Whether a day is none that was mistyped, such as one in the year 206 or 20261."""
    return FIRST_YEAR <= day.year <= LAST_YEAR


def check_day(day: date | None, *, field: str) -> None:
    """Raise Invalid, with its field, for a day that is out of our time; none at all is right."""
    if day is not None and not of_our_time(day):
        raise Invalid(OUT_OF_OUR_TIME, field=field)
