"""The partners of a council as its page shows them: by provision, with their days, and what the register cannot say.

Pure: from the findings of `statute` and rows of the register. It arranges; it decides nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from itertools import groupby
from typing import TYPE_CHECKING

from concord import statute
from concord.public.councils.stretches import end_announced
from concord.registry.wording import STRENGTHS
from concord.statute import explain

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from concord.registry import queries
    from concord.statute import Node, PartnerList, Partnership, Provision, Version

SLIVER = Decimal("0.02")
"""Below this part of the council's area an NHS body is shown folded. It is a partner all the same: CA2014.s6(8)(b)."""


@dataclass(frozen=True, slots=True)
class Weights:
    """What the register adds for display: parts of the council's area by body, and how strong evidence is by fact."""

    shares: Mapping[str, Decimal] = field(default_factory=dict)
    strengths: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Entry:
    """One partner: since when without a break, until when if an end is known, and why.

    `known_since` says that before that day it was not absent: the register cannot say.
    """

    body: statute.Body
    name: str
    sure: bool
    since: date | None
    known_since: bool
    last_day: date | None
    announced_end: bool
    evidence: str
    strength: str
    sliver: bool
    because: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """The partners under one provision, those with a sliver of the area apart."""

    provision: Provision
    version: Version
    entries: tuple[Entry, ...]
    slivers: tuple[Entry, ...] = ()

    @property
    def count(self) -> int:
        """All of them."""
        return len(self.entries) + len(self.slivers)

    @property
    def by_strength(self) -> tuple[tuple[str, tuple[Entry, ...]], ...]:
        """Those that may be partners by how strong the evidence is, strongest first, each with its heading."""
        found = [(says, tuple(one for one in self.entries if one.strength == word)) for word, says in STRENGTHS.items()]
        return tuple((says, listed) for says, listed in found if listed)


@dataclass(frozen=True, slots=True)
class Empty:
    """A provision under which nobody is named, and why."""

    provision: Provision
    says: str


@dataclass(frozen=True, slots=True)
class Edge:
    """A day on which the list changed, with the day before it."""

    day: date
    eve: date
    came: int
    went: int


def groups(
    book: statute.Rulebook,
    found: PartnerList,
    entries: Iterable[Partnership],
    stretches: Iterable[statute.Membership],
    weights: Weights,
) -> tuple[Group, ...]:
    """Partners (or those that may be) grouped by the provision that makes them so, in the order of the Act."""
    days = {(m.body.ref, m.ref, m.answer): m for m in stretches if m.period.contains(found.on)}
    made = []
    for ref, listed in groupby(entries, key=lambda partnership: partnership.ref):
        shown = [_entry(book, found, one, days.get((one.body.ref, ref, one.answer)), weights) for one in listed]
        slivers = tuple(one for one in shown if one.sliver)
        version = book.on(ref, found.on)
        if version is not None:
            whole = tuple(one for one in shown if not one.sliver)
            made.append(Group(book.provisions[ref], version, whole, slivers))
    return tuple(made)


def _entry(
    book: statute.Rulebook,
    found: PartnerList,
    one: Partnership,
    stretch: statute.Membership | None,
    weights: Weights,
) -> Entry:
    because = explain.partnership_node(book, found.authority, found.standing, one, found.on)
    sure = one.answer is statute.Answer.YES
    share = weights.shares.get(one.body.ref)
    return Entry(
        body=one.body,
        name=one.body.name_on(found.on),
        sure=sure,
        since=stretch.period.opened if stretch else None,
        known_since=bool(stretch and stretch.began == ("register",)),
        last_day=stretch.period.last_day if stretch else None,
        announced_end=bool(stretch and end_announced(stretch, found.authority)),
        evidence="" if sure else " ".join(basis.fact.evidence for basis in one.bases),
        strength=next(filter(None, (weights.strengths.get(basis.fact.id, "") for basis in one.bases)), ""),
        sliver=share is not None and share < SLIVER,
        because=because.because,
    )


def nobody(book: statute.Rulebook, found: PartnerList) -> tuple[Empty, ...]:
    """The partner-making provisions in force that name nobody here, and for which the register is complete."""
    named = {basis.limb.ref for one in (*found.partners, *found.possible) for basis in one.bases}
    missing = {gap.limb.ref for gap in found.gaps}
    return tuple(
        Empty(book.provisions[limb.ref], _nobody_says(book, found, limb.authority_kinds))
        for limb in sorted(book.limbs.on(found.on), key=lambda limb: limb.ref)
        if limb.ref not in named | missing
    )


def _nobody_says(book: statute.Rulebook, found: PartnerList, kinds: frozenset[str] | None) -> str:
    if kinds is not None and found.authority.kind not in kinds:
        wanted = " or ".join(book.kind_name(kind) for kind in sorted(kinds))
        return f"It applies only where the council is {wanted}; this one is {book.kind_name(found.authority.kind)}."
    return "Nobody is recorded here."


def edges(changes: Iterable[statute.Change]) -> tuple[Edge, ...]:
    """The days on which a partner surely came or went, newest first."""
    sure = [change for change in changes if change.answer is statute.Answer.YES]
    made = []
    for day, listed in groupby(sorted(sure, key=lambda change: change.on), key=lambda change: change.on):
        here = list(listed)
        came = sum(change.came for change in here)
        made.append(Edge(day, day - timedelta(days=1), came, len(here) - came))
    return tuple(reversed(made))


@dataclass(frozen=True, slots=True)
class Listing:
    """All that the page of partners shows about one council on one day."""

    found: PartnerList
    groups: tuple[Group, ...]
    possible: tuple[Group, ...]
    nobody: tuple[Empty, ...]
    edges: tuple[Edge, ...]
    before: tuple[statute.Body, ...]
    after: tuple[statute.Body, ...]


def listing(book: statute.Rulebook, register: statute.Register, ref: str, on: date, weights: Weights) -> Listing:
    """The page of partners of one council on one day. Raises `UnknownBody`."""
    found = statute.partners(book, register, authority=ref, on=on)
    stretches = statute.memberships(book, register, authority=ref)
    return Listing(
        found=found,
        groups=groups(book, found, found.partners, stretches, weights),
        possible=groups(book, found, found.possible, stretches, weights),
        nobody=nobody(book, found) if found.authority_answer is not statute.Answer.NO else (),
        edges=edges(statute.timeline(book, register, authority=ref)),
        before=_others(register, (s.old for s in register.successions if s.new == found.authority.ref)),
        after=_others(register, (s.new for s in register.successors(found.authority.ref))),
    )


def _others(register: statute.Register, refs: Iterable[str]) -> tuple[statute.Body, ...]:
    """The councils that came before or after, each once."""
    return tuple(register.bodies[ref] for ref in dict.fromkeys(refs) if ref in register.bodies)


def announced_about(
    found: PartnerList, changes: Iterable[queries.AnnouncedChange], today: date
) -> tuple[queries.AnnouncedChange, ...]:
    """The announced changes, still to come today, that touch the council or a partner. A past day shows none."""
    if found.on < today:
        return ()
    touched = {found.authority.ref, *(one.body.ref for one in (*found.partners, *found.possible))}
    return tuple(one for one in changes if touched & set(one.bodies) and (one.on is None or one.on > today))
