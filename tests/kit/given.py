"""Builders of states, through services only: no test stands where the product cannot arrive. Everybody is invented."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from concord.base.actor import Actor
from concord.delivery import links
from concord.delivery.models import LinkCode, Outgoing, SecureLink
from concord.people import queries as people
from concord.people.roles import Role
from concord.people.services import add_person, give_role
from concord.registry.services import load_register
from concord.requests import services
from kit import editions

if TYPE_CHECKING:
    from pathlib import Path

    from django.test import Client

    from concord.people.models import Person
    from concord.requests.models import CooperationRequest, Step

AT = datetime(2026, 11, 22, 9, tzinfo=UTC)
ON = date(2026, 11, 22)
COUNTY, DISTRICT, BOARD, TRUST = editions.COUNTY, editions.DISTRICT, editions.BOARD, editions.TRUST
COMMAND = Actor.command("a test")

WHOLE: dict[str, Any] = {
    "person_category": "adult",
    "person_reference": "LAS-20417",
    "function": "CA2014.s42",
    "what": "Please send a housing officer to the planning meeting on 2 December.",
    "needed_by": date(2026, 12, 4),
    "needed_by_why": "The meeting decides whether she can go home.",
    "otherwise": "She stays on a ward that she does not need.",
    "purposes": ["protection"],
    "help": "meeting",
    "told": "yes",
    "told_words": "She would like to go home.",
    "sharing_basis": "duty",
    "partner_email": "duty.desk@aldermoor.example",
    "contact_name": "Wren Okafor",
    "contact_phone": "01632 960 001",
    "contact_email": "wren.okafor@westshire.example",
}
"""What a whole draft says."""

REASONS = {
    "incompatible-with-duties": "Our allocation scheme leaves us no choice here.",
    "adverse-effect": "The only officer on duty holds the homelessness interviews that day.",
}
"""A refusal on both grounds."""

HARMED = {"adverse-effect": "Homelessness interviews: two would wait a week."}
"""What would suffer under the second ground."""

SIGNED = {"by_name": "Marlow Quist", "by_post": "Head of housing options"}
"""Who answers for the partner."""


def westshire(folder: Path) -> None:
    """The register of the invented county."""
    load(folder, editions.rows())


def load(folder: Path, tables: dict[str, list[dict[str, str]]]) -> None:
    """A register of these tables."""
    load_register(COMMAND, directory=editions.write(folder, tables), at=AT)


def a_person(name: str = "Wren Okafor", *, role: str = Role.PRACTITIONER, body: str = COUNTY) -> Person:
    """Somebody with a role in a body since 2024; without a role where it is empty."""
    person = add_person(COMMAND, name=name, email=f"{name.lower().replace(' ', '.')}@westshire.example")
    if role:
        give_role(COMMAND, person, body=body, role=role, starts=date(2024, 4, 1))
    return person


def acting(person: Person) -> Actor:
    """The person at the desk."""
    return people.actor_for(person, door="desk", on=ON, correlation="c1")


def a_draft(officer: Actor, *, asked: str = DISTRICT, at: datetime = AT, **changes: Any) -> CooperationRequest:
    """A draft that lacks nothing, but for what `changes` takes away or alters."""
    ask = services.draft_request(officer, asked=asked, at=at)
    return services.revise_request(officer, ask, changes={**WHOLE, **changes}, at=at)


def a_request(officer: Actor, *, asked: str = DISTRICT, at: datetime = AT, **changes: Any) -> CooperationRequest:
    """A request that was sent."""
    return services.send_request(officer, a_draft(officer, asked=asked, at=at, **changes), at=at)


def the_link(ask: CooperationRequest) -> str:
    """The path of the link in the e-mail that waits in the outbox."""
    letter = Outgoing.objects.get(message="request-asked", subject=ask.public_id)
    found = re.search(r"https?://[^/\s]+(/r/\S+)", letter.text)
    assert found, "The e-mail has no link in it."
    return found[1]


def the_code(ask: CooperationRequest) -> str:
    """The code in the newest e-mail that waits in the outbox for whoever opened the link of a request."""
    names = SecureLink.objects.filter(subject_kind="request", subject=ask.public_id).values("public_id")
    letter = Outgoing.objects.filter(message="link-code", subject__in=names).latest("id")
    found = re.search(r"Your code is (\d{6})", letter.text)
    assert found, "The e-mail has no code in it."
    return found[1]


def enter_by_link(browser: Client, ask: CooperationRequest) -> None:
    """Press the button behind the link of a request, and give the code, in a browser."""
    opened = browser.post(the_link(ask))
    assert opened.status_code == 302, "The link does not open."
    if opened["Location"].endswith("/code"):
        given = browser.post(opened["Location"], {"code": the_code(ask)})
        assert given.status_code == 302, "The code is not taken."


def a_partner(ask: CooperationRequest, *, at: datetime = AT) -> Actor:
    """Whoever came by the link of a request and proved its mailbox, within the working day."""
    visitor = Actor.public("partner", correlation="c2")
    entered = links.enter(visitor, the_link(ask).removeprefix(links.PATH), at=at, address="192.0.2.7")
    proved = LinkCode.objects.filter(link__public_id=entered.person, used_at__gte=at - timedelta(hours=8))
    if proved.exists():
        return links.partner(entered.person, at=at, correlation="c2", proved=True)
    links.send_code(entered, at=at)
    return links.prove(entered, code=the_code(ask), at=at)


def acknowledged(ask: CooperationRequest, *, at: datetime = AT) -> Step:
    """The partner said that it has the request."""
    return services.acknowledge_request(a_partner(ask, at=at), ask, **SIGNED, at=at)


def complied(ask: CooperationRequest, *, at: datetime = AT) -> Step:
    """The partner said that it will do it."""
    return services.comply_with_request(
        a_partner(ask, at=at),
        ask,
        what_will_be_done="Our housing officer will come.",
        promised_on=date(2026, 12, 2),
        **SIGNED,
        at=at,
    )


def refused(ask: CooperationRequest, *, at: datetime = AT, **reasons: str) -> Step:
    """The partner refused, on both grounds unless others are given."""
    return services.refuse_request(
        a_partner(ask, at=at),
        ask,
        reasons={ground.replace("_", "-"): text for ground, text in reasons.items()} or REASONS,
        harmed=HARMED,
        instead="We can join by telephone.",
        **SIGNED,
        at=at,
    )
