"""What waits at a desk: how many requests stand on each shelf, the longest overdue, and what changed of late.

Counted along the indexes of the docket, in what is open only; nothing here shows a person, so nothing is recorded.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from django.db.models import BooleanField, Count, ExpressionWrapper, F, Q
from django.db.models.functions import Coalesce

from concord.access import policies
from concord.access.operation import NOT_HERE
from concord.base.errors import NotFound
from concord.people.queries import person_of
from concord.requests.events import Event
from concord.requests.models import Docket
from concord.requests.queries.inbox import Row, row_of
from concord.requests.queries.shelves import Filters, is_late, is_officer, parts, seen_among
from concord.requests.rules.standing import Status
from concord.requests.rules.steps import Side

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date, datetime

    from django.db.models import QuerySet
    from django.db.models.expressions import Combinable

    from concord.base.actor import Actor

COUNTED: Final = ("us", "them", "late", "unread", "drafts")
LONGEST_OVERDUE: Final = 5
CHANGED_LATELY: Final = 10
_OPEN: Final = Q(waiting__in=(Side.ASKER.value, Side.ASKED.value))


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
    # Keys first: a database that plans all of it as one query takes longer to plan it than to answer.
    keys = {key for keys in (*overdue, *recent) for key in keys}
    asks = seen_among(actor, keys).defer("person_reference").order_by("pk")
    rows = [row_of(actor, ask, on, about_person=False) for ask in asks]
    longest = sorted((row for row in rows if row.day_passed), key=lambda row: row.promised_on or row.due_on or on)
    changed = sorted((row for row in rows if row.last_at >= since), key=lambda row: row.last_at, reverse=True)
    counted = counts(actor, on=on)
    return Desk(
        counts=counted.body,
        mine=counted.mine,
        overdue=tuple(longest[:LONGEST_OVERDUE]),
        changed=tuple(changed[:CHANGED_LATELY]),
        since=since,
    )


def _slices(
    actor: Actor, filters: Filters, on: date, *order: Any, most: int, only: Q | None = None
) -> list[QuerySet[Docket, int]]:
    rows = [Docket.objects.filter(part, only or Q()).order_by(*order) for part in parts(actor, filters, on=on)]
    return [part.values_list("ask_id", flat=True)[:most] for part in rows]


def counts(actor: Actor, *, on: date) -> Counts:
    """How many requests stand on each shelf on which somebody waits: of the body, and of them the person's own.

    The same that the lists show; what others asked is nobody's own. No person is shown. Empty for an actor who may see
    no requests.
    """
    if not policies.may(actor, Event.BROWSE):
        return Counts({}, {})
    body, mine = Counter[str](), Counter[str]()
    own, both = Q(made_by=person_of(actor)), Q(asker=actor.body)
    for part in parts(actor, Filters(side="asker"), on=on):
        for shelf, is_own, number in (
            *_open(part, Side.ASKER, on, own),
            *_unread(part & Q(unread_by_asker__gt=0), own),
        ):
            body[shelf] += number
            mine[shelf] += number if is_own else 0
    for part in parts(actor, Filters(side="asked"), on=on):
        for shelf, is_both, number in _open(part, Side.ASKED, on, both):
            body[shelf] += 0 if is_both and shelf == "late" else number  # it is counted as asked
        for shelf, is_both, number in _unread(part & Q(unread_by_asked__gt=0), both & Q(unread_by_asker__gt=0)):
            body[shelf] += 0 if is_both else number
    shown = COUNTED if is_officer(actor) else ("drafts",)
    return Counts({name: body[name] for name in shown}, {name: mine[name] for name in shown})


def _open(part: Q, ours: Side, on: date, mark: Q) -> Iterator[tuple[str, bool, int]]:
    """What of one side is open: the shelf, whether the mark is on it, and how many; some stand on two shelves."""
    rows = _tallied(part & _OPEN, F("waiting"), _is(Q(status=Status.DRAFT)), _is(is_late(on)), _is(mark))
    for waiting, draft, late, marked, number in rows:
        yield "drafts" if draft else "us" if waiting == ours else "them", bool(marked), number
        if late and waiting == Side.ASKED:
            yield "late", bool(marked), number


def _unread(part: Q, mark: Q) -> Iterator[tuple[str, bool, int]]:
    for marked, number in _tallied(part, _is(mark)):
        yield "unread", bool(marked), number


def _tallied(where: Q, *by: Combinable) -> Iterable[tuple[Any, ...]]:
    """How many rows there are of each kind, last, behind what makes the kind: one read.

    Whose they are is a kind as where they stand is: a planner that joins the two finds them slower.
    """
    return Docket.objects.filter(where).order_by().values_list(*by).annotate(number=Count("pk"))


def _is(condition: Q) -> ExpressionWrapper[Any]:
    return ExpressionWrapper(condition, output_field=BooleanField(null=True))
