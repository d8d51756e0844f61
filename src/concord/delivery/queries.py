"""Reads of what was sent and of links, for the page of the thing they are about, whose room decides who sees it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from concord.base.errors import NotFound
from concord.delivery import messages, rules
from concord.delivery.models import Outgoing, SecureLink

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

    from concord.base.actor import Actor
    from concord.delivery.rules import State


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """How far one message has come, for a page.

    `at` is when it was sent, given up or sent back, or will be tried (again). `last_error` says why it is not there:
    what a mail server said, or that it came back.
    """

    public_id: str
    purpose: str
    to: str
    title: str
    text: str
    state: State
    at: datetime
    attempts: int
    last_error: str


def deliveries_about(actor: Actor, subject_kind: str, subject: str) -> list[Delivery]:
    """The messages about one thing, oldest first, for an actor whom the calling query has let see that thing.

    The text is without secrets. Somebody who came by a link sees what went to the link's own mailboxes only: nothing.
    """
    if actor.kind not in {"person", "system"}:
        return []
    rows = Outgoing.objects.filter(subject_kind=subject_kind, subject=subject).order_by("id").defer("text")
    return [_delivery(row) for row in rows]


def _delivery(row: Outgoing) -> Delivery:
    return Delivery(
        public_id=row.public_id,
        purpose=messages.purpose_of(row.message),
        to=row.to,
        title=row.title,
        text=row.kept_text,
        state=row.state,
        at=row.bounced_at or row.sent_at or row.gave_up_at or row.next_at or row.enqueued_at,
        attempts=row.attempts,
        last_error=row.bounce_says or row.last_error,
    )


def mailed_about(subject_kind: str, subject: str, *, since: datetime, to: str = "", message: str = "") -> int:
    """How many messages about one thing were put into the outbox since an instant, for a service that sets a limit.

    Of one kind (`message`) and to one mailbox (`to`), where these are given.
    """
    rows = Outgoing.objects.filter(subject_kind=subject_kind, subject=subject, enqueued_at__gte=since)
    rows = rows.filter(to__iexact=to) if to else rows
    return (rows.filter(message=message) if message else rows).count()


def links_about(actor: Actor, subject_kind: str, subject: str) -> QuerySet[SecureLink]:
    """The links to one thing, newest first, for an officer whom the calling query has let see that thing."""
    if actor.kind not in {"person", "system"}:
        return SecureLink.objects.none()
    return SecureLink.objects.filter(subject_kind=subject_kind, subject=subject).order_by("-id")


def links_going_to(mailbox: str, *, body: str, kind: str, at: datetime) -> QuerySet[SecureLink]:
    """The links to things of a kind that went to one mailbox of a body and still work.

    For whoever has proved that very mailbox; the calling query sees to it.
    """
    return SecureLink.objects.filter(
        subject_kind=kind, body=body, to__iexact=mailbox, revoked_at__isnull=True, expires_at__gt=at
    )


def links_to_one_mailbox(link: str, kind: str, subject: str) -> QuerySet[SecureLink, str]:
    """The links (by public id) to one thing that went to the same mailbox as a link to it; it is among them."""
    to = SecureLink.objects.filter(public_id=link).values_list("to", flat=True).first()
    rows = SecureLink.objects.filter(subject_kind=kind, subject=subject, to__iexact=to or "")
    return rows.values_list("public_id", flat=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeSent:
    """How the code stands for which a page asks: to which mailbox, masked, it was sent, when, and until when it works.

    `fault` says why it cannot be entered, `wait` why no further one can be sent yet; empty where nothing is wrong.
    """

    to: str
    at: datetime | None
    until: datetime | None
    fault: str
    wait: str


def code_sent(actor: Actor, *, at: datetime) -> CodeSent:
    """The newest code of the link that the actor entered by. Raises NotFound for anybody else. Two reads."""
    link = SecureLink.objects.filter(public_id=actor.person).first() if actor.kind == "partner" else None
    if link is None:
        raise NotFound(rules.WRONG_LINK)
    codes = list(link.codes.order_by("-sent_at", "-id")[: rules.CODES])
    wait = rules.code_wait([code.sent_at for code in codes], at=at)
    return CodeSent(
        to=rules.masked(link.to),
        at=codes[0].sent_at if codes else None,
        until=codes[0].expires_at if codes else None,
        fault=(codes[0].fault(at=at) or "") if codes else rules.NEVER_SENT,
        wait=rules.too_many_codes(wait) if wait else "",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Backlog:
    """How the outbox stands: what waits, what was given up, and since when the oldest that waits has been waiting."""

    waiting: int
    given_up: int
    oldest: datetime | None


def backlog_for_the_server() -> Backlog:
    """The state of the outbox as a whole, without any address or word of it: for `concord work` and monitoring."""
    waiting = Outgoing.objects.filter(next_at__isnull=False)
    return Backlog(
        waiting=waiting.count(),
        given_up=Outgoing.objects.filter(gave_up_at__isnull=False).count(),
        oldest=waiting.order_by("enqueued_at").values_list("enqueued_at", flat=True).first(),
    )
