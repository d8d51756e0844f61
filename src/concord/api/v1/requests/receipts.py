"""What a program is answered that changed something: where the request stands now. Nothing is about the person."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Literal

from ninja import Field

from concord.api.shapes import Shape, absent
from concord.api.v1.requests.routes import ADDRESS
from concord.requests import queries
from concord.requests.events import Event
from concord.requests.rules import drafts
from concord.requests.rules.standing import Status

if TYPE_CHECKING:
    from concord.base.actor import Actor
    from concord.requests.models import CooperationRequest

FORMAT = "concord.request/1"


class GapShown(Shape):
    """Something that a draft still lacks."""

    field: str
    says: str


class Receipt(Shape):
    """Where a request stands after a change."""

    format: Literal["concord.request/1"]
    id: str
    reference: str = Field(..., description="What people call it, such as 7K3F9-2XQBD.")
    address: str
    kind: str = Field(..., description="The kind that fits: s7(1), s7(2), s6(2), s45, internal; empty if none does.")
    status: str
    waiting_on: Literal["asker", "asked", "nobody"]
    round: int
    level: int = Field(..., description="How far it was escalated; 0 for not at all.")
    due_on: date | None = Field(..., description="When an answer is due, by a policy or the day asked for; no law.")
    promised_on: date | None
    saves: int = Field(..., description="How often the draft was saved: give it back when you change the draft.")
    gaps: list[GapShown] | None = absent("Of a draft: what it still lacks before it can be sent.")
    file: str | None = absent("The id of the file that was put to it.")


class ReceiptsAnswer(Shape):
    """Several requests, where a draft was made for several bodies."""

    requests: list[Receipt]


def receipt(actor: Actor, ref: str, *, on: date, **more: Any) -> dict[str, Any]:
    """Where a request stands now."""
    return receipt_json(queries.request_of(actor, ref, Event.SEE), on=on) | more


def receipt_json(ask: CooperationRequest, *, on: date) -> dict[str, Any]:
    """The same of a row that was read just now."""
    docket = ask.docket
    told: dict[str, Any] = {
        "format": FORMAT,
        "id": ask.public_id,
        "reference": ask.reference,
        "address": ADDRESS + ask.public_id,
        "kind": docket.kind,
        "status": docket.status,
        "waiting_on": docket.waiting,
        "round": docket.round,
        "level": docket.level,
        "due_on": docket.due_on and docket.due_on.isoformat(),
        "promised_on": docket.promised_on and docket.promised_on.isoformat(),
        "saves": ask.saves,
    }
    if docket.status == Status.DRAFT:
        told["gaps"] = [
            {"field": gap.field, "says": gap.says} for gap in drafts.gaps(vars(ask), kind=docket.kind, on=on)
        ]
    return told
