"""What requests do with mail that comes in: an answer goes before the asker to be read; what came back is said.

Declared here at the start and called by `delivery.incoming`, inside the operation that puts the mail before us.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from concord.base.errors import NotFound
from concord.contacts.services import mailbox_returned
from concord.delivery.incoming import receiving
from concord.requests import services
from concord.requests.events import ABOUT, DESK
from concord.requests.models import CooperationRequest, Digest

if TYPE_CHECKING:
    from datetime import datetime

    from concord.base.actor import Actor
    from concord.delivery.incoming.receiving import Received, Returned


def take(actor: Actor, received: Received, at: datetime) -> None:
    """Put an e-mail before the request that it is about. Raises NotFound where there is none."""
    services.take_mail(actor, _ask(received.subject), received=received, at=at)


def take_back(actor: Actor, returned: Returned, at: datetime) -> None:
    """Note what came back: at its request; of a digest, at each request that it named, and once to each officer."""
    if returned.subject_kind == ABOUT:
        _note(actor, _ask(returned.subject), returned, at=at, tell=True)
    elif returned.subject_kind == DESK:
        _take_back_digest(actor, returned, at=at)


def _take_back_digest(actor: Actor, returned: Returned, *, at: datetime) -> None:
    mailbox = returned.to.casefold()
    digest = Digest.objects.filter(mailbox=mailbox, body=returned.subject).order_by("-on").first()
    told = set[str]()
    for reminder in digest.reminders.select_related("ask").order_by("ask_id") if digest else ():
        officer = reminder.ask.contact_email.casefold()
        _note(actor, reminder.ask, returned, at=at, tell=officer not in told)
        told.add(officer)
    if not told:
        mailbox_returned(actor, mailbox=returned.to, says=returned.says, at=at)


def _note(actor: Actor, ask: CooperationRequest, returned: Returned, *, at: datetime, tell: bool) -> None:
    services.note_returned(
        actor, ask, message=returned.message, to=returned.to, code=returned.code, says=returned.says, tell=tell, at=at
    )


def _ask(public_id: str) -> CooperationRequest:
    ask = CooperationRequest.objects.filter(public_id=public_id).first()
    if ask is None:
        raise NotFound("There is no such request any more. Keep the e-mail for a person to look at.")
    return ask


receiving.declare(ABOUT, take)
receiving.declare_bounce(take_back)
