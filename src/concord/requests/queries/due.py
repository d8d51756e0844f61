"""What becomes due, and when: which open requests a bank holiday would move, before anybody records it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from concord.access.operation import NOT_HERE
from concord.base.errors import NotFound
from concord.registry import queries as registry
from concord.requests.models import Clock
from concord.requests.permissions import managers
from concord.requests.rules import timing

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from django.db.models import QuerySet

    from concord.base.actor import Actor


@dataclass(frozen=True, slots=True)
class Move:
    """A due day that would move."""

    was: date
    now: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """How many open requests that a body sent would be dated anew: `earliest` and `latest` by the day that they had."""

    body: str
    name: str
    count: int
    earliest: Move | None = None
    latest: Move | None = None


def moved_by_holiday(actor: Actor, day: date, *, called_off: bool = False) -> Moved:
    """The open requests of the actor's body that a new bank holiday would move, or one called off. For its managers.

    Raises NotFound for anybody else.
    """
    if not managers(actor):
        raise NotFound(NOT_HERE)
    own = _counted(_clocks(day).filter(ask__docket__asker=actor.body), day, called_off=called_off)
    return own[0] if own else Moved(body=actor.body, name="", count=0)


def moved_by_holiday_for_the_server(day: date, *, called_off: bool = False) -> tuple[Moved, ...]:
    """The same for every body that has sent requests, in the order of names: for `concord register holiday`."""
    return tuple(_counted(_clocks(day), day, called_off=called_off))


def _clocks(day: date) -> QuerySet[Clock]:
    return Clock.objects.filter(superseded_at__isnull=True, due_on__gte=day)


def _counted(rows: QuerySet[Clock], day: date, *, called_off: bool) -> list[Moved]:
    """Each request counts once, by the clock of its that moves last."""
    known = registry.bank_holidays()
    holidays = known - {day} if called_off else known | {day}
    by_body: dict[tuple[str, str], dict[int, Move]] = {}
    values = rows.order_by("which").values_list(
        "ask_id", "ask__docket__asker_id", "ask__docket__asker_name", "derivation"
    )
    for ask, body, name, derivation in values.iterator():
        due = timing.from_json(derivation)
        now = timing.recounted(due, holidays=holidays).due_on
        if due.due_on and now and now != due.due_on:
            by_body.setdefault((name, body), {})[ask] = Move(due.due_on, now)
    return [_summed(name, body, moves.values()) for (name, body), moves in sorted(by_body.items())]


def _summed(name: str, body: str, moves: Iterable[Move]) -> Moved:
    ordered = sorted(moves, key=lambda move: (move.was, move.now))
    return Moved(body=body, name=name, count=len(ordered), earliest=ordered[0], latest=ordered[-1])
