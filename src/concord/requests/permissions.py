"""Who may do what to a request: officers of the body that asks, and whoever came by the link of the body asked."""

from __future__ import annotations

from concord.access.grants import acting_for, by_link, person_acting
from concord.access.policies import register, register_creating
from concord.people.roles import Role
from concord.requests.events import ABOUT, Event

ROLES = (Role.PRACTITIONER, Role.MANAGER)
"""Who makes requests and sees those of the body, as far as the Act leaves it to the body."""

_officers = acting_for("asker", *ROLES)
_partner = by_link(ABOUT)

register_creating(Event.DRAFT, person_acting(*ROLES))
register_creating(Event.BROWSE, person_acting(*ROLES))
for _event in (Event.REVISE, Event.DISCARD, Event.SEND, Event.WITHDRAW, Event.SEE):
    register(_event, _officers)
for _event in (Event.OPEN, Event.ACKNOWLEDGE, Event.COMPLY, Event.REFUSE):
    register(_event, _partner)
