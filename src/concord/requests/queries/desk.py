"""What waits at a desk: how many requests stand on each shelf, the longest overdue, and what changed of late.

Counted along the indexes of the docket, in what is open only; nothing here shows a person, so nothing is recorded.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from django.db.models import Case, Count, F, IntegerField, Q, Sum, When
from django.db.models.functions import Coalesce

from concord.access import policies
from concord.access.operation import NOT_HERE
from concord.base.errors import NotFound
from concord.requests.events import Event
from concord.requests.models import Docket
from concord.requests.queries.inbox import Row, row_of
from concord.requests.queries.shelves import Filters, is_late, is_officer, parts, seen_of
from concord.requests.rules.standing import Status
from concord.requests.rules.steps import Side

if TYPE_CHECKING:
    from datetime import date, datetime

    from django.db.models import QuerySet

    from concord.base.actor import Actor

LONGEST_OVERDUE: Final = 5
CHANGED_LATELY: Final = 10
OPEN_SIDES: Final = (Side.ASKER.value, Side.ASKED.value)


@dataclass(frozen=True, slots=True)
class Desk:
    """The start page: counts of the body and of the person's own, the longest overdue, what changed `since`."""

    counts: dict[str, int]
    mine: dict[str, int]
    overdue: tuple[Row, ...]
    changed: tuple[Row, ...]
    since: datetime


def desk(actor: Actor, *, on: date, since: datetime) -> Desk:
    """What waits for the actor and the body on a day, and what changed after an instant. Raises NotFound."""
    if not policies.may(actor, Event.BROWSE):
        raise NotFound(NOT_HERE)
    late = Coalesce("promised_on", "due_on")
    overdue = _slices(actor, Filters(show="late"), on, late.asc(), F("ask_id").asc(), most=LONGEST_OVERDUE)
    recent = _slices(actor, Filters(), on, F("last_at").desc(), most=CHANGED_LATELY, only=Q(last_at__gte=since))
    longest = [row_of(actor, ask, on, about_person=False) for ask in seen_of(actor, overdue)]
    changed = [row_of(actor, ask, on, about_person=False) for ask in seen_of(actor, recent)]
    return Desk(
        counts=counts(actor, on=on),
        mine=counts(actor, on=on, scope="mine"),
        overdue=tuple(sorted(longest, key=lambda row: row.promised_on or row.due_on or on)[:LONGEST_OVERDUE]),
        changed=tuple(sorted(changed, key=lambda row: row.last_at, reverse=True)[:CHANGED_LATELY]),
        since=since,
    )


def _slices(
    actor: Actor, filters: Filters, on: date, *order: Any, most: int, only: Q | None = None
) -> list[QuerySet[Docket, Any]]:
    shelf = parts(actor, filters, on=on)
    return [Docket.objects.filter(part, only or Q()).order_by(*order).values("ask_id")[:most] for part in shelf]


def counts(actor: Actor, *, on: date, scope: str = "body") -> dict[str, int]:
    """How many requests stand on each shelf on which somebody waits, by shelf. No person is shown.

    The same that the list shows: `scope` is the list's too. Empty for an actor who may see no requests.
    """
    if not policies.may(actor, Event.BROWSE):
        return {}
    whole = Filters(scope=scope)
    by_us = parts(actor, replace(whole, side="asker"), on=on)
    of_us = parts(actor, replace(whole, side="asked"), on=on)
    found = dict.fromkeys(("us", "them", "late", "unread", "drafts"), 0)
    for part in by_us:
        _add(found, _open(part, Side.ASKER, on) | {"unread": _unread(part, Q(unread_by_asker__gt=0))})
    for part in of_us:
        own = Q(asker=actor.body)
        _add(found, _open(part, Side.ASKED, on, once=~own))
        found["unread"] += _unread(part, Q(unread_by_asked__gt=0) & ~(own & Q(unread_by_asker__gt=0)))
    return found if is_officer(actor) else {"drafts": found["drafts"]}


def _open(part: Q, ours: Side, on: date, *, once: Q | None = None) -> dict[str, int]:
    """What of one side is open. `once` keeps what lies on both sides of one body from being counted twice."""
    draft = Q(status=Status.DRAFT)
    late = Q(waiting=Side.ASKED) & is_late(on)
    return dict(
        Docket.objects.filter(part, waiting__in=OPEN_SIDES).aggregate(
            us=_sum(Q(waiting=ours) & ~draft),
            them=_sum(~Q(waiting=ours)),
            late=_sum(late & once if once else late),
            drafts=_sum(draft),
        )
    )


def _unread(part: Q, unread: Q) -> int:
    found: int = Docket.objects.filter(part, unread).aggregate(unread=Count("pk"))["unread"]
    return found


def _sum(condition: Q) -> Sum:
    return Sum(Case(When(condition, then=1), default=0, output_field=IntegerField()))


def _add(found: dict[str, int], more: dict[str, int]) -> None:
    for name, number in more.items():
        found[name] += number or 0
