"""What a council's keepers of the register have to settle: which trusts provide services in its area, CA2014.s6(8)(c).

These questions take the actor, unlike the others: the facts are public, whose they are to settle is not everybody.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from concord.access.operation import NOT_HERE
from concord.access.policies import visible
from concord.base.errors import Conflict, NotFound
from concord.registry.events import Event
from concord.registry.models import Body, Fact
from concord.registry.queries.finding import search_bodies
from concord.registry.queries.snapshots import bodies_known
from concord.registry.wording import AUTHORITY_KINDS, BODY_KINDS, STRENGTHS, TRUST_KINDS
from concord.statute.facts import FactKind, Standing
from concord.statute.periods import in_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from django.db.models import QuerySet

    from concord.base.actor import Actor
    from concord.statute import facts as law

_OPEN = (Standing.PROPOSED, Standing.DISPUTED)
_DECIDED = {
    Standing.CONFIRMED: "It was confirmed",
    Standing.REJECTED: "It was rejected",
    Standing.DISPUTED: "It was disputed",
}


@dataclass(frozen=True, slots=True)
class Trust:
    """A trust in the area of a council, as the fact about it stands now.

    `seen` names this state of the fact, so that whoever settles it is known to have looked at it. `over` is the first
    day on which the trust, or what is said of it, had ended, where that has come.
    """

    key: str
    ref: str
    name: str
    kind: str
    standing: str
    evidence: str
    strength: str
    settled_by: str
    settled_on: date | None
    reason: str
    over: date | None
    seen: str

    @property
    def is_open(self) -> bool:
        """Whether it waits for somebody to settle it."""
        return self.standing in _OPEN


@dataclass(frozen=True, slots=True)
class Trusts:
    """The trusts of a council's area: those to settle (today’s, and those of the past), and those settled."""

    authority: str
    council: str
    to_settle: tuple[Trust, ...]
    former: tuple[Trust, ...]
    confirmed: tuple[Trust, ...]
    rejected: tuple[Trust, ...]

    @property
    def by_strength(self) -> tuple[tuple[str, tuple[Trust, ...]], ...]:
        """Those to settle, the strongest evidence first, each strength with its heading."""
        found = ((says, tuple(t for t in self.to_settle if t.strength == word)) for word, says in STRENGTHS.items())
        return tuple((says, trusts) for says, trusts in found if trusts)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A trust that could be proposed; `key` names the fact where the register has one already."""

    ref: str
    name: str
    kind: str
    gone: date | None
    key: str


def may_settle(actor: Actor) -> bool:
    """Whether the actor settles facts for a council with adult social care functions."""
    councils = Body.objects.filter(pk=actor.body, lives__kind__in=AUTHORITY_KINDS, lives__superseded_at__isnull=True)
    return visible(actor, Event.PROPOSE, councils).exists()


def trusts_of_the_area(actor: Actor, *, on: date) -> Trusts:
    """The trusts of the area of the actor's council, named as on a day. Raises NotFound for who may not settle them."""
    _check(actor)
    rows = list(_facts(actor))
    bodies = bodies_known({actor.body, *(row.body_id for row in rows)})
    trusts = sorted((_trust(row, bodies[row.body_id], on) for row in rows), key=_strongest_first)
    return Trusts(
        authority=actor.body,
        council=bodies[actor.body].name_on(on),
        to_settle=tuple(trust for trust in trusts if trust.is_open and trust.over is None),
        former=tuple(trust for trust in trusts if trust.is_open and trust.over is not None),
        confirmed=tuple(t for t in trusts if not t.is_open and t.standing != Standing.REJECTED),
        rejected=tuple(trust for trust in trusts if trust.standing == Standing.REJECTED),
    )


def trust_to_settle(actor: Actor, key: str, *, on: date) -> Trust:
    """One trust of the area. Raises NotFound for another fact, or one that is not the actor's to settle."""
    row = _fact(actor, key)
    return _trust(row, bodies_known([row.body_id])[row.body_id], on)


def fact_to_settle(actor: Actor, key: str, *, seen: str) -> Fact:
    """The row, for the service. Raises Conflict, saying what was decided, where it is no longer as it was `seen`."""
    row = _fact(actor, key)
    if str(row.pk) != seen:
        raise Conflict(f"{_decided(row)} Nothing of yours was saved. Read it, then decide again.")
    return row


def trusts_to_propose(actor: Actor, text: str, *, on: date) -> tuple[Candidate, ...]:
    """Trusts that a name or a code may mean, likeliest first. Raises NotFound for who may not propose them."""
    _check(actor)
    found = search_bodies(text, kinds=TRUST_KINDS, on=on)
    keys = _keys(actor, [line.ref for line in found])
    return tuple(
        Candidate(line.ref, line.name, line.kind_name, _gone(line.exists.closed, on), keys.get(line.ref, ""))
        for line in found
    )


def trust_to_propose(actor: Actor, ref: str, *, on: date) -> Candidate:
    """One of them. Raises NotFound also where it is no trust."""
    _check(actor)
    body = bodies_known([ref]).get(ref) if ref.isprintable() else None
    if body is None or body.kind not in TRUST_KINDS:
        raise NotFound(f"The register holds no trust “{ref}”. Look it up by its name.")
    gone = _gone(body.exists.closed, on)
    return Candidate(ref, body.name_on(on), BODY_KINDS[body.kind], gone, _keys(actor, [ref]).get(ref, ""))


def _check(actor: Actor) -> None:
    if not may_settle(actor):
        raise NotFound(NOT_HERE)


def _facts(actor: Actor) -> QuerySet[Fact]:
    """The facts that the actor may settle: of the own area, as known now."""
    rows = Fact.objects.filter(kind=FactKind.PROVIDES_SERVICES, superseded_at__isnull=True, authority=actor.body)
    return visible(actor, Event.CONFIRM, rows)


def _fact(actor: Actor, key: str) -> Fact:
    """One of them. A key that a database could not hold names none."""
    row = _facts(actor).filter(key=key).first() if key.isprintable() else None
    if row is None:
        raise NotFound(NOT_HERE)
    return row


def _keys(actor: Actor, refs: Iterable[str]) -> Mapping[str, str]:
    return dict(_facts(actor).filter(body__in=refs).values_list("body_id", "key"))


def _trust(row: Fact, body: law.Body, on: date) -> Trust:
    return Trust(
        key=row.key,
        ref=row.body_id,
        name=body.name_on(on),
        kind=BODY_KINDS[body.kind],
        standing=row.standing,
        evidence=row.evidence,
        strength=row.confidence,
        settled_by=row.settled_by,
        settled_on=row.settled_on,
        reason=row.note if row.settled_by else "",
        over=_gone(min(filter(None, (row.ends, body.exists.closed)), default=None), on),
        seen=str(row.pk),
    )


def _gone(closed: date | None, on: date) -> date | None:
    return closed if closed and closed <= on else None


def _strongest_first(trust: Trust) -> tuple[int, str]:
    return list(STRENGTHS).index(trust.strength), trust.name


def _decided(row: Fact) -> str:
    if row.settled_on is None:
        return "The register has learnt something new about it meanwhile."
    words = _DECIDED.get(Standing(row.standing), "It was settled")
    return f"{words} by {row.settled_by} on {in_words(row.settled_on)}: “{row.note}”."
