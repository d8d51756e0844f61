"""The list of a body's requests, sent and received: one page of one shelf, newest first, by key and never by number."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from django.db.models import Case, Count, IntegerField, Q, Subquery, Sum, When

from concord.access import operation, policies
from concord.base.errors import NotFound
from concord.requests.events import Event
from concord.requests.models import CooperationRequest, Docket
from concord.requests.queries.rows import waiting_words
from concord.requests.rules.kinds import Kind, Urgency
from concord.requests.rules.standing import ENDED, Status, is_overdue
from concord.requests.rules.steps import Side
from concord.requests.wording import HELP, SCOPES, SHELVES, SIDES, STATUS, STATUS_COLOUR, URGENCY

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from django.db.models import QuerySet

    from concord.base.actor import Actor

PAGE: Final = 50
"""How many requests a page of the list shows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What the list is narrowed to. Everything is optional; `q` is looked for in the text."""

    show: str = "all"
    scope: str = "body"
    side: str = "any"
    kinds: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    helps: tuple[str, ...] = ()
    urgencies: tuple[str, ...] = ()
    other: str = ""
    sent_from: date | None = None
    sent_to: date | None = None
    q: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A request in the list."""

    public_id: str
    reference: str
    kind: Kind | None
    asker_name: str
    asked_name: str
    received: bool
    person_reference: str
    help: str
    urgency: str
    needed_by: date | None
    due_on: date | None
    promised_on: date | None
    overdue: bool
    status: Status
    waiting: str
    waiting_on_us: bool
    unread: int
    level: int
    drafted_at: datetime
    sent_at: datetime | None
    last_at: datetime

    @property
    def words(self) -> str:
        """The status in words."""
        return STATUS[self.status]

    @property
    def colour(self) -> str:
        """The colour of the status's tag."""
        return STATUS_COLOUR[self.status]

    @property
    def other_name(self) -> str:
        """The body on the other side."""
        return self.asker_name if self.received else self.asked_name


@dataclass(frozen=True, slots=True)
class Inbox:
    """A page of the list: `older` is where the next page begins, `started` whether this is a later page."""

    filters: Filters
    rows: tuple[Row, ...]
    older: str
    started: bool
    counts: dict[str, int] = field(default_factory=dict)


def inbox(actor: Actor, *, filters: Filters, on: date, before: str = "", found: Sequence[int] | None = None) -> Inbox:
    """The requests that the actor may see on one shelf of `wording.SHELVES`, newest first.

    `before` is the public id of the last request of the page before; `found` narrows to what a search found. Raises
    NotFound for an unknown shelf, and for an actor who may see no requests. Recorded as seen, because it shows
    references to people.
    """
    asks = asks_for(actor, filters, on=on)
    if found is not None:
        asks = asks.filter(pk__in=found)
    if before:
        asks = asks.filter(pk__lt=Subquery(CooperationRequest.objects.filter(public_id=before).values("pk")[:1]))
    page = list(asks.order_by("-pk")[: PAGE + 1])
    rows = tuple(row_of(actor, ask, on) for ask in page[:PAGE])
    if rows:
        operation.seen(actor, Event.BROWSE, actor.body, {"shown": [row.public_id for row in rows]})
    return Inbox(filters, rows, rows[-1].public_id if len(page) > PAGE else "", started=bool(before))


def asks_for(actor: Actor, filters: Filters, *, on: date) -> QuerySet[CooperationRequest]:
    """The requests that the actor may see, narrowed; the rows light, with their docket. Raises NotFound."""
    if not policies.may(actor, Event.BROWSE):
        raise NotFound(operation.NOT_HERE)
    if filters.show not in SHELVES or filters.scope not in SCOPES or filters.side not in SIDES:
        raise NotFound(operation.NOT_HERE)
    asks = policies.visible(actor, Event.SEE, CooperationRequest.objects.select_related("docket"))
    asks = asks.filter(_shelf(actor, filters.show, on), _scope(actor, filters.scope), _side(actor, filters.side))
    return asks.filter(_narrowed(filters)).only(*_LIGHT)


_LIGHT: Final = (
    "public_id",
    "kind",
    "asker_name",
    "asked_name",
    "person_reference",
    "help",
    "urgency",
    "needed_by",
    "drafted_at",
    "sent_at",
    "discarded_at",
    *(f"docket__{column.name}" for column in Docket._meta.concrete_fields),  # noqa: SLF001  Django's documented API
)


