"""An e-mail about a request came back: the asker reads so in the conversation, and by an e-mail of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from concord.access.operation import Done, operation
from concord.contacts.services import mailbox_returned
from concord.delivery.outbox import enqueue
from concord.requests import messages
from concord.requests.events import ABOUT, Event
from concord.requests.rules.steps import Side, StepKind
from concord.requests.services.docket import standing_of
from concord.requests.services.steps import close, locked, take

if TYPE_CHECKING:
    from datetime import datetime

    from concord.base.actor import Actor
    from concord.requests.models import CooperationRequest, Step


@operation(Event.RETURN)
def note_returned(
    actor: Actor, ask: CooperationRequest, *, message: str, to: str, code: str, says: str, tell: bool = True,
    at: datetime,
) -> Done[Step]:  # fmt: skip
    """Note that a message (by public id) to a mailbox came back for good; the caller asks once for each message.

    One that went to the body asked waits, unread, for the asker, who is told by e-mail where `tell`; the contact with
    that mailbox is doubted. One that went to the asker's own officer is only noted: an e-mail about it would come back
    like the last.
    """
    row = locked(ask)
    own = is_own(row, to)
    detail = {"message": message, "code": code, "own": own}
    step = take(
        actor, row, StepKind.RETURNED, at=at, standing=standing_of(row), side=Side.CONCORD, words=says, detail=detail,
        to_read=not own,
    )  # fmt: skip
    close(actor, row, step, at=at)
    if not own:
        mailbox_returned(actor, mailbox=to, says=says, at=at)
        if tell:
            variables = messages.returned_variables(row)
            enqueue(messages.RETURNED, to=row.contact_email, variables=variables, about=(ABOUT, row.public_id), at=at)
    return Done(step, facts={"asked_name": row.docket.asked_name, "code": code})


def is_own(row: CooperationRequest, mailbox: str) -> bool:
    """Whether a mailbox is the asker's own officer's. One that both sides use is taken for the other side's."""
    address = mailbox.casefold()
    return address == row.contact_email.casefold() != row.partner_email.casefold()
