"""What the body asked says through its own system: the same answers, fields and limits as behind a secure link. Acts.

A refusal takes one or both grounds of section 7, each with its own written reasons: CA2014.s7(1) to (3).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal

from ninja import Field

from concord.api.asked import Day, MaybeDay, Written
from concord.api.shapes import Shape, absent
from concord.api.v1.requests.acts import Act, declare
from concord.api.v1.requests.given import ConditionMet, Line, Paragraphs
from concord.base.clock import day_of
from concord.registry import queries as registry
from concord.requests import services
from concord.requests.events import Event
from concord.statute import UnknownBody

if TYPE_CHECKING:
    from datetime import datetime

    from concord.base.actor import Actor
    from concord.requests.models import CooperationRequest

_Ground = Literal["incompatible-with-duties", "adverse-effect"]


class Signed(Shape):
    """Who answers for the body, by name and job."""

    by_name: Line
    by_post: Line


class Question(Signed):
    """What must be known before an answer."""

    question: Paragraphs


class Comply(Signed):
    """What will be done, and by when."""

    what_will_be_done: Paragraphs
    promised_on: Day


class Part(Comply):
    """What will be done and by when, and what not and why."""

    what_not: Paragraphs


class Offer(Signed):
    """What is offered instead, and by when if a day can be said."""

    offer: Paragraphs
    promised_on: MaybeDay = absent("By when, if a day can be said.")


class WrongBody(Signed):
    """Which body is the right one."""

    right_body: Annotated[str, Written(200)] = Field(..., description="Its name, code or reference.")
    why: Paragraphs = ""


class NotBound(Signed):
    """Why section 7 does not bind here."""

    why: Paragraphs


class Refuse(Signed):
    """The ground or grounds of section 7, each with its own written reasons."""

    reasons: dict[_Ground, Paragraphs] = Field(..., description="The written reasons, by ground: section 7(3).")
    harmed: dict[_Ground, Paragraphs] = Field(
        default={},
        description="By ground: which duty it is (may be left out); which part of the work would suffer, and how.",
    )
    instead: Paragraphs = Field(default="", description="What could be done instead.")
    ask_again: Paragraphs = Field(default="", description="When to ask again.")


class Decline(Signed):
    """Why not; of a board's request, which condition of section 45 is not met, or that another rule counts."""

    why: Paragraphs = ""
    conditions: list[ConditionMet] = Field(default=[], description="Those that are not met.")
    another_reason: bool = Field(
        default=False, description="Of a board's request: another rule of law keeps you from supplying; `why` names it."
    )
    instead: Paragraphs = ""


def _name_right_body(actor: Actor, ask: CooperationRequest, *, right_body: str, at: datetime, **said: Any) -> None:
    try:
        known = registry.find_any_body(actor, right_body, on=day_of(at), at=at) if right_body else ""
    except UnknownBody:
        known = ""
    services.name_right_body(actor, ask, right_body=right_body, right_ref=known, at=at, **said)


ACTS = (
    Act(
        word="acknowledge",
        given=Signed,
        event=Event.ACKNOWLEDGE,
        summary="Say that you have it",
        says="It decides nothing.",
        service=services.acknowledge_request,
    ),
    Act(
        word="question",
        given=Question,
        event=Event.ASK_QUESTION,
        summary="Ask a question first",
        says="The clock stands still until it is answered.",
        service=services.ask_question,
    ),
    Act(
        word="comply",
        given=Comply,
        event=Event.COMPLY,
        summary="Agree",
        says="What will be done, and by when.",
        service=services.comply_with_request,
    ),
    Act(
        word="comply-in-part",
        given=Part,
        event=Event.COMPLY_IN_PART,
        summary="Agree to a part",
        says="What will be done and by when, and what not and why.",
        service=services.comply_in_part,
    ),
    Act(
        word="offer",
        given=Offer,
        event=Event.OFFER,
        summary="Offer something else",
        says="In the place of what was asked.",
        service=services.offer_alternative,
    ),
    Act(
        word="wrong-body",
        given=WrongBody,
        event=Event.WRONG_BODY,
        summary="Name the body that is the right one",
        says="So that it can be asked instead.",
        service=_name_right_body,
    ),
    Act(
        word="not-bound",
        given=NotBound,
        event=Event.NOT_BOUND,
        summary="Say that section 7 does not bind you here",
        says="And why. Then no ground of section 7 is needed.",
        service=services.say_not_bound,
    ),
    Act(
        word="refuse",
        given=Refuse,
        event=Event.REFUSE,
        summary="Refuse, on one or both grounds",
        says="Each with its own written reasons. The ground is your own judgement, which Concord does not judge.",
        service=services.refuse_request,
    ),
    Act(
        word="decline",
        given=Decline,
        event=Event.DECLINE,
        summary="Decline where section 7 has no say",
        says="As a body that is not bound, inside one authority, or where section 45 or another rule of law lets you.",
        service=services.decline_request,
    ),
)

for _act in ACTS:
    declare(_act)
