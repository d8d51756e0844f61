"""Who may do what with accounts, teams and keys.

The server's commands add people, roles and teams; a person signs in and out alone; a body's managers keep its keys, and
everybody the address of their own calendar.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import Q

from concord.access import grants, policies
from concord.people.events import Event
from concord.people.roles import Role
from concord.people.rules import KeyKind

if TYPE_CHECKING:
    from concord.base.actor import Actor


def _themselves(actor: Actor) -> Q:
    return Q(public_id=actor.person) if actor.kind == "person" else policies.NONE


def _demonstration_themselves(actor: Actor) -> Q:
    """Only invented people, and only on a demonstration server: no other way to sign in is built yet."""
    return _themselves(actor) & Q(is_active=True, demonstration=True) if settings.DEMONSTRATION else policies.NONE


def _demonstration_command(actor: Actor) -> bool:
    return bool(settings.DEMONSTRATION) and actor.kind == "system"


def _keys_to_revoke(actor: Actor) -> Q:
    """One's own in any body; a body's managers revoke its API keys, whoever made them."""
    own = Q(person__public_id=actor.person) if actor.kind == "person" else policies.NONE
    managed = grants.acting_for("body_id", Role.MANAGER)(actor)
    return own | (managed & Q(kind=KeyKind.API.value)) | grants.commands(actor)


def _own_keys(actor: Actor) -> Q:
    return Q(person__public_id=actor.person, body_id=actor.body) if actor.kind == "person" else policies.NONE


policies.register_creating(Event.ADD, grants.gate(grants.commands))
policies.register(Event.GIVE_ROLE, grants.commands)
policies.register(Event.END_ROLE, grants.commands)
policies.register(Event.SIGN_IN, _demonstration_themselves)
policies.register(Event.SIGN_OUT, _themselves)
policies.register_creating(Event.SEED_DEMONSTRATION, _demonstration_command)
policies.register_creating(Event.MAKE_TEAM, grants.gate(grants.commands))
policies.register(Event.PUT_IN_TEAM, grants.commands)
policies.register(Event.END_TEAM, grants.commands)
policies.register_creating(Event.MAKE_KEY, grants.person_acting(Role.MANAGER))
policies.register_creating(Event.RENEW_FEED, grants.person_acting())
policies.register(Event.USE_KEY, _own_keys)
policies.register(Event.REVOKE_KEY, _keys_to_revoke)
