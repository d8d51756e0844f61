"""Who works in a body and in which teams: for its own people, to share work out, and for the server's commands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q

from concord.base.errors import Invalid, NotFound
from concord.people.models import Person, Team
from concord.people.queries.standing import held

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet

    from concord.base.actor import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamLine:
    """A team of a body."""

    public_id: str
    name: str
    mailbox: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Colleague:
    """A person in a body on a day. `team` is the public id of the person's team there, empty for none."""

    public_id: str
    name: str
    email: str
    post: str
    body: str
    roles: tuple[str, ...]
    team: str
    team_name: str


def teams(actor: Actor, *, on: date, body: str = "") -> list[TeamLine]:
    """The teams that a body has on a day, by name: of the body acted for; a command names any."""
    rows = _teams_on(on).filter(body_id=_of(actor, body)).order_by("name", "pk")
    return [TeamLine(public_id=row.public_id, name=row.name, mailbox=row.mailbox) for row in rows]


def colleagues(actor: Actor, *, on: date, body: str = "") -> list[Colleague]:
    """The people of a body on a day, by name, each once: of the body acted for; a command names any, or none for all.

    Those who may no longer sign in are left out.
    """
    rows = held(on).filter(person__is_active=True).select_related("person", "team")
    if actor.kind != "system" or body:
        rows = rows.filter(body_id=_of(actor, body))
    found: dict[tuple[str, str], Colleague] = {}
    for row in rows.order_by("body_id", "person__name", "person_id", "starts", "pk"):
        earlier = found.get((row.body_id, row.person.public_id))
        team = row.team if row.team and (row.team.ends is None or row.team.ends > on) else None
        found[row.body_id, row.person.public_id] = Colleague(
            public_id=row.person.public_id,
            name=row.person.name,
            email=row.person.email,
            post=row.person.post,
            body=row.body_id,
            roles=(*(earlier.roles if earlier else ()), row.role),
            team=(earlier.team if earlier else "") or (team.public_id if team else ""),
            team_name=(earlier.team_name if earlier else "") or (team.name if team else ""),
        )
    return list(found.values())


def person_known_by(actor: Actor, email: str) -> Person:
    """The person with an e-mail address, for a command. Raises Invalid (field "email") where there is none."""
    if actor.kind != "system":
        raise NotFound("People are looked up by commands on the server only.")
    person = Person.objects.filter(email=email.strip().lower()).first()
    if person is None:
        raise Invalid(f"Nobody here has the address {email}. Add them first with “concord people add”.", field="email")
    return person


def team_called(actor: Actor, name: str, *, body: str, on: date) -> Team | None:
    """The team of that name that a body has on a day, for a command; None where it has none."""
    return _teams_on(on).filter(body_id=_of(actor, body), name__iexact=" ".join(name.split())).first()


def _teams_on(on: date) -> QuerySet[Team]:
    return Team.objects.filter(Q(ends__isnull=True) | Q(ends__gt=on), starts__lte=on)


def _of(actor: Actor, body: str) -> str:
    return body if actor.kind == "system" else actor.body if actor.kind == "person" else ""
