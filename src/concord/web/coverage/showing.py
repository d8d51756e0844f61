"""The matrix of coverage as its page shows it: words and colours of each cell, the gaps, and the picture's squares."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import urlencode

from django.urls import reverse

from concord.agreements.rules.coverage import Covered
from concord.agreements.rules.kinds import Purpose
from concord.agreements.wording import PURPOSE

if TYPE_CHECKING:
    from concord.agreements.queries import Coverage
    from concord.agreements.queries.coverage import Cell, Row

WORDS: Final = {
    Covered.IN_FORCE: "In force",
    Covered.EXPIRING: "Ends soon",
    Covered.RELIED_ON: "Lapsed, still relied on",
    Covered.RUNNING: "Running, not signed by all",
    Covered.DRAFTED: "Being drafted",
    Covered.NOTHING: "Nothing",
}
COLOUR: Final = {
    Covered.IN_FORCE: "green",
    Covered.EXPIRING: "yellow",
    Covered.RELIED_ON: "orange",
    Covered.RUNNING: "purple",
    Covered.DRAFTED: "blue",
    Covered.NOTHING: "grey",
}
SIGN: Final = {
    Covered.IN_FORCE: "●",
    Covered.EXPIRING: "◐",
    Covered.RELIED_ON: "○",
    Covered.RUNNING: "▷",
    Covered.DRAFTED: "✎",
    Covered.NOTHING: "–",
}
"""What stands in a square of the picture, so that nobody needs to tell colours apart."""

NAMES, SQUARE, TALL, HEAD = 330, 44, 26, 34
"""The picture's measures: room for names, a square's width and height, and the head's height.

The squares stand before the names, so that a phone shows them at once.
"""


@dataclass(frozen=True, slots=True)
class Shown:
    """A cell: its words and colour, where its agreements are listed (empty: there are none), and how many.

    `also` says what is there besides that is worked by and not in force.
    """

    purpose: str
    words: str
    colour: str
    href: str
    many: int
    also: str


@dataclass(frozen=True, slots=True)
class Line:
    """A partner's row. `unfiled` leads to agreements with it that are filed under no purpose.

    `empty` counts the cells with nothing in them; not `sure` where it may be no relevant partner.
    """

    name: str
    cells: tuple[Shown, ...]
    business: int
    unfiled: str
    many_unfiled: int
    empty: int
    sure: bool


@dataclass(frozen=True, slots=True)
class Square:
    """A square of the picture, and what it says when it is pointed at."""

    x: int
    y: int
    colour: str
    sign: str
    says: str


@dataclass(frozen=True, slots=True)
class Picture:
    """The matrix as squares. `names` are (y, name) of the rows, `heads` (x, letter) of the columns."""

    width: int
    height: int
    names_at: int
    squares: tuple[Square, ...]
    names: tuple[tuple[int, str], ...]
    heads: tuple[tuple[int, str], ...]


def lines_of(found: Coverage) -> tuple[Line, ...]:
    """The rows of the table."""
    return tuple(
        Line(
            name=row.name,
            cells=tuple(_shown(found, row, purpose, cell) for purpose, cell in row.cells.items()),
            business=row.business,
            unfiled=_listed(found, row) if row.unfiled else "",
            many_unfiled=len(row.unfiled),
            empty=sum(not cell.agreements for cell in row.cells.values()),
            sure=row.sure,
        )
        for row in found.rows
    )


def gaps_of(found: Coverage) -> list[tuple[str, str, int]]:
    """The partners with a gap, most business first: name, the purposes that nothing in force covers, and how much."""
    return [(row.name, _purposes(row), row.business) for row in found.gaps]


def _purposes(row: Row) -> str:
    if len(row.gaps) == len(row.cells):
        return "all five purposes"
    return "; ".join(PURPOSE[purpose].lower() for purpose in row.gaps)


def _shown(found: Coverage, row: Row, purpose: Purpose, cell: Cell) -> Shown:
    href = _listed(found, row, purpose) if cell.agreements else ""
    also = _also(cell)
    return Shown(PURPOSE[purpose], WORDS[cell.covered], COLOUR[cell.covered], href, len(cell.agreements), also)


def said_of(cell: Cell) -> str:
    """What a cell says in one line."""
    also = _also(cell)
    return f"{WORDS[cell.covered]}; also {also}" if also else WORDS[cell.covered]


def _also(cell: Cell) -> str:
    return " and ".join(WORDS[covered].lower() for covered in cell.also)


def _listed(found: Coverage, row: Row, purpose: str = "") -> str:
    """Where the register lists the agreements of a cell; without a purpose, all with that partner."""
    chosen = {"body": row.body, "purpose": purpose, "topic": found.topic}
    return f"{reverse('agreements:register')}?{urlencode({name: said for name, said in chosen.items() if said})}"


def picture_of(found: Coverage) -> Picture:
    """The same matrix as a picture, in the order of the table."""
    squares = tuple(
        Square(
            x=column * SQUARE,
            y=HEAD + place * TALL,
            colour=COLOUR[cell.covered],
            sign=SIGN[cell.covered],
            says=f"{row.name}, {PURPOSE[purpose]}: {said_of(cell)}",
        )
        for place, row in enumerate(found.rows)
        for column, (purpose, cell) in enumerate(row.cells.items())
    )
    return Picture(
        width=NAMES + SQUARE * len(Purpose),
        height=HEAD + TALL * len(found.rows),
        names_at=SQUARE * len(Purpose) + 12,
        squares=squares,
        names=tuple((HEAD + place * TALL + 18, _short(row.name)) for place, row in enumerate(found.rows)),
        heads=tuple((column * SQUARE + SQUARE // 2, f"({letter})") for column, letter in enumerate("abcde")),
    )


def _short(name: str) -> str:
    most = 42
    return name if len(name) <= most else f"{name[: most - 1]}…"
