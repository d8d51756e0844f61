"""Half-written answers of one body, for whoever has proved one of its links; the asker never sees them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from concord.access import policies
from concord.delivery.queries import links_to_one_mailbox
from concord.requests.events import ABOUT, Event
from concord.requests.models import CooperationRequest, SavedAnswer
from concord.requests.rules.steps import StepKind

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from concord.base.actor import Actor

_SIGNATURE = ("by_name", "by_post")


@dataclass(frozen=True, slots=True)
class HalfWritten:
    """An answer as far as it is written. `own`: behind a link to the same mailbox; else without the signature.

    `written` gives the values of each field of its form, as they were typed.
    """

    kind: StepKind
    written: Mapping[str, list[str]]
    saved_at: datetime
    own: bool


def half_written(actor: Actor, ask: CooperationRequest) -> tuple[HalfWritten, ...]:
    """What this body has begun to answer, the latest first.

    Of each kind what was typed behind this link, else behind another to the same mailbox, else behind a colleague's.
    """
    seen = policies.visible(actor, Event.SAVE_ANSWER, CooperationRequest.objects.filter(pk=ask.pk))
    rows = list(SavedAnswer.objects.filter(ask__in=seen, body=actor.body).order_by("-saved_at", "-id"))
    same = frozenset(links_to_one_mailbox(actor.person, ABOUT, ask.public_id)) if rows else frozenset()
    rows.sort(key=lambda row: (row.link != actor.person, row.link not in same))
    found: dict[str, SavedAnswer] = {}
    for row in rows:
        found.setdefault(row.kind, row)
    halves = (_half(row, own=row.link in same) for row in found.values())
    return tuple(sorted(halves, key=lambda half: half.saved_at, reverse=True))


def half_written_of(actor: Actor, ask: CooperationRequest, kind: StepKind) -> HalfWritten | None:
    """What was begun of one kind of answer; None where nothing was."""
    return next((half for half in half_written(actor, ask) if half.kind is kind), None)


def _half(row: SavedAnswer, *, own: bool) -> HalfWritten:
    written: dict[str, list[str]] = json.loads(row.written)
    kept = {name: values for name, values in written.items() if own or name not in _SIGNATURE}
    return HalfWritten(StepKind(row.kind), kept, row.saved_at, own)
