"""The shapes of `concord.register/1`: what the register holds. `telling` writes them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from ninja import Field

from concord.api.shapes import Days, Shape
from concord.api.v1.explaining import BodyShown, FactShown


class Held(Shape):
    """What every answer about the register begins with."""

    format: Literal["concord.register/1"]
    known: datetime = Field(..., description="The instant whose knowledge of the register the answer rests on.")


class LineShown(Shape):
    """A body in a list, as it was called on the day."""

    ref: str
    name: str
    short_name: str
    kind: str
    kind_name: str
    region: str
    slug: str = Field(..., description="Its own word in an address.")
    exists: Days
    starts_announced: bool
    ends_announced: bool


class AuthoritiesAnswer(Held):
    """The councils that exist on a day."""

    on: date
    authorities: list[LineShown]


class AuthorityAnswer(Held):
    """One council."""

    on: date
    authority: LineShown


class BodiesAnswer(Held):
    """What a search found, likeliest first."""

    on: date
    q: str
    bodies: list[LineShown]


class NameShown(Shape):
    """What a body was called, and when."""

    name: str
    period: Days


class CodeShown(Shape):
    """A code that a body has in a scheme, and when."""

    scheme: str
    code: str
    period: Days


class SuccessionShown(Shape):
    """A body that takes over all or part of what another was."""

    old: BodyShown
    new: BodyShown
    on: date
    how: str
    announced: bool


class ShareShown(Shape):
    """How much of a council's area lies in an NHS body's area, counted in small areas."""

    authority: str
    body: str
    small_areas: int | None
    of: int | None
    share: str = Field(..., description="A decimal fraction, from 0 to 1.")
    period: Days


class PlaceShown(Shape):
    """A prison or a probation delivery unit: a point of contact."""

    code: str
    name: str
    detail: str


class BodyAnswer(Held):
    """All that the register knows of one body."""

    on: date
    body: BodyShown
    kind_name: str
    region: str
    names: list[NameShown]
    codes: list[CodeShown]
    facts: list[FactShown]
    named: dict[str, str] = Field(..., description="The names of the bodies that the facts and shares refer to.")
    before: list[SuccessionShown] = Field(..., description="From whom it took over.")
    after: list[SuccessionShown] = Field(..., description="Who took over from it.")
    shares: list[ShareShown]
    prisons: list[PlaceShown]
    delivery_units: list[PlaceShown]
    announced: list[str] = Field(..., description="Announced changes that touch it.")


class EditionShown(Shape):
    """The tables that were loaded."""

    version: str
    title: str
    day: date
    sha256: str
    loaded_at: datetime


class SourceShown(Shape):
    """Where rows come from, and under which licence."""

    code: str
    title: str
    publisher: str
    vintage: str
    licence: str
    link: str
    note: str


class CoverageShown(Shape):
    """Days on which the register claims to hold every fact of a kind, so that absent means no."""

    kind: str
    body_kinds: list[str]
    period: Days
    says: str


class RegisterAnswer(Held):
    """What is loaded, how much of it there is, and how far it is complete."""

    on: date
    edition: EditionShown | None
    bodies: dict[str, int] = Field(..., description="How many bodies of each kind exist on the day.")
    facts: dict[str, dict[str, int]] = Field(..., description="How many facts of each kind, by standing.")
    settled_here: int = Field(..., description="Facts that people of this installation recorded.")
    coverage: list[CoverageShown]
    sources: list[SourceShown]
    bank_holidays_until: date | None


class CheckShown(Shape):
    """A check of the register, what it comes from, and what it found."""

    id: str
    title: str
    why: str
    result: Literal["ok", "failed", "note"]
    found: list[str]


class ChecksAnswer(Held):
    """Every check of the register."""

    ok: bool
    checks: list[CheckShown]


class HappeningShown(Shape):
    """Something that changes on a day."""

    on: date
    says: str
    bodies: list[str]
    announced: bool


class AnnouncedShown(Shape):
    """A change that is announced, with a day or without one yet."""

    id: str
    title: str
    says: str
    standing: str
    on: date | None
    expected: str
    bodies: list[str]
    instrument: str
    source: str
    note: str


class ChangesAnswer(Held):
    """What changes between two days, and what is announced."""

    start: date = Field(..., alias="from")
    to: date = Field(..., description="The last day, itself included.")
    changes: list[HappeningShown]
    announced: list[AnnouncedShown]
