"""Who may do what with mail that comes in: the server alone; rooms show what is theirs by their own policies."""

from __future__ import annotations

from concord.access import grants, policies
from concord.delivery.incoming.events import Event

policies.register_creating(Event.TAKE_MAIL, grants.gate(grants.commands))
policies.register(Event.HAND_OVER_MAIL, grants.commands)
policies.register(Event.FAIL_MAIL, grants.commands)
policies.register(Event.GIVE_UP_MAIL, grants.commands)
policies.register(Event.TRY_MAIL_AGAIN, grants.commands)
policies.register(Event.READ_MAIL, grants.commands)
policies.register(Event.RETURN, grants.commands)
