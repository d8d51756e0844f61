"""What `concord demo` sets of how the demonstration council works: its policy, its ladder, two templates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from concord.base.ids import new_correlation
from concord.people import queries as people
from concord.people.demonstration import COUNCIL
from concord.people.roles import Role
from concord.requests import demonstration, queries, services
from concord.requests.queries import practice

if TYPE_CHECKING:
    from datetime import date, datetime

    from concord.base.actor import Actor


def make_practice(*, at: datetime, on: date) -> bool:
    """Set how the council works, as its manager, where nothing was ever set; whether anything was."""
    actor = _manager(on=on)
    if actor is None or _was_set(actor, on=on):
        return False
    for time in demonstration.TIMES:
        services.set_response_time(
            actor,
            help_=time.help,
            urgency=time.urgency,
            acknowledge_days=time.acknowledge_days,
            answer_days=time.answer_days,
            on=on,
        )
    services.set_ladder(
        actor,
        name=demonstration.LADDER_NAME,
        rungs=demonstration.LADDER,
        mailboxes=demonstration.MAILBOXES,
        skips_to=demonstration.SKIPS_TO,
        by_itself=False,
        based_on=demonstration.BASED_ON,
        on=on,
    )
    for name, values in demonstration.TEMPLATES.items():
        services.keep_template(actor, name=name, values=values, at=at)
    return True


def _manager(*, on: date) -> Actor | None:
    """The council's invented manager; None where nobody is."""
    offered = people.demonstration_people_public(on=on)
    found = next((one for one in offered if one.body == COUNCIL and Role.MANAGER in one.roles), None)
    if found is None:
        return None
    person = people.demonstration_person_public(found.public_id)
    return people.actor_for(person, door="command", on=on, correlation=new_correlation(), body=COUNCIL)


def _was_set(actor: Actor, *, on: date) -> bool:
    times = practice.times(actor, on=on)
    some_time = bool(times.before) or any(line.now or line.next for line in times.lines)
    some_ladder = practice.ladder(actor) is not None or bool(practice.ladders_before(actor))
    return some_time or some_ladder or bool(queries.templates(actor))
