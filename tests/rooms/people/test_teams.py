"""Teams: from a day to a day, and what an actor's team is on each."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from concord.audit.models import Entry
from concord.base.actor import Actor
from concord.base.errors import Conflict, Invalid, NotAllowed, NotFound
from concord.people import queries, services
from concord.registry.models import Body

pytestmark = pytest.mark.django_db

COMMAND = Actor.command("concord people")
ESSEX, SUFFOLK = "gss:E10000012", "gss:E10000029"
START, DAY = date(2024, 4, 1), date(2026, 11, 22)
BEFORE = DAY - timedelta(days=1)


@pytest.fixture(autouse=True)
def _bodies():
    Body.objects.bulk_create([Body(ref=ESSEX), Body(ref=SUFFOLK)])


@pytest.fixture
def person():
    person = services.add_person(COMMAND, name="Jo Ward", email="jo.ward@council.example")
    services.give_role(COMMAND, person, body=ESSEX, role="practitioner", starts=START)
    return person


@pytest.fixture
def team():
    return services.make_team(
        COMMAND, body=ESSEX, name=" Hospital  team ", mailbox="hospital@council.example", starts=START
    )


def on(person, day):
    return queries.actor_for(person, door="desk", on=day, correlation="c")


def test_who_is_put_into_a_team_is_in_it_from_that_day_and_not_before(person, team, django_assert_num_queries):
    services.give_role(COMMAND, person, body=ESSEX, role="manager", starts=DAY)
    services.put_in_team(COMMAND, team, person=person, on=DAY)
    with django_assert_num_queries(1):
        now = on(person, DAY)
    assert (now.team, now.roles) == (team.public_id, {"practitioner", "manager"})
    assert (on(person, BEFORE).team, on(person, BEFORE).roles) == ("", {"practitioner"})
    assert person.public_id == Entry.objects.get(event="team:put-in").facts["person"]


def test_a_team_that_ends_leaves_its_people_their_roles(person, team):
    services.put_in_team(COMMAND, team, person=person, on=START)
    services.end_team(COMMAND, team, ends=DAY)
    assert on(person, BEFORE).team == team.public_id
    assert (on(person, DAY).team, on(person, DAY).roles) == ("", {"practitioner"})
    with pytest.raises(Conflict, match="ended"):
        services.end_team(COMMAND, team, ends=DAY)
    with pytest.raises(Invalid):
        services.put_in_team(COMMAND, team, person=person, on=DAY)


def test_a_person_changes_from_one_team_to_another(person, team):
    other = services.make_team(COMMAND, body=ESSEX, name="Community team", starts=START)
    services.put_in_team(COMMAND, team, person=person, on=START)
    services.put_in_team(COMMAND, other, person=person, on=DAY)
    assert [on(person, day).team for day in (BEFORE, DAY)] == [team.public_id, other.public_id]
    with pytest.raises(Conflict, match="already"):
        services.put_in_team(COMMAND, other, person=person, on=DAY)
    services.end_role(COMMAND, person, body=ESSEX, role="practitioner", ends=DAY + timedelta(days=1))


def test_changing_teams_leaves_the_body_joined_first_the_first(person, team):
    services.give_role(COMMAND, person, body=SUFFOLK, role="manager", starts=date(2025, 1, 1))
    services.put_in_team(COMMAND, team, person=person, on=DAY)
    found = queries.standing(person, door="desk", on=DAY, correlation="c")
    assert (found.actor.body, found.bodies) == (ESSEX, (ESSEX, SUFFOLK))


def test_a_team_is_one_of_its_body_and_named_once(person, team):
    with pytest.raises(Conflict, match="already"):
        services.make_team(COMMAND, body=ESSEX, name="HOSPITAL TEAM", starts=DAY)
    for wrong, field in (({"name": " "}, "name"), ({"name": "A", "mailbox": "x"}, "mailbox")):
        with pytest.raises(Invalid) as error:
            services.make_team(COMMAND, body=ESSEX, starts=DAY, **wrong)
        assert error.value.field == field
    elsewhere = services.make_team(COMMAND, body=SUFFOLK, name="Hospital team", starts=DAY)
    with pytest.raises(Conflict, match="holds no role"):
        services.put_in_team(COMMAND, elsewhere, person=person, on=DAY)
    with pytest.raises(Invalid, match="later day"):
        services.end_team(COMMAND, team, ends=START)


def test_colleagues_and_teams_are_those_of_the_body_acted_for(person, team):
    services.put_in_team(COMMAND, team, person=person, on=START)
    services.make_team(COMMAND, body=SUFFOLK, name="Their team", starts=START)
    me = on(person, DAY)
    assert [(one.name, one.mailbox) for one in queries.teams(me, on=DAY)] == [
        ("Hospital team", "hospital@council.example")
    ]
    (colleague,) = queries.colleagues(me, on=DAY, body=SUFFOLK)
    assert (colleague.name, colleague.roles, colleague.team) == ("Jo Ward", ("practitioner",), team.public_id)
    visitor = Actor.public(correlation="c")
    assert queries.colleagues(visitor, on=DAY) == queries.teams(visitor, on=DAY) == []
    with pytest.raises(NotFound):
        queries.person_known_by(me, "jo.ward@council.example")


def test_only_the_server_s_commands_change_teams(person, team):
    me = on(person, DAY)
    for change in (
        lambda: services.make_team(me, body=ESSEX, name="Mine", starts=DAY),
        lambda: services.put_in_team(me, team, person=person, on=DAY),
        lambda: services.end_team(me, team, ends=DAY),
    ):
        with pytest.raises(NotAllowed):
            change()
