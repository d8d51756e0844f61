"""Which agreements are to follow, today, to the body that was decided to keep them next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from concord.access.operation import NOT_HERE
from concord.agreements.models import Agreement, Handover
from concord.base.errors import NotFound

if TYPE_CHECKING:
    from datetime import date

    from concord.base.actor import Actor


def handovers_due(actor: Actor, *, on: date) -> list[Agreement]:
    """The agreements whose keeper is to change by a day and has not; for `concord work`. Raises NotFound for others."""
    if actor.kind != "system":
        raise NotFound(NOT_HERE)
    due = Handover.objects.filter(done_at__isnull=True, on__lte=on).values("agreement")
    return list(Agreement.objects.filter(pk__in=due).order_by("pk"))
