"""`concord demo`: makes the demonstration council, how it works, those around it; only with CONCORD_DEMONSTRATION=1."""

from __future__ import annotations

from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from django.conf import settings

from concord.base import clock
from concord.base.actor import Actor
from concord.base.errors import NotAllowed
from concord.cli import demo_agreements, demo_arrangements, demo_contacts, demo_practice
from concord.people import demonstration, queries, services

if TYPE_CHECKING:
    import argparse


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The command."""
    demo = subparsers.add_parser(
        "demo",
        help="set up the demonstration council",
        description=f"Makes the invented people of {demonstration.COUNCIL_NAME} and of bodies around it, whom anyone"
        " may sign in as on this machine, and contacts. Only where CONCORD_DEMONSTRATION=1. Safe to run again.",
    )
    demo.set_defaults(run=make_demonstration)


def make_demonstration(args: argparse.Namespace) -> int:
    """Make what is missing, and say who may be signed in as."""
    if not settings.DEMONSTRATION:
        raise NotAllowed(
            "This server is no demonstration, so nothing was made. Set CONCORD_DEMONSTRATION=1 to make it one."
        )
    actor, at, on = Actor.command("concord demo"), clock.now(), clock.today()
    demo_contacts.make_bodies(actor, at=at, on=on)
    if queries.demonstration_is_ready(on=on):
        print(f"{demonstration.COUNCIL_NAME} is ready; nothing to do.")
    else:
        added = services.seed_demonstration(actor)
        print(f"{demonstration.COUNCIL_NAME} is ready: {added} people added.")
    if entered := demo_contacts.make_contacts(actor, at=at, on=on):
        print(f"{entered} contacts of bodies around it added.")
    if demo_practice.make_practice(at=at, on=on):
        print("Its times to answer, its escalation ladder and two templates are set.")
    if agreed := demo_agreements.make_agreements(at=at, on=on):
        print(f"{agreed} agreements with bodies around it added.")
    if arranged := demo_arrangements.make_arrangements(at=at, on=on):
        print(f"{arranged} arrangements inside it and the officers of its groups added.")
    for body, people in groupby(queries.demonstration_people_public(on=on), key=attrgetter("body_name")):
        print(body)
        for person in people:
            print(f"  {person.name}, {person.post} ({', '.join(person.roles)})")
    print(f"Sign in as one of them at {settings.BASE_URL}{settings.LOGIN_URL}")
    return 0
