"""Every change to the teams of a body and to who is in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from concord.access.operation import Done, operation
from concord.base.errors import Conflict, Invalid
from concord.people.events import Event
from concord.people.models import Membership, Person, Team
from concord.people.rules import LONGEST_TEAM_NAME
from concord.people.services.accounts import address, body_called

if TYPE_CHECKING:
    from datetime import date

    from concord.base.actor import Actor


@operation(Event.MAKE_TEAM)
def make_team(actor: Actor, *, body: str, name: str, starts: date, mailbox: str = "") -> Done[Team]:
    """Make a team of a body (by reference) from a day on, with its own mailbox where it has one.

    Raises Invalid for no name, no e-mail address or no such body (fields "name", "mailbox", "body"), and Conflict where
    the body has a team of that name then.
    """
    name = " ".join(name.split())
    if not name or len(name) > LONGEST_TEAM_NAME:
        raise Invalid(f"Give the team’s name, in {LONGEST_TEAM_NAME} characters or fewer.", field="name")
    there = Team.objects.filter(body_id=body, name__iexact=name)
    if there.filter(Q(ends__isnull=True) | Q(ends__gt=starts)).exists():
        raise Conflict(f"{body} has a team called {name} already.", field="name")
    team = Team.objects.create(
        body=body_called(body),
        name=name,
        mailbox=address(mailbox, field="mailbox") if mailbox.strip() else "",
        starts=starts,
    )
    return Done(team, subject=team, facts={"in_body": body, "name": name, "mailbox": team.mailbox, "starts": starts})


@operation(Event.PUT_IN_TEAM)
def put_in_team(actor: Actor, team: Team, *, person: Person, on: date) -> Done[None]:
    """Put a person into a team from a day on, in every role that they hold in its body then: their only team there.

    Raises Conflict where they hold no role there or are in the team already, Invalid (field "on") where there is no
    such team on that day.
    """
    if on < team.starts or (team.ends and on >= team.ends):
        raise Invalid(f"There is no {team.name} on {on}. Give a day between its first and its last.", field="on")
    rows = Membership.objects.filter(Q(ends__isnull=True) | Q(ends__gt=on), person=person, body_id=team.body_id)
    if not rows.exists():
        raise Conflict(f"{person.name} holds no role in {team.body_id}. Give one first.", field="person")
    moved = [row for row in rows.order_by("pk") if row.team_id != team.pk]
    if not moved:
        raise Conflict(f"{person.name} is in {team.name} already.", field="person")
    for row in moved:
        _move(row, team, on)
    return Done(None, facts={"person": person.public_id, "in_body": team.body_id, "starts": on})


def _move(row: Membership, team: Team, on: date) -> None:
    """From the day on it counts with the team; what was before that day stays as it was."""
    if row.starts >= on:
        row.team = team
        row.save(update_fields=["team"])
        return
    ends, row.ends = row.ends, on
    row.save(update_fields=["ends"])
    Membership.objects.create(
        person_id=row.person_id, body_id=row.body_id, role=row.role, team=team, starts=on, ends=ends
    )


@operation(Event.END_TEAM)
def end_team(actor: Actor, team: Team, *, ends: date) -> Done[Team]:
    """End a team; `ends` is the first day without it. Its people keep their roles, and are in no team from then on.

    Raises Conflict where it has ended, and Invalid (field "ends") for a day not after its first.
    """
    if team.ends is not None:
        raise Conflict(f"{team.name} ended on {team.ends}.", field="ends")
    if ends <= team.starts:
        raise Invalid(f"The team began on {team.starts}. Give a later day for its end.", field="ends")
    team.ends = ends
    team.save(update_fields=["ends"])
    return Done(team, facts={"in_body": team.body_id, "ends": ends})
