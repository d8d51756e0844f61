"""Lists of councils, and all that the register knows of one body."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q

from concord.registry.models import AreaShare, BodyCode, BodyLife, Change, DeliveryUnit, Fact, Prison, Succession
from concord.registry.queries.known import OLDEST_FIRST, known, so
from concord.registry.queries.lines import BodyLine, body_lines, period
from concord.registry.queries.snapshots import bodies_known, facts_known, successions_known
from concord.registry.wording import AUTHORITY_KINDS, BODY_KINDS
from concord.statute.errors import UnknownBody

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime
    from decimal import Decimal

    from concord.statute.facts import Body
    from concord.statute.facts import Fact as LawFact
    from concord.statute.facts import Succession as LawSuccession
    from concord.statute.periods import Period


@dataclass(frozen=True, slots=True)
class CodeLine:
    """A code of a body and the days on which it had it."""

    scheme: str
    code: str
    period: Period


@dataclass(frozen=True, slots=True)
class ShareLine:
    """How much of an authority's area lies in an NHS body's area."""

    authority: str
    body: str
    small_areas: int | None
    of: int | None
    share: Decimal
    period: Period


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """A prison or a probation delivery unit, as a point of contact."""

    code: str
    name: str
    detail: str


@dataclass(frozen=True, slots=True)
class BodyPage:
    """All that the register knows of one body. `bodies` holds every body that the facts and successions name."""

    line: BodyLine
    body: Body
    codes: tuple[CodeLine, ...]
    facts: tuple[LawFact, ...]
    before: tuple[LawSuccession, ...]
    after: tuple[LawSuccession, ...]
    shares: tuple[ShareLine, ...]
    prisons: tuple[PlaceLine, ...]
    delivery_units: tuple[PlaceLine, ...]
    announced: tuple[str, ...]
    bodies: Mapping[str, Body]


def authorities(on: date, *, at: datetime | None = None) -> tuple[BodyLine, ...]:
    """The councils with adult social care functions that exist on a day, by name: 152 in 2015, 153 today. Public."""
    return body_lines(BodyLife.objects.filter(so(on), kind__in=AUTHORITY_KINDS), on=on, at=at)


def body_page(ref: str, *, on: date | None = None, at: datetime | None = None) -> BodyPage:
    """All that is known of a body of England, named as on the day `on`. Public. Raises UnknownBody for any other."""
    lines = body_lines(BodyLife.objects.filter(body=ref, kind__in=BODY_KINDS), on=on, at=at)
    if not lines:
        raise UnknownBody(ref)
    facts = facts_known(Fact.objects.filter(Q(body=ref) | Q(authority=ref)), at=at)
    successions = successions_known(Succession.objects.filter(Q(old=ref) | Q(new=ref)), at=at)
    named = {ref, *(fact.body for fact in facts), *(fact.authority for fact in facts if fact.authority)}
    bodies = bodies_known(named | {end for found in successions for end in (found.old, found.new)}, at=at)
    return BodyPage(
        line=lines[0],
        body=bodies[ref],
        codes=_codes(ref, at),
        facts=facts,
        before=tuple(found for found in successions if found.new == ref),
        after=tuple(found for found in successions if found.old == ref),
        shares=_shares(ref, at),
        prisons=_prisons(ref, at),
        delivery_units=_delivery_units(ref, at),
        announced=_announced(ref, at),
        bodies=bodies,
    )


def _codes(ref: str, at: datetime | None) -> tuple[CodeLine, ...]:
    rows = BodyCode.objects.filter(known(at), body=ref).order_by("scheme", OLDEST_FIRST)
    return tuple(
        CodeLine(scheme, code, period(starts, ends))
        for scheme, code, starts, ends in rows.values_list("scheme", "code", "starts", "ends")
    )


def _shares(ref: str, at: datetime | None) -> tuple[ShareLine, ...]:
    rows = AreaShare.objects.filter(known(at)).filter(Q(body=ref) | Q(authority=ref)).order_by("key")
    fields = ("authority_id", "body_id", "small_areas", "of", "share", "starts", "ends")
    return tuple(
        ShareLine(authority, body, small_areas, of, share, period(starts, ends))
        for authority, body, small_areas, of, share, starts, ends in rows.values_list(*fields)
    )


def _prisons(ref: str, at: datetime | None) -> tuple[PlaceLine, ...]:
    rows = Prison.objects.filter(known(at), state="open").filter(Q(authority=ref) | Q(district=ref)).order_by("name")
    return tuple(PlaceLine(*row) for row in rows.values_list("code", "name", "operator"))


def _delivery_units(ref: str, at: datetime | None) -> tuple[PlaceLine, ...]:
    rows = DeliveryUnit.objects.filter(known(at), provider=ref).order_by("name")
    return tuple(PlaceLine(code, name, "") for code, name in rows.values_list("code", "name"))


def _announced(ref: str, at: datetime | None) -> tuple[str, ...]:
    rows = Change.objects.filter(known(at), bodies__contains=ref).order_by("key").values_list("says", "bodies")
    return tuple(says for says, bodies in rows if ref in bodies.split())
