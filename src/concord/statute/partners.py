"""Who the relevant partners of an authority are on a day: section 6(7) and (8) of the Care Act 2014.

The spans of the authority that hold the day. Absent facts mean "no" only where the register is declared complete
(`Coverage`); elsewhere the list says what it cannot name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .answer import Answer
from .findings import PartnerList
from .periods import EVE_OF_LAST
from .spans import prepared
from .status import authority_status

if TYPE_CHECKING:
    from datetime import date

    from .facts import Register
    from .rulebook import Rulebook


def partners(book: Rulebook, register: Register, *, authority: str, on: date) -> PartnerList:
    """The relevant partners of an authority on a day, those that may be, and where the register is incomplete.

    Raises `UnknownBody` for a reference that the register does not hold. A day before 1 April 2015 is no error: the
    list is empty and says that nothing was in force. Source: CA2014.s6(7), s6(8).
    """
    council = register.body(authority)
    status = authority_status(book, council, on)
    if status.answer is Answer.NO:
        return PartnerList(status, (), (), ())
    known = prepared(book, register)
    sure, possible = known.spans(council)
    day = min(on, EVE_OF_LAST)
    return PartnerList(
        status,
        tuple([found for start, end, found in sure if start <= day < end]),
        tuple([found for start, end, found in possible if start <= day < end]),
        known.gaps(council, on),
    )
