"""The yearly check: a mailbox is asked whether the contacts that name it are still right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from concord.access.operation import Done, operation
from concord.audit.vocabulary import fingerprint
from concord.base.clock import day_of
from concord.base.errors import Conflict
from concord.contacts import messages
from concord.contacts.events import Event
from concord.contacts.models import Contact
from concord.contacts.rules import ASKED_AGAIN_AFTER, Step, next_step
from concord.contacts.services.telling import ask

if TYPE_CHECKING:
    from datetime import datetime

    from concord.base.actor import Actor


@operation(Event.ASK)
def ask_whether_right(actor: Actor, *, body: str, mailbox: str, at: datetime) -> Done[int]:
    """Ask a mailbox of a body, by one e-mail with a link, about each of its contacts that is due; how many there are.

    Raises Conflict where none is due any more, or the mailbox was asked within 30 days.
    """
    on = day_of(at)
    named = Contact.objects.select_for_update().filter(body=body, mailbox__iexact=mailbox, ends__isnull=True)
    rows = list(named.order_by("pk"))
    if any(row.asked_on and on - row.asked_on < ASKED_AGAIN_AFTER for row in rows):
        raise Conflict("This mailbox was asked within the last 30 days.")
    due = [row for row in rows if not row.doubtful_since and row.starts <= on and _step(row, at) is Step.ASK]
    if not due:
        raise Conflict("Nothing is to be asked about this mailbox any more.")
    for row in due:
        row.asked_on, row.asked = on, row.asked + 1
        row.save(update_fields=["asked_on", "asked"])
    ask(actor, messages.STILL_RIGHT, due, at=at)
    facts = {"of": body, "mailbox": mailbox.lower(), "contacts": len(due)}
    return Done(len(due), subject=fingerprint(mailbox.lower())[:16], facts=facts)


def _step(row: Contact, at: datetime) -> Step | None:
    return next_step(row.checked_on, asked_on=row.asked_on, asked=row.asked, on=day_of(at))
