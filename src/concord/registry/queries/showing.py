"""What lists show beside an answer and no answer turns on: parts of areas, strength of evidence, every council ever."""

from __future__ import annotations

from typing import TYPE_CHECKING

from concord.registry.models import AreaShare, BodyLife, Fact
from concord.registry.queries.known import known, so
from concord.registry.queries.lines import BodyLine, body_lines, period
from concord.registry.wording import AUTHORITY_KINDS, BODY_KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime
    from decimal import Decimal

    from concord.statute.periods import Period


def authorities_ever(*, on: date, at: datetime | None = None) -> tuple[BodyLine, ...]:
    """Every council that had, has or is announced to have adult social care functions, named as on a day. Public."""
    return body_lines(BodyLife.objects.filter(kind__in=AUTHORITY_KINDS), on=on, at=at)


def shares_of(authority: str, *, on: date, at: datetime | None = None) -> dict[str, Decimal]:
    """Which part of an authority’s area lay in each NHS body’s area on a day, by body, in small areas. Public."""
    rows = AreaShare.objects.filter(known(at), so(on), authority=authority)
    return dict(rows.values_list("body_id", "share"))


def strengths_of(authority: str, *, at: datetime | None = None) -> dict[str, str]:
    """How strong the evidence of each fact about an authority is (high, medium, low), where it was weighed. Public."""
    rows = Fact.objects.filter(known(at), authority=authority).exclude(confidence="")
    return dict(rows.values_list("key", "confidence"))


def counts_by_kind(days: Iterable[date], *, at: datetime | None = None) -> dict[str, tuple[int, ...]]:
    """How many bodies of each kind existed on each of some days, by kind in the order of the vocabulary. Public."""
    asked = tuple(days)
    lives: dict[str, list[Period]] = {}
    for kind, starts, ends in BodyLife.objects.filter(known(at)).values_list("kind", "starts", "ends"):
        lives.setdefault(kind, []).append(period(starts, ends))
    return {
        kind: tuple(sum(life.contains(day) for life in lives[kind]) for day in asked)
        for kind in BODY_KINDS
        if kind in lives
    }
