"""Who may change the register: commands load it; the keepers of an authority settle the facts about its own area.

A body's own keepers may dispute what is said of it. Officers add the bodies that no edition lists.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from concord.access.grants import acting_for, any_of, commands, gate, person_acting
from concord.access.operation import under_way
from concord.access.policies import ALL, NONE, register, register_creating
from concord.registry.events import Event

if TYPE_CHECKING:
    from django.db.models import Q

    from concord.access.policies import Gate
    from concord.base.actor import Actor

KEEPER: Final = "register_keeper"
"""The role, by the name that `people.roles` gives it: that room stands above this one."""

OFFICERS: Final = ("practitioner", "manager", KEEPER)
"""The roles of those who work with other bodies, and so add bodies that no edition lists when they come to ask them."""

_keepers_of_the_area = any_of(commands, acting_for("authority", KEEPER))
_keepers_of_the_body = any_of(commands, acting_for("ref", KEEPER))


def _as_a_part(actor: Actor) -> Q:
    """Within an operation of the room of agreements, which has passed its own policy: to sign there records it here."""
    return ALL if under_way() and actor.body else NONE


def _either(*gates: Gate) -> Gate:
    return lambda actor: any(allows(actor) for allows in gates)


register_creating(Event.LOAD, gate(commands))
register_creating(Event.KEEP_WORDING, gate(commands))
for _event in (Event.ADD_HOLIDAY, Event.REMOVE_HOLIDAY):
    register_creating(_event, gate(commands))
register_creating(Event.ADD_BODY, _either(gate(commands), person_acting(*OFFICERS)))
register_creating(Event.ADD_BOARD, _either(gate(commands), person_acting(KEEPER)))
register(Event.PROPOSE, _keepers_of_the_body)
register(Event.AGREE, any_of(_keepers_of_the_body, _as_a_part))
for _event in (Event.CONFIRM, Event.REJECT, Event.AMEND):
    register(_event, _keepers_of_the_area)
for _event in (Event.CORRECT, Event.END_AGREEMENT):
    register(_event, any_of(_keepers_of_the_area, _as_a_part))
register(Event.DISPUTE, any_of(_keepers_of_the_area, acting_for("body", KEEPER)))
