"""When each body is a partner of an authority: the days of law, body, fact and authority, intersected.

Worked out once for an authority, from facts that do not change; a list of partners picks the spans that hold its day,
a timeline reads them in order. This is the only place where facts meet paragraphs.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from .answer import Answer
from .findings import Basis, Gap, Partnership
from .periods import ALWAYS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from .facts import Body, Register, Tie
    from .limbs import Limb
    from .periods import Period
    from .rulebook import Rulebook


class Span(NamedTuple):
    """Days on which a body is, or may be, a partner on the same bases. A body's spans never overlap."""

    start: date
    end: date
    partnership: Partnership


class Spans(NamedTuple):
    """An authority's spans, in the order of the paragraphs and then of the names."""

    sure: tuple[Span, ...]
    possible: tuple[Span, ...]


class Prepared:
    """What a rulebook makes of a register, worked out authority by authority when it is first asked about."""

    def __init__(self, book: Rulebook, register: Register) -> None:
        self.book = book
        self._register = register
        self._spans: dict[str, Spans] = {}
        self._gaps: dict[tuple[int, str], tuple[Gap, ...]] = {}
        limbs = {day for limb in book.limbs for day in (limb.start, limb.end)}
        self._edges = sorted(limbs | {day for coverage in register.coverage for day in coverage.period})

    def spans(self, council: Body) -> Spans:
        """The spans of an authority."""
        found = self._spans.get(council.ref)
        if found is None:
            found = self._spans[council.ref] = _spans(self.book, self._register, council)
        return found

    def gaps(self, council: Body, on: date) -> tuple[Gap, ...]:
        """The paragraphs under which the register is not declared complete on the day."""
        era = (bisect_right(self._edges, on), council.kind)
        found = self._gaps.get(era)
        if found is None:
            limbs = (limb for limb in self.book.limbs.on(on) if limb.suits(council.kind))
            open_limbs = (limb for limb in limbs if not covered(self._register, limb, on))
            found = self._gaps[era] = tuple(Gap(limb, gap_says(self._register, limb)) for limb in open_limbs)
        return found


def prepared(book: Rulebook, register: Register) -> Prepared:
    """What this rulebook makes of this register; kept with the register, which never changes."""
    found = register.kept.get(Prepared.__name__)
    if not isinstance(found, Prepared) or found.book is not book:
        found = register.kept[Prepared.__name__] = Prepared(book, register)
    return found


def council_days(book: Rulebook, council: Body) -> Iterator[Period]:
    """The days on which section 1(4) names this kind of council; for Scilly, which it does not name, all days."""
    versions = book.authority_limbs.get(council.kind, ())
    yield from (version.period for version in versions)
    if not versions and book.doubts_about("sides", "yes", either_kinds=frozenset({council.kind})):
        yield ALWAYS


def _spans(book: Rulebook, register: Register, council: Body) -> Spans:
    stretches: dict[str, list[Stretch]] = {}
    for stretch in _stretches(book, register, council):
        stretches.setdefault(stretch.body.ref, []).append(stretch)
    spans = sorted((span for of_body in stretches.values() for span in _of_body(of_body)), key=_order)
    sure = tuple(span for span in spans if span.partnership.answer is Answer.YES)
    return Spans(sure, tuple(span for span in spans if span.partnership.answer is Answer.UNKNOWN))


def _order(span: Span) -> tuple[str, str, date]:
    return span.partnership.ref, span.partnership.body.name, span.start


class Stretch(NamedTuple):
    """The days of one fact under one version of one paragraph, and what the fact's standing comes to."""

    start: date
    end: date
    body: Body
    basis: Basis
    answer: Answer


def _stretches(book: Rulebook, register: Register, council: Body) -> Iterator[Stretch]:
    ever = book.limbs.ever(council.kind)
    lives = [life for days in council_days(book, council) if (life := days.both(council.exists))]
    for tie in register.ties(council.ref):
        for limb in ever.get(tie.about, ()):
            for life in lives:
                start, end = _days(tie, limb, life)
                if start < end:
                    yield Stretch(start, end, tie.body, Basis(limb, tie.fact), tie.answer)


def _days(tie: Tie, limb: Limb, life: Period) -> tuple[date, date]:
    return max(tie.start, limb.start, life.start), min(tie.end, limb.end, life.end)


def _of_body(stretches: list[Stretch]) -> Iterator[Span]:
    """One body's spans: cut at every edge, each piece on all the bases that hold its days."""
    if len(stretches) == 1:
        start, end, body, basis, answer = stretches[0]
        yield Span(start, end, Partnership(body, answer, (basis,), basis.limb.ref))
        return
    edges = sorted({day for stretch in stretches for day in (stretch.start, stretch.end)})
    for start, end in pairwise(edges):
        held = [s for s in stretches if s.start <= start and end <= s.end]
        if held:
            yield Span(start, end, _partnership(held))


def _partnership(held: list[Stretch]) -> Partnership:
    """A body on its bases, those that count first, then in the order of the paragraphs."""
    if len(held) > 1:
        held.sort(key=lambda stretch: (stretch.answer is not Answer.YES, stretch.basis.limb.ref))
    bases = tuple(stretch.basis for stretch in held)
    return Partnership(held[0].body, _settled([stretch.answer for stretch in held]), bases, bases[0].limb.ref)


def _settled(answers: list[Answer]) -> Answer:
    """What facts of different standing come to: one good fact is enough, a rejection beats a proposal."""
    if Answer.YES in answers:
        return Answer.YES
    return Answer.NO if Answer.NO in answers else Answer.UNKNOWN


def covered(register: Register, limb: Limb, on: date) -> bool:
    """Whether the register holds, on the day, every fact that a paragraph looks for."""
    return any(
        coverage.period.contains(on) and (not coverage.body_kinds or limb.body_kinds <= coverage.body_kinds)
        for coverage in register.complete(limb.fact.value)
    )


def gap_says(register: Register, limb: Limb) -> str:
    """Why the register cannot name everybody under a paragraph."""
    for coverage in register.complete(limb.fact.value):
        if not coverage.body_kinds or limb.body_kinds & coverage.body_kinds:
            return f"The register is complete here only {coverage.period}. {coverage.says}".strip()
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
