"""Who may do what with webhooks: a body's managers keep them; the server tells them."""

from __future__ import annotations

from concord.access import grants, policies
from concord.delivery.webhooks.events import Event
from concord.people.roles import Role

_managers = grants.acting_for("body", Role.MANAGER)

policies.register_creating(Event.ADD, grants.person_acting(Role.MANAGER))
policies.register(Event.END, _managers)
policies.register(Event.RENEW, _managers)
policies.register(Event.TEST, _managers)
for _event in (Event.DELIVER, Event.FAIL, Event.GIVE_UP, Event.GONE):
    policies.register(_event, grants.commands)
