"""What the words in a cell mean: days as people write them, kinds, statuses, purposes, parties, cycles of review. Pure.

Each reader gives a value, or raises CellError with what is wrong and what to write instead.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

from concord.agreements.rules.days import of_our_time
from concord.agreements.rules.vocabulary import fold

if TYPE_CHECKING:
    from collections.abc import Mapping

NOT_SIGNED: Final = "not signed"
NOT_RECORDED: Final = "not recorded"
"""Who signed, where a council's register says that it is signed and not by whom."""
FROM_REGISTER: Final = "as the council’s own register says"
"""In which office, likewise."""
DOCUMENT: Final = "Document, as the spreadsheet names it: "
"""What stands before a document that a sheet names: it is kept as words, with nothing behind them."""


class CellError(ValueError):
    """What is wrong with a cell, and the remedy, a sentence each."""

    def __init__(self, says: str, remedy: str) -> None:
        super().__init__(says)
        self.says, self.remedy = says, remedy


@dataclass(frozen=True, slots=True)
class Named:
    """A party as a sheet names it: `ref` where its reference is given; `on` the day it took over."""

    text: str
    ref: str = ""
    on: date | None = None


def words(value: object) -> str:
    """A cell as text: whole numbers without a point, no blanks around it, one kind of line end."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, datetime):
        value = value.date()
    return str(value).replace("\r\n", "\n").replace("\r", "\n").replace("\0", "").strip()


def listed(value: object) -> list[str]:
    """The parts of a cell that holds several, parted by a semicolon or a new line."""
    return [part.strip() for part in re.split(r"[;\n|]", words(value)) if part.strip()]


# ── Days ────────────────────────────────────────────────────────────────────────────────────────────────────────────

_NO_DAY: Final = frozenset(
    [
        "",
        "n a",
        "na",
        "none",
        "tbc",
        "tbd",
        "tba",
        "not known",
        "unknown",
        "ongoing",
        "on going",
        "rolling",
        "open",
        "open ended",
        "no end",
        "no end date",
        "no expiry",
        "indefinite",
        "perpetual",
        "permanent",
        "until terminated",
        "not applicable",
        "not set",
        "not signed",
        "nil",
    ]
)
_MONTHS: Final = {
    name: number
    for number, names in enumerate(
        ("jan january", "feb february", "mar march", "apr april", "may", "jun june", "jul july", "aug august",
         "sep sept september", "oct october", "nov november", "dec december"), start=1,
    )
    for name in names.split()
}  # fmt: skip
_NUMBERS: Final = re.compile(r"(\d{1,2})\s*[/.\- ]\s*(\d{1,2})\s*[/.\- ]\s*(\d{2}|\d{4})$")
_ISO: Final = re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[T ]00:00(?::00(?:\.0+)?)?)?$")
_NAMED_MONTH: Final = re.compile(
    r"(?:[a-z]+day,?\s+)?(\d{1,2})(?:st|nd|rd|th)?[\s.\-]+(?:of\s+)?([a-z]+)[\s.,\-]+(\d{2}|\d{4})$"
)
_SERIAL: Final = range(20_000, 80_000)
WRITE_A_DAY: Final = "Write a day that exists, like 1/4/2026, 1 April 2026 or 2026-04-01."


def day(value: object) -> date | None:
    """A day as people and programs write it, day before month; None where the cell says that there is none.

    >>> day("1/4/2026"), day("1st April 2026"), day("2026-04-01"), day("rolling")
    (datetime.date(2026, 4, 1), datetime.date(2026, 4, 1), datetime.date(2026, 4, 1), None)
    """
    if isinstance(value, datetime):
        return _of_our_time(value.date(), value)
    if isinstance(value, date):
        return _of_our_time(value, value)
    text = words(value)
    if fold(text) in _NO_DAY:
        return None
    if isinstance(value, int | float) or text.isdecimal():
        raise CellError(f"“{text[:40]}” is a number, not a day.", _meant(text))
    found = _parts(text.casefold())
    if found is None:
        raise CellError(f"“{text[:40]}” cannot be read as a day.", WRITE_A_DAY)
    year, month, number = found
    try:
        return _of_our_time(date(year + 2000 if year < 100 else year, month, number), text)  # noqa: PLR2004  two digits
    except ValueError as error:
        if isinstance(error, CellError):
            raise
        raise CellError(f"There is no such day as “{text}”.", WRITE_A_DAY) from error


def _parts(text: str) -> tuple[int, int, int] | None:
    if found := _ISO.match(text):
        return int(found[1]), int(found[2]), int(found[3])
    if found := _NUMBERS.match(text):
        return int(found[3]), int(found[2]), int(found[1])
    if (found := _NAMED_MONTH.match(text)) and found[2] in _MONTHS:
        return int(found[3]), _MONTHS[found[2]], int(found[1])
    return None


def _of_our_time(found: date, typed: object) -> date:
    if not of_our_time(found):
        raise CellError(f"“{words(typed)}” is in the year {found.year}.", "Correct the year.")
    return found


def _meant(text: str) -> str:
    """The remedy for a bare number: what Excel would show for it, where it may be a day that lost its format."""
    serial = int(float(text)) if re.fullmatch(r"\d{1,9}(\.\d+)?", text) else 0
    if serial not in _SERIAL:
        return WRITE_A_DAY
    return f"In Excel it stands for {date(1899, 12, 30) + timedelta(serial):%-d %B %Y}. If that is meant, write it so."


# ── Words of closed lists ───────────────────────────────────────────────────────────────────────────────────────────

_CYCLES: Final = {
    "monthly": 1, "quarterly": 3, "six monthly": 6, "half yearly": 6, "biannual": 6, "annual": 12, "annually": 12,
    "yearly": 12, "every year": 12, "two yearly": 24, "biennial": 24, "every two years": 24, "every other year": 24,
    "three yearly": 36, "every three years": 36, "triennial": 36,
}  # fmt: skip


def one_of(value: object, known: Mapping[str, Any], what: str, choices: str) -> Any:
    """The meaning of a cell of a closed list; None for an empty one. `choices` are the words to write instead."""
    text = words(value)
    if not text:
        return None
    if found := known.get(fold(text)):
        return found
    raise CellError(f"“{text[:60]}” is no {what} that Concord knows.", f"Write one of: {choices}.")


def several_of(value: object, known: Mapping[str, Any], what: str, choices: str) -> list[str]:
    """The meanings of a cell that holds several of a closed list, each once, in the order of the list."""
    found = {one_of(part, known, what, choices) for part in listed(value)}
    return [str(one) for one in dict.fromkeys(known.values()) if one in found]


def within(title: str, known: Mapping[str, Any]) -> Any:
    """What a title says by one of the words of a list, the longest first; None where it says nothing.

    >>> within("Hospital discharge MoU 2024", KINDS).value
    'partnership'
    """
    folded = f" {fold(title)} "
    longest = sorted(known, key=len, reverse=True)
    return next((known[one] for one in longest if len(one) > 2 and f" {one} " in folded), None)  # noqa: PLR2004  letters


def months(value: object) -> int | None:
    """A cycle of review in months.

    >>> months("annual"), months("18 months"), months("every 2 years"), months(12.0)
    (12, 18, 24, 12)
    """
    text = fold(words(value))
    if text in _NO_DAY:
        return None
    if text in _CYCLES:
        return _CYCLES[text]
    found = re.fullmatch(r"(?:every |each )?(\d{1,3}) ?(months?|monthly|years?|yearly|m|y|)", text)
    if found is None or not 1 <= (number := int(found[1]) * (12 if found[2].startswith("y") else 1)) <= 120:  # noqa: PLR2004
        raise CellError(f"“{words(value)[:40]}” is no cycle of review.", "Write the months from 1 to 120, like 12.")
    return number


_REF: Final = re.compile(r"\s*[(\[]\s*([a-z]{2,12}:[^\s()\[\]]+)\s*[)\]]$", re.IGNORECASE)


def parties(value: object) -> list[list[Named]]:
    """The parties of a cell: for each place the bodies that held it, the later ones after “ > ” with their first day.

    >>> [[one.text for one in place] for place in parties("Essex County Council; A (ods:QAA) > B from 1 April 2026")]
    [['Essex County Council'], ['A', 'B']]
    """
    return [
        [_named(part, place) for place, part in enumerate(re.split(r"\s+(?:>|→)\s+", cell))] for cell in listed(value)
    ]


def _named(part: str, place: int) -> Named:
    text, on = part.strip(), None
    if place:
        before, since, typed = text.rpartition(" from ")
        if not since:
            raise CellError(
                f"“{text[:80]}” does not say from when it took over.",
                "Write it like: Old body > New body from 1 April 2026.",
            )
        text, on = before.strip(), day(typed)
    found = _REF.search(text)
    return Named(text[: found.start()].strip(), found[1], on) if found else Named(text, "", on)
