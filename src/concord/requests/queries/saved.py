"""Half-written answers of one body, for whoever has proved one of its links; the asker never sees them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from concord.access import policies
from concord.requests.events import Event
from concord.requests.models import CooperationRequest, SavedAnswer
from concord.requests.rules.steps import StepKind

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from concord.base.actor import Actor

_SIGNATURE = ("by_name", "by_post")


@dataclass(frozen=True, slots=True)
class HalfWritten:
    """An answer as far as it is written. `own`: behind this very link; else a colleague's, without the signature.

    `written` gives the values of each field of its form, as they were typed.
    """

    kind: StepKind
    written: Mapping[str, list[str]]
    saved_at: datetime
    own: bool


def half_written(actor: Actor, ask: CooperationRequest) -> tuple[HalfWritten, ...]:
    """What this body has begun to answer, the latest first: of each kind one's own, else the newest of a colleague."""
    own = policies.visible(actor, Event.SAVE_ANSWER, CooperationRequest.objects.filter(pk=ask.pk))
    rows = SavedAnswer.objects.filter(ask__in=own, body=actor.body).order_by("-saved_at", "-id")
    found: dict[str, SavedAnswer] = {}
    for row in rows:
        if row.kind not in found or row.link == actor.person:
            found[row.kind] = row
    return tuple(_half(row, actor) for row in found.values())


def half_written_of(actor: Actor, ask: CooperationRequest, kind: StepKind) -> HalfWritten | None:
    """What was begun of one kind of answer; None where nothing was."""
    return next((half for half in half_written(actor, ask) if half.kind is kind), None)


def _half(row: SavedAnswer, actor: Actor) -> HalfWritten:
    own = row.link == actor.person
    written: dict[str, list[str]] = json.loads(row.written)
    kept = {name: values for name, values in written.items() if own or name not in _SIGNATURE}
    return HalfWritten(StepKind(row.kind), kept, row.saved_at, own)
