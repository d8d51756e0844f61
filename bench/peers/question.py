"""The one question put to every engine, and the facts and the law on which each must answer it, in plain rows.

"Who are the relevant partners of every council on this day, by which provision and which fact?" An answer is a list of
rows of names. Everybody starts from what Concord's own register keeps: each fact joined with its body beforehand.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, Protocol

from concord import statute
from concord.statute import Standing
from concord.statute.facts import about

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from concord.statute.limbs import Limb

GOOD, OPEN, BAD = 1, 0, -1
_SETTLED = {Standing.PROPOSED: OPEN, Standing.REJECTED: BAD}


class Row(NamedTuple):
    """One reason why a body is (yes) or may be (unknown) a relevant partner. Peers answer with plain tuples of this."""

    council: str
    body: str
    provision: str
    fact: str
    answer: str


class CouncilRow(NamedTuple):
    """The days on which a council is, or is treated as, a local authority: its own life and CA2014.s1(4)."""

    ref: str
    kind: str
    starts: date
    ends: date


class TieRow(NamedTuple):
    """A fact that touches a council, joined with its body: the days that both hold. National facts touch every council.

    `about` is fact, matter and kind of body in one word; `settled` is GOOD, OPEN (proposed) or BAD (rejected).
    """

    council: str
    body: str
    fact: str
    about: str
    starts: date
    ends: date
    settled: int
    tie: statute.facts.Tie


class LimbRow(NamedTuple):
    """A version of a paragraph of CA2014.s6(7) or (8): it makes a partner of this, for this kind of council."""

    ref: str
    about: str
    council_kind: str
    starts: date
    ends: date


class Peer(Protocol):
    """Another engine, holding the same facts and the same law, ready to be asked about any day."""

    def ready(self, council: str | None = None) -> None:
        """Make good what an earlier question left behind; never on the clock."""

    def england(self, on: date) -> list[tuple[str, ...]]:
        """The answer for every council."""

    def council(self, ref: str, on: date) -> list[tuple[str, ...]]:
        """The answer for one council."""


@dataclass(frozen=True)
class Question:
    """The rulebook and the register, and both as rows."""

    book: statute.Rulebook
    register: statute.Register
    councils: tuple[CouncilRow, ...]
    ties: tuple[TieRow, ...]
    limbs: tuple[LimbRow, ...]

    def england(self, on: date) -> list[statute.PartnerList]:
        """Concord's answer for every council of any day; those that do not exist that day have no partners."""
        book, register = self.book, self.register
        return [statute.partners(book, register, authority=ref, on=on) for ref in self.refs]

    def council(self, ref: str, on: date) -> statute.PartnerList:
        """Concord's answer for one council."""
        return statute.partners(self.book, self.register, authority=ref, on=on)

    @cached_property
    def refs(self) -> list[str]:
        """Every council, once."""
        return list(dict.fromkeys(council.ref for council in self.councils))

    @cached_property
    def paragraphs(self) -> dict[str, list[Limb]]:
        """The versions of each paragraph."""
        found: dict[str, list[Limb]] = {}
        for limb in self.book.limbs:
            found.setdefault(limb.ref, []).append(limb)
        return found


def question(book: statute.Rulebook, register: statute.Register, kinds: Iterable[str]) -> Question:
    """The question about all councils of these kinds."""
    bodies = [body for body in register.bodies.values() if body.kind in set(kinds)]
    councils = tuple(row for body in bodies for row in _council_rows(book, body))
    ties = tuple(
        TieRow(
            body.ref, tie.body.ref, tie.fact.id, tie.about, tie.start, tie.end,
            _SETTLED.get(tie.fact.standing, GOOD), tie,
        )
        for body in bodies
        for tie in register.ties(body.ref)
        if tie.start < tie.end
    )  # fmt: skip
    limbs = tuple(
        LimbRow(limb.ref, about(limb.fact, limb.matter, kind), council_kind, limb.start, limb.end)
        for limb in book.limbs
        for kind in sorted(limb.body_kinds)
        for council_kind in kinds
        if limb.suits(council_kind)
    )
    return Question(book, register, councils, ties, limbs)


def _council_rows(book: statute.Rulebook, body: statute.Body) -> list[CouncilRow]:
    """A row for each version of the paragraph that makes it a local authority; Scilly from commencement, arguably."""
    periods = [version.period for version in book.authority_limbs.get(body.kind, ())]
    days = (body.exists.both(period) for period in periods or [statute.Period(book.commencement)])
    return [CouncilRow(body.ref, body.kind, found.start, found.end) for found in days if found]


def rows(lists: Iterable[statute.PartnerList]) -> set[tuple[str, ...]]:
    """Concord's answer as the rows that the peers give."""
    return {
        Row(found.authority.ref, entry.body.ref, basis.limb.ref, basis.fact.id, entry.answer.value)
        for found in lists
        for entry in (*found.partners, *found.possible)
        for basis in entry.bases
    }
