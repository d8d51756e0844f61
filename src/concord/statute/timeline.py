"""How an authority's partners change over time, and because of what: the law, a body, a fact or the authority."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from .answer import Answer
from .facts import Standing
from .findings import Change, Membership
from .periods import LAST, Period, in_words
from .spans import council_days, covered, prepared

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from .facts import Body, Register
    from .findings import Basis
    from .rulebook import Rulebook
    from .spans import Span


def memberships(book: Rulebook, register: Register, *, authority: str) -> tuple[Membership, ...]:
    """Every stretch of days on which a body was, or may have been, a relevant partner of an authority.

    Spans that follow on without a gap are one, so that an amendment that changes only words leaves no mark. Raises
    `UnknownBody`. Source: CA2014.s6(7), s6(8).
    """
    council = register.body(authority)
    sure, possible = prepared(book, register).spans(council)
    edges = _Edges(register, council, tuple(council_days(book, council)))
    found = (_membership(edges, spans) for spans in _joined((*sure, *possible)))
    return tuple(sorted(found, key=lambda m: (m.period.start, m.ref, m.body.name)))


def timeline(book: Rulebook, register: Register, *, authority: str) -> tuple[Change, ...]:
    """Every day since commencement on which a partner came or went, oldest first, with the cause."""
    return _changes(memberships(book, register, authority=authority))


def changes(book: Rulebook, register: Register, *, authority: str, after: date, until: date) -> tuple[Change, ...]:
    """What changed between two days: from the day after `after` up to and with `until`."""
    return tuple(c for c in timeline(book, register, authority=authority) if after < c.on <= until)


def _joined(spans: tuple[Span, ...]) -> Iterator[list[Span]]:
    """Spans of one body under one paragraph, those that touch together."""
    groups: dict[tuple[str, str, Answer], list[Span]] = {}
    for span in spans:
        key = (span.partnership.body.ref, span.partnership.ref, span.partnership.answer)
        groups.setdefault(key, []).append(span)
    for group in groups.values():
        group.sort(key=lambda span: span.start)
        run = [group[0]]
        for span in group[1:]:
            if span.start > run[-1].end:
                yield run
                run = []
            run.append(span)
        yield run


class _Edges(NamedTuple):
    """What can begin or end beside a body's own facts: the register's coverage, the council, section 1(4)."""

    register: Register
    council: Body
    named: tuple[Period, ...]

    def opens(self, basis: Basis, on: date) -> bool:
        """Whether the register only begins to know facts of this kind on the day: it was not so, it was unknown."""
        return any(
            coverage.period.start == on and not covered(self.register, basis.limb, on - timedelta(days=1))
            for coverage in self.register.complete(basis.limb.fact.value)
        )


def _membership(edges: _Edges, run: list[Span]) -> Membership:
    first, last = run[0], run[-1]
    began = _causes(edges, first.start, first, edge=0)
    ended = _causes(edges, last.end, last, edge=1) if last.end != LAST else ()
    found = first.partnership
    return Membership(
        found.body,
        found.ref,
        found.answer,
        Period(first.start, last.end),
        began,
        ended,
        starts_announced=_announced(edges.council, first, edge=0),
        ends_announced=_announced(edges.council, last, edge=1),
    )


def _announced(council: Body, span: Span, *, edge: int) -> bool:
    """Whether an edge of a span rests on an announcement: the body's, the council's or the fact's."""
    day = (span.start, span.end)[edge]
    lives = [body for body in (span.partnership.body, council) if body.exists[edge] == day]
    facts = [basis.fact for basis in span.partnership.bases if basis.fact.period[edge] == day]
    if edge == 0:
        return any(b.starts_announced for b in lives) or any(f.standing is Standing.ANNOUNCED for f in facts)
    return any(b.ends_announced for b in lives) or any(f.ends_announced for f in facts)


def _causes(edges: _Edges, on: date, span: Span, *, edge: int) -> tuple[str, ...]:
    """What changed on a day: `edge` 0 is what began then, 1 what ended.

    A fact that only follows the life of the body or the council is not named beside it, and one with which the
    register's knowledge begins is not said to have begun.
    """
    bases = span.partnership.bases
    law = any((basis.limb.start, basis.limb.end)[edge] == on for basis in bases)
    causes = ["law"] if law or any(days[edge] == on for days in edges.named) else []
    if span.partnership.body.exists[edge] == on:
        causes.append("body")
    if edges.council.exists[edge] == on:
        causes.append("authority")
    facts = [basis for basis in bases if basis.fact.period[edge] == on]
    if facts and causes in ([], ["law"]):
        unknown_before = edge == 0 and not causes and any(edges.opens(basis, on) for basis in facts)
        causes.append("register" if unknown_before else "fact")
    return tuple(causes) or ("fact",)


def _changes(found: tuple[Membership, ...]) -> tuple[Change, ...]:
    events = [_change(m, came=True) for m in found]
    events += [_change(m, came=False) for m in found if m.period.closed]
    return tuple(sorted(events, key=lambda c: (c.on, c.came, c.ref, c.body.name)))


_WHY = {
    "law": "the law changed",
    "body": "the body {word}",
    "fact": "the fact that it rests on {word}",
    "authority": "the authority {word}",
    "register": "the register knows it only from that day",
}
_VERBS = {
    # came or went: as it happened, as it is announced
    True: ("became", "is announced to become"),
    False: ("ceased to be", "is announced to cease to be"),
}
_WORDS = {True: ("began", "is to begin"), False: ("ended", "is to end")}


def _change(m: Membership, *, came: bool) -> Change:
    on, causes, announced = m.period.end, m.ended, m.ends_announced
    if came:
        on, causes, announced = m.period.start, m.began, m.starts_announced
    says = _change_says(m, on, causes, came=came, announced=announced)
    return Change(on, m.body, m.ref, came, m.answer, announced, causes, says)


def _change_says(m: Membership, on: date, causes: tuple[str, ...], *, came: bool, announced: bool) -> str:
    name, day = m.body.called(on), in_words(on)
    if causes == ("register",):
        return f"From {day} the register knows {name} as a relevant partner; before, it cannot say."
    word = _WORDS[came][announced]
    why = " and ".join(_WHY[cause].format(word=word) for cause in causes)
    a_partner = "a relevant partner" if m.answer is Answer.YES else "what may be a relevant partner"
    return f"On {day} {name} {_VERBS[came][announced]} {a_partner}, because {why}."
