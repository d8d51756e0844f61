"""The rulebook as values: provisions with their versions, doubts, and the vocabulary of the Act.

What the law says is data in `rulebook/*.toml`; this module gives it types and answers "what was in force on that
day". `loading` reads the files; `limbs` turns the paragraphs that make a relevant partner into tests.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from .errors import UnknownWord
from .facts import Body, Name
from .limbs import Limb, Limbs
from .periods import FIRST, Period

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date


@dataclass(frozen=True, slots=True)
class Act:
    """An Act that the rulebook cites, by its short code."""

    code: str
    name: str
    link: str


@dataclass(frozen=True, slots=True)
class Version:
    """One version of one provision: when it is in force, who made it, what it says in our words, what it tests.

    `status` is in_force, omitted (the provision is gone from that day) or prospective (shown, never applied).
    `certainty` says how the day and the maker are known: seen, memory or inferred.
    """

    ref: str
    period: Period
    summary: str
    made_by: str
    made_by_link: str = ""
    status: str = "in_force"
    certainty: str = "seen"
    expected: str = ""
    when: Mapping[str, Any] = field(default_factory=dict)
    official_sha256: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """A doubt about a provision that lawyers can argue, with how Concord reads it and the other reading."""

    doubt: str
    ours: str
    other: str
    source: str


@dataclass(frozen=True, slots=True)
class Provision:
    """A paragraph of an Act with every version of it, oldest first. `gives` says what the evaluator uses it for."""

    ref: str
    title: str
    eli: str
    versions: tuple[Version, ...]
    parent: str = ""
    gives: str = ""
    limb_of: str = ""
    readings: tuple[Reading, ...] = ()

    def on(self, day: date) -> Version | None:
        """The version in force on a day, or None."""
        return next((v for v in self.versions if v.status == "in_force" and v.period.contains(day)), None)

    @property
    def link(self) -> str:
        """Where the official words are shown to people, at section level."""
        head, _, path = self.eli.partition("/id/")
        parts = path.split("/")
        stop = parts.index("section") + 2 if "section" in parts else len(parts)
        return f"{head.replace('http:', 'https:')}/{'/'.join(parts[:stop])}"


@dataclass(frozen=True, slots=True)
class Doubt:
    """A doubt that makes an answer arguable where the evaluator meets what `about` describes.

    `gate` is the question it touches (sides, person, function, form), `turns` the answer of our own reading, `makes`
    what the answer becomes: arguable, or unknown where it hangs on a fact that no register holds.
    """

    id: str
    provision: str
    gate: str
    turns: str
    about: Mapping[str, frozenset[str]]
    says: str
    ours: str
    other: str
    source: str
    makes: str = "arguable"

    def touches(self, gate: str, answer: str, circumstances: Mapping[str, frozenset[str]]) -> bool:
        """Whether this doubt questions that answer in those circumstances: each thing it names must be met."""
        return (
            gate == self.gate
            and answer == self.turns
            and all(wanted & circumstances.get(key, frozenset()) for key, wanted in self.about.items())
        )


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of body in plain words; `instead` lists what is open in place of section 7 where that is not s6(2)."""

    id: str
    name: str
    plural: str
    instead: tuple[str, ...] = ()
    example_of: str = ""
    why_not: str = ""
    listed: bool = False


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the Act's vocabulary: a person, a ground, a decision, a purpose."""

    id: str
    name: str
    says: str = ""
    provision: str = ""


@dataclass(frozen=True, slots=True)
class Function:
    """A Part 1 function of an authority; `transition` where it is one for children and their carers (ss 58 to 66)."""

    ref: str
    name: str
    transition: bool = False


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
