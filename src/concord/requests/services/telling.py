"""Telling the other side: a declared message into the outbox, with a link of its own where something is to be done."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Final

from concord.base.clock import LONDON, day_of
from concord.base.errors import Invalid
from concord.delivery import links
from concord.delivery import queries as delivery
from concord.delivery.outbox import enqueue
from concord.delivery.services import issue_link
from concord.requests import messages
from concord.requests.events import ABOUT
from concord.requests.rules.chasing import MOST_A_DAY
from concord.requests.rules.links import link_works_until
from concord.requests.rules.steps import StepKind

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from concord.base.actor import Actor
    from concord.delivery.messages import Message
    from concord.requests.models import CooperationRequest, Step


_FULL: Final = (
    "Today {most} {what} this request have gone out{to}. Concord sends no more in a day: that is its own policy, and no"
    " law. Ring them, or do it tomorrow."
)
_REPEATED: Final = frozenset({StepKind.WROTE, StepKind.PASSED_ON})
"""What the body asked can do again and again: it stands on the request, whether or not an e-mail says so."""


def new_link(actor: Actor, ask: CooperationRequest, *, at: datetime, to: str = "") -> tuple[str, date, str]:
    """Issue a link for the body that holds the request: its address, the last day on which it works, and its id."""
    on = day_of(at)
    until = link_works_until(sent_on=on, needed_by=max(ask.docket.due_on or on, ask.needed_by or on))
    issued = issue_link(
        actor,
        about=(ABOUT, ask.public_id),
        body=ask.docket.asked_id,
        to=to or ask.partner_email,
        at=at,
        expires_at=datetime.combine(until + timedelta(days=1), time(), LONDON),
    )
    return links.address(issued.token), until, issued.link.public_id


def check_cap(ask: CooperationRequest, *, at: datetime, to: str = "", field: str = "") -> None:
    """Raise Invalid where one mailbox of the body asked has had the day's e-mails about a request: Concord's policy."""
    mailbox = to or ask.partner_email
    if _mailed(ask, to=mailbox, at=at) >= MOST_A_DAY:
        raise Invalid(_FULL.format(what="e-mails about", to=f" to {mailbox}", most=MOST_A_DAY), field=field)


def check_cap_of_links(ask: CooperationRequest, *, to: str, at: datetime) -> None:
    """As `check_cap` (field "to"); also where so many new links went out that day, to whatever mailboxes."""
    check_cap(ask, to=to, at=at, field="to")
    if _mailed(ask, message=messages.LINK.name, at=at) >= MOST_A_DAY:
        raise Invalid(_FULL.format(what="new links to", to="", most=MOST_A_DAY), field="to")


def _mailed(ask: CooperationRequest, *, at: datetime, to: str = "", message: str = "") -> int:
    since = datetime.combine(day_of(at), time(), LONDON)
    return delivery.mailed_about(ABOUT, ask.public_id, since=since, to=to, message=message)


def tell_partner(
    ask: CooperationRequest, message: Message, variables: Mapping[str, str], *, at: datetime, to: str = ""
) -> None:
    """Write to the mailbox of the body asked, in the name of the asker."""
    enqueue(
        message,
        to=to or ask.partner_email,
        variables=variables,
        about=(ABOUT, ask.public_id),
        at=at,
        from_name=ask.asker_name,
        reply_to=ask.contact_email,
    )


def tell_of_step(actor: Actor, ask: CooperationRequest, kind: StepKind, *, at: datetime, early: bool = False) -> None:
    """Tell the partner, with a link, what the asker did; `early`: before the day that was promised."""
    link, until, _ = new_link(actor, ask, at=at)
    tell_partner(ask, messages.MOVED, messages.moved_variables(ask, kind, link=link, until=until, early=early), at=at)


def tell_officer(ask: CooperationRequest, step: Step) -> None:
    """Tell the officer who asked what the other side said; but not of one more message after the day's many e-mails."""
    if step.kind in _REPEATED and _mailed(ask, to=ask.contact_email, at=step.at) >= MOST_A_DAY:
        return
    variables = messages.replied_variables(ask, step)
    enqueue(messages.REPLIED, to=ask.contact_email, variables=variables, about=(ABOUT, ask.public_id), at=step.at)
