"""Where everything stands in the picture of a council's timeline: bars of days, the lines of the law, today's line.

Across, in parts of a hundred of the width, so that the picture fits any screen; down, in pixels. Pure geometry.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

from concord.public.councils.stretches import end_announced, start_announced
from concord.statute import Answer, Period

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from concord.statute import Body, Membership, Rulebook

ROW = 24
HEADING = 34
TOP = 44
BOTTOM = 10
LATE = 55.0
"""A bar that begins right of this has its name before it and not inside."""


@dataclass(frozen=True, slots=True)
class Line:
    """An upright line: a year, a change of the law, or today."""

    x: float
    text: str
    day: date


@dataclass(frozen=True, slots=True)
class Bar:
    """Unbroken days of one partner. `kind` is sure, possible or announced."""

    x: float
    width: float
    kind: str
    says: str


@dataclass(frozen=True, slots=True)
class Row:
    """One partner under one provision, with all its stretches."""

    y: int
    name: str
    bars: tuple[Bar, ...]

    @property
    def label_x(self) -> float:
        """Where the name is set."""
        return self.bars[0].x

    @property
    def late(self) -> bool:
        """Whether the name stands before the bar."""
        return self.bars[0].x > LATE


@dataclass(frozen=True, slots=True)
class Heading:
    """The provision above its rows."""

    y: int
    text: str


@dataclass(frozen=True, slots=True)
class Picture:
    """Everything that the macro draws."""

    height: int
    years: tuple[Line, ...]
    laws: tuple[Line, ...]
    today: Line | None
    headings: tuple[Heading, ...]
    rows: tuple[Row, ...]


class Scale:
    """Days to parts of a hundred of the width."""

    def __init__(self, first: date, last: date) -> None:
        self.first, self.last = first, last
        self._span = (last - first).days

    def x(self, day: date) -> float:
        """Where a day stands, kept inside the picture."""
        inside = min(max(day, self.first), self.last)
        return round((inside - self.first).days * 100 / self._span, 3)


def scale(book: Rulebook, stretches: Iterable[Membership], today: date) -> Scale:
    """From the year of commencement to the end of next year, or of the last year for which a change is known."""
    known = [day.year for m in stretches for day in (m.period.opened, m.period.closed) if day]
    return Scale(date(book.commencement.year, 1, 1), date(max([today.year + 1, *known]) + 1, 1, 1))


def draw(
    book: Rulebook,
    stretches: Sequence[Membership],
    *,
    across: Scale,
    council: Body,
    today: date,
    law: Sequence[LawDay] = (),
) -> Picture:
    """The picture of these stretches."""
    headings, rows = [], []
    y = TOP
    for ref, group in groupby(sorted(stretches, key=lambda m: (m.ref, m.period)), key=lambda m: m.ref):
        headings.append(Heading(y + HEADING - 10, f"{book.provisions[ref].title}, section {ref.partition('.s')[2]}"))
        y += HEADING
        for same in _by_body(group):
            rows.append(_row(y, same, across, council, today))
            y += ROW
    firsts = [date(year, 1, 1) for year in range(across.first.year, across.last.year)]
    years = tuple(Line(across.x(day), str(day.year), day) for day in firsts)
    laws = tuple(Line(across.x(one.day), one.letter, one.day) for one in law)
    now = Line(across.x(today), "today", today) if across.first <= today < across.last else None
    return Picture(y + BOTTOM, years, laws, now, tuple(headings), tuple(rows))


def _by_body(group: Iterable[Membership]) -> list[list[Membership]]:
    """The stretches of each body, those that began first at the top."""
    bodies: dict[str, list[Membership]] = {}
    for m in group:
        bodies.setdefault(m.body.ref, []).append(m)
    return sorted(bodies.values(), key=lambda same: (same[0].period.start, same[0].body.name))


def _row(y: int, same: list[Membership], across: Scale, council: Body, today: date) -> Row:
    bars = tuple(bar for m in same for bar in _bars(m, across, council, today))
    return Row(y, same[0].body.name, bars)


def _bars(m: Membership, across: Scale, council: Body, today: date) -> Iterator[Bar]:
    """One bar, or two where the days after today rest on an announcement."""
    says = f"{m.body.name}: {m.period}"
    kind = "sure" if m.answer is Answer.YES else "possible"
    if m.period.start > today and start_announced(m, council):
        yield _bar(m.period, "announced", says, across)
    elif m.period.start <= today < m.period.end and end_announced(m, council):
        yield _bar(Period(m.period.start, today), kind, says, across)
        yield _bar(Period(today, m.period.end), "announced", f"{says} (the end is announced)", across)
    else:
        yield _bar(m.period, kind, says, across)


def _bar(period: Period, kind: str, says: str, across: Scale) -> Bar:
    start, end = across.x(period.start), across.x(period.end)
    return Bar(start, round(end - start, 3), kind, says)


@dataclass(frozen=True, slots=True)
class LawDay:
    """A day on which sections 6 and 7 began or were amended, with the letter that marks its line and what it did."""

    letter: str
    day: date
    began: bool
    provisions: tuple[str, ...]


def law_days(book: Rulebook) -> tuple[LawDay, ...]:
    """Every such day, oldest first."""
    days: dict[date, list[str]] = {}
    for ref, provision in book.provisions.items():
        if ref.partition("(")[0] in {"CA2014.s6", "CA2014.s7"}:
            for version in provision.versions:
                if version.period.opened:
                    days.setdefault(version.period.start, []).append(ref)
    return tuple(
        LawDay(chr(ord("A") + n), day, day == book.commencement, tuple(days[day])) for n, day in enumerate(sorted(days))
    )


@dataclass(frozen=True, slots=True)
class Drawn:
    """The pictures of a council's timeline: of its partners, and of those that may be."""

    sure: Picture
    possible: Picture | None
    law: tuple[LawDay, ...]
    first: int
    last: int


def timeline(book: Rulebook, stretches: Sequence[Membership], council: Body, today: date) -> Drawn:
    """Both pictures, on one scale."""
    across, law = scale(book, stretches, today), law_days(book)
    sure = [m for m in stretches if m.answer is Answer.YES]
    possible = [m for m in stretches if m.answer is not Answer.YES]
    return Drawn(
        sure=draw(book, sure, across=across, council=council, today=today, law=law),
        possible=draw(book, possible, across=across, council=council, today=today, law=law) if possible else None,
        law=law,
        first=across.first.year,
        last=across.last.year - 1,
    )
