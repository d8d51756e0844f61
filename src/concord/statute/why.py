"""Whether one named body is a relevant partner of an authority on a day; if not, why not, nearest reason first.

"Nearest" means: of all the paragraphs that could name such a body, the one with the fewest conditions unmet.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from .explain import basis_nodes, doubt_node, life_node, partnership_node
from .facts import Body, Fact, FactKind, Register, Standing
from .findings import Answer, Basis, Node, PartnerFinding, Partnership
from .limbs import Limb
from .partners import Status, authority_status, covered, facts_between, gaps, life_says, settled
from .periods import in_words
from .rulebook import Doubt, Rulebook


def partner(book: Rulebook, register: Register, *, authority: str, body: str, on: date) -> PartnerFinding:
    """Whether `body` is a relevant partner of `authority` on a day, and why or why not.

    `body` may be `kind:KIND` for one that the register does not list. Raises `UnknownBody` or `UnknownWord`.
    Source: CA2014.s6(7), s6(8).
    """
    council, other = resolve(book, register, authority), resolve(book, register, body)
    status = authority_status(book, council, on)
    standing = Node(status.says, status.answer, version=status.version, body=council)
    found = _found(book, register, council, other, on) if status.answer is not Answer.NO else None
    if found:
        because = partnership_node(book, council, standing, found, on)
        return PartnerFinding(council, other, on, found.answer, found.provisions, (), status.doubts, because)
    return _why_not(book, register, council, other, on, status)


def resolve(book: Rulebook, register: Register, ref: str) -> Body:
    """The body for a reference, listed or `kind:KIND`."""
    return book.unlisted(ref) if ref.startswith("kind:") else register.body(ref)


def _found(book: Rulebook, register: Register, council: Body, body: Body, on: date) -> Partnership | None:
    if not body.exists.contains(on):
        return None
    bases = [
        Basis(limb, fact)
        for fact in facts_between(register, council, body)
        if fact.period.contains(on)
        for limb in book.limbs.matching(fact.kind, fact.matter, body.kind, council.kind)
        if limb.start <= on < limb.end
    ]
    if not bases or (answer := settled(bases)) is Answer.NO:
        return None
    return Partnership(body, answer, tuple(bases))


class Miss(NamedTuple):
    """Why one paragraph does not make this body a partner, and how many of its conditions were met."""

    met: int
    answer: Answer
    node: Node


def _why_not(
    book: Rulebook, register: Register, council: Body, body: Body, on: date, status: Status
) -> PartnerFinding:
    """The finding where no paragraph names the body: no, or unknown where the register is incomplete."""
    doubts = _doubts(book, council, body, on, status)
    misses = sorted(_misses(book, register, council, body, on, status), key=lambda miss: -miss.met)
    unknown = [miss for miss in misses if miss.answer is Answer.UNKNOWN]
    answer = Answer.UNKNOWN if unknown else Answer.NO
    steps = tuple(miss.node for miss in (unknown or misses))
    taken = _successor_nodes(book, register, council, body, on)
    name, at = body.name_on(on), f"{council.name_on(on)} on {in_words(on)}"
    claim = f"{name} is not a relevant partner of {at}."
    if unknown:
        claim = f"The register cannot say whether {name} is a relevant partner of {at}."
    because = Node(claim, answer, (*steps, *taken, *(doubt_node(doubt) for doubt in doubts)), body=body)
    instead = () if unknown else instead_of(book, council, body)
    return PartnerFinding(council, body, on, answer, (), instead, doubts, because)


def instead_of(book: Rulebook, council: Body, body: Body) -> tuple[str, ...]:
    """What is open where section 7 is not: section 6(4) within one council, else what the kind of body allows."""
    if council.ref == body.ref:
        return ("CA2014.s6(4)",)
    kind = book.kinds.get(body.kind)
    return kind.instead if kind and kind.instead else ("CA2014.s6(2)",)


def _doubts(book: Rulebook, council: Body, body: Body, on: date, status: Status) -> tuple[Doubt, ...]:
    """The doubts that question a "no". Where the council is no authority, only a doubt about that very point does."""
    if book.on("CA2014.s6", on) is None or not (council.exists.contains(on) and body.exists.contains(on)):
        return ()
    found = book.doubts_about("sides", "no", **circumstances(council, body))
    return tuple(d for d in found if status.answer is not Answer.NO or d.provision.startswith("CA2014.s1(4)"))


def circumstances(asker: Body, asked: Body) -> dict[str, frozenset[str]]:
    """What a doubt about the two sides can look at."""
    return {
        "asker_kinds": frozenset({asker.kind}),
        "asked_kinds": frozenset({asked.kind}),
        "either_kinds": frozenset({asker.kind, asked.kind}),
        "asker": frozenset({asker.ref}),
        "asked": frozenset({asked.ref}),
    }


def _misses(
    book: Rulebook, register: Register, council: Body, body: Body, on: date, status: Status
) -> Iterator[Miss]:
    """The first unmet condition of each paragraph, or the one gate that nothing passes."""
    if council.ref == body.ref:
        yield Miss(9, Answer.NO, Node(f"{body.name_on(on)} cannot be its own partner: section 6(4) covers its own departments.", Answer.NO))
        return
    if status.answer is Answer.NO:
        yield Miss(0, Answer.NO, Node(status.says, Answer.NO, version=status.version, body=council))
        return
    if not body.exists.contains(on):
        yield Miss(9, Answer.NO, Node(life_says(body, on), Answer.NO, body=body))
        return
    limbs = book.limbs.on(on)
    fitting = [limb for limb in limbs if body.kind in limb.body_kinds]
    for limb in fitting:
        yield _limb_miss(book, register, council, body, on, limb)
    if not fitting:
        yield Miss(1, Answer.NO, _kind_node(book, body, on))


def _kind_node(book: Rulebook, body: Body, on: date) -> Node:
    kind = book.kinds.get(body.kind)
    says = kind.why_not if kind and kind.why_not else f"No paragraph of section 6(7) or (8) names {book.kind_name(body.kind)}."
    version = book.on("CA2014.s6(7)", on)
    return Node(says, Answer.NO, version=version, body=body)


def _limb_miss(book: Rulebook, register: Register, council: Body, body: Body, on: date, limb: Limb) -> Miss:
    """Which condition of this paragraph fails first: the kind of council, then the fact."""
    if not limb.suits(council.kind):
        kinds = " or ".join(book.kind_name(kind) for kind in sorted(limb.authority_kinds or ()))
        says = f"Section {_short(limb)} applies only where the council is {kinds}; {council.name_on(on)} is {book.kind_name(council.kind)}."
        return Miss(2, Answer.NO, Node(says, Answer.NO, version=limb.version, body=council))
    facts = [f for f in facts_between(register, council, body) if f.kind is limb.fact and f.matter == limb.matter]
    rejected = next((f for f in facts if f.standing is Standing.REJECTED and f.period.contains(on)), None)
    if rejected:
        steps = basis_nodes(book, Basis(limb, rejected), council, body, on)
        says = f"Section {_short(limb)}: {rejected.settled_by or 'somebody'} decided that this is not so. {rejected.evidence}".strip()
        return Miss(5, Answer.NO, Node(says, Answer.NO, steps, version=limb.version, fact=rejected))
    if facts:
        return Miss(4, Answer.NO, _other_days(limb, facts, on))
    if not covered(register, limb.fact, limb.body_kinds, on):
        says = next(gap.says for gap in gaps(book, register, council, on) if gap.limb == limb)
        return Miss(3, Answer.UNKNOWN, Node(f"Section {_short(limb)}: {says}", Answer.UNKNOWN, version=limb.version))
    absent = _ABSENT[limb.fact].format(body=body.name_on(on), authority=council.name_on(on))
    return Miss(3, Answer.NO, Node(f"Section {_short(limb)}: {absent}", Answer.NO, (life_node(body, on),), version=limb.version))


def _other_days(limb: Limb, facts: list[Fact], on: date) -> Node:
    days = "; ".join(str(fact.period) for fact in facts)
    says = f"Section {_short(limb)} was met only {days}, not on {in_words(on)}."
    return Node(says, Answer.NO, version=limb.version, fact=facts[-1])


_ABSENT = {
    FactKind.DISTRICT_OF: "{body} is not a district council in the area of {authority}.",
    FactKind.AREA_IN: "no part of the area of {body} lies in the area of {authority}.",
    FactKind.PROVIDES_SERVICES: "{body} is not recorded as providing services in the area of {authority}.",
    FactKind.PROBATION_FOR: "{body} is not the provider of probation services for the area of {authority}.",
    FactKind.AGREED: "{authority} and {body} have no recorded agreement to co-operate under section 6.",
    FactKind.EXERCISES: "{body} does not exercise these national functions.",
}


def _short(limb: Limb) -> str:
    return limb.ref.partition(".s")[2]


def _successor_nodes(
    book: Rulebook, register: Register, council: Body, body: Body, on: date
) -> tuple[Node, ...]:
    """Who took the place of a body that has ended, and whether that successor is a partner."""
    nodes = []
    for succession in register.successors(body.ref):
        if succession.on > on or succession.new not in register.bodies:
            continue
        new = register.bodies[succession.new]
        found = _found(book, register, council, new, on)
        tail = " and is a relevant partner" if found and found.answer is Answer.YES else ""
        claim = f"On {in_words(succession.on)} {new.name_on(on)} took over all or part of {body.name}{tail}."
        nodes.append(Node(claim, found.answer if found else Answer.NO, body=new))
    return tuple(nodes)
