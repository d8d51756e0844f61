"""Which requests stand on a shelf of the list, and how they are read: along one index a side, newest first.

A body sees what it asked and what it is asked. One condition for both (an OR over two columns) would have the database
walk every request of everybody; so each side is read by itself, as far as a page needs, and the two are put together.
The policy then decides on what was found.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from django.db.models import Q, Subquery

from concord.access import operation, policies
from concord.base.errors import NotFound
from concord.people.models import Person
from concord.requests.events import Event
from concord.requests.models import CooperationRequest, Docket
from concord.requests.permissions import ROLES
from concord.requests.rules.standing import Status
from concord.requests.rules.steps import Side
from concord.requests.wording import SCOPES, SHELVES, SIDES

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import date

    from django.db.models import QuerySet

    from concord.base.actor import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What the list is narrowed to. Everything is optional.

    `other` is the reference of the body on the other side, `name` a part of its name. `sent_to` is the last day that
    counts. `q` is looked for in the text.
    """

    show: str = "all"
    scope: str = "body"
    side: str = "any"
    kinds: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    helps: tuple[str, ...] = ()
    urgencies: tuple[str, ...] = ()
    other: str = ""
    name: str = ""
    sent_from: date | None = None
    sent_to: date | None = None
    q: str = ""


def is_officer(actor: Actor) -> bool:
    """Whether the actor sees the requests of the body, and not only drafts of their own (as a contractor does)."""
    return not actor.roles.isdisjoint(ROLES)


def parts(actor: Actor, filters: Filters, *, on: date) -> list[Q]:
    """The conditions on the docket whose rows together stand on the shelf, narrowed: one a side. Raises NotFound.

    What others asked lies with the whole body: of "mine" and "my team's" there is only what we asked ourselves.
    """
    if not policies.may(actor, Event.BROWSE):
        raise NotFound(operation.NOT_HERE)
    if filters.show not in SHELVES or filters.scope not in SCOPES or filters.side not in SIDES:
        raise NotFound(operation.NOT_HERE)
    asked, received = _by_us(actor, filters.scope), _of_us(actor, filters.scope)
    late = Q(waiting=Side.ASKED) & is_late(on)
    shelf: dict[str, tuple[Q | None, Q | None]] = {
        "us": (Q(waiting=Side.ASKER) & _SENT, Q(waiting=Side.ASKED)),
        "them": (Q(waiting=Side.ASKED), Q(waiting=Side.ASKER)),
        "late": (late, late),
        "unread": (Q(unread_by_asker__gt=0), Q(unread_by_asked__gt=0)),
        "drafts": (Q(waiting=Side.ASKER, status=Status.DRAFT), None),
        "done": (Q(waiting=Side.NOBODY) & _SENT, Q(waiting=Side.NOBODY)),
        "all": (~Q(status=Status.DISCARDED), Q()),
    }
    ours, theirs = shelf[filters.show]
    found = []
    if asked is not None and ours is not None and filters.side != "asked":
        found.append(asked & ours & _narrowed(filters, Side.ASKED))
    if received is not None and theirs is not None and filters.side != "asker":
        found.append(received & theirs & _narrowed(filters, Side.ASKER))
    return found


_SENT: Final = ~Q(status__in=(Status.DRAFT.value, Status.DISCARDED.value))
"""Not by its day of sending: SQLite would look along the index of that day, and read all that was ever asked."""


def _by_us(actor: Actor, scope: str) -> Q | None:
    ours = Q(asker=actor.body)
    if not is_officer(actor):
        return ours & by_person(actor) & Q(sent_on__isnull=True)
    if scope == "team":
        return ours & Q(team=actor.team) if actor.team else None
    return ours & by_person(actor) if scope == "mine" else ours


def _of_us(actor: Actor, scope: str) -> Q | None:
    whole = scope == "body" and is_officer(actor)
    return Q(asked=actor.body) & _SENT if whole else None


def by_person(actor: Actor) -> Q:
    """What the actor has made."""
    return Q(made_by=Subquery(Person.objects.filter(public_id=actor.person).values("pk")[:1]))


def is_late(on: date) -> Q:
    """The clock runs and its day, or the day that was promised, is over."""
    return Q(paused=False) & (Q(promised_on__lt=on) | Q(promised_on__isnull=True, due_on__lt=on))


def _narrowed(filters: Filters, other: Side) -> Q:
    """What the filters leave, where the other side is `other`."""
    wanted: dict[str, Any] = {
        "kind__in": filters.kinds,
        "status__in": filters.statuses,
        "help__in": filters.helps,
        "urgency__in": filters.urgencies,
        "sent_on__gte": filters.sent_from,
        "sent_on__lte": filters.sent_to,
        other.value: filters.other,
        f"{other}_name__icontains": filters.name,
    }
    return Q(**{name: value for name, value in wanted.items() if value})


_LIGHT: Final = (
    "public_id",
    "kind",
    "asker_name",
    "asked_name",
    "asker_group",
    "asked_group",
    "person_reference",
    "help",
    "urgency",
    "needed_by",
    "drafted_at",
    "handed_over_at",
    "sent_at",
    "discarded_at",
    *(f"docket__{column.name}" for column in Docket._meta.concrete_fields),  # noqa: SLF001  Django's documented API
)


def asks_for(
    actor: Actor, filters: Filters, *, on: date, before: str = "", after: str = "", limit: int
) -> QuerySet[CooperationRequest]:
    """At most `limit` requests of the shelf that the actor may see, with their docket and without long texts.

    The newest first; or, `after` a request (public id), those next newer than it, the nearest first. `before` is the
    request after which an older page goes on. The words of `filters.q` are not looked for here. Raises NotFound.
    """
    order = "ask_id" if after else "-ask_id"
    beyond = Q(ask__gt=_key(after)) if after else Q(ask__lt=_key(before)) if before else Q()
    read = [
        Docket.objects.filter(part, beyond).order_by(order).values("ask_id")[:limit]
        for part in parts(actor, filters, on=on)
    ]
    return seen_of(actor, read).order_by("pk" if after else "-pk")[:limit]


def seen_of(actor: Actor, read: Iterable[QuerySet[Docket, Any]]) -> QuerySet[CooperationRequest]:
    """What the actor may see of the requests that these readings of the docket found, in one query."""
    first, *more = [Docket.objects.filter(ask__in=part).order_by().values("ask_id") for part in read] or [
        Docket.objects.none().values("ask_id")
    ]
    return seen_among(actor, first.union(*more) if more else first)


def seen_among(actor: Actor, keys: QuerySet[Any, Any] | Collection[int]) -> QuerySet[CooperationRequest]:
    """What the actor may see of some requests, with their docket and without long texts."""
    asks = CooperationRequest.objects.filter(pk__in=keys).select_related("docket")
    return policies.visible(actor, Event.SEE, asks).only(*_LIGHT)


def _key(public_id: str) -> Subquery:
    return Subquery(CooperationRequest.objects.filter(public_id=public_id).values("pk")[:1])
