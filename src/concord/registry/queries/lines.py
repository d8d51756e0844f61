"""A body in one line, for lists: what it is called on a day, what kind it is, whether it exists."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from concord.registry.models import BodyCode, BodyLife, BodyName
from concord.registry.queries.known import OLDEST_FIRST, known
from concord.registry.wording import ALL_KINDS
from concord.statute.periods import FIRST, LAST, Period

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from django.db.models import QuerySet


@dataclass(frozen=True, slots=True)
class BodyLine:
    """A body in a list. `slug` is its own word in an address, and is shared with nobody on the days of its life."""

    ref: str
    name: str
    short_name: str
    kind: str
    region: str
    slug: str
    exists: Period
    starts_announced: bool
    ends_announced: bool

    @property
    def kind_name(self) -> str:
        """The kind in words."""
        return ALL_KINDS[self.kind]


def body_lines(
    lives: QuerySet[BodyLife], *, on: date | None = None, at: datetime | None = None
) -> tuple[BodyLine, ...]:
    """The bodies of some lives, by the names that they had on a day (or have, or had last), in order of the names."""
    rows = list(
        lives.filter(known(at)).values_list(
            "body_id", "kind", "region", "starts", "ends", "starts_announced", "ends_announced"
        )
    )
    refs = [row[0] for row in rows]
    names = _names(refs, on, at)
    slugs = dict(
        BodyCode.objects.filter(known(at), scheme="slug", body__in=refs)
        .order_by(OLDEST_FIRST)
        .values_list("body_id", "code")
    )
    found = [
        BodyLine(ref, *names.get(ref, (ref, "")), kind, region, slugs.get(ref, ""), period(starts, ends), begun, over)
        for ref, kind, region, starts, ends, begun, over in rows
    ]
    return tuple(sorted(found, key=lambda line: (line.short_name or line.name, line.ref)))


def _names(refs: Iterable[str], on: date | None, at: datetime | None) -> dict[str, tuple[str, str]]:
    rows = BodyName.objects.filter(known(at), body__in=refs).order_by(OLDEST_FIRST)
    found: dict[str, tuple[str, str]] = {}
    settled = set()
    for ref, name, short_name, starts, ends in rows.values_list("body_id", "name", "short_name", "starts", "ends"):
        if ref not in settled:
            found[ref] = (name, short_name)
        if on is not None and period(starts, ends).contains(on):
            settled.add(ref)
    return found


def period(starts: date | None, ends: date | None) -> Period:
    """The days of a row."""
    return Period(starts or FIRST, ends or LAST)
