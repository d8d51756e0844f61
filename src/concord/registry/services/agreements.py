"""Agreements that co-operation under section 6 is appropriate: CA2014.s6(7)(b). Their record is the fact itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from concord.access.operation import Done, operation
from concord.base.errors import Conflict, Invalid
from concord.registry.events import Event
from concord.registry.models import Body, BodyLife, Fact
from concord.registry.services.superseding import learn, reasoned, settled, supersede, told
from concord.registry.wording import AUTHORITY_KINDS
from concord.statute.facts import FactKind, Standing

if TYPE_CHECKING:
    from datetime import date, datetime

    from concord.base.actor import Actor


@operation(Event.AGREE)
def record_agreement(
    actor: Actor, authority: Body, *, other: Body, on: date, reason: str, at: datetime, until: date | None = None
) -> Done[Fact]:
    """Record that an authority and another, or a district council of a two-tier county, agreed from the day `on`.

    `until` is the first day on which it no longer holds, where that is known. Each is then a relevant partner of the
    other, as far as it is itself a local authority. Raises Invalid where the two are not such bodies on that day,
    Conflict where the agreement is on record already.
    """
    words = reasoned(reason)
    if authority == other:
        raise Invalid("A council cannot agree with itself: inside it, section 6(4) applies.", field="other")
    _alive(authority, AUTHORITY_KINDS, on)
    theirs = _alive(other, (*AUTHORITY_KINDS, "district"), on)
    fact = _agreed(actor, authority, other, on=on, until=until, words=words, at=at)
    if theirs.kind in AUTHORITY_KINDS:
        _agreed(actor, other, authority, on=on, until=until, words=words, at=at)
    return Done(fact, subject=fact, facts=told(fact, reason=words) | {"on": on})


@operation(Event.END_AGREEMENT)
def end_agreement(actor: Actor, fact: Fact, *, on: date, reason: str, at: datetime) -> Done[None]:
    """Record that an agreement ended: `on` is the first day on which it no longer held, for both sides.

    Raises Invalid for a fact that is no agreement or a day outside it, Conflict where it was changed meanwhile.
    """
    words = reasoned(reason)
    if fact.kind != FactKind.AGREED:
        raise Invalid("This fact is no agreement. Amend it instead.")
    if fact.starts and on <= fact.starts:
        raise Invalid(
            "The end is not after the start. To say that there was no agreement, correct the fact.", field="on"
        )
    if fact.ends and on >= fact.ends and not fact.ends_announced:
        raise Invalid(
            f"This agreement ended on {fact.ends} already. To say that it lasted longer, correct the fact.", field="on"
        )
    supersede(fact, at=at)
    learn(fact, at=at, ends=on, note=words)
    mirror = Fact.objects.filter(
        kind=FactKind.AGREED,
        authority_id=fact.body_id,
        body_id=fact.authority_id,
        starts=fact.starts,
        superseded_at__isnull=True,
    ).first()
    if mirror is not None:
        supersede(mirror, at=at)
        learn(mirror, at=at, ends=on, note=words)
    return Done(None, subject=fact, facts=told(fact, was=fact.standing, reason=words) | {"on": on})


def _agreed(
    actor: Actor, authority: Body, other: Body, *, on: date, until: date | None, words: str, at: datetime
) -> Fact:
    held = Fact.objects.filter(kind=FactKind.AGREED, authority=authority, body=other, superseded_at__isnull=True)
    if held.exclude(standing=Standing.REJECTED).filter(Q(ends__isnull=True) | Q(ends__gt=on)).exists():
        raise Conflict("The register has an agreement of these two for that day, or a later one, already.")
    codes = (body.ref.partition(":")[2] for body in (authority, other))
    fact = Fact(
        key="/".join((FactKind.AGREED, *codes, str(on))),
        kind=FactKind.AGREED,
        authority=authority,
        body=other,
        starts=on,
        ends=until,
        standing=Standing.CONFIRMED,
        evidence=words,
        **settled(actor, at=at),
    )
    return learn(fact, at=at)


def _alive(body: Body, kinds: tuple[str, ...], on: date) -> BodyLife:
    life = BodyLife.objects.filter(body=body, kind__in=kinds, superseded_at__isnull=True).first()
    if life is None:
        raise Invalid(
            "Only a local authority, or a district council of a two-tier county, can agree under section 6(7)(b)."
        )
    if (life.starts and on < life.starts) or (life.ends and on >= life.ends):
        raise Invalid(f"{body.ref} does not exist on {on}. Choose a day of its life, or its successor.", field="on")
    return life
