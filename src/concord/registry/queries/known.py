"""The two axes of time, as filters: which rows were known at a moment, and which are so on a day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.db.models import F, Q

if TYPE_CHECKING:
    from datetime import date, datetime

OLDEST_FIRST: Final = F("starts").asc(nulls_first=True)
"""Rows from the oldest on. One without a start is the oldest: SQLite puts it first by itself, PostgreSQL last."""


OFFICERS: Final = "officer/"
"""How the code of a source begins that is an officer's word. Only bodies that people here added have such a source."""

OFFICERS_SAY: Final = Q(code__startswith=OFFICERS)
"""Those sources. They are no part of the register of England."""


def known(at: datetime | None, prefix: str = "") -> Q:
    """The rows known at an instant: recorded by then, and not superseded by then. None asks for what is known now."""
    if at is None:
        return Q(**{f"{prefix}superseded_at__isnull": True})
    superseded_later = Q(**{f"{prefix}superseded_at__isnull": True}) | Q(**{f"{prefix}superseded_at__gt": at})
    return Q(**{f"{prefix}recorded_at__lte": at}) & superseded_later


def so(on: date) -> Q:
    """The rows that are so on a day: begun, and not yet over."""
    begun = Q(starts__isnull=True) | Q(starts__lte=on)
    return begun & (Q(ends__isnull=True) | Q(ends__gt=on))
