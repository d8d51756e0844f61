"""Making the demonstration's invented people, with their roles and teams."""

from __future__ import annotations

from typing import TYPE_CHECKING

from concord.access.operation import Done, operation
from concord.people import demonstration
from concord.people.events import Event
from concord.people.models import Membership, Person, Team
from concord.people.services.accounts import add_person, body_called, give_role
from concord.people.services.teams import make_team, put_in_team
from concord.registry.models import Body

if TYPE_CHECKING:
    from concord.base.actor import Actor
    from concord.people.demonstration import Invented, Party


@operation(Event.SEED_DEMONSTRATION)
def seed_demonstration(actor: Actor) -> Done[int]:
    """Make the demonstration's invented people and their roles, those that are missing; how many were added.

    Bodies other than the council that the register does not hold are left out. Raises Invalid where the register
    holds no such council, and NotAllowed on a server that is no demonstration.
    """
    body_called(demonstration.COUNCIL)
    held = set(Body.objects.filter(ref__in=demonstration.BODIES).values_list("ref", flat=True))
    teams = {name: _team(actor, name, mailbox) for name, mailbox in demonstration.TEAMS}
    added = sum(
        _seed(actor, invented, party, held, teams.get(invented.team))
        for party in demonstration.PARTIES
        if party.body in held
        for invented in party.people
    )
    return Done(added, subject=demonstration.COUNCIL, facts={"added": added})


def _seed(actor: Actor, invented: Invented, party: Party, held: set[str], team: Team | None) -> int:
    """Make one person whole; how many were added: one or none."""
    person = Person.objects.filter(email__iexact=invented.email).first()
    added = person is None
    if person is None:
        person = add_person(actor, name=invented.name, email=invented.email, post=invented.post, invented=True)
    for ref, role in invented.parts(party.body):
        if ref in held and not Membership.objects.filter(person=person, body_id=ref, role=role).exists():
            give_role(actor, person, body=ref, role=role, starts=party.since)
    if team and not Membership.objects.filter(person=person, team=team).exists():
        put_in_team(actor, team, person=person, on=demonstration.SINCE)
    return int(added)


def _team(actor: Actor, name: str, mailbox: str) -> Team:
    there = Team.objects.filter(body_id=demonstration.COUNCIL, name=name).first()
    return there or make_team(actor, body=demonstration.COUNCIL, name=name, mailbox=mailbox, starts=demonstration.SINCE)
