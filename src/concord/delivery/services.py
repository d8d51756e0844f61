"""Every change to messages on their way and to secure links, each an operation. Doors come in through `links`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import F

from concord.access.operation import Done, operation
from concord.base.errors import Conflict, Gone, Invalid
from concord.delivery import tokens
from concord.delivery.events import Event
from concord.delivery.models import Outgoing, SecureLink

if TYPE_CHECKING:
    from datetime import datetime

    from concord.base.actor import Actor


@dataclass(frozen=True, slots=True)
class Issued:
    """A link as it was issued: the only moment at which its token is known."""

    link: SecureLink
    token: str


@operation(Event.ISSUE_LINK)
def issue_link(
    actor: Actor,
    *,
    about: tuple[str, str],
    body: str,
    at: datetime,
    expires_at: datetime,
    to: str = "",
    uses_allowed: int | None = None,
) -> Done[Issued]:
    """Issue a link to one thing (`about`: its kind and reference) for one body, inside the operation that needs it.

    `to` is the mailbox it goes to; `uses_allowed` None is without limit. Raises Invalid for an end not after `at`.
    """
    if expires_at <= at:
        raise Invalid("The link would have ended before it began. Give a later end.", field="expires_at")
    token = tokens.new_token()
    link = SecureLink.objects.create(
        digest=tokens.digest(token),
        subject_kind=about[0],
        subject=about[1],
        body=body,
        to=to,
        issued_at=at,
        expires_at=expires_at,
        uses_allowed=uses_allowed,
    )
    return Done(Issued(link, token), subject=link, facts={**_about(link), "to": to, "expires_at": expires_at})


@operation(Event.REVOKE_LINK)
def revoke_link(actor: Actor, link: SecureLink, *, at: datetime) -> Done[SecureLink]:
    """Withdraw a link, inside the operation that calls for it. Raises Conflict where it was withdrawn before."""
    if not SecureLink.objects.filter(pk=link.pk, revoked_at__isnull=True).update(revoked_at=at):
        raise Conflict("This link was withdrawn before. Nothing more is needed.")
    link.refresh_from_db()
    return Done(link, facts=_about(link))


@operation(Event.OPEN_LINK)
def open_link(actor: Actor, link: SecureLink, *, at: datetime) -> Done[SecureLink]:
    """Count one use of a link and note when. Raises Gone where it no longer works. Doors call `links.enter`."""
    locked = SecureLink.objects.select_for_update().get(pk=link.pk)
    if fault := locked.fault(at=at):
        raise Gone(fault)
    SecureLink.objects.filter(pk=link.pk).update(
        uses=F("uses") + 1, first_opened_at=locked.first_opened_at or at, last_opened_at=at
    )
    locked.refresh_from_db()
    return Done(locked, facts={**_about(locked), "uses": locked.uses})


@operation(Event.SEND)
def note_sent(actor: Actor, row: Outgoing, *, at: datetime) -> Done[None]:
    """Note that the mail server took the message; its secrets are forgotten. Raises Conflict for another's claim."""
    _finish(row, attempts=row.attempts + 1, first_tried_at=row.first_tried_at or at, sent_at=at, last_error="")
    return Done(None, facts=_facts(row))


@operation(Event.FAIL)
def note_failure(actor: Actor, row: Outgoing, *, code: str, says: str, next_at: datetime, at: datetime) -> Done[None]:
    """Note that an attempt failed and when the next one is. Raises Conflict for another's claim."""
    first = row.first_tried_at or at
    _update(row, attempts=row.attempts + 1, first_tried_at=first, last_error=says, next_at=next_at)
    return Done(None, facts={**_facts(row), "code": code})


@operation(Event.GIVE_UP)
def give_up(actor: Actor, row: Outgoing, *, code: str, says: str, at: datetime) -> Done[None]:
    """Note that a message will not be tried again; whoever reads the thing it is about sees why. As `note_failure`."""
    _finish(row, attempts=row.attempts + 1, first_tried_at=row.first_tried_at or at, gave_up_at=at, last_error=says)
    return Done(None, facts={**_facts(row), "code": code})


def _finish(row: Outgoing, **changes: Any) -> None:
    _update(row, next_at=None, text="", **changes)


def _update(row: Outgoing, **changes: Any) -> None:
    """Change a row that is still this sender's, and let it go."""
    mine = Outgoing.objects.filter(pk=row.pk, claim=row.claim)
    if not mine.update(claim="", claimed_until=None, **changes):
        raise Conflict("Another sender has taken this message over meanwhile.")


def _facts(row: Outgoing) -> dict[str, Any]:
    return {
        "message": row.message,
        "to": row.to,
        "kind": row.subject_kind,
        "thing": row.subject,
        "attempts": row.attempts + 1,
    }


def _about(link: SecureLink) -> dict[str, Any]:
    return {"kind": link.subject_kind, "thing": link.subject, "for_body": link.body}
