"""Every change to a request: drafted, revised, sent, acknowledged, complied with, refused, withdrawn.

Each is an operation with one entry in the record. Nothing is sent from here: a declared message is put into the
outbox in the same transaction. Times are aware instants in UTC, given by the door.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Any, Final

from concord.access.operation import Done, operation
from concord.base.clock import LONDON, day_of
from concord.base.errors import Conflict, Invalid
from concord.delivery import links
from concord.delivery.outbox import enqueue
from concord.delivery.services import issue_link
from concord.people.models import Person
from concord.registry import queries as registry
from concord.requests import findings, messages, rules
from concord.requests.events import ABOUT, Event
from concord.requests.models import CooperationRequest, GroundOfRefusal, Reply
from concord.requests.queries import status_of
from concord.requests.rules import ReplyKind, Status
from concord.requests.wording import NO_LONGER

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from concord.base.actor import Actor
    from concord.delivery.messages import Message

REVISABLE: Final = frozenset(
    {
        "person_category",
        "person_reference",
        "function",
        "what",
        "needed_by",
        "needed_by_why",
        "otherwise",
        "purposes",
        "partner_email",
        "contact_name",
        "contact_email",
        "contact_phone",
    }
)
"""What a draft's pages may change; whom it asks is changed by `readdress_request`."""


@operation(Event.DRAFT)
def draft_request(actor: Actor, *, asked: str, at: datetime) -> Done[CooperationRequest]:
    """Begin a request of the actor's body to the body `asked` (by reference). CA2014.s7(1).

    Raises Invalid (field "asked") for a body that the register does not hold on that day.
    """
    ask = CooperationRequest(
        asker_id=actor.body,
        made_by=Person.objects.get(public_id=actor.person),
        drafted_at=at,
    )
    _address(ask, asked, at=at)
    ask.save(force_insert=True)
    return Done(ask, subject=ask, facts={"asked": asked, "asked_name": ask.asked_name})


@operation(Event.REVISE)
def revise_request(actor: Actor, ask: CooperationRequest, *, changes: Mapping[str, Any]) -> Done[CooperationRequest]:
    """Save what a page of the draft says. `changes` are fields of `REVISABLE` with checked values.

    Raises Conflict for a request that has been sent or discarded, and ValueError for a field that is no page's.
    """
    if unknown := changes.keys() - REVISABLE:
        raise ValueError(f"A draft's pages do not change: {', '.join(sorted(unknown))}.")
    draft = _locked(ask, Status.DRAFT)
    for field, value in changes.items():
        setattr(draft, field, value)
    draft.save(update_fields=sorted(changes))
    return Done(draft, facts={"fields": sorted(changes)})


@operation(Event.REVISE)
def readdress_request(actor: Actor, ask: CooperationRequest, *, asked: str, at: datetime) -> Done[CooperationRequest]:
    """Ask another body instead, while the request is a draft. The e-mail address is dropped: it was the other's.

    Raises Conflict for a request that has been sent or discarded, Invalid for an unknown body.
    """
    draft = _locked(ask, Status.DRAFT)
    if draft.asked_id != asked:
        draft.partner_email = ""
    _address(draft, asked, at=at)
    draft.save(update_fields=["asked", "asker_name", "asked_name", "addressee", "partner_email"])
    return Done(draft, facts={"fields": ["asked"], "asked": asked})


@operation(Event.DISCARD)
def discard_request(actor: Actor, ask: CooperationRequest, *, at: datetime) -> Done[CooperationRequest]:
    """Put a draft away for good. Raises Conflict for one that has been sent or discarded."""
    draft = _locked(ask, Status.DRAFT)
    draft.withdrawn_at = at
    draft.save(update_fields=["withdrawn_at"])
    return Done(draft)


@operation(Event.SEND)
def send_request(actor: Actor, ask: CooperationRequest, *, at: datetime) -> Done[CooperationRequest]:
    """Send a draft as a section 7(1) request: keep the law as it stands, issue the link, put the e-mail in the outbox.

    Raises Invalid (with the field) where something is missing or section 7 does not bind the body asked, and Conflict
    where the request has been sent or discarded already.
    """
    draft, on = _locked(ask, Status.DRAFT), day_of(at)
    for gap in rules.gaps(vars(draft), on=on):
        raise Invalid(gap.says, field=gap.field)
    finding = findings.duty_of(draft, on=on, known_at=at)
    if not rules.may_be_sent(finding.bound):
        raise Invalid(finding.says)
    _address(draft, draft.asked_id, at=at)
    draft.sent_at = draft.law_known_at = at
    draft.sent_by = Person.objects.get(public_id=actor.person)
    draft.law_on = on
    draft.finding = findings.as_json(finding, known_at=at)
    draft.rulebook_version = draft.finding["rulebook"]["version"]
    draft.save()
    _send_link(actor, draft, bound=finding.bound, at=at)
    return Done(
        draft,
        facts={
            "asked": draft.asked_id,
            "asked_name": draft.asked_name,
            "to": draft.partner_email,
            "person_reference": draft.person_reference,
            "law_on": on,
            "law_known_at": at,
            "bound": finding.bound,
            "under": finding.under,
            "provisions": finding.provisions,
            "rulebook": draft.rulebook_version,
            "needed_by": draft.needed_by,
        },
    )


