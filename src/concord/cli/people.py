"""`concord people …`: add people, give and end roles, make teams, and say who is there. For whoever runs the server."""

from __future__ import annotations

from typing import TYPE_CHECKING

from concord.base import clock
from concord.base.actor import Actor
from concord.base.errors import Conflict
from concord.cli import bodies, words
from concord.people import queries, services
from concord.people.roles import Role
from concord.statute.periods import in_words

if TYPE_CHECKING:
    import argparse

    from concord.people.models import Team
    from concord.people.queries import Colleague

ACTOR = "concord people"


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The group, with its five commands."""
    people = subparsers.add_parser("people", help="add people, give and end roles, make teams, list who is there")
    commands = people.add_subparsers(dest="people_command", metavar="COMMAND", required=True)
    add = commands.add_parser("add", help="add a person who will sign in, without any role yet")
    add.add_argument("name", metavar="NAME", help="the person's name, in quotation marks")
    add.add_argument("email", metavar="EMAIL", help="the address that they sign in with")
    add.add_argument("--post", default="", metavar="POST", help="what they are, such as “Social worker”")
    add.set_defaults(run=add_person)
    role = commands.add_parser(
        "role", help="give a person a role in a body", description=f"The roles are: {', '.join(Role)}."
    )
    _add_part(role)
    role.add_argument("--from", dest="starts", type=words.day, metavar="DATE", help="the first day; today if left out")
    role.set_defaults(run=give_role)
    end = commands.add_parser("end", help="end a role of a person in a body")
    _add_part(end)
    end.add_argument("--on", type=words.day, metavar="DATE", help="the first day without it; today if left out")
    end.set_defaults(run=end_role)
    team = commands.add_parser(
        "team",
        help="make a team of a body, put people into it, or end it",
        description="Makes the team where the body has none of that name, and puts into it those who are named.",
    )
    team.add_argument("body", metavar="BODY", help="the body, by name or code")
    team.add_argument("name", metavar="NAME", help="the team's name, in quotation marks")
    team.add_argument("--mailbox", default="", metavar="EMAIL", help="the team's own mailbox, for a new team")
    team.add_argument("--put", action="append", default=[], metavar="EMAIL", help="who is in it; may be given again")
    team.add_argument("--on", type=words.day, metavar="DATE", help="from that day on; today if left out")
    team.add_argument("--end", action="store_true", help="end the team; the day is the first without it")
    team.set_defaults(run=change_team)
    who = commands.add_parser("list", help="the people of a body, or of every body")
    who.add_argument("body", nargs="?", default="", metavar="BODY", help="the body, by name or code; all if left out")
    who.add_argument("--on", type=words.day, metavar="DATE", help="as of that day; today if left out")
    who.add_argument("--json", action="store_true", help="print JSON in the format concord.people/1")
    who.set_defaults(run=list_people)


def _add_part(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("email", metavar="EMAIL", help="the person's address")
    parser.add_argument("body", metavar="BODY", help="the body, by name or code")
    parser.add_argument("role", metavar="ROLE", help=f"one of: {', '.join(Role)}")


def add_person(args: argparse.Namespace) -> int:
    """Add a person."""
    person = services.add_person(Actor.command(ACTOR), name=args.name, email=args.email, post=args.post)
    print(f"{person.name} is added. Give a role next: concord people role {person.email} BODY ROLE")
    return 0


def give_role(args: argparse.Namespace) -> int:
    """Give a role."""
    actor, on = Actor.command(ACTOR), args.starts or clock.today()
    person = queries.person_known_by(actor, args.email)
    body = bodies.body(args.body, on=on, at=clock.now())
    services.give_role(actor, person, body=body, role=args.role, starts=on)
    print(f"{person.name} is {args.role} in {queries.body_name(body, on=on)} from {in_words(on)}.")
    return 0


def end_role(args: argparse.Namespace) -> int:
    """End a role."""
    actor, on = Actor.command(ACTOR), args.on or clock.today()
    person = queries.person_known_by(actor, args.email)
    body = bodies.body(args.body, on=on, at=clock.now())
    services.end_role(actor, person, body=body, role=args.role, ends=on)
    print(f"{person.name} is {args.role} in {queries.body_name(body, on=on)} no longer from {in_words(on)}.")
    return 0


def change_team(args: argparse.Namespace) -> int:
    """Make a team where there is none, put people into it, or end it."""
    actor, on = Actor.command(ACTOR), args.on or clock.today()
    body = bodies.body(args.body, on=on, at=clock.now())
    team = queries.team_called(actor, args.name, body=body, on=on)
    if args.end:
        return _end_team(actor, team, args)
    people = [queries.person_known_by(actor, email) for email in args.put]
    if team is None:
        team = services.make_team(actor, body=body, name=args.name, mailbox=args.mailbox, starts=on)
        print(f"{team.name} is a team of {queries.body_name(body, on=on)} from {in_words(on)}.")
    for person in people:
        services.put_in_team(actor, team, person=person, on=on)
        print(f"{person.name} is in {team.name} from {in_words(on)}.")
    return 0


def _end_team(actor: Actor, team: Team | None, args: argparse.Namespace) -> int:
    on = args.on or clock.today()
    if team is None:
        raise Conflict(f"{args.body} has no team called {args.name} on {on}. See “concord people list”.")
    services.end_team(actor, team, ends=on)
    print(f"{team.name} ends: {in_words(on)} is the first day without it.")
    return 0


def list_people(args: argparse.Namespace) -> int:
    """Print who is there; 1 where nobody is."""
    actor, on = Actor.command(ACTOR), args.on or clock.today()
    body = bodies.body(args.body, on=on, at=clock.now()) if args.body else ""
    found = queries.colleagues(actor, on=on, body=body)
    if args.json:
        words.print_json({"format": "concord.people/1", "on": on.isoformat(), "people": [_plain(one) for one in found]})
        return 0 if found else 1
    if not found:
        print("Nobody. Add people with “concord people add”.")
        return 1
    names = queries.body_names({one.body for one in found}, on=on)
    last = ""
    for one in found:
        if one.body != last:
            last = one.body
            print(f"{names[last]} ({last})")
        team = f", {one.team_name}" if one.team_name else ""
        print(f"  {one.name} <{one.email}>: {', '.join(one.roles)}{team}")
    return 0


def _plain(one: Colleague) -> dict[str, object]:
    return {
        "name": one.name,
        "email": one.email,
        "post": one.post,
        "body": one.body,
        "roles": list(one.roles),
        "team": one.team_name,
    }
