"""Who may change the register: commands load it; the keepers of an authority settle the facts about its own area.

A body's own keepers may dispute what is said of it.
"""

from __future__ import annotations

from typing import Final

from concord.access.grants import acting_for, any_of, commands, gate
from concord.access.policies import register, register_creating
from concord.registry.events import Event

KEEPER: Final = "register_keeper"
"""The role, by the name that `people.roles` gives it: that room stands above this one."""

_keepers_of_the_area = any_of(commands, acting_for("authority", KEEPER))
_keepers_of_the_body = any_of(commands, acting_for("ref", KEEPER))

register_creating(Event.LOAD, gate(commands))
register_creating(Event.KEEP_WORDING, gate(commands))
register(Event.PROPOSE, _keepers_of_the_body)
register(Event.AGREE, _keepers_of_the_body)
for _event in (Event.CONFIRM, Event.REJECT, Event.AMEND, Event.CORRECT, Event.END_AGREEMENT):
    register(_event, _keepers_of_the_area)
register(Event.DISPUTE, any_of(_keepers_of_the_area, acting_for("body", KEEPER)))
