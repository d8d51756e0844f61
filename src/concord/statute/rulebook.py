"""The rulebook as a whole: what was in force on a day, which paragraphs do what, which doubts arise.

What the law says is data in `rulebook/*.toml`; `loading` reads it into the values of `provisions`, `limbs` turns the
paragraphs that make a relevant partner into tests.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from .errors import UnknownWord
from .facts import Body, Name
from .limbs import Limb, Limbs
from .periods import FIRST

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from .provisions import Act, Doubt, Function, Kind, Provision, Version, Word


@dataclass(frozen=True)
class Rulebook:
    """Every provision, doubt and word, with the version and the digest that each answer prints."""

    version: str
    stands_at: date
    digest: str
    acts: Mapping[str, Act]
    provisions: Mapping[str, Provision]
    doubts: tuple[Doubt, ...]
    kinds: Mapping[str, Kind]
    functions: Mapping[str, Function]
    persons: Mapping[str, Word]
    grounds: Mapping[str, Word]
    decisions: Mapping[str, Word]
    purposes: Mapping[str, Word]

    def on(self, ref: str, day: date) -> Version | None:
        """The version of a provision in force on a day, or None where there is none."""
        found = self.provisions.get(ref)
        return found.on(day) if found else None

    def giving(self, what: str) -> tuple[Provision, ...]:
        """The provisions that the evaluator uses for `what`, such as local_authority or relevant_partner."""
        return self._giving.get(what, ())

    @cached_property
    def _giving(self) -> dict[str, tuple[Provision, ...]]:
        uses: dict[str, tuple[Provision, ...]] = {}
        for provision in self.provisions.values():
            uses[provision.gives] = (*uses.get(provision.gives, ()), provision)
        return uses

    @cached_property
    def limbs(self) -> Limbs:
        """The paragraphs of section 6(7) and (8) that make a relevant partner, ready to be tested."""
        return Limbs(
            Limb.of(v, self._read_with(provision, v))
            for provision in self.giving("relevant_partner")
            for v in provision.versions
            if v.status == "in_force" and v.when
        )

    def _read_with(self, provision: Provision, version: Version) -> tuple[str, ...]:
        return (provision.limb_of, version.ref) if provision.limb_of else (version.ref,)

    @cached_property
    def authority_limbs(self) -> dict[str, tuple[Version, ...]]:
        """For each kind of council, the versions of section 1(4) that make it a local authority."""
        found: dict[str, tuple[Version, ...]] = {}
        for provision in self.giving("local_authority"):
            for version in provision.versions:
                for kind in version.when.get("body_kinds", ()) if version.status == "in_force" else ():
                    found[kind] = (*found.get(kind, ()), version)
        return found

    @cached_property
    def commencement(self) -> date:
        """The first day on which section 6 is in force: 1 April 2015."""
        section = self.provisions["CA2014.s6"]
        return min(v.period.start for v in section.versions if v.status == "in_force" and v.period.start != FIRST)

    def kind_name(self, kind: str) -> str:
        """A kind of body in plain words, with its article."""
        known = self.kinds.get(kind)
        return known.name if known else kind.replace("_", " ")

    def unlisted(self, ref: str) -> Body:
        """The body that `kind:KIND` stands for: any one of a kind that the register does not list one by one."""
        kind = self.kinds.get(ref.removeprefix("kind:"))
        if kind is None or kind.listed:
            allowed = tuple(sorted(k.id for k in self.kinds.values() if not k.listed))
            raise UnknownWord("kind of body", ref.removeprefix("kind:"), allowed)
        return Body(ref=ref, kind=kind.id, names=(Name(kind.name),))

    def doubts_about(self, gate: str, answer: str, **circumstances: frozenset[str]) -> tuple[Doubt, ...]:
        """The doubts that question an answer of a gate in the given circumstances."""
        return tuple(doubt for doubt in self.doubts if doubt.touches(gate, answer, circumstances))
