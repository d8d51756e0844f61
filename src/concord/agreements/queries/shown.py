"""Which versions of an agreement are shown to whom: the keeper sees all, others what was shared or agreed to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q

from concord.access.policies import ALL
from concord.agreements.models import Signature

if TYPE_CHECKING:
    from concord.base.actor import Actor


def versions_shown(actor: Actor) -> Q:
    """Of the versions of agreements that the actor may see, those that are shown to it."""
    if actor.kind == "system":
        return ALL
    shown = versions_shared()
    return shown | Q(agreement__keeper=actor.body) if actor.kind == "person" else shown


def versions_shared() -> Q:
    """The versions that the parties of their agreement were shown, whoever keeps it."""
    signed = Q(Exists(Signature.objects.filter(version=OuterRef("pk"))))
    return Q(shared_at__isnull=False) | Q(made_on__isnull=False) | signed
