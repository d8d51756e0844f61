"""What agreements do with an e-mail to a party that came back: its keeper is told, and the contact is doubted.

Declared here at the start and called by `delivery`, inside the operation that notes that it came back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings

from concord.agreements import messages
from concord.agreements.events import ABOUT
from concord.agreements.models import Agreement, Party
from concord.contacts.services import mailbox_returned
from concord.delivery.incoming import receiving
from concord.delivery.outbox import enqueue

if TYPE_CHECKING:
    from datetime import datetime

    from concord.base.actor import Actor
    from concord.delivery.incoming.receiving import Returned


def take_back(actor: Actor, returned: Returned, at: datetime) -> None:
    """Doubt the mailbox of a party, and tell owner and deputy; what came back from these themselves is only noted."""
    row = Agreement.objects.filter(public_id=returned.subject).first() if returned.subject_kind == ABOUT else None
    if row is None:
        return
    mailbox = returned.to.casefold()
    people = {row.owner_email: row.owner_name, row.deputy_email: row.deputy_name}
    if mailbox in {one.casefold() for one in people}:
        return
    mailbox_returned(actor, mailbox=returned.to, says=returned.says, at=at)
    party = Party.objects.filter(agreement=row, mailbox__iexact=returned.to).first()
    held = party.held_by.filter(ends__isnull=True).first() if party else None
    for to, name in people.items():
        if to and held:
            variables = {
                "name": name or "the owner",
                "title": row.title,
                "body": held.name,
                "mailbox": returned.to,
                "says": returned.says,
                "link": f"{settings.BASE_URL}/desk/agreements/{row.public_id}",
            }
            enqueue(messages.RETURNED, to=to, variables=variables, about=(ABOUT, row.public_id), at=at)


receiving.declare_bounce(take_back)
