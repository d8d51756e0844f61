"""One row of a register of agreements read, cell by cell: what it says, and what is wrong at which cell. Pure.

What the rows together mean is for `plans`, which bodies they name for `queries`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, TypeVar

from concord.agreements.rules import cells
from concord.agreements.rules.cells import CellError, Named
from concord.agreements.rules.columns import BY_NAME, COLUMNS
from concord.agreements.rules.kinds import Kind
from concord.agreements.rules.tables import is_error
from concord.agreements.rules.vocabulary import AIMS, FIELDS, KINDS, PURPOSES, SAID, Said, fold

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from concord.agreements.rules.columns import Sheet

T = TypeVar("T")
LONGEST: Final = {
    "reference": 60, "title": 200, "owner_name": 200, "owner_email": 254, "deputy_name": 200, "deputy_email": 254,
    "approved_by": 200, "decision": 200,
}  # fmt: skip
LONGEST_TEXT: Final = 20_000
_EMAIL: Final = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+$")


@dataclass(frozen=True, slots=True)
class Told:
    """Something about a row: its cell as spreadsheets name it (“D14”), the column's heading, what is so, the remedy."""

    row: int
    cell: str
    heading: str
    says: str
    remedy: str


@dataclass(slots=True, kw_only=True)
class Typed:
    """One row as it was read: what its cells mean. `ends` and `ended_on` are last days, as people write them."""

    row: int
    texts: dict[str, str]
    days: dict[str, date | None]
    kind: str = ""
    about: str = ""
    said: Said | None = None
    parties: list[list[Named]] = field(default_factory=list)
    purposes: list[str] = field(default_factory=list)
    aims: list[str] = field(default_factory=list)
    topics: list[str] = field(default_factory=list)
    review_months: int | None = None
    signatories: list[str] = field(default_factory=list)
    offices: list[str] = field(default_factory=list)
    mailboxes: list[str] = field(default_factory=list)
    signed_on: list[date | None] = field(default_factory=list)


@dataclass(slots=True)
class Row:
    """A row while it is read: gathers what is wrong (`faults`) and what is worth knowing (`notes`)."""

    sheet: Sheet
    number: int
    values: tuple[Any, ...]
    faults: list[Told] = field(default_factory=list)
    notes: list[Told] = field(default_factory=list)

    def value(self, column: str) -> Any:
        """What stands in a column, None where there is no such column."""
        place = self.sheet.places.get(column)
        return self.values[place] if place is not None and place < len(self.values) else None

    def fault(self, column: str, says: str, remedy: str) -> None:
        """Something is wrong in a column."""
        self.faults.append(self._told(column, says, remedy))

    def note(self, column: str, says: str, remedy: str = "") -> None:
        """Something that keeps nobody from importing it."""
        self.notes.append(self._told(column, says, remedy))

    def _told(self, column: str, says: str, remedy: str) -> Told:
        heading = self.sheet.headings.get(column, BY_NAME[column].title)
        return Told(self.number, self.sheet.cell(column, self.number), heading, says, remedy)

    def read(self, column: str, reader: Callable[[Any], T], otherwise: T) -> T:
        """What a reader makes of a cell; where it finds a fault, that is told, and something else stands for it."""
        try:
            return reader(self.value(column))
        except CellError as error:
            self.fault(column, error.says, error.remedy)
            return otherwise


def typed(row: Row, words: Mapping[str, str]) -> Typed:
    """A row read, cell by cell. `words` are the choices of each closed list, as the remedy names them."""
    found = Typed(row=row.number, texts=_texts(row), days=_days(row))
    if not found.texts["title"]:
        row.fault("title", "There is no title.", "Write what the agreement is called.")
    found.kind, found.about = _kind(row, found, words)
    found.said = row.read("status", lambda cell: cells.one_of(cell, SAID, "status", words["status"]), None)
    found.parties = row.read("parties", cells.parties, [])
    found.purposes = row.read(
        "purposes", lambda cell: cells.several_of(cell, PURPOSES, "purpose", words["purposes"]), []
    )
    found.aims = row.read("aims", lambda cell: cells.several_of(cell, AIMS, "aim", words["aims"]), [])
    found.topics = cells.listed(row.value("topics"))
    found.review_months = row.read("review_months", cells.months, None)
    found.signatories = _lines(row.value("signatories"))
    found.offices = _lines(row.value("offices"))
    found.mailboxes = _lines(row.value("mailboxes"))
    found.signed_on = row.read("signed_on", _signed_days, [])
    _check_days(row, found)
    return found


