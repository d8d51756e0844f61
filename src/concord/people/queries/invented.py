"""Whom a demonstration server offers to sign in as. Elsewhere: nobody."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings

from concord.base.errors import NotFound
from concord.people import demonstration
from concord.people.queries.standing import body_names, held, may_stay_signed_in_public
from concord.registry.models import Body

if TYPE_CHECKING:
    from datetime import date

    from concord.people.models import Person


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """An invented person that a demonstration server offers to sign in as. `body` is the body joined first."""

    public_id: str
    name: str
    post: str
    body: str
    body_name: str
    roles: tuple[str, ...]


def demonstration_people_public(*, on: date) -> list[Offered]:
    """Those whom anyone may sign in as on a demonstration server, in the order in which they were made; else nobody."""
    if not settings.DEMONSTRATION:
        return []
    roles: dict[Person, list[tuple[str, str]]] = {}
    rows = held(on).filter(person__demonstration=True, person__is_active=True).select_related("person")
    for row in rows.order_by("person_id", "pk"):
        roles.setdefault(row.person, []).append((row.body_id, row.role))
    names = body_names({of[0][0] for of in roles.values()}, on=on)
    order = {party.body: number for number, party in enumerate(demonstration.PARTIES)}
    offered = [
        Offered(
            public_id=person.public_id,
            name=person.name,
            post=person.post,
            body=of[0][0],
            body_name=names[of[0][0]],
            roles=tuple(role for ref, role in of if ref == of[0][0]),
        )
        for person, of in roles.items()
    ]
    return sorted(offered, key=lambda one: order.get(one.body, len(order)))


def demonstration_is_ready(*, on: date) -> bool:
    """Whether every invented person is there on a day with every role, in every body that the register holds."""
    there = set(held(on).values_list("person__email", "body_id", "role"))
    known = set(Body.objects.filter(ref__in=demonstration.BODIES).values_list("ref", flat=True))
    if demonstration.COUNCIL not in known:
        return False
    wanted = {
        (invented.email, ref, role)
        for party in demonstration.PARTIES
        if party.body in known
        for invented in party.people
        for ref, role in invented.parts(party.body)
        if ref in known
    }
    return wanted <= there


def demonstration_person_public(public_id: str) -> Person:
    """One of those on offer. Raises NotFound for anyone else, and for everyone where the server is no demonstration."""
    people = may_stay_signed_in_public().filter(demonstration=True, public_id=public_id)
    if not settings.DEMONSTRATION or (person := people.first()) is None:
        raise NotFound("Choose one of the people on the list. To sign in as yourself, ask whoever runs this server.")
    return person
