"""Builders of contacts, through services only. The mailboxes are invented."""

from __future__ import annotations

from typing import TYPE_CHECKING

from concord.contacts import services
from concord.registry.queries import body_row
from kit import given

if TYPE_CHECKING:
    from datetime import date

    from concord.base.actor import Actor
    from concord.contacts.models import Contact

MAILBOX = "duty.desk@aldermoor.example"


def a_contact(
    actor: Actor = given.COMMAND, *, of: str = given.DISTRICT, on: date = given.ON, **details: str
) -> Contact:
    """A contact of a body, the general one unless a topic is given."""
    return services.add_contact(actor, body_row(of), details={"mailbox": MAILBOX, **details}, on=on)
