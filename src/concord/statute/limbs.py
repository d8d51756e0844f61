"""The paragraphs that make a relevant partner, as tests: which fact, about which kinds, in force when.

A limb is one version of one paragraph of section 6(7), or of section 6(8) read with section 6(7)(c). Looking limbs
up by what a fact is about is the whole of the matching: no rule language, no order of rules, no exceptions.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from .facts import FactKind, about

if TYPE_CHECKING:
    from datetime import date

    from .provisions import Version


class Limb(NamedTuple):
    """One version of one partner-making paragraph. `authority_kinds` None means any local authority."""

    version: Version
    ref: str
    """The paragraph itself, such as CA2014.s6(8)(b)."""
    provisions: tuple[str, ...]
    """The paragraphs to cite: for a health body section 6(7)(c) with the limb of section 6(8)."""
    fact: FactKind
    body_kinds: frozenset[str]
    authority_kinds: frozenset[str] | None
    matter: str
    start: date
    end: date

    @classmethod
    def of(cls, version: Version, provisions: tuple[str, ...]) -> Limb:
        """A limb from a version whose `when` the loader has checked."""
        when = version.when
        kinds = when.get("authority_kinds")
        return cls(
            version,
            version.ref,
            provisions,
            FactKind(when["fact"]),
            frozenset(when["body_kinds"]),
            frozenset(kinds) if kinds is not None else None,
            when.get("matter", ""),
            version.period.start,
            version.period.end,
        )

    def suits(self, authority_kind: str) -> bool:
        """Whether the paragraph can apply to this kind of council."""
        return self.authority_kinds is None or authority_kind in self.authority_kinds


Found = Mapping[str, tuple[Limb, ...]]
"""Limbs by what a fact is about (`facts.about`)."""


class Limbs:
    """All limbs, found by what a fact is about and by the kind of council."""

    def __init__(self, limbs: Iterable[Limb]) -> None:
        self._all = tuple(limbs)
        self._edges = sorted({day for limb in self._all for day in (limb.start, limb.end)})
        self._on: dict[int, tuple[Limb, ...]] = {}
        self._ever: dict[str, Found] = {}

    def __iter__(self) -> Iterator[Limb]:
        return iter(self._all)

    def on(self, day: date) -> tuple[Limb, ...]:
        """The limbs in force on a day."""
        era = bisect_right(self._edges, day)
        if era not in self._on:
            self._on[era] = tuple(limb for limb in self._all if limb.version.period.contains(day))
        return self._on[era]

    def ever(self, authority_kind: str) -> Found:
        """The limbs of whatever day that can apply to a kind of council."""
        if authority_kind not in self._ever:
            self._ever[authority_kind] = _found(self._all, authority_kind)
        return self._ever[authority_kind]


def _found(limbs: Iterable[Limb], authority_kind: str) -> Found:
    found: dict[str, tuple[Limb, ...]] = {}
    for limb in limbs:
        if limb.suits(authority_kind):
            for kind in sorted(limb.body_kinds):
                word = about(limb.fact, limb.matter, kind)
                found[word] = (*found.get(word, ()), limb)
    return found
