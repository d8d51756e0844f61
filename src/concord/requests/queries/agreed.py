"""Whom the body asked has named, in an agreement in force with the asker, for such help; where a request goes first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from concord.agreements import queries as agreements
from concord.contacts import queries as contacts

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from concord.base.actor import Actor
    from concord.contacts.queries import Fit
    from concord.requests.models import CooperationRequest


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreedContact:
    """A contact that a clause names; `cited` is that clause of its agreement."""

    cited: str
    agreement: str
    office: str
    mailbox: str
    phone: str
    hours: str
    deputy: str


def agreed_contact(ask: CooperationRequest, *, on: date) -> AgreedContact | None:
    """The contact for a request's kind of help that both sides agreed to; None where no clause in force names one."""
    return agreed_contacts(ask.asker_id, (ask.asked_id,), topic=ask.help, on=on).get(ask.asked_id)


def agreed_contacts(asker: str, bodies: Collection[str], *, topic: str, on: date) -> dict[str, AgreedContact]:
    """The same for several bodies that one body asks for a kind of help, by reference; two reads."""
    found = agreements.contacts_named_public(asker, bodies, topic=topic, on=on)
    return {
        body: AgreedContact(
            cited=clause.cited,
            agreement=clause.agreement,
            office=named.office,
            mailbox=named.mailbox,
            phone=named.phone,
            hours=named.hours,
            deputy=named.deputy,
        )
        for body, (clause, named) in found.items()
    }


def first_mailbox(known: Fit | None, agreed: AgreedContact | None) -> str:
    """Where a request goes, as far as Concord knows: the contact both sides agreed to, else the one it keeps."""
    if agreed:
        return agreed.mailbox
    return known.contact.mailbox if known else ""


def first_mailboxes(actor: Actor, ask: CooperationRequest, bodies: Collection[str], *, on: date) -> dict[str, str]:
    """The same for several bodies that are asked what a draft asks, by reference; empty where nothing is known."""
    known = contacts.contacts_for(actor, bodies, topic=ask.help, council=ask.asker_id, on=on)
    agreed = agreed_contacts(ask.asker_id, bodies, topic=ask.help, on=on)
    return {body: first_mailbox(known.get(body), agreed.get(body)) for body in bodies}