def _lines(value: object) -> list[str]:
    return [part.strip() for part in re.split(r"[;\n]", cells.words(value))] if cells.words(value) else []


def _signed_days(value: object) -> list[date | None]:
    if not isinstance(value, str):
        found = cells.day(value)
        return [found] if found else []
    return [cells.day(part) for part in _lines(value)]


def _texts(row: Row) -> dict[str, str]:
    found = {}
    for column in COLUMNS:
        if column.is_day:
            continue
        if column.name not in row.sheet.places:
            found[column.name] = ""
            continue
        value = row.value(column.name)
        text = cells.words(value)
        limit = LONGEST.get(column.name, LONGEST_TEXT)
        if is_error(value):
            row.fault(column.name, f"The formula in this cell fails ({text}).", "Write what the cell is to hold.")
            text = ""
        elif len(text) > limit:
            row.fault(column.name, f"The text is {len(text):,} characters long.", f"Shorten it to {limit:,}.")
        elif column.name.endswith("_email") and text and not _EMAIL.match(text):
            row.fault(
                column.name,
                f"“{text[:60]}” is no e-mail address.",
                "Write it like name@council.example, or leave it empty.",
            )
        found[column.name] = " ".join(text.split()) if limit < LONGEST_TEXT else text
    return found


def _days(row: Row) -> dict[str, date | None]:
    places = row.sheet.places
    return {
        one.name: row.read(one.name, cells.day, None) if one.name in places else None for one in COLUMNS if one.is_day
    }


def _kind(row: Row, found: Typed, words: Mapping[str, str]) -> tuple[str, str]:
    """The kind and, of a protocol, what it is about: as written, else as the title says, which is told."""
    choices = words["kind"].split("; ")
    title, typed_kind = found.texts["title"], cells.words(row.value("kind"))
    kind = cells.within(typed_kind, KINDS) if fold(typed_kind) not in KINDS else None
    if kind:
        row.note("kind", f"“{typed_kind[:60]}” is taken as “{choices[list(Kind).index(kind)]}”.")
    else:
        kind = row.read("kind", lambda cell: cells.one_of(cell, KINDS, "kind of agreement", words["kind"]), None)
    about = row.read("about", lambda cell: cells.one_of(cell, FIELDS, "field of a protocol", words["about"]), None)
    if kind is None and not typed_kind and title:
        kind = cells.within(title, KINDS)
        if kind is None:
            row.fault("kind", "Nothing says what kind of agreement it is.", f"Write one of: {words['kind']}.")
        else:
            row.note("kind", "The kind is taken from the title.")
    if kind == "protocol" and about is None and not cells.words(row.value("about")):
        about = cells.within(f"{typed_kind} {title}", FIELDS)
        if about is None:
            row.fault("about", "Nothing says what the protocol is about.", f"Write one of: {words['about']}.")
        else:
            row.note("about", "What the protocol is about is taken from the title.")
    return str(kind or ""), str(about or "") if kind == "protocol" else ""


def _check_days(row: Row, found: Typed) -> None:
    starts, ends, review = (found.days[name] for name in ("starts", "ends", "review_on"))
    if starts and ends and ends < starts:
        row.fault(
            "ends",
            f"The last day, {ends:%-d %B %Y}, is before the start, {starts:%-d %B %Y}.",
            "Correct one of the two.",
        )
    if starts and review and review < starts:
        row.fault(
            "review_on",
            f"The review, {review:%-d %B %Y}, is before the start, {starts:%-d %B %Y}.",
            "Correct one of the two.",
        )
