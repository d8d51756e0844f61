"""Which versions of an agreement are shown to whom: the keeper sees all, others what was put before them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from concord.access.policies import ALL
from concord.agreements.shown import versions_put_before, versions_shared

if TYPE_CHECKING:
    from concord.base.actor import Actor

__all__ = ["versions_shared", "versions_shown"]


def versions_shown(actor: Actor) -> Q:
    """Of the versions of agreements that the actor may see, those that are shown to it."""
    if actor.kind == "system":
        return ALL
    shown = versions_put_before(actor.body)
    return Q(agreement__keeper=actor.body) | shown if actor.kind == "person" else shown
