"""Which trusts provide services in an authority's area: CA2014.s6(8)(c). No source says; somebody settles it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from concord.access.operation import Done, operation
from concord.base.errors import Conflict, Invalid
from concord.registry.events import Event
from concord.registry.models import Body, BodyLife, Fact
from concord.registry.services.superseding import here, learn, reasoned, settled, supersede, told
from concord.registry.wording import AUTHORITY_KINDS, TRUST_KINDS
from concord.statute.facts import FactKind, Standing

if TYPE_CHECKING:
    from datetime import date, datetime

    from concord.base.actor import Actor


@operation(Event.CONFIRM)
def confirm_services(actor: Actor, fact: Fact, *, reason: str, at: datetime) -> Done[Fact]:
    """Record that the trust does provide services in the area, who says so and on what.

    What was known before `at` stays as it was. Raises Invalid for another kind of fact or an empty reason, Conflict
    where it was changed meanwhile.
    """
    return _settle(actor, fact, Standing.CONFIRMED, reason, at)


@operation(Event.REJECT)
def reject_services(actor: Actor, fact: Fact, *, reason: str, at: datetime) -> Done[Fact]:
    """Record that the trust does not provide services in the area. Otherwise as `confirm_services`."""
    return _settle(actor, fact, Standing.REJECTED, reason, at)


@operation(Event.PROPOSE)
def propose_services(
    actor: Actor, authority: Body, *, trust: Body, evidence: str, at: datetime, starts: date | None = None
) -> Done[Fact]:
    """Propose that a trust provides services in the area of an authority; the answer is unknown until it is confirmed.

    Raises Invalid where one of the two is of the wrong kind or no evidence is given, Conflict where the register has a
    fact about the two already.
    """
    words = reasoned(evidence)
    _of_kind(authority, AUTHORITY_KINDS, "is no council with adult social care functions")
    life = _of_kind(trust, TRUST_KINDS, "is no NHS trust or foundation trust")
    pair = Fact.objects.filter(
        kind=FactKind.PROVIDES_SERVICES, authority=authority, body=trust, superseded_at__isnull=True
    )
    if pair.exists():
        raise Conflict("The register has a fact about this trust in this area already. Confirm or reject that one.")
    key = f"{FactKind.PROVIDES_SERVICES}/{_code(authority)}/{_code(trust)}"
    fact = Fact(
        key=key, kind=FactKind.PROVIDES_SERVICES, authority=authority, body=trust, starts=starts, ends=life.ends,
        ends_announced=life.ends_announced, standing=Standing.PROPOSED, evidence=words, source_id=here().pk,
        recorded_at=at,
    )  # fmt: skip
    fact.save(force_insert=True)
    return Done(fact, subject=fact, facts=told(fact, reason=words))


def _settle(actor: Actor, fact: Fact, standing: Standing, reason: str, at: datetime) -> Done[Fact]:
    why = reasoned(reason)
    if fact.kind != FactKind.PROVIDES_SERVICES:
        raise Invalid("Only where trusts provide services is settled by hand. Dispute or correct other facts.")
    if fact.standing == standing:
        raise Conflict(f"This is {standing.value} already, by {fact.settled_by}.")
    supersede(fact, at=at)
    new = learn(fact, at=at, standing=standing, note=why, **settled(actor, at=at))
    return Done(new, subject=new, facts=told(new, was=fact.standing, reason=why))


def _of_kind(body: Body, kinds: tuple[str, ...], says: str) -> BodyLife:
    life = BodyLife.objects.filter(body=body, kind__in=kinds, superseded_at__isnull=True).first()
    if life is None:
        raise Invalid(f"{body.ref} {says}. Choose another body.")
    return life


def _code(body: Body) -> str:
    return body.ref.partition(":")[2]
