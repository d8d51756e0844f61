"""What the rulebook is made of: provisions with their versions, doubts, kinds of body, and the words of the Act."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from .periods import Period


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
