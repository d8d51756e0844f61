"""Who may do what with messages and links: the server sends; links are issued only as a part of other operations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from concord.access import grants, policies
from concord.access.operation import under_way
from concord.delivery.events import Event

if TYPE_CHECKING:
    from concord.base.actor import Actor


def _as_a_part(actor: Actor) -> bool:
    """Within an operation that has passed its own policy, such as the sending of a request, or its passing on."""
    return under_way() and actor.kind in {"person", "system", "partner"}


def _links_as_a_part(actor: Actor) -> Q:
    return policies.ALL if _as_a_part(actor) and actor.kind != "partner" else policies.NONE


def _at_the_partners_door(actor: Actor) -> Q:
    """Whoever holds the token: that it is right, live and not used up is checked where it is opened."""
    return policies.ALL if actor.kind == "public" and actor.door == "partner" else policies.NONE


def _of_the_link(actor: Actor) -> Q:
    """Whoever entered by the link: that it still holds is checked where a code is sent or entered."""
    return Q(public_id=actor.person) if actor.kind == "partner" else policies.NONE


policies.register(Event.SEND, grants.commands)
policies.register(Event.FAIL, grants.commands)
policies.register(Event.GIVE_UP, grants.commands)
policies.register_creating(Event.ISSUE_LINK, _as_a_part)
policies.register(Event.REVOKE_LINK, _links_as_a_part)
policies.register(Event.OPEN_LINK, _at_the_partners_door)
policies.register(Event.REPLACE_LINK, _links_as_a_part)
policies.register(Event.SEND_CODE, _of_the_link)
policies.register(Event.ENTER_CODE, _of_the_link)
