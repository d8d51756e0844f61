"""Who may bring what is stored under another key: whoever runs the server, who has the keys."""

from __future__ import annotations

from concord.access import grants, policies
from concord.access.events import Event

policies.register_creating(Event.RENEW, grants.gate(grants.commands))