@operation(Event.WITHDRAW)
def withdraw_request(actor: Actor, ask: CooperationRequest, *, why: str, at: datetime) -> Done[CooperationRequest]:
    """Take back a request that has not been answered, and tell the partner so.

    Raises Invalid without a reason, and Conflict where an answer has come or the request was withdrawn.
    """
    if not why.strip():
        raise Invalid("Enter why you are withdrawing it", field="why")
    sent = _locked(ask, *rules.OPEN)
    sent.withdrawn_at, sent.withdrawn_why = at, why.strip()
    sent.withdrawn_by = Person.objects.get(public_id=actor.person)
    sent.save(update_fields=["withdrawn_at", "withdrawn_why", "withdrawn_by"])
    _tell_partner(sent, messages.WITHDRAWN, messages.withdrawn_variables(sent, sent=_day(sent.law_on)), at=at)
    return Done(sent)


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


def _address(ask: CooperationRequest, asked: str, *, at: datetime) -> None:
    """Write the two sides onto a draft as they are called that day."""
    on = day_of(at)
    bodies = registry.bodies_known({ask.asker_id, asked}, at=at)
    if asked not in bodies:
        raise Invalid("The register holds no such body. Choose one from the list.", field="asked")
    ask.asked_id, ask.asked_name, ask.addressee = asked, bodies[asked].name_on(on), bodies[asked].addressee
    ask.asker_name = bodies[ask.asker_id].name_on(on)


def _locked(ask: CooperationRequest, *wanted: Status) -> CooperationRequest:
    """The row as it is now, kept from other writers. Raises Conflict where it no longer stands as wanted."""
    row = CooperationRequest.objects.select_for_update().get(pk=ask.pk)
    status = status_of(row)
    if status not in wanted:
        raise Conflict(NO_LONGER[status])
    return row


def _reply(ask: CooperationRequest, kind: ReplyKind, *, by_name: str, by_post: str, **words: Any) -> Reply:
    """Write a reply, where the request still takes one of this kind."""
    if not by_name.strip():
        raise Invalid("Enter your name", field="by_name")
    if not by_post.strip():
        raise Invalid("Enter your job", field="by_post")
    row = _locked(ask, *(status for status in Status if kind in rules.next_replies(status)))
    return Reply.objects.create(ask=row, kind=kind, by_name=by_name.strip(), by_post=by_post.strip(), **words)


def _send_link(actor: Actor, ask: CooperationRequest, *, bound: str, at: datetime) -> None:
    """Issue the link for the body asked, and put the e-mail that carries it into the outbox."""
    until = rules.link_works_until(sent_on=day_of(at), needed_by=_day(ask.needed_by))
    issued = issue_link(
        actor,
        about=(ABOUT, ask.public_id),
        body=ask.asked_id,
        to=ask.partner_email,
        at=at,
        expires_at=datetime.combine(until + timedelta(days=1), time(), LONDON),
    )
    variables = messages.asked_variables(ask, bound=bound, link=links.address(issued.token), until=until)
    _tell_partner(ask, messages.ASKED, variables, at=at)


def _tell_partner(ask: CooperationRequest, message: Message, variables: Mapping[str, str], *, at: datetime) -> None:
    enqueue(
        message,
        to=ask.partner_email,
        variables=variables,
        about=(ABOUT, ask.public_id),
        at=at,
        from_name=ask.asker_name,
        reply_to=ask.contact_email,
    )


def _tell_officer(reply: Reply) -> None:
    ask = reply.ask
    variables = messages.replied_variables(reply, sent=_day(ask.law_on))
    enqueue(messages.REPLIED, to=ask.contact_email, variables=variables, about=(ABOUT, ask.public_id), at=reply.at)


def _check_grounds(ask: CooperationRequest, reasons: Mapping[str, str]) -> None:
    allowed = (ask.finding or {}).get("grounds", ())
    if not reasons or not reasons.keys() <= set(allowed):
        raise Invalid("Select at least one ground: the Care Act allows a refusal only on these two", field="grounds")
    for ground, written in reasons.items():
        if not written.strip():
            raise Invalid(
                "Enter your reasons for this ground: section 7(3) requires them in writing", field=f"reasons_{ground}"
            )


def _day(day: date | None) -> date:
    if day is None:
        raise Invalid("Give the day by which you ask for it", field="needed_by")
    return day
