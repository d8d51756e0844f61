"""Telling the webhooks of the bodies at the table what happens to an agreement: codes and days, no word of its text.

The body that keeps it is told of everything; the parties from when a version was shown to them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Q

from concord.agreements.events import ABOUT
from concord.agreements.models import PartyBody
from concord.agreements.services.rows import at_the_table
from concord.base.clock import day_of
from concord.delivery.webhooks import publish

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from concord.agreements.models import Agreement
    from concord.base.actor import Actor


def tell_webhooks(
    actor: Actor,
    row: Agreement,
    event: str,
    facts: Mapping[str, Any],
    *,
    at: datetime,
    also: Iterable[str] = (),
) -> None:
    """Tell the webhooks of the bodies at the table, and `also` of others that sat there, inside an operation."""
    shown = row.versions.filter(Q(shared_at__isnull=False) | Q(made_on__isnull=False)).exists()
    bodies = {row.keeper_id, *(_at_the_table(row, at) if shown else ()), *(also if shown else ())}
    told = {"kind": row.kind, "keeper": row.keeper_id, **facts}
    publish(actor, bodies=bodies, event=event, subject_kind=ABOUT, subject=row.public_id, facts=told, at=at)


def _at_the_table(row: Agreement, at: datetime) -> Iterable[str]:
    on = day_of(at)
    now = Q(starts__isnull=True) | Q(starts__lte=on), Q(ends__isnull=True) | Q(ends__gt=on)
    held = PartyBody.objects.filter(*now, party__in=at_the_table(row, on=on))
    return held.order_by().values_list("body", flat=True)
