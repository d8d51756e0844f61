"""Who may do what with accounts: the server's commands add people and roles; a person signs in and out alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import Q

from concord.access import grants, policies
from concord.people.events import Event

if TYPE_CHECKING:
    from concord.base.actor import Actor


def _themselves(actor: Actor) -> Q:
    return Q(public_id=actor.person) if actor.kind == "person" else policies.NONE


def _demonstration_themselves(actor: Actor) -> Q:
    """Only invented people, and only on a demonstration server: no other way to sign in is built yet."""
    return _themselves(actor) & Q(is_active=True, demonstration=True) if settings.DEMONSTRATION else policies.NONE


def _demonstration_command(actor: Actor) -> bool:
    return bool(settings.DEMONSTRATION) and actor.kind == "system"


policies.register_creating(Event.ADD, grants.gate(grants.commands))
policies.register(Event.GIVE_ROLE, grants.commands)
policies.register(Event.END_ROLE, grants.commands)
policies.register(Event.SIGN_IN, _demonstration_themselves)
policies.register(Event.SIGN_OUT, _themselves)
policies.register_creating(Event.SEED_DEMONSTRATION, _demonstration_command)
