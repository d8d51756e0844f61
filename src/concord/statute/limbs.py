"""The paragraphs that make a relevant partner, as tests: which fact, about which kinds, in force when.

A limb is one version of one paragraph of section 6(7), or of section 6(8) read with section 6(7)(c). Looking limbs
up by what a fact is about is the whole of the matching: no rule language, no order of rules, no exceptions.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from .facts import FactKind

if TYPE_CHECKING:
    from .rulebook import Version


class Limb(NamedTuple):
    """One version of one partner-making paragraph. `authority_kinds` None means any local authority."""

    version: Version
    provisions: tuple[str, ...]
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
            provisions,
            FactKind(when["fact"]),
            frozenset(when["body_kinds"]),
            frozenset(kinds) if kinds is not None else None,
            when.get("matter", ""),
            version.period.start,
            version.period.end,
        )

    @property
    def ref(self) -> str:
        """The paragraph itself, such as CA2014.s6(8)(b)."""
        return self.provisions[-1]

    def suits(self, authority_kind: str) -> bool:
        """Whether the paragraph can apply to this kind of council."""
        return self.authority_kinds is None or authority_kind in self.authority_kinds


class Limbs:
    """All limbs, found by what a fact is about."""

    def __init__(self, limbs: Iterable[Limb]) -> None:
        self._all = tuple(limbs)
        self._found: dict[tuple[str, str, str, str], tuple[Limb, ...]] = {}

    def __iter__(self) -> Iterator[Limb]:
        return iter(self._all)

    def matching(self, fact: str, matter: str, body_kind: str, authority_kind: str) -> tuple[Limb, ...]:
        """The limbs, of whatever day, that such a fact between such bodies satisfies."""
        key = (fact, matter, body_kind, authority_kind)
        found = self._found.get(key)
        if found is None:
            found = self._found[key] = tuple(
                limb
                for limb in self._all
                if limb.fact == fact
                and limb.matter == matter
                and body_kind in limb.body_kinds
                and limb.suits(authority_kind)
            )
        return found

    def on(self, day: date) -> tuple[Limb, ...]:
        """The limbs in force on a day."""
        return tuple(limb for limb in self._all if limb.start <= day < limb.end)
