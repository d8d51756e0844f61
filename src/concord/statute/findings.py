"""What the law answers: yes, no, unknown or arguable, always with what the answer was drawn from.

The evaluator keeps the versions and facts that it tested; `explain` draws the tree from them, so that there is no
second path that could tell another story.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from .answer import Answer
from .facts import Standing
from .periods import in_words

if TYPE_CHECKING:
    from datetime import date

    from .facts import Body, Fact
    from .limbs import Limb
    from .node import Node
    from .periods import Period
    from .provisions import Doubt
    from .status import Status


class Basis(NamedTuple):
    """One reason why a body is a partner: the paragraph and the fact that meets it."""

    limb: Limb
    fact: Fact


OPEN = frozenset({Standing.PROPOSED, Standing.REJECTED})
"""The standings of a fact that makes nobody a partner for certain."""


class Partnership(NamedTuple):
    """A body that is a relevant partner (`yes`) or may be one (`unknown`), with every basis of it."""

    body: Body
    answer: Answer
    bases: tuple[Basis, ...]
    ref: str
    """The paragraph under which a list shows this partner."""

    @property
    def provisions(self) -> tuple[str, ...]:
        """The paragraphs that make the partner; for a health body section 6(7)(c) with the limb of section 6(8)."""
        return tuple(dict.fromkeys(ref for basis in self.counting for ref in basis.limb.provisions))

    @property
    def counting(self) -> tuple[Basis, ...]:
        """The bases that make the answer: beside a good fact, one that is rejected or only proposed makes nothing."""
        return tuple(basis for basis in self.bases if basis.fact.standing not in OPEN) or self.bases


class Gap(NamedTuple):
    """A paragraph under which the register cannot name everybody on that day, with the reason in words."""

    limb: Limb
    says: str


class PartnerList(NamedTuple):
    """The relevant partners of an authority on a day.

    `partners` are certain, `possible` unknown, `gaps` what the register cannot name. `status` says whether the council
    is a local authority within section 1(4) that day (`arguable` for the Isles of Scilly, with its doubts); where it
    is `no`, the list is empty and `says` gives the reason.
    """

    status: Status
    partners: tuple[Partnership, ...]
    possible: tuple[Partnership, ...]
    gaps: tuple[Gap, ...]

    @property
    def authority(self) -> Body:
        """The council asked about."""
        return self.status.body

    @property
    def on(self) -> date:
        """The day asked about."""
        return self.status.on

    @property
    def authority_answer(self) -> Answer:
        """Whether the council is a local authority that day."""
        return self.status.answer

    @property
    def doubts(self) -> tuple[Doubt, ...]:
        """The doubts about that."""
        return self.status.doubts

    @property
    def standing(self) -> Node:
        """The step that says so."""
        return self.status.node

    @property
    def announced(self) -> bool:
        """Whether the list holds only if an announced change comes about."""
        begun = self.authority.starts_announced and self.authority.exists.start <= self.on
        return begun or any(
            basis.fact.standing is Standing.ANNOUNCED or found.body.starts_announced
            for found in self.partners
            for basis in found.bases
        )

    @property
    def says(self) -> str:
        """The list in one sentence."""
        if self.authority_answer is Answer.NO:
            return self.standing.claim
        count, name, day = len(self.partners), self.authority.name_on(self.on), in_words(self.on)
        says = f"{name} has {count} relevant partners on {day} that the register can name."
        if self.announced:
            return f"{says} Some of this rests on a change that is announced and not yet law."
        return says

    def under(self, ref: str) -> tuple[Partnership, ...]:
        """The partners under one paragraph."""
        return tuple(found for found in self.partners if ref in found.provisions)


@dataclass(frozen=True, slots=True)
class PartnerFinding:
    """Whether a body is a relevant partner of an authority on a day, and why or why not."""

    authority: Body
    body: Body
    on: date
    answer: Answer
    provisions: tuple[str, ...]
    instead: tuple[str, ...]
    doubts: tuple[Doubt, ...]
    because: Node


@dataclass(frozen=True, slots=True)
class DutyFinding:
    """Whether a section 7 request binds its addressee.

    `under` is CA2014.s7(1) or s7(2) where the sides fit; `grounds` the grounds on which the addressee may refuse;
    `instead` provisions that are open where section 7 is not.
    """

    asker: Body
    asked: Body
    person: str
    function: str
    on: date
    bound: Answer
    relevant_partner: Answer
    provisions: tuple[str, ...]
    under: str
    grounds: tuple[str, ...]
    instead: tuple[str, ...]
    doubts: tuple[Doubt, ...]
    because: Node

    @property
    def says(self) -> str:
        """The answer in one sentence."""
        return self.because.claim


@dataclass(frozen=True, slots=True)
class FormFinding:
    """Whether an answer to a request is complete in form. Concord judges form, never merit.

    `on` is the day of the request; `breach` lists only breaches that are beyond argument.
    """

    on: date
    complete: Answer
    breach: tuple[str, ...]
    doubts: tuple[Doubt, ...]
    because: Node


@dataclass(frozen=True, slots=True)
class SupplyFinding:
    """Whether section 45 requires information to be supplied to a Safeguarding Adults Board."""

    on: date
    must_supply: Answer
    because: Node


@dataclass(frozen=True, slots=True)
class CooperationFinding:
    """Whether an authority must co-operate under section 6(2) or 6(4): a duty of its own, which binds nobody else.

    `question` is "others" (section 6(2)) or "internal" (section 6(4)), `under` the provisions that speak of it.
    """

    question: str
    on: date
    answer: Answer
    under: tuple[str, ...]
    because: Node


@dataclass(frozen=True, slots=True)
class Membership:
    """Unbroken days on which a body was (`yes`) or may have been (`unknown`) a relevant partner, under one paragraph.

    `began` and `ended` name what changed at each edge: law, body, fact or authority (several may change on one day), or
    `register` where nothing changed but the register's knowledge begins.
    """

    body: Body
    ref: str
    answer: Answer
    period: Period
    began: tuple[str, ...]
    ended: tuple[str, ...]
    starts_announced: bool = False
    ends_announced: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """A day on which a partner came or went, and because of what; `announced` where that is not yet law."""

    on: date
    body: Body
    ref: str
    came: bool
    answer: Answer
    announced: bool
    causes: tuple[str, ...]
    says: str
