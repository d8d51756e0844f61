"""All councils with adult social care duties, from A to Z and by region, and which of them a search means."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from concord import statute
from concord.registry import queries
from concord.registry.wording import AUTHORITY_KINDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

MOST = 8
"""How many other bodies a search shows."""


@dataclass(frozen=True, slots=True)
class Section:
    """A letter or a region with its councils."""

    name: str
    councils: tuple[queries.BodyLine, ...]


@dataclass(frozen=True, slots=True)
class Directory:
    """The councils of today by letter and by region, those that are announced, and those that have ended."""

    letters: tuple[Section, ...]
    regions: tuple[Section, ...]
    announced: tuple[queries.BodyLine, ...]
    ended: tuple[queries.BodyLine, ...]
    count: int


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found: the only one that can be meant, or those that could be, councils before other bodies.

    `held` says whether a council's name holds the words; if not, the councils are only the nearest.
    """

    text: str
    only: str
    councils: tuple[queries.BodyLine, ...]
    others: tuple[queries.BodyLine, ...]
    held: bool


def directory(councils: Iterable[queries.BodyLine], today: date) -> Directory:
    """Every council in its place."""
    known = sorted(councils, key=lambda council: council.short_name)
    live = [council for council in known if council.exists.contains(today)]
    return Directory(
        letters=_sections(live, lambda council: council.short_name[:1].upper()),
        regions=_sections(sorted(live, key=lambda council: council.region), lambda council: council.region),
        announced=tuple(council for council in known if council.exists.start > today),
        ended=tuple(council for council in known if council.exists.end <= today),
        count=len(live),
    )


def _sections(councils: list[queries.BodyLine], name: Callable[[queries.BodyLine], str]) -> tuple[Section, ...]:
    return tuple(Section(head, tuple(listed)) for head, listed in groupby(councils, key=name))


def search(text: str, on: date) -> Found:
    """What the words mean: one council surely, or councils and other bodies that it could be."""
    try:
        only = queries.find_body(text, kinds=AUTHORITY_KINDS, on=on)
    except statute.UnknownBody:
        only = ""
    hits = queries.search_bodies(text, on=on)
    councils = tuple(hit for hit in hits if hit.kind in AUTHORITY_KINDS)
    others = tuple(hit for hit in hits if hit.kind not in AUTHORITY_KINDS)[:MOST]
    held = any(text.casefold() in hit.name.casefold() for hit in councils)
    return Found(text, only, councils or _near(text, on), others, held)


def _near(text: str, on: date) -> tuple[queries.BodyLine, ...]:
    """The councils with the nearest names, where no name holds what was typed."""
    names = queries.nearest(text, kinds=AUTHORITY_KINDS)
    return tuple(line for name in names for line in queries.search_bodies(name, kinds=AUTHORITY_KINDS, on=on, limit=1))