def _shelf(actor: Actor, show: str, on: date) -> Q:
    ours_to_move = Q(docket__asker=actor.body, docket__waiting=Side.ASKER) | Q(
        docket__asked=actor.body, docket__waiting=Side.ASKED
    )
    theirs = Q(docket__asker=actor.body, docket__waiting=Side.ASKED) | Q(
        docket__asked=actor.body, docket__waiting=Side.ASKER
    )
    sent = Q(sent_at__isnull=False)
    return {
        "us": ours_to_move & sent,
        "them": theirs & sent,
        "late": Q(docket__waiting=Side.ASKED, docket__paused=False) & (_late(on)),
        "unread": Q(docket__asker=actor.body, docket__unread_by_asker__gt=0)
        | Q(docket__asked=actor.body, docket__unread_by_asked__gt=0),
        "drafts": Q(docket__status=Status.DRAFT),
        "done": Q(docket__waiting=Side.NOBODY) & sent,
        "all": ~Q(docket__status=Status.DISCARDED),
    }[show]


def _late(on: date) -> Q:
    return Q(docket__due_on__lt=on) | Q(docket__promised_on__lt=on)


def _scope(actor: Actor, scope: str) -> Q:
    if scope == "mine":
        return Q(docket__made_by__public_id=actor.person)
    return Q(docket__team=actor.team) if scope == "team" and actor.team else Q()


def _side(actor: Actor, side: str) -> Q:
    return {"asker": Q(docket__asker=actor.body), "asked": Q(docket__asked=actor.body)}.get(side, Q())


def _narrowed(filters: Filters) -> Q:
    wanted: dict[str, Any] = {
        "docket__kind__in": filters.kinds,
        "docket__status__in": filters.statuses,
        "docket__help__in": filters.helps,
        "docket__urgency__in": filters.urgencies,
    }
    narrowed = Q(**{name: value for name, value in wanted.items() if value})
    if filters.other:
        narrowed &= Q(docket__asker=filters.other) | Q(docket__asked=filters.other)
    if filters.sent_from:
        narrowed &= Q(docket__sent_on__gte=filters.sent_from)
    if filters.sent_to:
        narrowed &= Q(docket__sent_on__lte=filters.sent_to)
    return narrowed


def row_of(actor: Actor, ask: CooperationRequest, on: date) -> Row:
    """A request as a list shows it."""
    docket = ask.docket
    received = docket.asked_id == actor.body and docket.asker_id != actor.body
    ours = Side.ASKED if received else Side.ASKER
    return Row(
        public_id=ask.public_id,
        reference=ask.reference,
        kind=Kind(docket.kind) if docket.kind else None,
        asker_name=docket.asker_name,
        asked_name=docket.asked_name,
        received=received,
        person_reference="" if docket.status in ENDED and received else ask.person_reference,
        help=HELP.get(docket.help, ""),
        urgency=URGENCY[Urgency(docket.urgency)],
        needed_by=ask.needed_by,
        due_on=docket.due_on,
        promised_on=docket.promised_on,
        overdue=is_overdue(
            waiting=docket.waiting, paused=docket.paused, due_on=docket.promised_on or docket.due_on, on=on
        ),
        status=Status(docket.status),
        waiting=waiting_words(docket, docket.asked_name, docket.asker_name),
        waiting_on_us=docket.waiting == ours,
        unread=docket.unread_by_asked if received else docket.unread_by_asker,
        level=docket.level,
        drafted_at=ask.drafted_at,
        sent_at=ask.sent_at,
        last_at=docket.last_at,
    )


def counts(actor: Actor, *, on: date) -> dict[str, int]:
    """How many requests of the actor's body stand on each shelf that waits for somebody. No person is shown."""
    if not policies.may(actor, Event.BROWSE):
        return {}
    waiting = Docket.objects.exclude(waiting=Side.NOBODY).exclude(status=Status.DRAFT)
    sent = _counted(waiting.filter(asker=actor.body), Side.ASKER, on)
    received = _counted(waiting.filter(asked=actor.body), Side.ASKED, on)
    drafts = Docket.objects.filter(asker=actor.body, waiting=Side.ASKER, status=Status.DRAFT).count()
    return {
        "us": sent["ours"] + received["ours"],
        "them": sent["all"] - sent["ours"] + received["all"] - received["ours"],
        "late": sent["late"] + received["late"],
        "unread": sent["unread"] + received["unread"],
        "drafts": drafts,
    }


def _counted(dockets: QuerySet[Docket], ours: Side, on: date) -> dict[str, int]:
    late = (Q(due_on__lt=on) | Q(promised_on__lt=on)) & Q(waiting=Side.ASKED, paused=False)
    unread = Q(unread_by_asker__gt=0) if ours is Side.ASKER else Q(unread_by_asked__gt=0)
    found = dockets.aggregate(
        all=Count("pk"),
        ours=_sum(Q(waiting=ours)),
        late=_sum(late),
        unread=_sum(unread),
    )
    return {name: value or 0 for name, value in found.items()}


def _sum(condition: Q) -> Sum:
    return Sum(Case(When(condition, then=1), default=0, output_field=IntegerField()))
