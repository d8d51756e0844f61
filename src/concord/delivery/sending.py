"""Sending what is due. Safe to run twice at once: a message is claimed before it is sent, for longer than that takes.

A message goes twice only where the sender dies between the mail server's yes and its own note of it; then the second
has the Message-ID of the first, by which mail programs know it as the same.
"""

from __future__ import annotations

import logging
import smtplib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core import mail
from django.db import connection, transaction
from django.db.models import F, Q

from concord.access.encryption import LostKeyError
from concord.base import clock
from concord.base.errors import Conflict
from concord.base.ids import new_id
from concord.delivery import letters, rules, services
from concord.delivery.models import Outgoing

if TYPE_CHECKING:
    from datetime import datetime

    from django.core.mail.backends.base import BaseEmailBackend

    from concord.base.actor import Actor

log = logging.getLogger(__name__)

LONGEST_ERROR = 400
UNREACHABLE = "The mail server could not be reached"
PERMANENT = 500
"""Replies of a mail server from here on say that trying again is of no use (RFC 5321, 4.2.1)."""


@dataclass(slots=True)
class Report:
    """What one run did. `unreachable` says why the mail server could not be reached, in which case the run stopped."""

    sent: int = 0
    to_try_again: int = 0
    given_up: int = 0
    unreachable: str = ""


@dataclass(frozen=True, slots=True)
class Failure:
    """Why an attempt failed: a code for the record, words for people; whether for ever, and whether for all."""

    code: str
    says: str
    for_ever: bool = False
    for_all: bool = False


def send_due(actor: Actor, *, most: int = 100) -> Report:
    """Send up to `most` messages that are due, each once, and note what became of each.

    The actor is a command. A mail server that cannot be reached ends the run; the messages not yet tried stay due. The
    clock is read for each message: a claim that began with a long run would be over before its end.
    """
    report, server = Report(), mail.get_connection()
    try:
        _bring_forward(server, clock.now())
        for _ in range(most):
            row = claim_next(clock.now())
            if row is None:
                break
            failure = _send(server, row)
            try:
                _note(actor, row, failure, report, at=clock.now())
            except Conflict:
                log.warning("Message %s was taken over by another sender before its end was noted.", row.public_id)
            if failure and failure.for_all:
                report.unreachable = failure.says
                break
    finally:
        server.close()
    return report


def _bring_forward(server: BaseEmailBackend, at: datetime) -> None:
    """Once the mail server is back, what waits only because it was gone is due at once, in the order of its writing."""
    waiting = Outgoing.objects.filter(next_at__gt=at, claim="", last_error__startswith=UNREACHABLE)
    if not waiting.exists():
        return
    try:
        server.open()
    except (OSError, smtplib.SMTPException):
        return
    waiting.update(next_at=F("enqueued_at"))


def claim_next(at: datetime) -> Outgoing | None:
    """The message that goes next and that nobody else is sending, taken; None where there is none.

    What somebody waits for at a screen goes first, then what has been due longest.
    """
    free = Q(claimed_until__isnull=True) | Q(claimed_until__lte=at)
    due = (
        Outgoing.objects.filter(free, next_at__lte=at).order_by("-at_once", "next_at", "id").defer("text", "kept_text")
    )
    if connection.features.has_select_for_update_skip_locked:
        due = due.select_for_update(skip_locked=True)
    while True:
        with transaction.atomic():
            row = due.first()
            if row is None:
                return None
            claim, claimed_until = new_id(), at + rules.LEASE
            same = Outgoing.objects.filter(pk=row.pk, claim=row.claim, next_at=row.next_at)
            if same.update(claim=claim, claimed_until=claimed_until):
                row.claim, row.claimed_until = claim, claimed_until
                return row


def _note(actor: Actor, row: Outgoing, failure: Failure | None, report: Report, *, at: datetime) -> None:
    if failure is None:
        services.note_sent(actor, row, at=at)
        report.sent += 1
        return
    again = rules.next_try(attempts=row.attempts + 1, first_tried_at=row.first_tried_at or at, at=at)
    if again is None or failure.for_ever:
        services.give_up(actor, row, code=failure.code, says=failure.says, at=at)
        report.given_up += 1
    else:
        services.note_failure(actor, row, code=failure.code, says=failure.says, next_at=again, at=at)
        report.to_try_again += 1


def _send(server: BaseEmailBackend, row: Outgoing) -> Failure | None:
    """Send one message over the connection that is open or opens; what went wrong, None for nothing."""
    try:
        server.open()
    except (OSError, smtplib.SMTPException) as error:
        return _no_server(error)
    try:
        server.send_messages([letters.compose(row)])
    except (OSError, smtplib.SMTPException, LostKeyError, ValueError) as error:
        server.close()
        return _failure(error)
    return None


def _no_server(error: Exception) -> Failure:
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return Failure("sign-in", "The mail server did not accept Concord's name and password.", for_all=True)
    return Failure("unreachable", f"{UNREACHABLE} ({_words(error)}).", for_all=True)


def _failure(error: Exception) -> Failure:
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code, words = next(iter(error.recipients.values()))
        said = f"{code} {_text(words)}"
        if code >= PERMANENT:
            return Failure(str(code), _cut(f"The mail server refused the address: {said}"), for_ever=True)
        return Failure(str(code), _cut(f"The mail server does not take mail for the address at present: {said}"))
    if isinstance(error, smtplib.SMTPResponseException):
        said = f"{error.smtp_code} {_text(error.smtp_error)}"
        return Failure(str(error.smtp_code), _cut(f"The mail server did not take the message: {said}"))
    if isinstance(error, LostKeyError):
        return Failure("key", _cut(str(error)))
    if isinstance(error, OSError | smtplib.SMTPServerDisconnected):
        return Failure("cut-off", _cut(f"The connection to the mail server broke ({_words(error)})."))
    return Failure("message", _cut(f"The message could not be written as an e-mail ({_words(error)})."))


def _words(error: Exception) -> str:
    return (getattr(error, "strerror", None) or str(error) or type(error).__name__).strip(". ")


def _text(words: bytes | str) -> str:
    return words.decode("utf-8", "replace") if isinstance(words, bytes) else words


def _cut(says: str) -> str:
    return " ".join(says.split())[:LONGEST_ERROR]
