"""Every change to messages on their way and to secure links, each an operation. Doors come in through `links`."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import F

from concord.access.operation import Done, operation
from concord.base.errors import Conflict, Gone, Invalid, TooMany
from concord.delivery import messages, outbox, rules, tokens
from concord.delivery.events import LINK, Event
from concord.delivery.incoming import receiving
from concord.delivery.models import LinkCode, Outgoing, SecureLink

if TYPE_CHECKING:
    from datetime import datetime

    from concord.base.actor import Actor


@dataclass(frozen=True, slots=True)
class Issued:
    """A link as it was issued: the only moment at which its token is known."""

    link: SecureLink
    token: str


@dataclass(frozen=True, slots=True)
class Tried:
    """What came of a code that was entered. `tries_left` is of the same code."""

    right: bool
    tries_left: int


@operation(Event.ISSUE_LINK)
def issue_link(
    actor: Actor,
    *,
    about: tuple[str, str],
    body: str,
    at: datetime,
    expires_at: datetime,
    to: str,
    uses_allowed: int | None = None,
) -> Done[Issued]:
    """Issue a link to one thing (`about`: its kind and reference) for one body, inside the operation that needs it.

    `to` is the mailbox it goes to, which whoever opens it must reach; `uses_allowed` None is without limit. Raises
    Invalid for an end not after `at`, and for no mailbox.
    """
    if expires_at <= at:
        raise Invalid("The link would have ended before it began. Give a later end.", field="expires_at")
    if not to.strip():
        raise Invalid(
            "Enter the e-mail address that the link goes to: a code is sent there when it is opened.", field="to"
        )
    token = tokens.new_token()
    link = SecureLink.objects.create(
        digest=tokens.digest(token),
        subject_kind=about[0],
        subject=about[1],
        body=body,
        to=to.strip(),
        issued_at=at,
        expires_at=expires_at,
        uses_allowed=uses_allowed,
    )
    return Done(Issued(link, token), subject=link, facts={**_about(link), "to": to, "expires_at": expires_at})


@operation(Event.REVOKE_LINK)
def revoke_link(actor: Actor, link: SecureLink, *, at: datetime, by_mistake: bool = False) -> Done[SecureLink]:
    """Withdraw a link, inside the operation that calls for it. `by_mistake`: what it opened should not have been sent.

    Raises Conflict where it was withdrawn before.
    """
    live = SecureLink.objects.filter(pk=link.pk, revoked_at__isnull=True)
    if not live.update(revoked_at=at, by_mistake=by_mistake):
        raise Conflict("This link was withdrawn before. Nothing more is needed.")
    link.refresh_from_db()
    return Done(link, facts=_about(link))


@operation(Event.REPLACE_LINK)
def replace_link(actor: Actor, link: SecureLink, *, to: str, at: datetime, expires_at: datetime) -> Done[Issued]:
    """Withdraw a link and issue another to the same thing for the same body, inside the operation that calls for it.

    `to` is the mailbox that the new one goes to. Whoever is inside by the old one is out. Raises Conflict where the old
    one was withdrawn before, and Invalid as `issue_link`.
    """
    revoke_link(actor, link, at=at)
    issued = issue_link(
        actor,
        about=(link.subject_kind, link.subject),
        body=link.body,
        at=at,
        expires_at=expires_at,
        to=to,
        uses_allowed=link.uses_allowed,
    )
    return Done(issued, facts={**_about(link), "to": to, "replacement": issued.link.public_id})


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


@operation(Event.SEND_CODE)
def send_code(actor: Actor, link: SecureLink, *, at: datetime) -> Done[LinkCode]:
    """Send a fresh code to the mailbox of a link; those sent before end. Doors call `links.send_code`.

    Raises Gone where the link has ended or takes no more codes, and TooMany for a sixth within an hour.
    """
    locked = _taking_codes(link, at=at)
    sent = locked.codes.filter(sent_at__gt=at - rules.CODES_WITHIN).values_list("sent_at", flat=True)
    if wait := rules.code_wait(list(sent), at=at):
        raise TooMany(rules.too_many_codes(wait), wait=math.ceil(wait.total_seconds()))
    code, until = tokens.new_code(), at + rules.CODE_LASTS
    digest = tokens.code_digest(code, link=locked.public_id)
    row = LinkCode.objects.create(link=locked, digest=digest, sent_at=at, expires_at=until)
    outbox.enqueue(
        messages.LINK_CODE,
        to=locked.to,
        variables=messages.code_variables(code, lasts=rules.CODE_LASTS, until=until),
        about=(LINK, locked.public_id),
        at=at,
    )
    return Done(row, facts={**_about(locked), "to": locked.to})


@operation(Event.ENTER_CODE)
def enter_code(actor: Actor, link: SecureLink, *, code: str, at: datetime) -> Done[Tried]:
    """Enter the newest code of a link, as typed or pasted. A wrong one is counted. Doors call `links.prove`.

    Raises Gone as `send_code`, and Invalid (field "code") for what holds no six digits and for a code that has ended.
    """
    digits = rules.code_in(code)
    if digits is None:
        raise Invalid(rules.NO_CODE, field="code")
    locked = _taking_codes(link, at=at)
    row = locked.codes.order_by("-sent_at", "-id").first()
    if row is None:
        raise Invalid(rules.NEVER_SENT, field="code")
    if fault := row.fault(at=at):
        raise Invalid(fault, field="code")
    right = tokens.is_code(digits, row.digest, link=locked.public_id)
    if right:
        locked.codes.filter(pk=row.pk).update(used_at=at)
    else:
        locked.codes.filter(pk=row.pk).update(wrong=F("wrong") + 1)
        SecureLink.objects.filter(pk=locked.pk).update(wrong_codes=F("wrong_codes") + 1)
    tried = Tried(right, rules.CODE_TRIES - row.wrong - (not right))
    return Done(tried, facts={**_about(locked), "right": tried.right, "tries_left": tried.tries_left})


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
    """Note that a message will not be tried again; whoever reads the thing it is about sees why. As `note_failure`.

    Those who are told of what comes back are told of this too: to them it is the same.
    """
    _finish(row, attempts=row.attempts + 1, first_tried_at=row.first_tried_at or at, gave_up_at=at, last_error=says)
    returned = receiving.Returned(
        message=row.public_id, subject_kind=row.subject_kind, subject=row.subject, to=row.to, code=code, says=says
    )
    for take in receiving.return_takers():
        take(actor, returned, at)
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


def _taking_codes(link: SecureLink, *, at: datetime) -> SecureLink:
    """The link, locked until all is done, so that two tries at once are two. Raises Gone where it takes no codes."""
    locked = SecureLink.objects.select_for_update().get(pk=link.pk)
    if fault := locked.code_fault(at=at):
        raise Gone(fault)
    return locked


def _about(link: SecureLink) -> dict[str, Any]:
    return {"kind": link.subject_kind, "thing": link.subject, "for_body": link.body}
