"""Reads of persons: who someone is today, and whom a demonstration server offers to sign in as."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import Q

from concord.base.actor import Actor
from concord.base.errors import NotFound
from concord.people import demonstration
from concord.people.models import Membership, Person

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet

    from concord.base.actor import Door


def actor_for(person: Person, *, door: Door, on: date, correlation: str, body: str = "") -> Actor:
    """Who a signed-in person is on a day: the body acted for, with the roles held there (one read).

    `body` is the reference of the body to act for; left empty, or where the person holds no role in it that day, it is
    the one joined first. A person without any role acts for no body.
    """
    held = list(_held(on).filter(person=person).order_by("starts", "pk").values_list("body_id", "role"))
    bodies = [ref for ref, _ in held]
    chosen = body if body in bodies else next(iter(bodies), "")
    return Actor.signed_in(
        person.public_id,
        person.name,
        body=chosen,
        roles=frozenset(role for ref, role in held if ref == chosen),
        door=door,
        correlation=correlation,
    )


def _held(on: date) -> QuerySet[Membership]:
    return Membership.objects.filter(Q(ends__isnull=True) | Q(ends__gt=on), starts__lte=on)


def may_stay_signed_in_public() -> QuerySet[Person]:
    """Persons whose sessions hold: active, and invented only where the server is a demonstration."""
    people = Person.objects.filter(is_active=True)
    return people if settings.DEMONSTRATION else people.filter(demonstration=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """An invented person that a demonstration server offers to sign in as."""

    public_id: str
    name: str
    post: str
    body: str
    roles: tuple[str, ...]


def demonstration_people_public(*, on: date) -> list[Offered]:
    """Those whom anyone may sign in as on a demonstration server, in the order in which they were made; else nobody."""
    if not settings.DEMONSTRATION:
        return []
    roles: dict[Person, list[tuple[str, str]]] = {}
    rows = _held(on).filter(person__demonstration=True, person__is_active=True).select_related("person")
    for row in rows.order_by("person_id", "pk"):
        roles.setdefault(row.person, []).append((row.body_id, row.role))
    return [
        Offered(
            public_id=person.public_id,
            name=person.name,
            post=person.post,
            body=held[0][0],
            roles=tuple(role for ref, role in held if ref == held[0][0]),
        )
        for person, held in roles.items()
    ]


def demonstration_is_ready(*, on: date) -> bool:
    """Whether every invented person is there with every role on a day."""
    there = set(_held(on).filter(body_id=demonstration.COUNCIL).values_list("person__email", "role"))
    return {(invented.email, role) for invented in demonstration.PEOPLE for role in invented.roles} <= there


def demonstration_person_public(public_id: str) -> Person:
    """One of those on offer. Raises NotFound for anyone else, and for everyone where the server is no demonstration."""
    people = may_stay_signed_in_public().filter(demonstration=True, public_id=public_id)
    if not settings.DEMONSTRATION or (person := people.first()) is None:
        raise NotFound("Choose one of the people on the list. To sign in as yourself, ask whoever runs this server.")
    return person
