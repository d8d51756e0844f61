"""Taking in one message, whoever brings it, and putting what was taken in before its room. Safe to run twice at once.

First a message is kept, whole and enciphered, and only then is anything done with it: what fails is tried again.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import OperationalError

from concord.base import clock
from concord.base.errors import ConcordError, Conflict, Invalid
from concord.delivery.incoming import keys, parsing, rules, services
from concord.delivery.models import Incoming, Outgoing

if TYPE_CHECKING:
    from datetime import datetime

    from concord.base.actor import Actor
    from concord.delivery.incoming.rules import Kind

log = logging.getLogger(__name__)

TOO_LARGE = (
    f"The message is larger than {rules.LARGEST // (1024 * 1024)} MB, which is more than Concord takes by e-mail. Send"
    " large files through the secure link instead."
)
NOTHING = "There is no message: nothing was given."


@dataclass(frozen=True, slots=True)
class Taken:
    """What a message was, and whether it had been taken in before."""

    mail: str
    kind: Kind
    again: bool = False


@dataclass(slots=True)
class Report:
    """What one run did with the mail that waited."""

    handed_over: int = 0
    to_try_again: int = 0
    given_up: int = 0


def take(actor: Actor, raw: bytes, *, at: datetime, sent_to: str = "") -> Taken:
    """Keep a message, once however often it is brought. The actor is a command.

    `sent_to` is the address that the mail server says it was sent to, where it does. Raises Invalid for what is empty
    or too large.
    """
    if not raw.strip():
        raise Invalid(NOTHING)
    if len(raw) > rules.LARGEST:
        raise Invalid(TOO_LARGE)
    mail = parsing.read(raw, sent_to=sent_to)
    answers = Outgoing.objects.filter(public_id=keys.message_in(mail.addresses) or None).first()
    digest = parsing.identity(raw, message=answers.public_id if answers else "")
    earlier = Incoming.objects.filter(digest=digest).first()
    if earlier is None:
        try:
            row = services.keep(actor, raw=raw, mail=mail, digest=digest, answers=answers, at=at)
        except Conflict:
            earlier = Incoming.objects.get(digest=digest)
        else:
            return Taken(row.public_id, rules.Kind(row.kind))
    return Taken(earlier.public_id, rules.Kind(earlier.kind), again=True)


def hand_over_due(actor: Actor, *, most: int = 100) -> Report:
    """Put up to `most` messages that wait before their rooms, and note what became of each. The actor is a command."""
    report = Report()
    due = Incoming.objects.filter(next_at__lte=clock.now()).order_by("next_at", "id")
    for public_id in list(due.values_list("public_id", flat=True)[:most]):
        hand_over(actor, public_id, report)
    return report


def hand_over(actor: Actor, public_id: str, report: Report) -> None:
    """Put one message before its room now, if it still waits. A database that fails is no fault of the message."""
    at = clock.now()
    row = Incoming.objects.filter(public_id=public_id, next_at__lte=at).defer("raw").first()
    if row is None:
        return
    try:
        services.hand_over(actor, row, at=at)
    except OperationalError:
        raise
    except Exception as error:
        if not isinstance(error, ConcordError):
            log.exception("E-mail %s could not be put before its room.", public_id)
        _note_failure(actor, row, error, report, at=at)
    else:
        report.handed_over += 1


def _note_failure(actor: Actor, row: Incoming, error: Exception, report: Report, *, at: datetime) -> None:
    """Of an error that is not meant for people only the class is kept: its words may quote the mail."""
    code = type(error).__name__
    says = error.message if isinstance(error, ConcordError) else f"Something went wrong inside Concord ({code})."
    again = rules.next_try(attempts=row.attempts + 1, at=at)
    try:
        if again is None:
            services.give_up(actor, row, code=code, says=says, at=at)
            report.given_up += 1
        else:
            services.note_failure(actor, row, code=code, says=says, next_at=again, at=at)
            report.to_try_again += 1
    except Conflict:
        log.info("E-mail %s was dealt with by another meanwhile.", row.public_id)
