"""Who keeps an agreement after the body that keeps it: handed over by that one, or taken over by its successor."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from ninja import Field

from concord.agreements import queries, services
from concord.agreements.events import Event
from concord.api.asked import Words
from concord.api.keys import actor_of
from concord.api.shapes import Shape
from concord.api.v1.agreements.acts import AgreementAct, Asked, declare
from concord.api.v1.agreements.given import Text
from concord.api.v1.agreements.outlook import LeftBehind
from concord.api.v1.agreements.reading import NothingAskedHere
from concord.api.v1.agreements.routes import whole
from concord.api.v1.requests.asking import body_of
from concord.api.v1.requests.routes import nothing_else, reading, shown
from concord.base import clock

if TYPE_CHECKING:
    from concord.agreements.models import Handover


class Handing(Shape):
    """Which of the bodies that take over keeps it, and by what."""

    to: Words = Field(..., description="The body: a code, a reference or a name.")
    words: Text = Field(..., description="What it rests on: the order, the deed, the minute.")


class TakingOver(Shape):
    """By what your body takes it over."""

    words: Text = Field(..., description="What it rests on: the order, the deed, the minute.")


@reading("/left-behind", LeftBehind, name="agreements_left_behind", summary="What nobody keeps any more", on=whole)
def left_behind(request: HttpRequest) -> HttpResponse:
    """Agreements of bodies that have ended and that yours succeeds: what each is called, and who its parties are."""
    nothing_else(request, NothingAskedHere)
    actor, on = actor_of(request), clock.today()
    found = queries.left_behind(actor, on=on)
    return shown(
        {
            "format": "concord.agreements.left/1",
            "on": on.isoformat(),
            "agreements": [
                {
                    "id": story.public_id,
                    "title": story.title,
                    "kind": story.kind,
                    "left_by": name,
                    "parties": [{"party": seat.party, "body": seat.body, "name": seat.name} for seat in story.seats],
                }
                for name, stories in found
                for story in stories
            ],
        }
    )


def _hand_over(asked: Asked, given: Handing) -> dict[str, Any]:
    to = body_of(asked.actor, given.to, field="to")
    return _told(services.hand_over(asked.actor, asked.agreement, to=to, words=given.words, at=asked.at))


def _take_over(asked: Asked, given: TakingOver) -> dict[str, Any]:
    return _told(services.take_over(asked.actor, asked.agreement, words=given.words, at=asked.at))


def _told(decided: Handover) -> dict[str, Any]:
    told = {"to": decided.to_id, "on": decided.on.isoformat(), "done": decided.done_at is not None}
    return {"handed": told}


ACTS = (
    AgreementAct(
        word="hand-over",
        given=Handing,
        event=Event.HAND_OVER,
        summary="Decide which body keeps it after yours",
        says="From the day on which the register says that yours ends; anew until then. Its parties stay as they are.",
        do=_hand_over,
    ),
    AgreementAct(
        word="take-over",
        given=TakingOver,
        event=Event.TAKE_OVER,
        summary="Take over what a body left to nobody",
        says="As the body that succeeds it, once it has ended.",
        do=_take_over,
    ),
)

for _act in ACTS:
    declare(_act)
