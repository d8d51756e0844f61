"""What a partner says to a request: that it has it, that it will do it, or that it refuses and why. One answer each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from concord.access.operation import Done, operation
from concord.base.clock import day_of
from concord.base.errors import Invalid
from concord.delivery.outbox import enqueue
from concord.requests import findings, messages, rules
from concord.requests.events import ABOUT, Event
from concord.requests.models import GroundOfRefusal, Reply
from concord.requests.rules import ReplyKind, Status
from concord.requests.services.sides import locked

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from concord.base.actor import Actor
    from concord.requests.models import CooperationRequest


@operation(Event.ACKNOWLEDGE)
def acknowledge_request(
    actor: Actor, ask: CooperationRequest, *, by_name: str, by_post: str, at: datetime
) -> Done[Reply]:
    """Record that the partner has the request. Decides nothing. Raises Conflict where it has said so, or answered."""
    reply = _reply(ask, ReplyKind.ACKNOWLEDGED, by_name=by_name, by_post=by_post, at=at)
    _tell_officer(reply)
    return Done(reply, facts={"asked_name": ask.asked_name})


@operation(Event.COMPLY)
def comply_with_request(
    actor: Actor,
    ask: CooperationRequest,
    *,
    what_will_be_done: str,
    promised_on: date,
    by_name: str,
    by_post: str,
    at: datetime,
) -> Done[Reply]:
    """Record that the partner will do what is asked, what exactly, and by when.

    Raises Invalid where one of these is missing or the day has passed, and Conflict where the request is answered.
    """
    if not what_will_be_done.strip():
        raise Invalid("Enter what you will do", field="what_will_be_done")
    if promised_on < day_of(at):
        raise Invalid("The day by which you will do it must be today or later", field="promised_on")
    words = {"what_will_be_done": what_will_be_done, "promised_on": promised_on}
    reply = _reply(ask, ReplyKind.COMPLIED, by_name=by_name, by_post=by_post, at=at, **words)
    _tell_officer(reply)
    return Done(reply, facts={"asked_name": ask.asked_name, "promised_on": promised_on})


@operation(Event.REFUSE)
def refuse_request(
    actor: Actor,
    ask: CooperationRequest,
    *,
    reasons: Mapping[str, str],
    by_name: str,
    by_post: str,
    at: datetime,
    instead: str = "",
) -> Done[Reply]:
    """Record that the partner refuses, on one or both grounds of section 7(1), each with its own written reasons.

    `reasons` goes by ground. Raises Invalid where no ground is named or one has no reasons (CA2014.s7(3)), and Conflict
    where the request is answered. Whether the reasons are good is not asked.
    """
    _check_grounds(ask, reasons)
    form = findings.form_of(ask, decision="refused", reasons=reasons)
    reply = _reply(ask, ReplyKind.REFUSED, by_name=by_name, by_post=by_post, at=at, instead=instead, form=form)
    for ground, written in reasons.items():
        GroundOfRefusal.objects.create(reply=reply, ground=ground, reasons=written)
    _tell_officer(reply)
    facts = {"grounds": list(reasons), "complete": form["complete_in_form"], "breach": form["breach"]}
    return Done(reply, facts={"asked_name": ask.asked_name, **facts})


def _reply(ask: CooperationRequest, kind: ReplyKind, *, by_name: str, by_post: str, **words: Any) -> Reply:
    """Write a reply, where the request still takes one of this kind."""
    if not by_name.strip():
        raise Invalid("Enter your name", field="by_name")
    if not by_post.strip():
        raise Invalid("Enter your job", field="by_post")
    row = locked(ask, *(status for status in Status if kind in rules.next_replies(status)))
    return Reply.objects.create(ask=row, kind=kind, by_name=by_name.strip(), by_post=by_post.strip(), **words)


def _tell_officer(reply: Reply) -> None:
    ask = reply.ask
    variables = messages.replied_variables(reply, sent=ask.law_on or day_of(reply.at))
    enqueue(messages.REPLIED, to=ask.contact_email, variables=variables, about=(ABOUT, ask.public_id), at=reply.at)


def _check_grounds(ask: CooperationRequest, reasons: Mapping[str, str]) -> None:
    allowed = (ask.finding or {}).get("grounds", ())
    if not reasons or not reasons.keys() <= set(allowed):
        raise Invalid("Select at least one ground: section 7 allows a refusal only on these two", field="grounds")
    for ground, written in reasons.items():
        if not written.strip():
            raise Invalid(
                "Enter your reasons for this ground: section 7(3) requires them in writing", field=f"reasons_{ground}"
            )
