"""Who a person is on a day: the bodies that they act for, the roles and the team that they have there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import Q

from concord.access.operation import once
from concord.base.actor import Actor
from concord.people.models import Membership, Person, Team
from concord.registry.queries import bodies_known

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from django.db.models import QuerySet

    from concord.base.actor import Door


@dataclass(frozen=True, slots=True)
class Standing:
    """Who a person is on a day, and every body that they may act for, the one joined first leading."""

    actor: Actor
    bodies: tuple[str, ...]


def standing(person: Person, *, door: Door, on: date, correlation: str, body: str = "") -> Standing:
    """Who a signed-in person is on a day (one read; none for the person of a session).

    `body` is the reference of the body to act for; left empty, or where the person holds no role in it that day, it is
    the one joined first. A person without any role acts for no body.
    """
    rows = _joined(Membership.objects.filter(person=person)) if person.joined is None else person.joined
    joined = [row for row in rows if row.starts <= on]
    held = [row for row in joined if row.ends is None or row.ends > on]
    there = {row.body_id for row in held}
    bodies = tuple(ref for ref in dict.fromkeys(row.body_id for row in joined) if ref in there)
    chosen = body if body in there else next(iter(bodies), "")
    here = [row for row in held if row.body_id == chosen]
    teams = [team.public_id for row in here if (team := row.team) and _is_there(team, on)]
    actor = Actor.signed_in(
        person.public_id,
        person.name,
        body=chosen,
        roles=frozenset(row.role for row in here),
        door=door,
        correlation=correlation,
        team=next(iter(teams), ""),
    )
    return Standing(actor, bodies)


def _joined(rows: QuerySet[Membership]) -> tuple[Membership, ...]:
    """Memberships with their teams, in the order in which they were joined."""
    return tuple(rows.select_related("team").order_by("starts", "pk"))


def _is_there(team: Team, on: date) -> bool:
    return team.starts <= on and (team.ends is None or team.ends > on)


def actor_for(person: Person, *, door: Door, on: date, correlation: str, body: str = "") -> Actor:
    """Who a signed-in person is on a day: the body acted for, with the roles held there (one read; see `standing`)."""
    return standing(person, door=door, on=on, correlation=correlation, body=body).actor


def person_of(actor: Actor) -> Person:
    """The person who acts; in an operation, one read however often."""
    return once(("person", actor.person), lambda: Person.objects.get(public_id=actor.person))


def bodies_of(actor: Actor, *, on: date) -> tuple[str, ...]:
    """Every body that the person who acts may act for on a day, the one joined first leading."""
    person = Person.objects.get(public_id=actor.person)
    return standing(person, door=actor.door, on=on, correlation=actor.correlation).bodies


def held(on: date) -> QuerySet[Membership]:
    """The memberships that count on a day."""
    return Membership.objects.filter(Q(ends__isnull=True) | Q(ends__gt=on), starts__lte=on)


def bodies_with(refs: Collection[str], roles: Collection[str], *, on: date) -> frozenset[str]:
    """Of these bodies those for which somebody holds one of the roles on a day; names nobody."""
    rows = held(on).filter(body__in=refs, role__in=roles, person__is_active=True)
    return frozenset(rows.values_list("body_id", flat=True))


def may_stay_signed_in_public() -> QuerySet[Person]:
    """Persons whose sessions hold: active, and invented only where the server is a demonstration."""
    people = Person.objects.filter(is_active=True)
    return people if settings.DEMONSTRATION else people.filter(demonstration=False)


def person_of_session_public(key: int) -> Person | None:
    """The person of a session, with what they joined, in one read; None for one whose sessions no longer hold."""
    people = may_stay_signed_in_public()
    rows = _joined(Membership.objects.filter(person=key, person__in=people).select_related("person"))
    if not rows:
        return people.filter(pk=key).first()
    person = rows[0].person
    person.joined = rows
    return person


def body_names(refs: Collection[str], *, on: date) -> dict[str, str]:
    """What bodies are called on a day; the reference of one that the register does not name. Public."""
    known = bodies_known(refs)
    return {ref: known[ref].name_on(on) if ref in known else ref for ref in refs}


def body_name(ref: str, *, on: date) -> str:
    """What a body is called on a day, as `body_names`."""
    return body_names([ref], on=on)[ref]
