"""Who the relevant partners of an authority are on a day: section 6(7) and (8) of the Care Act 2014.

One pass over the authority's facts: a fact counts where its own days, the body's life and a paragraph in force all
hold the day. Absent facts mean "no" only where the register is declared complete (`Coverage`).
"""

from __future__ import annotations

from datetime import date, timedelta
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from .answer import Answer
from .facts import Body, Fact, Register, Standing
from .findings import Basis, Gap, Node, PartnerList, Partnership
from .periods import in_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .limbs import Limb
    from .rulebook import Doubt, Rulebook, Version

PART_1 = "Part 1 of the Care Act 2014"


class Status(NamedTuple):
    """Whether a body is a local authority within section 1(4) on a day, and what that rests on."""

    answer: Answer
    says: str
    version: Version | None = None
    doubts: tuple[Doubt, ...] = ()


def authority_status(book: Rulebook, body: Body, on: date) -> Status:
    """Whether `body` is a local authority for Part 1 on a day: CA2014.s1(4)(a) to (d).

    The Isles of Scilly, which section 1(4) does not name, are `arguable`; so is nothing else here.
    """
    if book.on("CA2014.s6", on) is None:
        return Status(
            Answer.NO, f"{PART_1} was not in force on {in_words(on)}: section 6 began on {in_words(book.commencement)}."
        )
    if not body.exists.contains(on):
        return Status(Answer.NO, life_says(body, on))
    name, kind = body.called(on), book.kind_name(body.kind)
    for version in book.authority_limbs.get(body.kind, ()):
        if version.period.contains(on):
            return Status(Answer.YES, f"{name} is a local authority for {PART_1}: it is {kind}.", version)
    doubts = book.doubts_about("sides", "yes", either_kinds=frozenset({body.kind}))
    if doubts:
        return Status(Answer.ARGUABLE, f"{name} is treated as a local authority, which can be argued.", None, doubts)
    return Status(Answer.NO, f"{name} is not a local authority for {PART_1}: it is {kind}.")


def life_says(body: Body, on: date) -> str:
    """Why a body did not exist on a day."""
    name = body.called(on)
    if on < body.exists.start:
        if body.starts_announced:
            return (
                f"{name} does not exist on {in_words(on)}: it is announced to begin on {in_words(body.exists.start)}."
            )
        return f"{name} did not exist on {in_words(on)}: it began on {in_words(body.exists.start)}."
    if body.ends_announced:
        return f"{name} is announced to end on {in_words(body.exists.end - timedelta(days=1))}, before {in_words(on)}."
    return f"{name} did not exist on {in_words(on)}: its last day was {in_words(body.exists.end - timedelta(days=1))}."


def partners(book: Rulebook, register: Register, *, authority: str, on: date) -> PartnerList:
    """The relevant partners of an authority on a day, those that may be, and where the register is incomplete.

    Raises `UnknownBody` for a reference that the register does not hold. A day before 1 April 2015 is no error: the
    list is empty and says that nothing was in force. Source: CA2014.s6(7), s6(8).
    """
    council = register.body(authority)
    status = authority_status(book, council, on)
    standing = Node(status.says, status.answer, version=status.version, body=council)
    if status.answer is Answer.NO:
        return PartnerList(council, on, Answer.NO, (), (), (), (), standing.claim, standing)
    sure: list[Partnership] = []
    possible: list[Partnership] = []
    for found in _partnerships(book, register, council, on):
        if found.answer is Answer.YES:
            sure.append(found)
        elif found.answer is Answer.UNKNOWN:
            possible.append(found)
    says = f"{council.name_on(on)} has {len(sure)} relevant partners on {in_words(on)} that the register can name."
    if rests_on_announcement(council, on, sure):
        says = f"{says} Some of this rests on a change that is announced and not yet law."
    return PartnerList(
        council, on, status.answer, tuple(sure), tuple(possible),
        gaps(book, register, council, on), status.doubts, says, standing,
    )  # fmt: skip


def _partnerships(book: Rulebook, register: Register, council: Body, on: date) -> list[Partnership]:
    """Every body with a fact that meets a paragraph on the day, in the order of the paragraphs."""
    live = book.limbs.live(on, council.kind)
    found: dict[str, Partnership] = {}
    for start, end, about, answer, fact, body in register.ties(council.ref):
        if start <= on < end and about in live:
            for limb in live[about]:
                before = found.get(body.ref)
                if before is None:
                    found[body.ref] = Partnership(body, answer, (Basis(limb, fact),), limb.ref)
                else:
                    bases = (*before.bases, Basis(limb, fact))
                    found[body.ref] = Partnership(body, settled(bases), bases, before.ref)
    return sorted(found.values(), key=attrgetter("ref"))


def rests_on_announcement(council: Body, on: date, found: Iterable[Partnership]) -> bool:
    """Whether a list holds only if an announced change comes about: a council, a body or a fact that begins by it."""
    begun = council.starts_announced and council.exists.start <= on
    return begun or any(
        basis.fact.standing is Standing.ANNOUNCED or partner.body.starts_announced
        for partner in found
        for basis in partner.bases
    )


def settled(bases: Iterable[Basis]) -> Answer:
    """What facts of different standing come to: one good fact is enough, a rejection beats a proposal."""
    answer = Answer.UNKNOWN
    for basis in bases:
        standing = basis.fact.standing
        if standing is Standing.REJECTED:
            answer = Answer.NO
        elif standing is not Standing.PROPOSED:
            return Answer.YES
    return answer


def gaps(book: Rulebook, register: Register, council: Body, on: date) -> tuple[Gap, ...]:
    """The paragraphs under which the register is not declared complete on the day, each with the reason in words."""
    return tuple(
        Gap(limb, gap_says(register, limb, on))
        for limb in book.limbs.on(on)
        if limb.suits(council.kind) and not covered(register, limb.fact.value, limb.body_kinds, on)
    )


def covered(register: Register, fact: str, body_kinds: frozenset[str], on: date) -> bool:
    """Whether the register holds every fact of this kind, about these kinds of body, on the day."""
    for coverage in register.complete(fact):
        start, end = coverage.period
        if start <= on < end and (not coverage.body_kinds or body_kinds <= coverage.body_kinds):
            return True
    return False


def gap_says(register: Register, limb: Limb, on: date) -> str:
    """Why the register cannot name everybody under a paragraph on a day."""
    for coverage in register.complete(limb.fact.value):
        if not coverage.body_kinds or limb.body_kinds & coverage.body_kinds:
            days = f"The register is complete here only {coverage.period}"
            return f"{days}; it cannot say who it was on {in_words(on)}. {coverage.says}".strip()
    return _INCOMPLETE[limb.fact.value]


_INCOMPLETE = {
    "provides_services": (
        "No public list says where each trust provides services. "
        "Trusts are proposed on evidence and wait for somebody to confirm them."
    ),
    "district_of": "The register has no complete list of districts and counties.",
    "area_in": "The register has no complete list of areas.",
    "probation_for": "The register has no complete list of probation providers.",
    "agreed": "The register has no complete list of agreements under section 6(7)(b).",
    "exercises": "The register has no complete list of the bodies that hold these national functions.",
}


def facts_between(register: Register, council: Body, body: Body) -> tuple[Fact, ...]:
    """Every fact, of any day and standing, that ties a body to an authority or to the whole country."""
    return tuple(tie.fact for tie in register.ties(council.ref) if tie.body.ref == body.ref)
