"""Whether one named body is a relevant partner of an authority on a day; if not, why not, nearest reason first.

"Nearest" means: of all the paragraphs that could name such a body, the one with the fewest conditions unmet.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from .answer import Answer
from .explain import basis_nodes, doubt_node, life_node, partnership_node
from .facts import FactKind, Standing
from .findings import Basis, PartnerFinding
from .node import Node
from .periods import EVE_OF_LAST, in_words
from .spans import covered, gap_says, prepared
from .status import authority_status, life_says

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from .facts import Body, Fact, Register, Succession
    from .findings import Partnership
    from .limbs import Limb
    from .provisions import Doubt
    from .rulebook import Rulebook
    from .status import Status


def partner(book: Rulebook, register: Register, *, authority: str, body: str, on: date) -> PartnerFinding:
    """Whether `body` is a relevant partner of `authority` on a day, and why or why not.

    `body` may be `kind:KIND` for one that the register does not list. Raises `UnknownBody` or `UnknownWord`.
    Source: CA2014.s6(7), s6(8).
    """
    day = Day(book, register, on)
    return between(day, resolve(book, register, authority), resolve(book, register, body))


class Day(NamedTuple):
    """The law and the facts on one day: what every step of an answer looks at."""

    book: Rulebook
    register: Register
    on: date
    function: str = ""
    """The function that a request serves, where there is a request."""

    @property
    def words(self) -> str:
        """The day as people read it."""
        return in_words(self.on)

    def status(self, body: Body) -> Status:
        """Whether a body is a local authority that day."""
        return authority_status(self.book, body, self.on)

    def section_6(self) -> bool:
        """Whether section 6 is in force."""
        return self.book.on("CA2014.s6", self.on) is not None


def between(day: Day, council: Body, body: Body) -> PartnerFinding:
    """Whether a body is a partner of a council; the steps of `partner` on bodies that are found already."""
    status = day.status(council)
    found = _found(day, council, body) if status.answer is not Answer.NO else None
    if not found:
        return _why_not(day, council, body, status)
    because = partnership_node(day.book, council, status.node, found, day.on)
    return PartnerFinding(council, body, day.on, found.answer, found.provisions, (), status.doubts, because)


def resolve(book: Rulebook, register: Register, ref: str) -> Body:
    """The body for a reference, listed or `kind:KIND`."""
    return book.unlisted(ref) if ref.startswith("kind:") else register.body(ref)


def _found(day: Day, council: Body, body: Body) -> Partnership | None:
    """The partnership that holds the day, certain or possible."""
    sure, possible = prepared(day.book, day.register).spans(council)
    on = min(day.on, EVE_OF_LAST)
    return next(
        (p for start, end, p in (*sure, *possible) if p.body.ref == body.ref and start <= on < end),
        None,
    )


def _facts_between(day: Day, council: Body, body: Body) -> tuple[Fact, ...]:
    """Every fact, of any day and standing, that ties a body to an authority or to the whole country."""
    return tuple(tie.fact for tie in day.register.ties(council.ref) if tie.body.ref == body.ref)


class Miss(NamedTuple):
    """Why one paragraph does not make this body a partner, and how many of its conditions were met."""

    met: int
    node: Node


def _why_not(day: Day, council: Body, body: Body, status: Status) -> PartnerFinding:
    """The finding where no paragraph names the body: no, or unknown where the register is incomplete."""
    misses = sorted(_misses(day, council, body, status), key=lambda miss: -miss.met)
    unknown = [miss.node for miss in misses if miss.node.answer is Answer.UNKNOWN]
    doubts = () if unknown else _doubts(day, council, body, status)
    hangs = any(doubt.makes == Answer.UNKNOWN.value for doubt in doubts)
    answer = Answer.UNKNOWN if unknown or hangs else Answer.NO
    name, at = body.called(day.on), f"{council.called(day.on)} on {day.words}"
    claim = f"{name} is not a relevant partner of {at}."
    if answer is Answer.UNKNOWN:
        claim = f"The register cannot say whether {name} is a relevant partner of {at}."
    steps = (*(unknown or (miss.node for miss in misses)), *_successor_nodes(day, council, body))
    because = Node(claim, answer, (*steps, *(doubt_node(doubt) for doubt in doubts)), body=body)
    instead = () if status.answer is Answer.NO else _open_instead(day, council, body)
    return PartnerFinding(council, body, day.on, answer, (), instead, doubts, because)


def instead_of(book: Rulebook, council: Body, body: Body) -> tuple[str, ...]:
    """What is open where section 7 is not: section 6(4) within one council, section 6(2) towards everybody else."""
    if council.ref == body.ref:
        return ("CA2014.s6(4)",)
    kind = book.kinds.get(body.kind)
    return kind.instead if kind and kind.instead else ("CA2014.s6(2)",)


def _open_instead(day: Day, council: Body, body: Body) -> tuple[str, ...]:
    """What is open in place of section 7; towards a body that is gone, only what the council itself took over."""
    if body.exists.contains(day.on):
        return instead_of(day.book, council, body)
    return ("CA2014.s6(4)",) if any(new.ref == council.ref for _, new in _successors(day, body)) else ()


def _doubts(day: Day, council: Body, body: Body, status: Status) -> tuple[Doubt, ...]:
    """The doubts that question a "no". Where the council is no authority, only a doubt about that very point does."""
    if not day.section_6() or not (council.exists.contains(day.on) and body.exists.contains(day.on)):
        return ()
    found = day.book.doubts_about("sides", "no", **circumstances(day, council, body))
    return tuple(d for d in found if status.answer is not Answer.NO or d.provision.startswith("CA2014.s1(4)"))


def circumstances(day: Day, asker: Body, asked: Body) -> dict[str, frozenset[str]]:
    """What a doubt about the two sides can look at."""
    return {
        "asker_kinds": frozenset({asker.kind}),
        "asked_kinds": frozenset({asked.kind}),
        "either_kinds": frozenset({asker.kind, asked.kind}),
        "asker": frozenset({asker.ref}),
        "asked": frozenset({asked.ref}),
        "functions": frozenset({day.function}),
    }


def _misses(day: Day, council: Body, body: Body, status: Status) -> Iterator[Miss]:
    """The first unmet condition of each paragraph, or the one gate that nothing passes."""
    if council.ref == body.ref:
        says = f"{body.called(day.on)} cannot be its own partner: section 6(4) covers its own departments."
        yield Miss(9, Node(says, Answer.NO))
    elif status.answer is Answer.NO:
        yield Miss(0, status.node)
    elif not body.exists.contains(day.on):
        yield Miss(9, Node(life_says(body, day.on), Answer.NO, body=body))
    else:
        fitting = [limb for limb in day.book.limbs.on(day.on) if body.kind in limb.body_kinds]
        for limb in fitting:
            yield _limb_miss(day, council, body, limb)
        if not fitting:
            yield Miss(1, _kind_node(day, body))


def _kind_node(day: Day, body: Body) -> Node:
    kind = day.book.kinds.get(body.kind)
    says = f"No paragraph of section 6(7) or (8) names {day.book.kind_name(body.kind)}."
    version = day.book.on("CA2014.s6(7)", day.on)
    return Node(kind.why_not if kind and kind.why_not else says, Answer.NO, version=version, body=body)


def _limb_miss(day: Day, council: Body, body: Body, limb: Limb) -> Miss:
    """Which condition of this paragraph fails first: the kind of council, then the fact."""
    on, book = day.on, day.book
    if not limb.suits(council.kind):
        return Miss(2, _council_node(day, council, limb))
    facts = [f for f in _facts_between(day, council, body) if f.kind is limb.fact and f.matter == limb.matter]
    rejected = next((f for f in facts if f.standing is Standing.REJECTED and f.period.contains(on)), None)
    if rejected:
        steps = basis_nodes(book, Basis(limb, rejected), council, body, on)
        says = f"Section {_short(limb)}: {rejected.settled_by or 'somebody'} decided that this is not so."
        return Miss(5, Node(says, Answer.NO, steps, version=limb.version, fact=rejected))
    ended = any(f.period.closed and f.period.end <= on and f.standing is not Standing.PROPOSED for f in facts)
    if not ended and not covered(day.register, limb, on):
        says = gap_says(day.register, limb)
        return Miss(3, Node(f"Section {_short(limb)}: {says}", Answer.UNKNOWN, version=limb.version))
    if facts:
        days = "; ".join(str(fact.period) for fact in facts)
        says = f"Section {_short(limb)} was met only {days}, not on {day.words}."
        return Miss(4, Node(says, Answer.NO, version=limb.version, fact=facts[-1]))
    absent = _ABSENT[limb.fact].format(body=body.called(on), authority=council.called(on))
    says = f"Section {_short(limb)}: {absent}"
    return Miss(3, Node(says, Answer.NO, (life_node(body, on),), version=limb.version))


def _council_node(day: Day, council: Body, limb: Limb) -> Node:
    kinds = " or ".join(day.book.kind_name(kind) for kind in sorted(limb.authority_kinds or ()))
    it = f"{council.called(day.on)} is {day.book.kind_name(council.kind)}"
    says = f"Section {_short(limb)} applies only where the council is {kinds}; {it}."
    return Node(says, Answer.NO, version=limb.version, body=council)


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


def _successor_nodes(day: Day, council: Body, body: Body) -> tuple[Node, ...]:
    """Who took the place of a body that has ended, and whether that successor is a partner."""
    nodes = []
    for succession, new in _successors(day, body):
        took = "is announced to take over" if succession.announced else "took over"
        taken = f"On {in_words(succession.on)} {new.called(day.on)} {took} all or part of {body.called(day.on)}"
        found = _found(day, council, new)
        if new.ref == council.ref:
            taken = f"{taken}: what it did is now the council's own work"
        elif found and found.answer is Answer.YES:
            taken = f"{taken} and is a relevant partner"
        nodes.append(Node(f"{taken}.", Answer.YES, body=new))
    return tuple(nodes)


def _successors(day: Day, body: Body) -> Iterator[tuple[Succession, Body]]:
    for succession in day.register.successors(body.ref):
        new = day.register.bodies.get(succession.new)
        if new is not None and succession.on <= day.on:
            yield succession, new
