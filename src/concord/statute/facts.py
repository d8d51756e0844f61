"""What the law is applied to: bodies, dated facts about them, and where the register is incomplete.

Plain frozen values. The register builds them from its tables (`registry.queries`), a case file or a test may add
its own. A `Register` is what was known at one moment; asking it about another day needs no new reading.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from .answer import Answer
from .errors import UnknownBody
from .periods import ALWAYS, Period

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date


class FactKind(StrEnum):
    """The fact types that section 6(7) and (8) turn on; the rulebook may name no other."""

    DISTRICT_OF = "district_of"
    """`body` is a district council for part of the area of the county council `authority`: s6(7)(a)."""
    AREA_IN = "area_in"
    """The area of `body` lies wholly or partly in the area of `authority`: s6(7)(e), s6(8)(b)."""
    PROVIDES_SERVICES = "provides_services"
    """The trust `body` provides services in the area of `authority`: s6(8)(c)."""
    PROBATION_FOR = "probation_for"
    """`body` is a provider of probation services identified for the area of `authority`: s6(7)(g)."""
    AGREED = "agreed"
    """`authority` and `body` agree that co-operation under section 6 is appropriate: s6(7)(b)."""
    EXERCISES = "exercises"
    """`body` exercises the national functions named in `matter`: s6(7)(d) and (f), s6(8)(a). No authority."""


class Standing(StrEnum):
    """How far a fact has been settled."""

    ASSERTED = "asserted"
    """Stated by an official source."""
    CONFIRMED = "confirmed"
    """Confirmed by the body or the authority concerned."""
    PROPOSED = "proposed"
    """Suggested by evidence that does not settle it; nobody has decided. Makes the answer unknown."""
    DISPUTED = "disputed"
    """Denied by the body concerned; it counts until corrected, and every answer says that it is disputed."""
    REJECTED = "rejected"
    """Decided to be untrue; makes the answer no."""
    ANNOUNCED = "announced"
    """Planned for the future by an announcement or an order not yet in force; shown, applied from its day."""


_WITH_ARTICLE = (
    *("Chief ", "Commissioner ", "Secretary of State ", "Probation Service", "NHS Commissioning Board"),
    *("Council of ", "City of ", "London Borough of ", "Royal Borough of ", "Borough of ", "Common Council "),
)
"""How names begin that take "the" inside a sentence."""


@dataclass(frozen=True, slots=True)
class Name:
    """What a body was called, and when."""

    text: str
    period: Period = ALWAYS


@dataclass(frozen=True, slots=True)
class Body:
    """A body, an office holder or a Minister that the Act could reach.

    `ref` is its lasting reference ("gss:E10000012", "ods:QH8", "police:essex", "minister:justice"); `exists` the days
    on which it existed in law; `addressee` the office to which a request is addressed, because section 6(7)(d), (e)
    and (f) name the Minister or the chief officer and not the department or the force. `starts_announced` and
    `ends_announced` mark a day that rests on an announcement or an order not yet in force.
    """

    ref: str
    kind: str
    names: tuple[Name, ...]
    exists: Period = ALWAYS
    addressee: str = ""
    starts_announced: bool = False
    ends_announced: bool = False
    source: str = ""
    note: str = ""

    @property
    def name(self) -> str:
        """The latest name."""
        return self.names[-1].text if self.names else self.ref

    def name_on(self, on: date) -> str:
        """The name on the day `on`, or the latest one where none is recorded for that day."""
        return next((name.text for name in self.names if name.period.contains(on)), self.name)

    def called(self, on: date) -> str:
        """The name as it stands inside a sentence: "the Chief Constable of Kent Police", "Kent County Council"."""
        name = self.name_on(on)
        return f"the {name}" if name.startswith(_WITH_ARTICLE) else name


@dataclass(frozen=True, slots=True)
class Fact:
    """A dated fact with its source. `authority` is empty for a national fact.

    `evidence` says in words what it rests on ("719 of 719 small areas; ONS April 2024"), `settled_by` who confirmed,
    disputed or rejected it and when, `recorded` the day on which the register learnt it.
    """

    id: str
    kind: FactKind
    body: str
    authority: str = ""
    period: Period = ALWAYS
    standing: Standing = Standing.ASSERTED
    matter: str = ""
    source: str = ""
    evidence: str = ""
    settled_by: str = ""
    recorded: date | None = None
    ends_announced: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Coverage:
    """Days on which the register holds every fact of one kind, so that "absent" means "no".

    `body_kinds` empty means all kinds. Outside every coverage, "absent" means "unknown".
    """

    kind: FactKind
    period: Period
    body_kinds: frozenset[str] = frozenset()
    says: str = ""


@dataclass(frozen=True, slots=True)
class Succession:
    """`new` takes over all or part of what `old` was, on a day. One body may have several successors."""

    old: str
    new: str
    on: date
    how: str = "merger"
    announced: bool = False


class Tie(NamedTuple):
    """A fact joined with its body, ready to be tested.

    `start` and `end` are the days that both hold (none where start >= end), `about` what the paragraphs look for,
    `answer` what its standing alone comes to.
    """

    start: date
    end: date
    about: str
    answer: Answer
    fact: Fact
    body: Body


_ANSWERS = {Standing.PROPOSED: Answer.UNKNOWN, Standing.REJECTED: Answer.NO}


def about(kind: FactKind, matter: str, body_kind: str) -> str:
    """What a fact is about, as the word by which facts and paragraphs find each other."""
    return f"{kind.value}/{matter}/{body_kind}"


@dataclass(frozen=True)
class Register:
    """Bodies, facts, coverage and successions as they were known at one moment.

    `aliases` maps any reference (a former GSS code, say) to the lasting one.
    """

    bodies: Mapping[str, Body]
    facts: tuple[Fact, ...]
    coverage: tuple[Coverage, ...] = ()
    successions: tuple[Succession, ...] = ()
    aliases: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    kept: dict[str, object] = field(default_factory=dict, init=False, compare=False, repr=False)
    """What the evaluator has worked out of these facts (see `spans`); nothing that is known only here."""

    def body(self, ref: str) -> Body:
        """The body with this reference or a former one; raises `UnknownBody`."""
        found = self.bodies.get(self.aliases.get(ref, ref))
        if found is None:
            raise UnknownBody(ref)
        return found

    def ties(self, authority: str) -> tuple[Tie, ...]:
        """The facts about an authority and the national ones, each joined once with its body, by name."""
        return self._by_authority.get(authority, self._national)

    def complete(self, kind: str) -> tuple[Coverage, ...]:
        """The days on which the register is declared complete for a fact type."""
        return self._complete.get(kind, ())

    @cached_property
    def _complete(self) -> dict[str, tuple[Coverage, ...]]:
        found: dict[str, tuple[Coverage, ...]] = {}
        for coverage in self.coverage:
            found[coverage.kind.value] = (*found.get(coverage.kind.value, ()), coverage)
        return found

    @cached_property
    def _national(self) -> tuple[Tie, ...]:
        return tuple(self._joined.get("", ()))

    @cached_property
    def _by_authority(self) -> dict[str, tuple[Tie, ...]]:
        return {authority: (*ties, *self._national) for authority, ties in self._joined.items() if authority}

    @cached_property
    def _joined(self) -> dict[str, list[Tie]]:
        joined: dict[str, list[Tie]] = {}
        for fact in self.facts:
            body = self.bodies.get(fact.body)
            if body is not None:
                start = max(fact.period.start, body.exists.start)
                end = min(fact.period.end, body.exists.end)
                word = about(fact.kind, fact.matter, body.kind)
                tie = Tie(start, end, word, _ANSWERS.get(fact.standing, Answer.YES), fact, body)
                joined.setdefault(fact.authority, []).append(tie)
        for ties in joined.values():
            ties.sort(key=lambda tie: tie.body.name)
        return joined

    def plus(self, facts: Iterable[Fact] = (), bodies: Iterable[Body] = ()) -> Register:
        """The same register with further facts and bodies, as a case file states them."""
        more = {**self.bodies, **{body.ref: body for body in bodies}}
        return Register(more, self.facts + tuple(facts), self.coverage, self.successions, self.aliases)

    def successors(self, ref: str) -> tuple[Succession, ...]:
        """Who took the place of this body."""
        return tuple(found for found in self.successions if found.old == ref)
