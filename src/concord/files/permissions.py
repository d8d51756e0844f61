"""Who may do what with files. Whom a thing concerns only its own room knows: there its files change.

So a file is begun, put to a thing and taken from it as a part of that room's operation, which has passed its own
policy. Between these, whoever began to send a file, and nobody else, goes on sending it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from concord.access import grants, policies
from concord.access.operation import under_way
from concord.files.events import Event

if TYPE_CHECKING:
    from concord.base.actor import Actor


def _as_a_part(actor: Actor) -> bool:
    """Within an operation of another room, for one who acts for a body, came by a link, or runs on the server."""
    return under_way() and (actor.kind == "system" or _known(actor))


def _known(actor: Actor) -> bool:
    return actor.kind in {"person", "partner"} and bool(actor.person) and bool(actor.body)


def own(actor: Actor) -> Q:
    """Files that the actor began to send, for the same body; a link's holder, only for what the link opens."""
    if not _known(actor):
        return policies.NONE
    mine = Q(put_by=actor.person, body=actor.body)
    return mine & Q(subject_kind=actor.only[0], subject=actor.only[1]) if actor.kind == "partner" else mine


def _own_as_a_part(actor: Actor) -> Q:
    return own(actor) if _as_a_part(actor) else policies.NONE


def _unfinished_or_as_a_part(actor: Actor) -> Q:
    return policies.ALL if _as_a_part(actor) else own(actor) & Q(finished_at__isnull=True)


def _read_as_a_part(actor: Actor) -> Q:
    return policies.ALL if _as_a_part(actor) else policies.NONE


def _shown_the_thing(actor: Actor) -> Q:
    """The calling query has let the actor see what the file belongs to; nobody unknown ever gets so far."""
    return policies.ALL if actor.kind == "system" or _known(actor) else policies.NONE


policies.register_creating(Event.BEGIN, _as_a_part)
policies.register_creating(Event.KEEP, _as_a_part)
policies.register(Event.RECEIVE, own)
policies.register(Event.EXAMINE, own)
policies.register(Event.FINISH, _own_as_a_part)
policies.register(Event.REMOVE, _unfinished_or_as_a_part)
policies.register(Event.OPEN, _shown_the_thing)
policies.register(Event.READ, _read_as_a_part)
policies.register(Event.SCAN, grants.commands)
policies.register(Event.FORGET, grants.commands)
