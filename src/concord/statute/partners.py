"""Who the relevant partners of an authority are on a day: section 6(7) and (8) of the Care Act 2014.

One pass over the authority's facts: a fact counts where its own days, the body's life and a paragraph in force all
hold the day. Absent facts mean "no" only where the register is declared complete (`Coverage`).
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from .facts import Body, Fact, Register, Standing
from .findings import Answer, Basis, Gap, Node, Partnership, PartnerList
from .periods import in_words
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
        return Status(Answer.NO, f"{PART_1} was not in force on {in_words(on)}: section 6 began on {in_words(book.commencement)}.")
    if not body.exists.contains(on):
        return Status(Answer.NO, life_says(body, on))
    for version in book.authority_limbs.get(body.kind, ()):
        if version.period.contains(on):
            return Status(Answer.YES, f"{body.name_on(on)} is a local authority for {PART_1}: {book.kind_name(body.kind)}.", version)
    doubts = book.doubts_about("sides", "yes", either_kinds=frozenset({body.kind}))
    if doubts:
        return Status(Answer.ARGUABLE, f"{body.name_on(on)} is treated as a local authority, which can be argued.", None, doubts)
    return Status(Answer.NO, f"{body.name_on(on)} is not a local authority for {PART_1}: it is {book.kind_name(body.kind)}.")


def life_says(body: Body, on: date) -> str:
    """Why a body did not exist on a day."""
    name = body.name_on(on)
    if on < body.exists.start:
        word = "is announced to begin" if body.announced else "began"
        return f"{name} did not exist on {in_words(on)}: it {word} on {in_words(body.exists.start)}."
    word = "is announced to end" if body.announced else "ended"
    return f"{name} did not exist on {in_words(on)}: it {word} on {in_words(body.exists.end)}."


def partners(book: Rulebook, register: Register, *, authority: str, on: date) -> PartnerList:
    """The relevant partners of an authority on a day, those that may be, and where the register is incomplete.

    Raises `UnknownBody` for a reference that the register does not hold. A day before 1 April 2015 is no error: the
    list is empty and says that nothing was in force. Source: CA2014.s6(7), s6(8).
    """
    council = register.body(authority)
    status = authority_status(book, council, on)
    standing = Node(status.says, status.answer, version=status.version, body=council)
    if status.answer is Answer.NO:
        return PartnerList(council, on, Answer.NO, (), (), (), (), status.says, standing)
    sure: list[Partnership] = []
    possible: list[Partnership] = []
    for found in _partnerships(book, register, council, on):
        (sure if found.answer is Answer.YES else possible).append(found)
    says = f"{council.name_on(on)} has {len(sure)} relevant partners on {in_words(on)} that the register can name."
    return PartnerList(
        council, on, status.answer, tuple(sure), tuple(possible),
        gaps(book, register, council, on), status.doubts, says, standing,
    )  # fmt: skip


def _partnerships(book: Rulebook, register: Register, council: Body, on: date) -> list[Partnership]:
    """Every body with a fact that meets a paragraph on the day, in the order of the paragraphs."""
    matching = book.limbs.matching
    kind = council.kind
    bases: dict[str, list[Basis]] = {}
    bodies: dict[str, Body] = {}
    for fact, body in register.about(council.ref):
        start, end = fact.period
        if start <= on < end and body.exists.start <= on < body.exists.end:
            for limb in matching(fact.kind, fact.matter, body.kind, kind):
                if limb.start <= on < limb.end:
                    bodies[body.ref] = body
                    bases.setdefault(body.ref, []).append(Basis(limb, fact))
    found = [
        Partnership(bodies[ref], answer, tuple(reasons))
        for ref, reasons in bases.items()
        if (answer := settled(reasons)) is not Answer.NO
    ]
    found.sort(key=_order)
    return found


def settled(bases: list[Basis]) -> Answer:
    """What facts of different standing come to: one good fact is enough, a rejection beats a proposal."""
    standings = {basis.fact.standing for basis in bases}
    if standings - {Standing.PROPOSED, Standing.REJECTED}:
        return Answer.YES
    return Answer.NO if Standing.REJECTED in standings else Answer.UNKNOWN


def _order(found: Partnership) -> tuple[str, str]:
    return found.bases[0].limb.provisions[-1], found.body.name


def gaps(book: Rulebook, register: Register, council: Body, on: date) -> tuple[Gap, ...]:
    """The paragraphs under which the register is not declared complete on the day, each with the reason in words."""
    found = []
    for limb in book.limbs.on(on):
        if limb.suits(council.kind) and not covered(register, limb.fact, limb.body_kinds, on):
            found.append(Gap(limb, _gap_says(register, limb.fact, limb.body_kinds, on)))
    return tuple(found)


def covered(register: Register, fact: str, body_kinds: frozenset[str], on: date) -> bool:
    """Whether the register holds every fact of this kind, about these kinds of body, on the day."""
    return any(
        coverage.kind == fact
        and coverage.period.contains(on)
        and (not coverage.body_kinds or body_kinds <= coverage.body_kinds)
        for coverage in register.coverage
    )


def _gap_says(register: Register, fact: str, body_kinds: frozenset[str], on: date) -> str:
    for coverage in register.coverage:
        if coverage.kind == fact and (not coverage.body_kinds or body_kinds & coverage.body_kinds):
            return f"The register is complete here only {coverage.period}; it cannot say who it was on {in_words(on)}."
    return _INCOMPLETE[fact]


_INCOMPLETE = {
    "provides_services": "No public list says where each trust provides services. Trusts are proposed on evidence and wait for somebody to confirm them.",
    "district_of": "The register has no complete list of districts and counties.",
    "area_in": "The register has no complete list of areas.",
    "probation_for": "The register has no complete list of probation providers.",
    "agreed": "The register has no complete list of agreements under section 6(7)(b).",
    "exercises": "The register has no complete list of the bodies that hold these national functions.",
}


def facts_between(register: Register, council: Body, body: Body) -> tuple[Fact, ...]:
    """Every fact, of any day and standing, that ties a body to an authority or to the whole country."""
    return tuple(fact for fact, other in register.about(council.ref) if other.ref == body.ref)
