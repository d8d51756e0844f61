"""Who may do what with mail that comes in: the server alone; rooms show what is theirs by their own policies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from concord.access import grants, policies
from concord.delivery.incoming.events import Event
from concord.delivery.incoming.rules import Kind

if TYPE_CHECKING:
    from concord.base.actor import Actor


def _discardable(actor: Actor) -> Q:
    """What is about nothing known, and what no room could take; nothing that waits or that a room has."""
    return (Q(kind=Kind.UNKNOWN) | Q(failed_at__isnull=False)) & grants.commands(actor)


policies.register_creating(Event.TAKE_MAIL, grants.gate(grants.commands))
policies.register(Event.HAND_OVER_MAIL, grants.commands)
policies.register(Event.FAIL_MAIL, grants.commands)
policies.register(Event.GIVE_UP_MAIL, grants.commands)
policies.register(Event.TRY_MAIL_AGAIN, grants.commands)
policies.register(Event.READ_MAIL, grants.commands)
policies.register(Event.DISCARD_MAIL, _discardable)
policies.register_creating(Event.FORGET_MAIL, grants.gate(grants.commands))
policies.register(Event.RETURN, grants.commands)
