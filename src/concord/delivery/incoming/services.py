"""Every change to mail that comes in, each an operation: kept, put before its room, failed, given up, tried again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from concord.access.operation import Done, operation
from concord.base.errors import Conflict
from concord.delivery.incoming import parsing, receiving, rules
from concord.delivery.incoming.events import Event
from concord.delivery.models import Incoming, Outgoing

if TYPE_CHECKING:
    from datetime import datetime

    from concord.base.actor import Actor
    from concord.delivery.incoming.parsing import Mail
    from concord.delivery.incoming.rules import Kind

DONE_MEANWHILE = "Somebody else has dealt with this e-mail meanwhile. Nothing more is needed."


@operation(Event.TAKE_MAIL)
def keep(
    actor: Actor, *, raw: bytes, mail: Mail, digest: str, answers: Outgoing | None, at: datetime
) -> Done[Incoming]:
    """Keep a message that came in, `raw` and as read. Raises Conflict where the same one was kept at the same moment.

    `answers` is the message of ours whose address it came to, None where it came to none.
    """
    kind = mail.kind if answers else rules.Kind.UNKNOWN
    row = Incoming.objects.create(
        digest=digest,
        message_id=mail.message_id,
        kind=kind,
        outgoing=answers,
        subject_kind=answers.subject_kind if answers else "",
        subject=answers.subject if answers else "",
        from_address=mail.from_address,
        from_name=mail.from_name,
        title=mail.title,
        text=mail.text,
        quoted=mail.quoted,
        notes="\n".join(mail.notes),
        attachments=len(mail.attachments),
        size=len(raw),
        raw="" if kind == rules.Kind.DELAY else raw.decode("latin-1"),
        taken_at=at,
        next_at=at if kind in rules.FOR_A_ROOM else None,
    )
    facts = {**_facts(row), "size": row.size, "attachments": row.attachments, "sender": mail.from_address}
    return Done(row, subject=row, facts=facts)


@operation(Event.HAND_OVER_MAIL)
def hand_over(actor: Actor, row: Incoming, *, at: datetime) -> Done[None]:
    """Put a message before the room whose thing it is about; a bounce is noted, and all who asked are told of it.

    Its bytes are then forgotten here. Raises Conflict where that was done meanwhile, NobodyTakesItError, and whatever
    those raise who take it.
    """
    locked = _still_waiting(row)
    if locked.outgoing is None:
        raise receiving.NobodyTakesItError("Nobody can tell what this e-mail is about.")
    mail = parsing.read(locked.raw.encode("latin-1"))
    if mail.bounce is not None and locked.kind == rules.Kind.BOUNCE:
        _take_bounce(actor, locked.outgoing, mail, at=at)
    else:
        receiving.taker(locked.subject_kind)(actor, _received(locked, locked.outgoing, mail), at)
    Incoming.objects.filter(pk=locked.pk).update(handed_over_at=at, next_at=None, failed_at=None, last_error="", raw="")
    return Done(None, facts=_facts(locked))


@operation(Event.RETURN)
def note_returned(actor: Actor, row: Outgoing, *, code: str, says: str, at: datetime) -> Done[None]:
    """Note on a message of ours that it came back for good; the first reason stays. Said on the page of its thing."""
    Outgoing.objects.filter(pk=row.pk, bounced_at__isnull=True).update(bounced_at=at, bounce_says=says[:400])
    facts = {"message": row.message, "to": row.to, "kind": row.subject_kind, "thing": row.subject, "code": code}
    return Done(None, facts=facts)


@operation(Event.FAIL_MAIL)
def note_failure(actor: Actor, row: Incoming, *, code: str, says: str, next_at: datetime, at: datetime) -> Done[None]:
    """Note that a message could not be put before its room, and when that is tried again. Raises Conflict."""
    locked = _still_waiting(row)
    Incoming.objects.filter(pk=locked.pk).update(attempts=locked.attempts + 1, next_at=next_at, last_error=says[:400])
    return Done(None, facts={**_facts(locked), "code": code, "attempts": locked.attempts + 1})


@operation(Event.GIVE_UP_MAIL)
def give_up(actor: Actor, row: Incoming, *, code: str, says: str, at: datetime) -> Done[None]:
    """Note that a message is not tried again by itself: it is kept whole, and shown as failed. Raises Conflict."""
    locked = _still_waiting(row)
    changes = {"attempts": locked.attempts + 1, "next_at": None, "failed_at": at, "last_error": says[:400]}
    Incoming.objects.filter(pk=locked.pk).update(**changes)
    return Done(None, facts={**_facts(locked), "code": code, "attempts": locked.attempts + 1})


@operation(Event.TRY_MAIL_AGAIN)
def try_again(actor: Actor, row: Incoming, *, at: datetime) -> Done[None]:
    """Have a message that was given up put before its room again. Raises Conflict for one that was not given up."""
    if not Incoming.objects.filter(pk=row.pk, failed_at__isnull=False).update(failed_at=None, next_at=at, attempts=0):
        raise Conflict("This e-mail has not failed, so there is nothing to try again.")
    return Done(None, facts=_facts(row))


@operation(Event.DISCARD_MAIL)
def discard(actor: Actor, row: Incoming, *, at: datetime) -> Done[None]:
    """Delete a message that is about nothing known, or that failed, for good. The record keeps that it was there."""
    facts = _facts(row)
    Incoming.objects.filter(pk=row.pk).delete()
    return Done(None, subject=row.public_id, facts=facts)


@operation(Event.FORGET_MAIL)
def forget_old(actor: Actor, *, before: datetime) -> Done[int]:
    """Delete the mail that was taken in before an instant; how much. Its room has its words and files: not kept twice.

    Also goes what is about nothing known, which nobody has saved. What waits, or failed, stays for a person. Raises
    Conflict where there is none.
    """
    rows = Incoming.objects.filter(taken_at__lt=before, next_at__isnull=True, failed_at__isnull=True)
    number, _ = rows.delete()
    if not number:
        raise Conflict("No e-mail is as old as that.")
    return Done(number, subject="incoming", facts={"number": number, "before": before.isoformat(timespec="seconds")})


def _still_waiting(row: Incoming) -> Incoming:
    """The row, locked. Its message of ours is read apart, for an outer join cannot be locked on PostgreSQL."""
    locked = Incoming.objects.select_for_update().filter(pk=row.pk, next_at__isnull=False).first()
    if locked is None:
        raise Conflict(DONE_MEANWHILE)
    return locked


def _take_bounce(actor: Actor, sent: Outgoing, mail: Mail, *, at: datetime) -> None:
    bounce = mail.bounce
    if bounce is None or sent.bounced_at:
        return
    elsewhere = bounce.recipient if bounce.recipient.casefold() != sent.to.casefold() else ""
    says = rules.came_back(bounce.code, recipient=elsewhere)
    note_returned(actor, sent, code=bounce.code, says=says, at=at)
    returned = receiving.Returned(
        message=sent.public_id,
        subject_kind=sent.subject_kind,
        subject=sent.subject,
        to=sent.to,
        code=bounce.code,
        says=says,
    )
    for take in receiving.return_takers():
        take(actor, returned, at)


def _received(row: Incoming, sent: Outgoing, mail: Mail) -> receiving.Received:
    return receiving.Received(
        mail=row.public_id,
        kind=_kind(row),
        subject=row.subject,
        answers=sent.public_id,
        sent_to=sent.to,
        from_address=mail.from_address,
        from_name=mail.from_name,
        title=mail.title,
        text=mail.text,
        quoted=mail.quoted,
        written_at=mail.written_at,
        attachments=mail.attachments,
        notes=mail.notes,
    )


def _kind(row: Incoming) -> Kind:
    return rules.Kind(row.kind)


def _facts(row: Incoming) -> dict[str, Any]:
    return {"kind": row.kind, "thing_kind": row.subject_kind or "nothing", "thing": row.subject or "unknown"}
