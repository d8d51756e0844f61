"""What is loaded: the edition, what it holds, what people here have settled, how complete it is, its sources."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Q

from concord.registry.models import BodyLife, Coverage, Edition, Fact, Source
from concord.registry.queries.history import holidays_known_until
from concord.registry.queries.known import OFFICERS_SAY, known, so
from concord.registry.queries.lines import period
from concord.registry.wording import BODY_KINDS

if TYPE_CHECKING:
    from datetime import date, datetime

    from concord.statute.periods import Period


@dataclass(frozen=True, slots=True)
class EditionLine:
    """An edition that was loaded."""

    version: str
    title: str
    day: date
    sha256: str
    loaded_at: datetime


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A source, and under which licence its facts are used."""

    code: str
    title: str
    publisher: str
    vintage: str
    licence: str
    link: str
    note: str


@dataclass(frozen=True, slots=True)
class CoverageLine:
    """For which facts, and on which days, the register claims to be complete."""

    kind: str
    body_kinds: tuple[str, ...]
    period: Period
    says: str


@dataclass(frozen=True, slots=True)
class RegisterStatus:
    """What is loaded. `edition` is None where nothing is, and then everything else is empty."""

    edition: EditionLine | None
    bodies: dict[str, int]
    facts: dict[str, dict[str, int]]
    settled_here: int
    coverage: tuple[CoverageLine, ...]
    sources: tuple[SourceLine, ...]
    bank_holidays_until: date | None


def register_status(on: date, *, at: datetime | None = None) -> RegisterStatus:
    """What the register holds: bodies by kind that exist on a day, facts by kind and standing. Public."""
    return RegisterStatus(
        edition=_edition(at),
        bodies=_bodies(on, at),
        facts=_facts(at),
        settled_here=Fact.objects.filter(known(at), edition__isnull=True).count(),
        coverage=_coverage(at),
        sources=tuple(
            SourceLine(*row)
            for row in Source.objects.exclude(OFFICERS_SAY)
            .order_by("code")
            .values_list("code", "title", "publisher", "vintage", "licence", "link", "note")
        ),
        bank_holidays_until=holidays_known_until(at),
    )


def _edition(at: datetime | None) -> EditionLine | None:
    editions = Edition.objects.filter(Q() if at is None else Q(loaded_at__lte=at)).order_by("loaded_at")
    row = editions.values_list("version", "title", "day", "sha256", "loaded_at").last()
    return EditionLine(*row) if row else None


def _bodies(on: date, at: datetime | None) -> dict[str, int]:
    rows = BodyLife.objects.filter(known(at), so(on)).values_list("kind").annotate(number=Count("pk")).order_by()
    held = dict(rows)
    return {kind: held[kind] for kind in BODY_KINDS if kind in held}


def _facts(at: datetime | None) -> dict[str, dict[str, int]]:
    rows = Fact.objects.filter(known(at)).values_list("kind", "standing").annotate(number=Count("pk"))
    found: dict[str, dict[str, int]] = {}
    for kind, standing, number in rows.order_by("kind", "standing"):
        found.setdefault(kind, {})[standing] = number
    return found


def _coverage(at: datetime | None) -> tuple[CoverageLine, ...]:
    rows = Coverage.objects.filter(known(at)).order_by("key")
    return tuple(
        CoverageLine(kind, tuple(body_kinds.split()), period(starts, ends), says)
        for kind, body_kinds, starts, ends, says in rows.values_list("kind", "body_kinds", "starts", "ends", "says")
    )
