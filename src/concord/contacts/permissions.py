"""Who may change a contact: a council's officers, those that serve it or every council; a body's own people, its own.

A body's own contacts are put right also by whoever came by a secure link to it and proved its mailbox.
Whoever has signed in for a body sees the contacts that serve every council or the own body, and the own body's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.db.models import Exists, Q

from concord.access.grants import any_of, commands, gate
from concord.access.policies import ALL, NONE, register, register_creating
from concord.contacts.events import Event
from concord.delivery import links
from concord.people.roles import Role
from concord.registry.models import BodyLife
from concord.registry.wording import AUTHORITY_KINDS, BOARD_KIND

if TYPE_CHECKING:
    from concord.base.actor import Actor

ROLES: Final = frozenset({Role.PRACTITIONER, Role.MANAGER, Role.REGISTER_KEEPER})
"""Who keeps contacts right for a body: those who write to others, and its keepers of the register."""


def _keeps(actor: Actor) -> bool:
    return actor.kind == "person" and bool(actor.body) and not ROLES.isdisjoint(actor.roles)


def _asks(actor: Actor) -> Exists:
    """That the body acted for is one that asks others: a council with adult social care functions, or a board."""
    kinds = (*AUTHORITY_KINDS, BOARD_KIND)
    return Exists(BodyLife.objects.filter(body=actor.body, kind__in=kinds, superseded_at__isnull=True))


def _bodies(actor: Actor) -> Q:
    """The bodies for which the actor may add a contact."""
    return Q(pk=actor.body) | Q(_asks(actor)) if _keeps(actor) else NONE


def _contacts(actor: Actor) -> Q:
    """The contacts that the actor may change."""
    if not _keeps(actor):
        return NONE
    served = Q(council__isnull=True) | Q(council=actor.body)
    return Q(body=actor.body) | (served & Q(_asks(actor)))


def by_proved_link(actor: Actor) -> bool:
    """Whether somebody came by a secure link to a body, whatever it opens, and gave the code from its mailbox."""
    return actor.kind == "partner" and bool(actor.body) and not actor.only[0].endswith(links.COVER)


def _own_by_link(actor: Actor) -> Q:
    """The contacts of the body whose link it is: a partner puts its own right, and nobody else's."""
    return Q(body=actor.body) if by_proved_link(actor) else NONE


def _body_of_the_link(actor: Actor) -> Q:
    return Q(pk=actor.body) if by_proved_link(actor) else NONE


def seen_by(actor: Actor) -> Q:
    """The contacts that the actor may see."""
    if actor.kind == "system":
        return ALL
    if by_proved_link(actor):
        return Q(body=actor.body)
    if actor.kind != "person" or not actor.body:
        return NONE
    return Q(council__isnull=True) | Q(council=actor.body) | Q(body=actor.body)


def may_change_any(actor: Actor) -> bool:
    """Whether the actor keeps contacts at all, for what pages offer."""
    return actor.kind == "system" or _keeps(actor)


register(Event.ADD, any_of(commands, _bodies))
for _event in (Event.CHANGE, Event.DOUBT, Event.END):
    register(_event, any_of(commands, _contacts))
register(Event.CONFIRM, any_of(commands, _contacts, _own_by_link))
register(Event.CORRECT, _own_by_link)
register(Event.NAME, _body_of_the_link)
register_creating(Event.ASK, gate(commands))
register_creating(Event.RETURN, gate(commands))
