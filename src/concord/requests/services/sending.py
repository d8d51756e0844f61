"""Sending a request with the law as it stands, and taking it back."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from concord.access.operation import Done, operation
from concord.base.clock import LONDON, day_of
from concord.base.errors import Invalid
from concord.delivery import links
from concord.delivery.outbox import enqueue
from concord.delivery.services import issue_link
from concord.people.models import Person
from concord.requests import findings, messages, rules
from concord.requests.events import ABOUT, Event
from concord.requests.rules import Status
from concord.requests.services.sides import locked, write_sides

if TYPE_CHECKING:
    from collections.abc import Mapping

    from concord.base.actor import Actor
    from concord.delivery.messages import Message
    from concord.requests.models import CooperationRequest


@operation(Event.SEND)
def send_request(actor: Actor, ask: CooperationRequest, *, at: datetime) -> Done[CooperationRequest]:
    """Send a draft as a section 7(1) request: keep the law as it stands, issue the link, put the e-mail in the outbox.

    Raises Invalid (with the field) where something is missing or section 7 does not bind the body asked, and Conflict
    where the request has been sent or discarded already.
    """
    draft, on = locked(ask, Status.DRAFT), day_of(at)
    for gap in rules.gaps(vars(draft), on=on):
        raise Invalid(gap.says, field=gap.field)
    finding = findings.duty_of(draft, on=on, known_at=at)
    if not rules.may_be_sent(finding.bound):
        raise Invalid(finding.says)
    write_sides(draft, draft.asked_id, at=at)
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
    sent = locked(ask, *rules.OPEN)
    sent.withdrawn_at, sent.withdrawn_why = at, why.strip()
    sent.withdrawn_by = Person.objects.get(public_id=actor.person)
    sent.save(update_fields=["withdrawn_at", "withdrawn_why", "withdrawn_by"])
    _tell_partner(sent, messages.WITHDRAWN, messages.withdrawn_variables(sent, sent=sent.law_on or day_of(at)), at=at)
    return Done(sent)


def _send_link(actor: Actor, ask: CooperationRequest, *, bound: str, at: datetime) -> None:
    """Issue the link for the body asked, and put the e-mail that carries it into the outbox."""
    until = rules.link_works_until(sent_on=day_of(at), needed_by=ask.needed_by or day_of(at))
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
