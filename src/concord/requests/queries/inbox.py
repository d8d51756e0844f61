"""The list of a body's requests: one page of one shelf, newest first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from django.db.models import Exists, OuterRef, Q, Subquery

from concord.access import operation, policies
from concord.base.errors import NotFound
from concord.requests.events import Event
from concord.requests.models import CooperationRequest, Reply
from concord.requests.queries.rows import waiting_words
from concord.requests.rules import ANSWERS, ReplyKind, Status, status_of
from concord.requests.wording import SHELVES, STATUS, STATUS_COLOUR

if TYPE_CHECKING:
    from datetime import date, datetime

    from django.db.models import QuerySet

    from concord.base.actor import Actor

PAGE: Final = 25
"""How many requests a page of the list shows."""


@dataclass(frozen=True, slots=True)
class Row:
    """A request in the list."""

    public_id: str
    asked_name: str
    reference: str
    needed_by: date | None
    status: Status
    drafted_at: datetime
    sent_at: datetime | None

    @property
    def words(self) -> str:
        """The status in words."""
        return STATUS[self.status]

    @property
    def colour(self) -> str:
        """The colour of the status's tag."""
        return STATUS_COLOUR[self.status]

    @property
    def waiting(self) -> str:
        """Whom the request waits on, in words; empty where it waits on nobody."""
        return waiting_words(self.status, self.asked_name)


@dataclass(frozen=True, slots=True)
class Inbox:
    """A page of the list: `older` is where the next page begins, `started` whether this is a later page."""

    show: str
    rows: tuple[Row, ...]
    older: str
    started: bool


def inbox(actor: Actor, *, show: str = "open", before: str = "") -> Inbox:
    """The requests of the actor's body on one shelf of `wording.SHELVES`, newest first.

    `before` is the public id of the last request of the page before. Raises NotFound for an unknown shelf, and for an
    actor who may see no requests. Recorded as seen, because it shows references to people.
    """
    if show not in SHELVES or not policies.may(actor, Event.BROWSE):
        raise NotFound(operation.NOT_HERE)
    asks = policies.visible(actor, Event.SEE, _answered(CooperationRequest.objects.all())).filter(_shelf(show))
    if before:
        asks = asks.filter(pk__lt=Subquery(CooperationRequest.objects.filter(public_id=before).values("pk")[:1]))
    found = list(asks.order_by("-pk")[: PAGE + 1])
    rows = tuple(_row(ask) for ask in found[:PAGE])
    if rows:
        operation.seen(actor, Event.BROWSE, actor.body, {"shown": [row.public_id for row in rows]})
    return Inbox(show, rows, rows[-1].public_id if len(found) > PAGE else "", started=bool(before))


def _answered(asks: QuerySet[CooperationRequest]) -> QuerySet[CooperationRequest]:
    """Each request with the answer that it has had, and whether it was acknowledged, in the same read."""
    replies = Reply.objects.filter(ask=OuterRef("pk"))
    return asks.annotate(
        answered=Subquery(replies.filter(kind__in=sorted(ANSWERS)).values("kind")[:1]),
        acknowledged=Exists(replies.filter(kind=ReplyKind.ACKNOWLEDGED)),
    )


def _shelf(show: str) -> Q:
    return {
        "open": Q(sent_at__isnull=False, withdrawn_at__isnull=True, answered__isnull=True),
        "answered": Q(answered__isnull=False),
        "drafts": Q(sent_at__isnull=True, withdrawn_at__isnull=True),
        "all": Q(sent_at__isnull=False) | Q(withdrawn_at__isnull=True),
    }[show]


def _row(ask: Any) -> Row:
    replies = [ask.answered] if ask.answered else []
    replies += [ReplyKind.ACKNOWLEDGED] if ask.acknowledged else []
    status = status_of(sent=ask.sent_at is not None, withdrawn=ask.withdrawn_at is not None, replies=replies)
    return Row(ask.public_id, ask.asked_name, ask.person_reference, ask.needed_by, status, ask.drafted_at, ask.sent_at)
