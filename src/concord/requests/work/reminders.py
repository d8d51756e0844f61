"""Reminders that are due: what is urgent by itself, everything else in the day's one digest to each mailbox."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from concord.base.clock import day_of
from concord.requests.models import CooperationRequest, Digest
from concord.requests.rules.kinds import Urgency
from concord.requests.services import remind_partner, send_digest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from django.db.models import QuerySet

    from concord.requests.work.turns import Done, Turn


def remind(turn: Turn) -> Done:
    """Remind of each urgent request by itself."""
    rows = _due(day_of(turn.at)).exclude(docket__urgency=Urgency.ROUTINE.value).order_by("docket__chase_on", "pk")
    return turn.each(
        "reminders sent", ((ask.pk, partial(remind_partner, turn.actor, ask, at=turn.at)) for ask in list(rows[:1000]))
    )


def send_digests(turn: Turn) -> Done:
    """Send each mailbox of a body its digest, where it has not had one today."""
    return turn.each("digests sent", _digests(turn))


def _digests(turn: Turn) -> Iterator[tuple[tuple[str, str], Callable[[], object]]]:
    on = day_of(turn.at)
    had = set(Digest.objects.filter(on=on).values_list("mailbox", "body_id"))
    waiting: dict[tuple[str, str], list[int]] = {}
    rows = _due(on).filter(docket__urgency=Urgency.ROUTINE.value).order_by("docket__chase_on", "pk")
    for pk, mailbox, body in rows.values_list("pk", "partner_email", "docket__asked_id"):
        if (mailbox.casefold(), body) not in had:
            waiting.setdefault((mailbox.casefold(), body), []).append(pk)
    for (key, body), pks in waiting.items():
        yield (key, body), partial(_send, turn, body, pks)


def _send(turn: Turn, body: str, pks: list[int]) -> None:
    asks = list(CooperationRequest.objects.filter(pk__in=pks).select_related("docket").order_by("pk"))
    newest = asks[-1]
    send_digest(
        turn.actor, mailbox=newest.partner_email, body=body, body_name=newest.docket.asked_name, asks=asks, at=turn.at
    )


def _due(on: date) -> QuerySet[CooperationRequest]:
    return CooperationRequest.objects.filter(docket__chase_on__lte=on).select_related("docket")
