"""Writing to the parties: a declared message with a link of its own to each that has a mailbox."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Final

from concord.agreements.events import ABOUT, PARTY
from concord.agreements.services.rows import at_the_table, held
from concord.base.clock import LONDON, day_of
from concord.delivery import links
from concord.delivery.outbox import enqueue
from concord.delivery.services import issue_link

if TYPE_CHECKING:
    from concord.agreements.models import Agreement
    from concord.base.actor import Actor
    from concord.delivery.messages import Message

LINK_WORKS: Final = timedelta(days=90)
"""How long a party's link works (Concord's policy): an agreement takes weeks to go through a committee."""


def tell_parties(actor: Actor, row: Agreement, message: Message, *, keeper: str, at: datetime, **variables: str) -> int:
    """Write to each party but the keeper that has a mailbox; how many."""
    parties = list(at_the_table(row, on=day_of(at)).exclude(mailbox=""))
    until = day_of(at) + LINK_WORKS
    told = 0
    for party in parties:
        place = held(party, on=day_of(at))
        if place.body_id == row.keeper_id:
            continue
        issued = issue_link(
            actor,
            about=(PARTY, party.public_id),
            body=place.body_id,
            to=party.mailbox,
            at=at,
            expires_at=datetime.combine(until + timedelta(days=1), time(), LONDON),
        )
        enqueue(
            message,
            to=party.mailbox,
            variables={
                "addressee": party.contact_name or place.name,
                "body": place.name,
                "keeper": keeper,
                "title": row.title,
                "contact": row.owner_name or actor.name,
                "email": f": {row.owner_email}" if row.owner_email else "",
                "link": links.address(issued.token),
                "until": f"{until:%-d %B %Y}",
                **variables,
            },
            about=(ABOUT, row.public_id),
            at=at,
            from_name=keeper,
            reply_to=row.owner_email,
        )
        told += 1
    return told
