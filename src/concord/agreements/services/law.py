"""What an agreement under CA2014.s6(7)(b) does to the register: while it is in force, it is a fact there.

The other kinds change nothing in law here: who is a relevant partner does not depend on them. The register is public,
so a fact names its agreement by its id: a title is shown where its keeper has put it on the public page.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from django.db.models import Q

from concord.agreements.models import PartyBody
from concord.agreements.rules.kinds import Kind
from concord.agreements.sentences import day
from concord.base.errors import Invalid
from concord.registry.models import BodyLife, Fact
from concord.registry.queries import body_row
from concord.registry.services import correct_fact, end_agreement, record_agreement
from concord.registry.wording import AUTHORITY_KINDS
from concord.statute.facts import FactKind, Standing

if TYPE_CHECKING:
    from datetime import date, datetime

    from concord.agreements.models import Agreement, Version
    from concord.base.actor import Actor


def take_effect(actor: Actor, row: Agreement, version: Version, *, begins: date, at: datetime) -> None:
    """Record the fact that a version under section 6(7)(b), agreed to by both, makes from the day it begins."""
    if row.kind == Kind.APPROPRIATE:
        made = f"agreed to by both, the last on {day(version.made_on)}" if version.made_on else "agreed to by both"
        reason = f"Agreement {row.public_id}, version {version.number}, {made}."
        for bodies, starts, until in _pairs(row, begins=begins, until=version.until):
            _record(actor, bodies, on=starts, until=until, reason=reason, at=at)


def cease(actor: Actor, row: Agreement, *, on: date, reason: str, at: datetime) -> None:
    """End the fact from the day `on`; one that had not begun by then was never so."""
    if row.kind == Kind.APPROPRIATE:
        _cease(actor, [place.body_id for place in _still(row, on)], on=on, reason=reason, at=at)


def give_way(actor: Actor, row: Agreement, *, before: PartyBody, after: PartyBody, on: date, at: datetime) -> None:
    """End the fact for the body before, and record it for the one that took its place, to the same end."""
    if row.kind != Kind.APPROPRIATE:
        return
    others = [place.body_id for place in _places(row) if place.body_id != after.body_id]
    reason = f"Agreement {row.public_id}: {after.name} took the place of {before.name}."
    version = row.versions.filter(made_on__isnull=False).order_by("-number").first()
    _cease(actor, [*others, before.body_id], on=on, reason=reason, at=at)
    if version is not None and (version.until is None or version.until > on):
        _record(actor, [*others, after.body_id], on=on, until=version.until, reason=reason, at=at)


def take_back(actor: Actor, row: Agreement, *, after: PartyBody, on: date, at: datetime) -> None:
    """Have it that a body never takes the place from the day `on`, which is to come: its fact was never so."""
    if row.kind == Kind.APPROPRIATE:
        reason = f"Agreement {row.public_id}: decided anew, {after.name} does not take the place."
        _cease(actor, [place.body_id for place in _places(row)], on=on, reason=reason, at=at)


def _record(actor: Actor, bodies: list[str], *, on: date, until: date | None, reason: str, at: datetime) -> None:
    rows = [body_row(ref) for ref in bodies]
    lives = BodyLife.objects.filter(body__in=bodies, superseded_at__isnull=True)
    kinds = dict(lives.values_list("body_id", "kind"))
    authorities = [row for row in rows if kinds.get(row.pk) in AUTHORITY_KINDS]
    if not authorities:
        raise Invalid("Under section 6(7)(b) one of the two is a local authority. Neither of these is.", field="body")
    authority = authorities[0]
    other = next(row for row in rows if row != authority)
    record_agreement(actor, authority, other=other, on=on, until=until, reason=reason, at=at)


def _cease(actor: Actor, bodies: list[str], *, on: date, reason: str, at: datetime) -> None:
    facts = Fact.objects.filter(
        Q(ends__isnull=True) | Q(ends__gt=on),
        kind=FactKind.AGREED,
        authority__in=bodies,
        body__in=bodies,
        superseded_at__isnull=True,
    ).exclude(standing=Standing.REJECTED)
    while fact := facts.order_by("pk").first():
        if fact.starts and fact.starts >= on:
            correct_fact(actor, fact, never_so=True, reason=reason, at=at)
        else:
            end_agreement(actor, fact, on=on, reason=reason, at=at)


def _pairs(row: Agreement, *, begins: date, until: date | None) -> list[tuple[list[str], date, date | None]]:
    """Who holds the two places together, from when until when: more than one pair where a novation is decided ahead."""
    places = _still(row, begins)
    first = [place for place in places if place.party_id == places[0].party_id]
    found = []
    for one, other in product(first, [place for place in places if place.party_id != places[0].party_id]):
        starts = max([begins, *(place.starts for place in (one, other) if place.starts)])
        ends = min([day for day in (until, one.ends, other.ends) if day], default=None)
        if ends is None or starts < ends:
            found.append(([one.body_id, other.body_id], starts, ends))
    return found


def _still(row: Agreement, on: date) -> list[PartyBody]:
    """Whoever holds a place on a day or later."""
    places = PartyBody.objects.filter(
        Q(ends__isnull=True) | Q(ends__gt=on),
        Q(party__left_from__isnull=True) | Q(party__left_from__gt=on),
        party__agreement=row,
    )
    return list(places.order_by("party__place", "pk"))


def _places(row: Agreement) -> list[PartyBody]:
    places = PartyBody.objects.filter(party__agreement=row, ends__isnull=True, party__left_from__isnull=True)
    return list(places.order_by("party__place"))
