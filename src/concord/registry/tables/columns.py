"""How the text of a table's cell becomes a value, and what is said where it cannot."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any, Final

from concord.statute.periods import FIRST, LAST

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

LONGEST: Final = 2000
"""Signs in the longest text of a cell: a note, a reason, what a fact rests on."""

CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
"""Signs that are no part of any text, and that a database may not take. The ends of lines are none of them."""

_REF = re.compile(r"(gss|ods|police|probation|minister|future):[A-Za-z0-9-]{1,60}\Z")
_NO_LINE = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_NO_ID = re.compile(r"[\s\x00-\x1f\x7f-\x9f]")
_SMALLEST_SHARE: Final = Decimal("0.0001")


class WrongValueError(ValueError):
    """What is wrong with one value; becomes a `BadTable` with its place."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table, the field of the model that it fills, and how its text is read and written."""

    name: str
    read: Callable[[str], Any]
    field: str = ""
    write: Callable[[Any], str] = lambda value: "" if value is None else str(value)

    @property
    def attribute(self) -> str:
        """The field's name on the model."""
        return self.field or self.name


def text(longest: int, *, needed: bool = False, lines: bool = False) -> Callable[[str], str]:
    """Text of a limited length, on one line or (with `lines`) on several."""
    refused = CONTROL if lines else _NO_LINE

    def read(cell: str) -> str:
        if needed and not cell:
            raise WrongValueError("is empty. Fill it in.")
        if len(cell) > longest:
            raise WrongValueError(f"is longer than {longest} signs. Shorten it.")
        if refused.search(cell):
            raise WrongValueError("holds a control sign or the end of a line. Take it out.")
        return cell

    return read


def name_of_row(longest: int) -> Callable[[str], str]:
    """The lasting name of a row, which the audit record keeps too: one word without blanks."""
    read_text = text(longest, needed=True)

    def read(cell: str) -> str:
        if _NO_ID.search(cell):
            raise WrongValueError(f"“{cell}” holds a blank. Write it as one word, such as area_in/E10000012/QH8.")
        return read_text(cell)

    return read


def word(known: Iterable[str], *, needed: bool = True) -> Callable[[str], str]:
    """One word of a closed vocabulary; blank where it is not needed."""
    allowed = tuple(known)

    def read(cell: str) -> str:
        if cell in allowed or not (cell or needed):
            return cell
        raise WrongValueError(f"“{cell}” is not one of the words known here. Use one of: {', '.join(allowed)}.")

    return read


def words(allowed: Iterable[str], longest: int) -> Callable[[str], str]:
    """Words of a closed vocabulary, each once, in one order."""
    one, whole = word(allowed), text(longest)

    def read(cell: str) -> str:
        return whole(" ".join(sorted({one(part) for part in cell.split()})))

    return read


def day(*, needed: bool = False) -> Callable[[str], date | None]:
    """A day, written as 2026-04-01; blank where it is not needed."""

    def read(cell: str) -> date | None:
        if not cell and not needed:
            return None
        hint = "." if needed else ", or leave it blank."
        try:
            found = date.fromisoformat(cell)
        except ValueError:
            found = None
        # Python reads 20260401 too, and its first and last day stand for “not known” and “no end”.
        if found is None or found.isoformat() != cell or found in {FIRST, LAST}:
            raise WrongValueError(f"“{cell}” is no day. Write it as 2026-04-01{hint}")
        return found

    return read


def number(most: int, *, needed: bool = False) -> Callable[[str], int | None]:
    """A whole number up to `most`; blank where it is not needed."""

    def read(cell: str) -> int | None:
        if not cell and not needed:
            return None
        if not (cell.isascii() and cell.isdecimal()) or len(cell) > len(str(most)) or int(cell) > most:
            hint = "." if needed else ", or leave it blank."
            raise WrongValueError(f"“{cell}” is no whole number up to {most}. Write digits only{hint}")
        return int(cell)

    return read


def share(cell: str) -> Decimal:
    """A part of one, to four places."""
    try:
        part = Decimal(cell)
    except InvalidOperation:
        part = Decimal("NaN")
    if not part.is_finite():
        raise WrongValueError(f"“{cell}” is no share. Write a number such as 0.2500.")
    if not _SMALLEST_SHARE <= part <= 1:
        raise WrongValueError(f"{cell} is not from 0.0001 to 1. A share is a part of one authority's area.")
    return part.quantize(_SMALLEST_SHARE)


def reference(*, needed: bool = True) -> Callable[[str], str | None]:
    """The lasting reference of a body; blank where it is not needed."""

    def read(cell: str) -> str | None:
        if not cell and not needed:
            return None
        if not _REF.match(cell):
            raise WrongValueError(f"“{cell}” is no reference to a body. Write it as gss:E10000012 or ods:QH8.")
        return cell

    return read


def announced(*, needed: bool = False) -> Callable[[str], bool]:
    """Whether it is only announced; the other word is in_force."""
    read = word(("in_force", "announced"), needed=needed)
    return lambda cell: read(cell) == "announced"


def flag(value: bool) -> str:  # noqa: FBT001  the value of a column
    """How `announced` is written."""
    return "announced" if value else "in_force"
