"""Drafting a request, changing the draft, asking several bodies, withdrawing a link."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from ninja import Field
from ninja.params.functions import Path

from concord.api.asked import Email, Moment
from concord.api.keys import actor_of
from concord.api.once import AGAIN, answer_once
from concord.api.refusals import Refusal
from concord.api.shapes import Shape
from concord.api.v1.requests.given import NewRequest, Revision, values_of
from concord.api.v1.requests.receipts import Receipt, ReceiptsAnswer, receipt
from concord.api.v1.requests.routes import REF, Ref, changing
from concord.base import clock
from concord.people.replies import Reply
from concord.registry import queries as registry
from concord.requests import queries, services
from concord.requests.events import Event
from concord.statute import UnknownBody

if TYPE_CHECKING:
    from concord.base.actor import Actor

MOST_BODIES = 50
LINK = Path(..., description="A secure link of the request: its id.")


class OtherBodies(Shape):
    """The further bodies that are asked the same."""

    bodies: dict[str, Email] = Field(
        ...,
        description="The mailbox of each by its code or name; an empty one is filled in later.",
        min_length=1,
        max_length=MOST_BODIES,
    )
    joint: bool = Field(default=False, description="Whether they are asked to answer together.")


@changing("POST", "", Receipt, name="make_request", summary="Draft a request, or draft and send it", status=201)
def make(request: HttpRequest, given: NewRequest, again: str | None = AGAIN) -> HttpResponse:
    """A draft may lack anything but whom to ask. With `send` it goes out at once, or nothing is left behind (422)."""
    actor, at = actor_of(request), clock.now()

    def made() -> Reply:
        asked = body_of(actor, given.asked, field="asked")
        make_it = services.make_request if given.send else services.draft_request
        ask = make_it(actor, asked=asked, values=values_of(actor, given), at=at)
        return Reply(201, receipt(actor, ask.public_id, on=clock.day_of(at)))

    return answer_once(request, again, made)


@changing("PATCH", "/{ref}", Receipt, name="revise_request", summary="Change a draft")
def revise(request: HttpRequest, given: Revision, ref: Ref = REF) -> HttpResponse:
    """Only what is given changes. Give `saves` as you read it, and nothing that somebody else saved is overwritten."""
    actor, at = actor_of(request), clock.now()
    ask = queries.request_of(actor, ref, Event.REVISE)
    services.revise_request(actor, ask, changes=values_of(actor, given), saves=given.saves, at=at)
    return answer_once(request, None, lambda: Reply(200, receipt(actor, ref, on=clock.day_of(at))))


@changing("POST", "/{ref}/others", ReceiptsAnswer, name="request_others", summary="Ask other bodies too", status=201)
def ask_others(request: HttpRequest, given: OtherBodies, ref: Ref = REF, again: str | None = AGAIN) -> HttpResponse:
    """The same draft for each further body, a request of its own. A body that is asked already is left out."""
    actor, at = actor_of(request), clock.now()

    def asked() -> Reply:
        ask = queries.request_of(actor, ref, Event.REVISE)
        bodies = {body_of(actor, name, field="bodies"): mailbox for name, mailbox in given.bodies.items()}
        made = services.ask_others_too(actor, ask, bodies=bodies, joint=given.joint, at=at)
        told = [receipt(actor, one.public_id, on=clock.day_of(at)) for one in made]
        return Reply(201, {"requests": told})

    return answer_once(request, again, asked)


@changing("DELETE", "/{ref}/links/{link}", Receipt, name="revoke_request_link", summary="Withdraw a secure link")
def revoke_link(request: HttpRequest, ref: Ref = REF, link: Ref = LINK) -> HttpResponse:
    """Whoever has it can open the request by it no more."""
    actor, at = actor_of(request), clock.now()
    services.revoke_link(actor, queries.request_of(actor, ref, Event.REVOKE_LINK), link=link, at=at)
    return answer_once(request, None, lambda: Reply(200, receipt(actor, ref, on=clock.day_of(at))))


def body_of(actor: Actor, name: str, *, field: str) -> str:
    """The reference of a body by any code or name, those that people here added among them. Raises `Refusal`."""
    moment = Moment.of(None)
    try:
        return registry.find_any_body(actor, name, on=moment.on)
    except registry.AmbiguousBody as error:
        raise Refusal(422, "ambiguous", str(error), field=field) from None
    except UnknownBody as error:
        raise Refusal(422, "invalid", str(error), field=field) from None
