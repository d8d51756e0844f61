"""Silence that goes up by itself, where the asker's ladder says so; and what is late, which webhooks are told once."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from django.db.models import Exists, F, OuterRef, Q

from concord.agreements.queries import bodies_with_ladders_public
from concord.base.clock import day_of
from concord.requests.models import CooperationRequest, LadderRung
from concord.requests.queries.ladders import ladder_of
from concord.requests.rules.kinds import Kind
from concord.requests.rules.standing import Status
from concord.requests.services import escalate_request, note_late

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.models import QuerySet

    from concord.requests.work.turns import Done, Turn

MOST: Final = 1000
"""Requests looked at in a turn."""
BECAUSE: Final = "No answer by the due day."
AGAIN: Final = "No new answer by the due day."


def escalate(turn: Turn) -> Done:
    """Take each request that is late to the next level, where silence goes up by itself there. Services look again."""
    higher = LadderRung.objects.filter(
        ladder__body=OuterRef("docket__asker"),
        ladder__by_itself=True,
        ladder__ends__isnull=True,
        level__gt=OuterRef("docket__level"),
    )
    late = _late(turn).filter(docket__promised_on__isnull=True, docket__unread_by_asker=0)
    late = late.exclude(docket__kind=Kind.UNBOUND.value)
    agreed = Q(docket__asker__in=(bodies := bodies_with_ladders_public()), docket__asked__in=bodies)
    own = list(late.filter(Exists(higher)).exclude(agreed)[:MOST])
    return turn.each(
        "requests escalated",
        (
            (ask.pk, partial(escalate_request, turn.actor, ask, because=_because(ask), at=turn.at))
            for ask in (*own, *_climbing(turn, late.filter(agreed) if bodies else late.none()))
        ),
    )


def _climbing(turn: Turn, rows: QuerySet[CooperationRequest]) -> Iterator[CooperationRequest]:
    """Those between bodies with agreed ladders which can go up by themselves: of each, its ladder is looked up."""
    on = day_of(turn.at)
    for ask in list(rows[:MOST]):
        held = ladder_of(ask, on=on)
        if held and held.by_itself and ask.docket.level < held.top:
            yield ask


def tell_of_lateness(turn: Turn) -> Done:
    """Note each request that has become late."""
    rows = _late(turn).filter(Q(docket__late_told__isnull=True) | ~Q(docket__late_told=F("docket__escalate_on")))
    return turn.each(
        "requests found late", ((ask.pk, partial(note_late, turn.actor, ask, at=turn.at)) for ask in list(rows[:MOST]))
    )


def _because(ask: CooperationRequest) -> str:
    return AGAIN if ask.docket.status in {Status.CONTESTED, Status.BROKEN} else BECAUSE


def _late(turn: Turn) -> QuerySet[CooperationRequest]:
    rows = CooperationRequest.objects.filter(docket__escalate_on__lte=day_of(turn.at)).select_related("docket")
    return rows.order_by("docket__escalate_on", "pk")
