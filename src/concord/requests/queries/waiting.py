"""What waits at one mailbox of one body: the list behind the link of a digest. Nothing in it is about the person."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q

from concord.access import operation
from concord.audit.vocabulary import fingerprint
from concord.base.clock import day_of
from concord.base.errors import NotFound
from concord.delivery import queries as delivery
from concord.registry import queries as registry
from concord.requests.events import ABOUT, MAILBOX, Event
from concord.requests.models import CooperationRequest
from concord.requests.rules.kinds import Kind, Urgency
from concord.requests.rules.standing import OPEN, Status, is_past
from concord.requests.rules.steps import Side
from concord.requests.wording import HELP, KIND, STATUS, URGENCY

if TYPE_CHECKING:
    from datetime import date, datetime

    from concord.base.actor import Actor

MOST_LISTED = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A request that waits. `promised_on` is what the body said itself, `due_on` the running clock.

    `owed`: an answer is owed at all (not under section 6(2)).
    """

    public_id: str
    reference: str
    asker_name: str
    kind: str
    help: str
    urgency: str
    urgent: bool
    status: str
    due_on: date | None
    promised_on: date | None
    day_passed: bool
    owed: bool


def mailbox_key(body: str, mailbox: str) -> str:
    """By which a mailbox of a body is named in a link, so that the address stands nowhere."""
    return f"{body}|{fingerprint(mailbox.casefold())}"


def waiting_cover_public(key: str, *, on: date) -> str:
    """The name of the body whose mailbox a digest's link is for: public to whoever holds the link."""
    ref = key.partition("|")[0]
    body = registry.bodies_known({ref}).get(ref)
    return body.name_on(on) if body else "your organisation"


def waiting_at(actor: Actor, *, mailbox: str, at: datetime) -> tuple[Waiting, ...]:
    """The open requests of a body to which a link that still works went to one mailbox; what is due first, first.

    For whoever came by the link of a digest and proved that mailbox. Recorded. Raises NotFound.
    """
    if actor.reaches(MAILBOX) != mailbox_key(actor.body, mailbox):
        raise NotFound(operation.NOT_HERE)
    links = delivery.links_going_to(mailbox, body=actor.body, kind=ABOUT, at=at).filter(subject=OuterRef("public_id"))
    open_ = Q(docket__waiting=Side.ASKED.value) | Q(docket__status__in=[status.value for status in OPEN])
    rows = CooperationRequest.objects.filter(open_, Exists(links), docket__asked=actor.body)
    found = [_row(ask, day_of(at)) for ask in rows.select_related("docket").order_by("-pk")[:MOST_LISTED]]
    operation.seen(actor, Event.LIST_WAITING, actor.body, {"shown": len(found)})
    return tuple(sorted(found, key=lambda row: row.promised_on or row.due_on or day_of(at)))


def _row(ask: CooperationRequest, on: date) -> Waiting:
    docket = ask.docket
    due_on = docket.promised_on or docket.due_on
    return Waiting(
        public_id=ask.public_id,
        reference=ask.reference,
        asker_name=docket.asker_name,
        kind=KIND[Kind(docket.kind)],
        help=HELP.get(docket.help, ""),
        urgency=URGENCY[Urgency(docket.urgency)],
        urgent=docket.urgency != Urgency.ROUTINE,
        status=STATUS[Status(docket.status)],
        due_on=docket.due_on,
        promised_on=docket.promised_on,
        day_passed=is_past(waiting=docket.waiting, paused=docket.paused, due_on=due_on, on=on),
        owed=docket.kind != Kind.UNBOUND,
    )
