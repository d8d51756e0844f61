"""Builders of agreements, through services only. Westshire keeps them; Eastshire, a unitary, is its neighbour."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any

from concord.agreements import services
from concord.agreements.models import Agreement, Party
from concord.agreements.services import Written
from concord.base.actor import Actor
from concord.delivery import links
from concord.delivery.models import LinkCode, Outgoing, SecureLink
from concord.people.roles import Role
from kit import editions, given

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

NEIGHBOUR = "gss:E06000991"
FIRST = date(2026, 12, 1)
"""The day on which agreements begin, where nothing else is said."""

TWO_DAYS = Written(
    heading="Answering in time",
    number="4.2",
    words="Whoever is asked answers within two working days.",
    commitment="response-time",
    terms={"urgency": "routine", "answer_days": 2, "acknowledge_days": 1},
)


def counties(folder: Path) -> None:
    """The register of Westshire, with its neighbour Eastshire."""
    tables = editions.rows()
    county = editions.row(tables, "bodies", ref=given.COUNTY)
    tables["bodies"].append({**county, "ref": NEIGHBOUR, "kind": "unitary"})
    tables["names"].append({"ref": NEIGHBOUR, "name": "Eastshire Council", "short_name": "Eastshire"})
    given.load(folder, tables)


def a_lead(name: str = "Idris Okonjo", *, body: str = given.COUNTY) -> Actor:
    """Somebody who keeps the agreements of a body."""
    return given.acting(given.a_person(name, role=Role.PARTNERSHIP_LEAD, body=body))


def an_agreement(
    lead: Actor,
    *others: str,
    kind: str = "protocol",
    about: str = "discharge",
    at: datetime = given.AT,
    **changes: Any,
) -> Agreement:
    """A draft with its parties (the district, where none is named), each with a mailbox; it begins on `FIRST`."""
    row = services.begin_agreement(
        lead, kind=kind, about=about if kind == "protocol" else "", title="Westshire discharge protocol", at=at
    )
    for body in others or (given.DISTRICT,):
        services.add_party(lead, row, body=body, mailbox=f"agreements@{body[-3:].lower()}.example", at=at)
    return services.revise_agreement(lead, row, changes={"starts": FIRST, **changes}, at=at)


def fresh(row: Agreement) -> Agreement:
    """The agreement as it is now."""
    return Agreement.objects.get(pk=row.pk)


def party(row: Agreement, body: str) -> Party:
    """The place that a body holds in an agreement."""
    return Party.objects.get(agreement=row, held_by__body=body, held_by__ends__isnull=True)


def signs(actor: Actor, row: Agreement, body: str, *, at: datetime) -> None:
    """A body's own person agrees, at a desk or by link, to what there is now."""
    services.sign_agreement(
        actor, party(row, body), by_name="Marlow Quist", office="Director", at=at, saves=fresh(row).saves
    )


def signed(lead: Actor, row: Agreement, *, on: date = given.ON, at: datetime = given.AT) -> Agreement:
    """Every party has agreed, on paper, on one day."""
    for place in Party.objects.filter(agreement=row, left_from__isnull=True):
        services.record_signature(
            lead, row, party=place.public_id, by_name="Marlow Quist", office="Director", on=on, at=at
        )
    return fresh(row)


def link_to(row: Agreement, body: str) -> str:
    """The path of the newest link that was sent to the mailbox of a body's place at the table."""
    letters = Outgoing.objects.filter(message__startswith="agreement-", subject=row.public_id)
    found = re.search(r"https?://[^/\s]+(/r/\S+)", letters.filter(to=party(row, body).mailbox).latest("id").text)
    assert found, "The e-mail has no link in it."
    return found[1]


def by_link(row: Agreement, body: str, *, at: datetime) -> Actor:
    """Whoever came by the newest link sent to a body's mailbox and gave the code."""
    place = party(row, body)
    visitor = Actor.public("partner", correlation="c2")
    entered = links.enter(visitor, link_to(row, body).removeprefix(links.PATH), at=at, address="192.0.2.7")
    if not LinkCode.objects.filter(link__public_id=entered.person, used_at__isnull=False).exists():
        links.send_code(entered, at=at)
        names = SecureLink.objects.filter(subject=place.public_id).values("public_id")
        letter = Outgoing.objects.filter(message="link-code", subject__in=names).latest("id")
        code = re.search(r"Your code is (\d{6})", letter.text)
        assert code, "The e-mail has no code in it."
        return links.prove(entered, code=code[1], at=at)
    return links.partner(entered.person, at=at, correlation="c2", proved=True)
