"""Reads of mail that came in: for the page of the thing it is about, and for whoever runs the server."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from concord.access import operation, policies
from concord.base.errors import NotFound
from concord.delivery.incoming import rules
from concord.delivery.incoming.events import Event
from concord.delivery.models import Incoming

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

    from concord.base.actor import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A message that came in, for a page. `quoted` is folded away there."""

    public_id: str
    kind: rules.Kind
    from_address: str
    from_name: str
    title: str
    text: str
    quoted: str
    notes: tuple[str, ...]
    attachments: int
    taken_at: datetime
    handed_over_at: datetime | None
    failed_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """What may be said of a message to whoever runs the server: no name, no word. `domain` is where it came from."""

    public_id: str
    kind: rules.Kind
    taken_at: datetime
    domain: str
    size: int
    attachments: int
    attempts: int
    last_error: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How many messages wait to be put before their rooms, are about nothing known, and were given up."""

    waiting: int
    unknown: int
    failed: int


def mail_about(actor: Actor, subject_kind: str, subject: str) -> list[Letter]:
    """The mail about one thing, oldest first, for an officer whom the calling query has let see that thing.

    The caller records that it was seen. Somebody who came by a link sees none of it.
    """
    if actor.kind not in {"person", "system"}:
        return []
    rows = Incoming.objects.filter(subject_kind=subject_kind, subject=subject).order_by("id").defer("raw")
    return [_letter(row) for row in rows]


def mail_for_the_server() -> Standing:
    """How the incoming mail stands as a whole, without any address or word of it."""
    return Standing(
        waiting=Incoming.objects.filter(next_at__isnull=False).count(),
        unknown=_unknown().count(),
        failed=_failed().count(),
    )


def unknown_envelopes(actor: Actor, *, most: int = 100) -> list[Envelope]:
    """The messages that came to no address of Concord's, newest first."""
    return _envelopes(actor, _unknown(), most)


def failed_envelopes(actor: Actor, *, most: int = 100) -> list[Envelope]:
    """The messages that no room could take, newest first."""
    return _envelopes(actor, _failed(), most)


def failed_mail(actor: Actor, public_id: str) -> Incoming:
    """A message that the actor may have tried again. Raises NotFound."""
    rows = policies.visible(actor, Event.TRY_MAIL_AGAIN, Incoming.objects.filter(public_id=public_id).defer("raw"))
    return _one(rows)


def discardable_mail(actor: Actor, public_id: str) -> Incoming:
    """A message that the actor may delete: of unknown subject, or failed. Raises NotFound."""
    rows = policies.visible(actor, Event.DISCARD_MAIL, Incoming.objects.filter(public_id=public_id).defer("raw"))
    return _one(rows)


def original(actor: Actor, public_id: str) -> bytes:
    """A message as it came, for a person who must look at it; that it was seen is recorded. Raises NotFound.

    Those that their room has taken are no longer kept in this form.
    """
    row = _one(policies.visible(actor, Event.READ_MAIL, Incoming.objects.filter(public_id=public_id)))
    if not row.raw:
        raise NotFound("This e-mail was taken by its room and is kept there, not as it came.")
    operation.seen(actor, Event.READ_MAIL, row, {"kind": row.kind})
    return row.raw.encode("latin-1")


def _one(rows: QuerySet[Incoming]) -> Incoming:
    row = rows.first()
    if row is None:
        raise NotFound("There is no such e-mail. “concord mail unknown” and “concord mail failed” list them.")
    return row


def _unknown() -> QuerySet[Incoming]:
    return Incoming.objects.filter(kind=rules.Kind.UNKNOWN)


def _failed() -> QuerySet[Incoming]:
    return Incoming.objects.filter(failed_at__isnull=False)


def _envelopes(actor: Actor, rows: QuerySet[Incoming], most: int) -> list[Envelope]:
    visible = policies.visible(actor, Event.TRY_MAIL_AGAIN, rows)
    return [_envelope(row) for row in visible.order_by("-id").defer("raw", "text", "quoted")[:most]]


def _envelope(row: Incoming) -> Envelope:
    return Envelope(
        public_id=row.public_id,
        kind=rules.Kind(row.kind),
        taken_at=row.taken_at,
        domain=row.from_address.rpartition("@")[2],
        size=row.size,
        attachments=row.attachments,
        attempts=row.attempts,
        last_error=row.last_error,
    )


def _letter(row: Incoming) -> Letter:
    return Letter(
        public_id=row.public_id,
        kind=rules.Kind(row.kind),
        from_address=row.from_address,
        from_name=row.from_name,
        title=row.title,
        text=row.text,
        quoted=row.quoted,
        notes=tuple(row.notes.splitlines()),
        attachments=row.attachments,
        taken_at=row.taken_at,
        handed_over_at=row.handed_over_at,
        failed_at=row.failed_at,
    )
