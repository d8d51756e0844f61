"""What waits at a desk: how many requests stand on each shelf, the longest overdue, and what changed of late.

Counted along the indexes of the docket, in what is open only; nothing here shows a person, so nothing is recorded.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from django.db.models import Case, F, IntegerField, Q, Sum, When
from django.db.models.functions import Coalesce

from concord.access import policies
from concord.access.operation import NOT_HERE
from concord.base.errors import NotFound
from concord.requests.events import Event
from concord.requests.models import Docket
from concord.requests.queries.inbox import Row, row_of
from concord.requests.queries.shelves import Filters, by_person, is_late, is_officer, parts, seen_of
from concord.requests.rules.standing import Status
from concord.requests.rules.steps import Side

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from django.db.models import QuerySet

    from concord.base.actor import Actor

LONGEST_OVERDUE: Final = 5
CHANGED_LATELY: Final = 10


@dataclass(frozen=True, slots=True)
class Desk:
    """The start page: counts of the body and of the person's own, the longest overdue, what changed `since`."""

    counts: dict[str, int]
    mine: dict[str, int]
    overdue: tuple[Row, ...]
    changed: tuple[Row, ...]
    since: datetime


class Counts(NamedTuple):
    """How many requests stand on each shelf, by shelf: of the body, and of them the person's own."""

    body: dict[str, int]
    mine: dict[str, int]


def desk(actor: Actor, *, on: date, since: datetime) -> Desk:
    """What waits for the actor and the body on a day, and what changed after an instant. Raises NotFound."""
    if not policies.may(actor, Event.BROWSE):
        raise NotFound(NOT_HERE)
    late = Coalesce("promised_on", "due_on")
    overdue = _slices(actor, Filters(show="late"), on, late.asc(), F("ask_id").asc(), most=LONGEST_OVERDUE)
    recent = _slices(actor, Filters(), on, F("last_at").desc(), most=CHANGED_LATELY, only=Q(last_at__gte=since))
    longest = [row_of(actor, ask, on, about_person=False) for ask in seen_of(actor, overdue)]
    changed = [row_of(actor, ask, on, about_person=False) for ask in seen_of(actor, recent)]
    counted = counts(actor, on=on)
    return Desk(
        counts=counted.body,
        mine=counted.mine,
        overdue=tuple(sorted(longest, key=lambda row: row.promised_on or row.due_on or on)[:LONGEST_OVERDUE]),
        changed=tuple(sorted(changed, key=lambda row: row.last_at, reverse=True)[:CHANGED_LATELY]),
        since=since,
    )


def _slices(
    actor: Actor, filters: Filters, on: date, *order: Any, most: int, only: Q | None = None
) -> list[QuerySet[Docket, Any]]:
    shelf = parts(actor, filters, on=on)
    return [Docket.objects.filter(part, only or Q()).order_by(*order).values("ask_id")[:most] for part in shelf]


def counts(actor: Actor, *, on: date) -> Counts:
    """How many requests stand on each shelf on which somebody waits: of the body, and of them the person's own.

    The same that the lists show; what others asked is nobody's own. No person is shown. Empty for an actor who may see
    no requests.
    """
    if not policies.may(actor, Event.BROWSE):
        return Counts({}, {})
    shelves, own, found = ("us", "them", "late", "unread", "drafts"), by_person(actor), Counter[str]()
    for part in parts(actor, Filters(side="asker"), on=on):
        unread = Q(unread_by_asker__gt=0)
        found.update(_counted(part & _OPEN, _open(Side.ASKER, on), own=own))
        found.update(_counted(part & unread, {"unread": unread}, own=own))
    for part in parts(actor, Filters(side="asked"), on=on):
        ours, unread = Q(asker=actor.body), Q(unread_by_asked__gt=0)
        of_us = _open(Side.ASKED, on)
        found.update(_counted(part & _OPEN, {**of_us, "late": of_us["late"] & ~ours}))  # counted as asked above
        found.update(_counted(part & unread, {"unread": ~(ours & Q(unread_by_asker__gt=0))}))
    shown = shelves if is_officer(actor) else ("drafts",)
    return Counts({name: found[name] for name in shown}, {name: found[f"my_{name}"] for name in shown})


_OPEN: Final = Q(waiting__in=(Side.ASKER.value, Side.ASKED.value))


def _open(ours: Side, on: date) -> dict[str, Q]:
    """What of one side is open, by shelf."""
    draft = Q(status=Status.DRAFT)
    return {
        "us": Q(waiting=ours) & ~draft,
        "them": ~Q(waiting=ours),
        "late": Q(waiting=Side.ASKED) & is_late(on),
        "drafts": draft,
    }


def _counted(where: Q, shelves: Mapping[str, Q], *, own: Q | None = None) -> dict[str, int]:
    """How many of these rows stand on each shelf, in one read; with `own`, as "my_…" those of them too."""
    sums = {name: _sum(shelf) for name, shelf in shelves.items()}
    if own is not None:
        # Beside the others in one read: a planner that joins whose they are with where they stand is slower.
        sums |= {f"my_{name}": _sum(shelf & own) for name, shelf in shelves.items()}
    return {name: number or 0 for name, number in Docket.objects.filter(where).aggregate(**sums).items()}


def _sum(condition: Q) -> Sum:
    return Sum(Case(When(condition, then=1), default=0, output_field=IntegerField()))
