"""How the text of a table's cell becomes a value, and what is said where it cannot."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_REF = re.compile(r"(gss|ods|police|probation|minister|future):[A-Za-z0-9-]+\Z")


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


def text(longest: int, *, needed: bool = False) -> Callable[[str], str]:
    """Text of a limited length."""

    def read(cell: str) -> str:
        if needed and not cell:
            raise WrongValueError("is empty. Fill it in.")
        if len(cell) > longest:
            raise WrongValueError(f"is longer than {longest} signs. Shorten it.")
        return cell

    return read


def word(known: Iterable[str], *, needed: bool = True) -> Callable[[str], str]:
    """One word of a closed vocabulary; blank where it is not needed."""
    allowed = tuple(known)

    def read(cell: str) -> str:
        if cell in allowed or not (cell or needed):
            return cell
        raise WrongValueError(f"“{cell}” is not one of the words known here. Use one of: {', '.join(allowed)}.")

    return read


def words(allowed: Iterable[str]) -> Callable[[str], str]:
    """Words of a closed vocabulary, in one order."""
    one = word(allowed)

    def read(cell: str) -> str:
        return " ".join(sorted(one(part) for part in cell.split()))

    return read


def day(*, needed: bool = False) -> Callable[[str], date | None]:
    """A day, written as 2026-04-01; blank where it is not needed."""

    def read(cell: str) -> date | None:
        if not cell and not needed:
            return None
        try:
            return date.fromisoformat(cell)
        except ValueError:
            hint = "." if needed else ", or leave it blank."
            raise WrongValueError(f"“{cell}” is no day. Write it as 2026-04-01{hint}") from None

    return read


def number(cell: str) -> int | None:
    """A whole number, or blank."""
    if not cell:
        return None
    if not cell.isdecimal():
        raise WrongValueError(f"“{cell}” is no whole number. Write digits only, or leave it blank.")
    return int(cell)


def share(cell: str) -> Decimal:
    """A part of one, to four places."""
    try:
        part = Decimal(cell)
    except InvalidOperation:
        raise WrongValueError(f"“{cell}” is no share. Write a number such as 0.2500.") from None
    if not 0 < part <= 1:
        raise WrongValueError(f"{cell} is not above 0 and at most 1. A share is a part of one authority's area.")
    return part.quantize(Decimal("0.0001"))


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
