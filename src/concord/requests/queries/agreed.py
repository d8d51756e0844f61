"""Whom the body asked has named, in an agreement in force with the asker, for such help, with the clause."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from concord.agreements import queries as agreements

if TYPE_CHECKING:
    from datetime import date

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
    if ask.asker_id == ask.asked_id:
        return None
    found = agreements.contact_between_public(ask.asker_id, ask.asked_id, topic=ask.help, on=on)
    if found is None:
        return None
    clause, named = found
    return AgreedContact(
        cited=clause.cited,
        agreement=clause.agreement,
        office=named.office,
        mailbox=named.mailbox,
        phone=named.phone,
        hours=named.hours,
        deputy=named.deputy,
    )
