"""What a program is answered that changed an agreement: where it stands now, in ids, codes and days."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Final, Literal

from ninja import Field

from concord.agreements.queries.now import agreement_handed, agreement_now
from concord.api.shapes import Shape, absent
from concord.api.v1.agreements.routes import ADDRESS
from concord.base.errors import NotFound

if TYPE_CHECKING:
    from concord.agreements.models import Agreement
    from concord.base.actor import Actor

FORMAT: Final = "concord.agreement/1"


class HandedOver(Shape):
    """Which body keeps an agreement next: from when, and whether the register has followed."""

    to: str
    on: date
    done: bool


class AgreementReceipt(Shape):
    """Where an agreement stands after a change."""

    format: Literal["concord.agreement/1"]
    id: str
    address: str | None = Field(..., description="null where another body keeps it now, and yours sees it no more.")
    keeper: str = Field(..., description="The body that keeps it.")
    kind: str
    status: str
    version: int = Field(..., description="The number of its newest version.")
    missing: list[str] = Field(..., description="The parties that have not agreed to that version, by their ids.")
    review_on: date | None
    ended_from: date | None = Field(..., description="The first day on which none of it holds; null if none is set.")
    public_from: date | None
    saves: int = Field(..., description="How often it was changed: give it back when you change it.")
    party: str | None = absent("The id of the party that was added.")
    clause: int | None = absent("The place of the clause that was written.")
    document: str | None = absent("The id of the document that was put to it.")
    handed: HandedOver | None = absent("Who keeps it next, or since now.")
    told: int | None = absent("How many parties were written to.")


class Discarded(Shape):
    """A draft that was put away, with all in it."""

    format: Literal["concord.agreement/1"]
    id: str
    status: Literal["discarded"]


def receipt(actor: Actor, ref: str, *, on: date, done_to: Agreement | None = None, **more: Any) -> dict[str, Any]:
    """Where an agreement stands now.

    `done_to` is the row that was changed: who has handed it over and sees it no more is told without an address. Raises
    NotFound without it.
    """
    try:
        now, address = agreement_now(actor, ref, on=on), ADDRESS + ref
    except NotFound:
        if done_to is None:
            raise
        now, address = agreement_handed(done_to, on=on), None
    row, stands = now.agreement, now.standing
    return {
        "format": FORMAT,
        "id": row.public_id,
        "address": address,
        "keeper": row.keeper_id,
        "kind": row.kind,
        "status": stands.status.value,
        "version": now.newest,
        "missing": list(now.missing),
        "review_on": _iso(stands.text.review_on),
        "ended_from": _iso(row.ended_from),
        "public_from": _iso(row.public_from),
        "saves": row.saves,
        **more,
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
