"""What contacts do with an e-mail of the yearly check, or about a correction, that came back: its mailbox is doubted.

Declared here at the start and called by `delivery`, inside the operation that notes that it came back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from concord.contacts.events import ABOUT
from concord.contacts.services import mailbox_returned
from concord.delivery.incoming import receiving

if TYPE_CHECKING:
    from datetime import datetime

    from concord.base.actor import Actor
    from concord.delivery.incoming.receiving import Returned


def take_back(actor: Actor, returned: Returned, at: datetime) -> None:
    """Doubt every contact with the mailbox."""
    if returned.subject_kind == ABOUT:
        mailbox_returned(actor, mailbox=returned.to, says=returned.says, at=at)


receiving.declare_bounce(take_back)
