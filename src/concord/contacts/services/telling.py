"""Writing to the mailboxes of contacts: with a link to say whether they are right, or word of what took their place."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from concord.audit.vocabulary import fingerprint
from concord.base.clock import day_of, end_of
from concord.contacts.events import ABOUT, CHECK
from concord.contacts.topics import topic_name
from concord.delivery import links
from concord.delivery.outbox import enqueue
from concord.delivery.services import issue_link
from concord.registry.queries import bodies_known

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from concord.base.actor import Actor
    from concord.contacts.models import Contact
    from concord.delivery.messages import Message

LINK_WORKS: Final = timedelta(days=60)
"""How long the link of a check works: as long as Concord waits for a word, twice. Concord's own choice."""


def ask(actor: Actor, message: Message, rows: Sequence[Contact], *, at: datetime, **variables: str) -> None:
    """Send the mailbox that these contacts of one body share a link to say whether they are right."""
    first, until = rows[0], day_of(at) + LINK_WORKS
    issued = issue_link(
        actor,
        about=(CHECK, f"{first.body_id}|{fingerprint(first.mailbox.casefold())}"),
        body=first.body_id,
        to=first.mailbox,
        at=at,
        expires_at=end_of(until),
    )
    more = {"link": links.address(issued.token), "until": f"{until:%-d %B %Y}", **variables}
    tell(message, rows, to=first.mailbox, at=at, **more)


def tell(message: Message, rows: Sequence[Contact], *, to: str, at: datetime, **variables: str) -> None:
    """Write to a mailbox about contacts of one body."""
    body = bodies_known([rows[0].body_id])[rows[0].body_id].name_on(day_of(at))
    topics = "\n".join(f"- {topic_name(row.topic)}" for row in rows)
    enqueue(
        message,
        to=to,
        variables={"body": body, "topics": topics, **variables},
        about=(ABOUT, rows[0].public_id),
        at=at,
    )
