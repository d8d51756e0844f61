"""Open requests whose clocks counted over a day that has become, or ceased to be, a bank holiday: counted again."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from django.db.models import Q

from concord.registry import queries as registry
from concord.requests.models import Clock, CooperationRequest
from concord.requests.rules import timing
from concord.requests.services import count_again

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date, datetime

    from concord.requests.work.turns import Done, Turn


def redate(turn: Turn) -> Done:
    """Count the clocks again that the register's last news of bank holidays moves, and tell both sides."""
    return turn.each("requests counted again for bank holidays", _moved(turn))


def _moved(turn: Turn) -> Iterator[tuple[int, Callable[[], object]]]:
    news: dict[datetime, date] = {}
    for day, told_at in registry.holiday_changes():
        news[told_at] = min(day, news.get(told_at, day))
    if not news:
        return
    holidays, seen = registry.bank_holidays(), set[int]()
    touched = Q()
    for told_at, first in news.items():
        touched |= Q(set_at__lt=told_at, due_on__gte=first)
    rows = Clock.objects.filter(touched, superseded_at__isnull=True).order_by("ask_id")
    for pk, derivation in list(rows.values_list("ask_id", "derivation")):
        due = timing.from_json(derivation)
        if pk not in seen and timing.recounted(due, holidays=holidays).due_on != due.due_on:
            seen.add(pk)
            yield pk, partial(_count_again, turn, pk)


def _count_again(turn: Turn, pk: int) -> None:
    count_again(turn.actor, CooperationRequest.objects.select_related("docket").get(pk=pk), at=turn.at)
