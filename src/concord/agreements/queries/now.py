"""Where an agreement stands now, in short: what a program is told that has just changed it. None of its text."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from concord.access.operation import NOT_HERE
from concord.agreements.models import Agreement, Version
from concord.agreements.permissions import seen_by
from concord.agreements.queries.reading import stories
from concord.agreements.queries.shown import versions_shown
from concord.agreements.rules.standing import standing
from concord.base.errors import NotFound

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet

    from concord.agreements.rules.standing import Standing
    from concord.base.actor import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class Now:
    """An agreement and where it stands. `newest` is the number of its newest version, `missing` who has not signed it.

    Parties are named by their ids.
    """

    agreement: Agreement
    standing: Standing
    newest: int
    missing: tuple[str, ...]


def agreement_now(actor: Actor, public_id: str, *, on: date) -> Now:
    """Where it stands on a day, by the versions that the actor is shown. Raises NotFound where it may see none."""
    row = Agreement.objects.filter(seen_by(actor), public_id=public_id).distinct().first()
    if row is None:
        raise NotFound(NOT_HERE)
    return _now(row, on, Version.objects.filter(versions_shown(actor), agreement=row))


def agreement_handed(row: Agreement, *, on: date) -> Now:
    """Where it stands, for who has just handed it to another keeper and may see it no more; never told to others."""
    return _now(Agreement.objects.get(pk=row.pk), on, Version.objects.filter(agreement=row))


def _now(row: Agreement, on: date, shown: QuerySet[Version]) -> Now:
    numbers = set(shown.values_list("number", flat=True))
    kept = stories(Agreement.objects.filter(pk=row.pk), on=on)[0].kept
    texts = tuple(text for text in kept.texts if text.number in numbers)
    newest = texts[-1]
    return Now(
        agreement=row,
        standing=standing(replace(kept, texts=texts), on=on),
        newest=newest.number,
        missing=tuple(sorted(newest.parties - newest.signed.keys())),
    )
