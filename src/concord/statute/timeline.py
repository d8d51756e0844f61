"""How an authority's partners change over time, and because of what: the law, a body, a fact or the authority.

The same matching as `partners`, with the days of law, body, fact and authority intersected in place of tested, so
that no day has to be tried.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from .answer import Answer
from .findings import Change, Membership
from .periods import ALWAYS, LAST, Period, in_words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from .facts import Body, Register, Tie
    from .limbs import Limb
    from .rulebook import Rulebook


class _Stretch(NamedTuple):
    """One fact under one version of one paragraph: its days, and what begins and ends it."""

    start: date
    end: date
    began: tuple[str, ...]
    ended: tuple[str, ...]
    body: Body
    ref: str
    answer: Answer


def memberships(book: Rulebook, register: Register, *, authority: str) -> tuple[Membership, ...]:
    """Every stretch of days on which a body was, or may have been, a relevant partner of an authority.

    Stretches that follow on without a gap are one, so that an amendment that changes only words leaves no mark.
    Raises `UnknownBody`. Source: CA2014.s6(7), s6(8).
    """
    council = register.body(authority)
    return tuple(
        sorted(_joined(_stretches(book, register, council)), key=lambda m: (m.period.start, m.ref, m.body.name))
    )


def timeline(book: Rulebook, register: Register, *, authority: str) -> tuple[Change, ...]:
    """Every day since commencement on which a partner came or went, oldest first, with the cause."""
    return _changes(memberships(book, register, authority=authority))


def changes(book: Rulebook, register: Register, *, authority: str, after: date, until: date) -> tuple[Change, ...]:
    """What changed between two days: from the day after `after` up to and with `until`."""
    return tuple(c for c in timeline(book, register, authority=authority) if after < c.on <= until)


def _stretches(book: Rulebook, register: Register, council: Body) -> Iterator[_Stretch]:
    """Intersections of the four sets of days, for every fact and paragraph that fit each other."""
    ever = book.limbs.ever(council.kind)
    named = [version.period for version in book.authority_limbs.get(council.kind, ())]
    if not named and book.doubts_about("sides", "yes", either_kinds=frozenset({council.kind})):
        named = [ALWAYS]
    for days in named:
        if life := days.both(council.exists):
            for tie in register.ties(council.ref):
                for limb in ever.get(tie.about, ()) if tie.answer is not Answer.NO else ():
                    start = max(tie.start, limb.start, life.start)
                    end = min(tie.end, limb.end, life.end)
                    if start < end:
                        yield _stretch(Period(start, end), council, days, tie, limb)


def _stretch(days: Period, council: Body, named: Period, tie: Tie, limb: Limb) -> _Stretch:
    """A stretch with its causes; `named` are the days on which section 1(4) names the council's kind."""
    fact, body, authority = tie.fact.period, tie.body.exists, council.exists
    began = _causes(days.start, (limb.start, named.start), body.start, fact.start, authority.start)
    ended = _causes(days.end, (limb.end, named.end), body.end, fact.end, authority.end) if days.end != LAST else ()
    return _Stretch(*days, began, ended, tie.body, limb.ref, tie.answer)


def _causes(edge: date, law: tuple[date, ...], body: date, fact: date, authority: date) -> tuple[str, ...]:
    """Which of the four changed on this day. A fact that only follows the body's own life is not named beside it."""
    named = [word for word, days in (("law", law), ("body", (body,)), ("authority", (authority,))) if edge in days]
    if fact == edge and "body" not in named and "authority" not in named:
        named.append("fact")
    return tuple(named)


def _joined(stretches: Iterator[_Stretch]) -> Iterator[Membership]:
    """Stretches of one body under one paragraph, joined where they touch or overlap."""
    groups: dict[tuple[str, str, Answer], list[_Stretch]] = {}
    for stretch in stretches:
        groups.setdefault((stretch.body.ref, stretch.ref, stretch.answer), []).append(stretch)
    for group in groups.values():
        group.sort(key=lambda s: (s.start, s.end))
        current = group[0]
        for following in group[1:]:
            if following.start <= current.end:
                last = following if following.end > current.end else current
                current = current._replace(end=last.end, ended=last.ended)
            else:
                yield _membership(current)
                current = following
        yield _membership(current)


def _membership(s: _Stretch) -> Membership:
    return Membership(s.body, s.ref, s.answer, Period(s.start, s.end), s.began, s.ended)


def _changes(found: tuple[Membership, ...]) -> tuple[Change, ...]:
    events = [_change(m, m.period.start, m.began, came=True) for m in found]
    events += [_change(m, m.period.end, m.ended, came=False) for m in found if m.period.closed]
    return tuple(sorted(events, key=lambda c: (c.on, c.came, c.ref, c.body.name)))


_WHY = {
    "law": "the law changed",
    "body": "the body {word}",
    "fact": "the fact that it rests on {word}",
    "authority": "the authority {word}",
}


def _change(m: Membership, on: date, causes: tuple[str, ...], *, came: bool) -> Change:
    verb = (
        ("became" if came else "ceased to be")
        if m.answer is Answer.YES
        else ("may have become" if came else "may have ceased to be")
    )
    word = "began" if came else "ended"
    why = " and ".join(_WHY[cause].format(word=word) for cause in causes)
    says = f"On {in_words(on)} {m.body.called(on)} {verb} a relevant partner" + (f", because {why}." if why else ".")
    return Change(on, m.body, m.ref, came, m.answer, causes, says)
