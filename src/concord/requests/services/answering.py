"""What the body asked says: that it has the request, that it will do it, in part, or something else, or not, and why.

One answer a round. Each answer is the body's own act, signed with a name and a job. CA2014.s7(1), (2) and (3); s45.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from concord.access.operation import Done, operation
from concord.base.clock import day_of
from concord.base.errors import Conflict, Invalid
from concord.registry import queries as registry
from concord.requests import findings, messages
from concord.requests.events import Event
from concord.requests.models import GroundOfRefusal
from concord.requests.rules import mailboxes
from concord.requests.rules.drafts import too_far_ahead
from concord.requests.rules.kinds import ANSWERS_TO, REASONS_NEEDED_TO_DECLINE, Condition, Kind
from concord.requests.rules.steps import StepKind
from concord.requests.rules.timing import Which
from concord.requests.services import clocks, pausing
from concord.requests.services.noting import note_words
from concord.requests.services.steps import close, files_told, locked, signed, standing_for, take
from concord.requests.services.telling import check_cap_of_links, new_link, tell_officer, tell_partner
from concord.requests.wording import HARM_NEEDED, NOTHING_SAID_OF_SUPPLY

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import date, datetime

    from concord.base.actor import Actor
    from concord.requests.models import CooperationRequest, Step

NOT_LISTED: Final = "one that the register does not list by that name"
"""What the record says of a body that was named in words only."""


@operation(Event.ACKNOWLEDGE)
def acknowledge_request(
    actor: Actor, ask: CooperationRequest, *, by_name: str, by_post: str, at: datetime
) -> Done[Step]:
    """Record that the body has the request. Decides nothing. Raises Conflict where it has said so, or answered."""
    row = locked(ask)
    step = take(actor, row, StepKind.ACKNOWLEDGED, at=at, **signed(by_name, by_post), **_as(row))
    clocks.stop_clock(row, Which.ACKNOWLEDGE, at=at)
    close(actor, row, step, at=at)
    tell_officer(row, step)
    return Done(step, facts={"asked_name": _name(row)})


@operation(Event.ASK_QUESTION)
def ask_question(
    actor: Actor, ask: CooperationRequest, *, question: str, by_name: str, by_post: str, at: datetime
) -> Done[Step]:
    """Ask the asker something. The answer's clock stands still until it is answered (Concord's policy)."""
    _need(question, "question", "Enter your question")
    row = locked(ask)
    standing = standing_for(row, StepKind.QUESTION)
    step = take(
        actor, row, StepKind.QUESTION, at=at, standing=standing, words=question.strip(), to_read=True,
        **signed(by_name, by_post), **_as(row),
    )  # fmt: skip
    clocks.stop_clock(row, Which.ACKNOWLEDGE, at=at)
    pausing.hold(row, round_=standing.round, at=at)
    close(actor, row, step, at=at)
    tell_officer(row, step)
    return Done(step, facts={"asked_name": _name(row)})


@operation(Event.PASS_ON)
def pass_on_request(
    actor: Actor, ask: CooperationRequest, *, to: str, domains: Collection[str], by_name: str, by_post: str,
    at: datetime, vouched: bool = False,
) -> Done[Step]:  # fmt: skip
    """Pass the request on to a colleague in the same body: a link to that mailbox, beside the one before.

    `domains` are the mail domains that the body is known by. Raises Invalid (field "to") for any other, and where
    anybody can have a mailbox there. An address at a domain that many bodies share shows nothing: there it takes the
    word of whoever passes it on (`vouched`) that the colleague works in this body, which both sides read (field
    "vouched").
    """
    row = locked(ask)
    many = _check_colleague(to, domains, vouched=vouched, name=_name(row))
    check_cap_of_links(row, to=to.strip(), at=at)
    detail = {"vouched": many} if many else {}
    step = take(actor, row, StepKind.PASSED_ON, at=at, detail=detail, **signed(by_name, by_post), **_as(row))
    close(actor, row, step, at=at)
    link, until, link_id = new_link(actor, row, at=at, to=to.strip())
    variables = messages.link_variables(row, link=link, until=until)
    tell_partner(row, messages.LINK, variables, at=at, to=to.strip())
    tell_officer(row, step)
    return Done(step, facts={"asked_name": _name(row), "to": to.strip(), "link": link_id, "vouched": bool(many)})


def _check_colleague(to: str, domains: Collection[str], *, vouched: bool, name: str) -> str:
    """What the address does not show of where the colleague works, which is vouched for; empty where it shows it."""
    _need(to, "to", "Enter your colleague’s e-mail address")
    own = mailboxes.of_organisations(domains)
    if not own:
        raise Invalid(mailboxes.ANYBODY, field="to")
    if mailboxes.domain_of(to) not in own:
        raise Invalid(
            f"We can send it to addresses at {' or '.join(sorted(own))} only: that is where mailboxes of your"
            " organisation are. For another address, ring the person who asked: their number is on the request.",
            field="to",
        )
    many = mailboxes.many_share({mailboxes.domain_of(to)})
    if many and not vouched:
        raise Invalid(f"{many} Make sure that your colleague works for {name}, and say so", field="vouched")
    return many


@operation(Event.COMPLY)
def comply_with_request(
    actor: Actor, ask: CooperationRequest, *, what_will_be_done: str, promised_on: date, by_name: str, by_post: str,
    at: datetime,
) -> Done[Step]:  # fmt: skip
    """Record that the body will do what is asked, what exactly, and by when.

    Raises Invalid where one of these is missing or the day has passed, and Conflict where the request is answered.
    """
    _need(what_will_be_done, "what_will_be_done", "Enter what you will do")
    _check_promise(promised_on, at)
    values = {"words": what_will_be_done.strip(), "promised_on": promised_on, **signed(by_name, by_post)}
    return _answer(actor, ask, StepKind.COMPLIED, at=at, values=values)


@operation(Event.COMPLY_IN_PART)
def comply_in_part(
    actor: Actor, ask: CooperationRequest, *, what_will_be_done: str, what_not: str, promised_on: date, by_name: str,
    by_post: str, at: datetime,
) -> Done[Step]:  # fmt: skip
    """Record what of the request the body will do, and what not and why. Raises as `comply_with_request`."""
    _need(what_will_be_done, "what_will_be_done", "Enter what you will do")
    _need(what_not, "what_not", "Enter what you will not do, and why")
    _check_promise(promised_on, at)
    words = {"words": what_will_be_done.strip(), "instead": what_not.strip(), "promised_on": promised_on}
    return _answer(actor, ask, StepKind.PARTLY, at=at, values={**words, **signed(by_name, by_post)})


@operation(Event.OFFER)
def offer_alternative(
    actor: Actor, ask: CooperationRequest, *, offer: str, promised_on: date | None, by_name: str, by_post: str,
    at: datetime,
) -> Done[Step]:  # fmt: skip
    """Record what the body offers in the place of what was asked. Raises as `comply_with_request`."""
    _need(offer, "offer", "Enter what you offer")
    if promised_on:
        _check_promise(promised_on, at)
    values = {"words": offer.strip(), "promised_on": promised_on, **signed(by_name, by_post)}
    return _answer(actor, ask, StepKind.ALTERNATIVE, at=at, values=values)


@operation(Event.WRONG_BODY)
def name_right_body(
    actor: Actor, ask: CooperationRequest, *, right_body: str, right_ref: str, why: str, by_name: str, by_post: str,
    at: datetime,
) -> Done[Step]:  # fmt: skip
    """Record that another body is the right one. `right_ref` is its reference where the register holds it, else empty.

    What was typed is kept enciphered, for it may name a person; the record names the body of the register. Raises
    Invalid (field "right_body") where none is named.
    """
    _need(right_body, "right_body", "Enter the name of the right body")
    named = " ".join(right_body.split())[:200]
    known = registry.bodies_known({right_ref}, at=at).get(right_ref) if right_ref else None
    values = {"words": why.strip(), "instead": named, "detail": {"right_ref": known.ref if known else ""}}
    facts = {"right": known.name_on(day_of(at)) if known else NOT_LISTED}
    return _answer(actor, ask, StepKind.WRONG_BODY, at=at, values={**values, **signed(by_name, by_post)}, facts=facts)


@operation(Event.NOT_BOUND)
def say_not_bound(
    actor: Actor, ask: CooperationRequest, *, why: str, by_name: str, by_post: str, at: datetime
) -> Done[Step]:
    """Record that the body holds section 7 not to bind it, and why. Raises Invalid (field "why") without reasons."""
    _need(why, "why", "Enter why section 7 does not bind you here")
    values = {"words": why.strip(), **signed(by_name, by_post)}
    return _answer(actor, ask, StepKind.NOT_BOUND, at=at, values=values)


@operation(Event.REFUSE)
def refuse_request(
    actor: Actor, ask: CooperationRequest, *, reasons: Mapping[str, str], by_name: str, by_post: str, at: datetime,
    harmed: Mapping[str, str] | None = None, instead: str = "", ask_again: str = "",
) -> Done[Step]:  # fmt: skip
    """Record that the body refuses, on one or both grounds of section 7, each with its own written reasons.

    `reasons` and `harmed` (which duty, or which part of the work and how) go by ground. Raises Invalid where no ground
    is named, one has no reasons (CA2014.s7(3)), or it is not said which work would suffer (Concord's own rule), and
    Conflict where the request is answered. Whether the reasons are good is not asked.
    """
    _check_grounds(ask, reasons)
    _check_harm(reasons, harmed or {})
    form = findings.form_of(ask, decision="refused", reasons=reasons)
    words = {"instead": instead.strip(), "ask_again": ask_again.strip(), "form": form}
    facts = {"grounds": list(reasons), "complete": form["complete_in_form"], "breach": form["breach"]}
    done = _answer(actor, ask, StepKind.REFUSED, at=at, values={**words, **signed(by_name, by_post)}, facts=facts)
    for ground, written in reasons.items():
        GroundOfRefusal.objects.create(
            step=done.result, ground=ground, reasons=written.strip(), harmed=(harmed or {}).get(ground, "").strip()
        )
    note_words(done.result.ask, (*reasons.values(), *(harmed or {}).values()))
    return done


@operation(Event.DECLINE)
def decline_request(
    actor: Actor, ask: CooperationRequest, *, why: str, by_name: str, by_post: str, at: datetime,
    conditions: Collection[str] = (), another_reason: bool = False, instead: str = "",
) -> Done[Step]:  # fmt: skip
    """Record that a body which section 7 does not bind will not do it; or which conditions of section 45 are not met.

    `another_reason`: it says that a rule outside section 45 keeps it from supplying, and in `why` which. One that is
    free to help owes no reasons. Raises Invalid where reasons, or the conditions, are needed and missing. Whether what
    it says is so is not asked.
    """
    if ask.kind in REASONS_NEEDED_TO_DECLINE:
        _need(why, "why", "Enter why not")
    named = sorted(set(conditions) & set(Condition))
    if ask.kind == Kind.SUPPLY and not named and not another_reason:
        raise Invalid(NOTHING_SAID_OF_SUPPLY, field="conditions")
    facts: dict[str, Any] = {"conditions": named}
    if ask.kind == Kind.SUPPLY and another_reason:
        facts["another_reason"] = True
    values = {"words": why.strip(), "instead": instead.strip(), "detail": facts}
    return _answer(actor, ask, StepKind.DECLINED, at=at, values={**values, **signed(by_name, by_post)}, facts=facts)


def _answer(
    actor: Actor, ask: CooperationRequest, kind: StepKind, *, at: datetime, values: Mapping[str, Any],
    facts: Mapping[str, Any] | None = None,
) -> Done[Step]:  # fmt: skip
    """Write an answer: the clocks stop, the docket and the officer are told."""
    row = locked(ask)
    if kind not in ANSWERS_TO[Kind(row.docket.kind)]:
        raise Conflict("This request cannot be answered in that way. Go back and choose again.")
    standing = standing_for(row, kind)
    step = take(actor, row, kind, at=at, standing=standing, to_read=True, **values, **_as(row))
    for which in Which:
        clocks.stop_clock(row, which, at=at)
    close(actor, row, step, at=at)
    tell_officer(row, step)
    told = {"asked_name": _name(row), "round": step.round, "promised_on": step.promised_on}
    if kind in {StepKind.REFUSED, StepKind.DECLINED, StepKind.WRONG_BODY, StepKind.NOT_BOUND}:
        told.pop("promised_on")
    return Done(step, facts={**told, **files_told(step), **(facts or {})})


def _as(row: CooperationRequest) -> dict[str, Any]:
    """For which body, as it is called now, the step is taken."""
    return {"by_body_name": _name(row)}


def _name(row: CooperationRequest) -> str:
    return row.docket.asked_name


def _need(text: str, field: str, says: str) -> None:
    if not text.strip():
        raise Invalid(says, field=field)


def _check_promise(day: date, at: datetime) -> None:
    if day < day_of(at):
        raise Invalid("The day by which you will do it must be today or later", field="promised_on")
    if too_far_ahead(day, on=day_of(at)):
        raise Invalid("The day by which you will do it must be within a year", field="promised_on")


def _check_grounds(ask: CooperationRequest, reasons: Mapping[str, str]) -> None:
    allowed = (ask.finding or {}).get("grounds", ())
    if not reasons or not reasons.keys() <= set(allowed):
        raise Invalid("Select at least one ground: section 7 allows a refusal only on these two", field="grounds")
    for ground, written in reasons.items():
        if not written.strip():
            raise Invalid(
                "Enter your reasons for this ground: section 7(3) requires them in writing", field=f"reasons_{ground}"
            )


def _check_harm(reasons: Mapping[str, str], harmed: Mapping[str, str]) -> None:
    for ground in reasons:
        if ground in HARM_NEEDED and not harmed.get(ground, "").strip():
            raise Invalid(HARM_NEEDED[ground], field=f"harmed_{ground}")
