"""What a check is, and what checks ask of a register: who exists, which facts count, when anything changes. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from concord.registry.wording import AUTHORITY_KINDS, BODY_KINDS
from concord.statute.facts import Body, Fact, FactKind, Register, Standing
from concord.statute.periods import Period, in_words

if TYPE_CHECKING:
    from decimal import Decimal

Result = Literal["ok", "failed", "note"]

COMMENCEMENT: Final = date(2015, 4, 1)
COUNCIL_KINDS: Final = (*AUTHORITY_KINDS, "district")
MOST_SHOWN: Final = 20


class Share(NamedTuple):
    """How much of an authority's area lies in a body's area, and when."""

    authority: str
    body: str
    share: Decimal
    period: Period


class Code(NamedTuple):
    """A code that a body has in a scheme, and when."""

    body: str
    scheme: str
    code: str
    period: Period


@dataclass(frozen=True)
class Tables:
    """All that the checks look at."""

    register: Register
    shares: tuple[Share, ...] = ()
    codes: tuple[Code, ...] = ()


@dataclass(frozen=True, slots=True)
class Check:
    """What a check found. `why` is the provision or source; `found` says what is wrong or open, the first twenty."""

    id: str
    title: str
    why: str
    result: Result
    found: tuple[str, ...] = ()


Breaches = Callable[[Tables], Iterable[str]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A check as it is declared: `otherwise` is its result where `breaches` finds anything."""

    id: str
    title: str
    why: str
    otherwise: Result
    breaches: Breaches

    def check(self, tables: Tables) -> Check:
        """Apply it."""
        found = list(self.breaches(tables))
        if len(found) > MOST_SHOWN:
            found = [*found[:MOST_SHOWN], f"and {len(found) - MOST_SHOWN} more"]
        return Check(self.id, self.title, self.why, self.otherwise if found else "ok", tuple(found))


def rule(id_: str, title: str, why: str, otherwise: Result = "failed") -> Callable[[Breaches], Rule]:
    """Declare a check: the function beneath finds what is wrong or open, in words."""
    return lambda breaches: Rule(id_, title, why, otherwise, breaches)


def alive(register: Register, kinds: Iterable[str], on: date) -> list[Body]:
    """The bodies of some kinds that exist on a day."""
    wanted = frozenset(kinds)
    return [body for body in register.bodies.values() if body.kind in wanted and body.exists.contains(on)]


def counted(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """Facts that count: not merely proposed, and not rejected."""
    return tuple(fact for fact in facts if fact.standing not in {Standing.PROPOSED, Standing.REJECTED})


def facts_of(register: Register, kind: FactKind, body_kinds: Iterable[str] = BODY_KINDS) -> tuple[Fact, ...]:
    """The facts of a kind that count, about bodies of some kinds."""
    wanted = frozenset(body_kinds)
    of_kind = (fact for fact in register.facts if fact.kind is kind)
    return counted(fact for fact in of_kind if register.bodies[fact.body].kind in wanted)


def change_days(register: Register, facts: Iterable[Fact], since: date = COMMENCEMENT) -> list[date]:
    """The first day, and every day on which a council begins or ends or one of the facts does."""
    lives = (body.exists for body in register.bodies.values() if body.kind in COUNCIL_KINDS)
    periods = [*lives, *(fact.period for fact in facts)]
    days = {day for period in periods for day in (period.opened, period.closed) if day is not None and day > since}
    return sorted(days | {since})


def first_breaches(days: Iterable[date], breaches: Callable[[date], Mapping[str, str]]) -> Iterator[str]:
    """Each breach once, with the first day on which it is seen."""
    seen: set[tuple[str, str]] = set()
    for on in days:
        for name, problem in breaches(on).items():
            if (name, problem) not in seen:
                seen.add((name, problem))
                yield f"{name}, from {in_words(on)}: {problem}"


def each_in_one(register: Register, facts: tuple[Fact, ...], since: date, what: str) -> Iterator[str]:
    """Authorities that are not in exactly one of something, on each day on which anything changes."""

    def breaches(on: date) -> dict[str, str]:
        held = Counter(fact.authority for fact in facts if fact.period.contains(on))
        return {
            body.name_on(on): f"in {held[body.ref]} {what}, not in one"
            for body in alive(register, AUTHORITY_KINDS, on)
            if held[body.ref] != 1
        }

    return first_breaches(change_days(register, facts, since), breaches)
