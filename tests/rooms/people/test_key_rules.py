"""Keys: whom they stand for, what they may do, and when they stop."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from concord.audit.models import Entry
from concord.base.actor import Actor
from concord.base.errors import Conflict, Invalid, NotAllowed, NotFound
from concord.people import keys, queries, services
from concord.people.models import Key, Person
from concord.registry.models import Body

pytestmark = pytest.mark.django_db

COMMAND = Actor.command("concord people")
ESSEX = "gss:E10000012"
AT, DAY, ENDS = datetime(2026, 11, 22, 9, tzinfo=UTC), date(2026, 11, 22), date(2027, 4, 1)


@pytest.fixture
def person():
    Body.objects.create(ref=ESSEX)
    person = services.add_person(COMMAND, name="Jo Ward", email="jo.ward@council.example")
    services.give_role(COMMAND, person, body=ESSEX, role="manager", starts=date(2024, 4, 1))
    return person


@pytest.fixture
def manager(person):
    return queries.actor_for(person, door="desk", on=DAY, correlation="c")


def make(actor, *, scopes=("read",), ends=ENDS):
    return services.make_api_key(actor, name="Mosaic link", scopes=scopes, ends=ends, at=AT)


def enter(token, on=DAY):
    return keys.enter(token, on=on, correlation="c")


def test_a_key_acts_as_the_person_who_made_it_for_that_body(manager, person):
    made = make(manager, scopes=["write"])
    assert made.token.startswith("ck_")
    actor = enter(made.token)
    assert (actor.kind, actor.person, actor.body, actor.roles, actor.door, actor.reads_only) == (
        "person",
        person.public_id,
        ESSEX,
        {"manager"},
        "api",
        False,
    )


def test_nothing_from_which_a_key_could_be_used_is_kept(manager):
    made = make(manager)
    assert made.token not in str(Key.objects.values().get())
    assert made.token not in str(list(Entry.objects.values_list("facts", flat=True)))
    assert Entry.objects.get(event="key:make").facts["scopes"] == ["read"]


def test_a_key_that_may_only_read_changes_nothing(manager):
    actor = enter(make(manager).token)
    assert actor.reads_only
    with pytest.raises(NotAllowed, match="only read"):
        make(actor)


def test_its_use_is_noted_once_a_day(manager):
    token = make(manager).token
    for on in (DAY, DAY, DAY + timedelta(days=1)):
        enter(token, on)
    assert Key.objects.get().last_used_on == DAY + timedelta(days=1)
    assert Entry.objects.filter(event="key:use").count() == 2


def test_a_key_stops_on_its_day_when_revoked_and_when_its_maker_leaves(manager, person):
    token = make(manager).token
    enter(token, ENDS - timedelta(days=1))
    with pytest.raises(NotFound, match="works no longer"):
        enter(token, ENDS)
    services.give_role(COMMAND, person, body=ESSEX, role="practitioner", starts=DAY)
    services.end_role(COMMAND, person, body=ESSEX, role="manager", ends=DAY + timedelta(days=9))
    enter(token, DAY + timedelta(days=8))
    with pytest.raises(NotFound):
        enter(token, DAY + timedelta(days=9))
    Person.objects.filter(pk=person.pk).update(is_active=False)
    with pytest.raises(NotFound):
        enter(token)
    Person.objects.filter(pk=person.pk).update(is_active=True)
    enter(token)
    services.revoke_key(manager, Key.objects.get(), at=AT)
    with pytest.raises(NotFound):
        enter(token)
    with pytest.raises(Conflict):
        services.revoke_key(manager, Key.objects.get(), at=AT)


@pytest.mark.parametrize("token", ["", "ck_", "ck_" + "x" * 43, "cf_" + "x" * 43, "é" * 46, "ck_" + "x" * 43 + "\n"])
def test_what_is_no_key_opens_nothing(manager, token):
    make(manager)
    with pytest.raises(NotFound):
        enter(token)


def test_a_calendar_s_address_is_no_key_and_a_key_is_no_calendar(manager, person):
    key, feed = make(manager).token, services.renew_feed(manager, at=AT).token
    with pytest.raises(NotFound):
        enter(feed)
    with pytest.raises(NotFound):
        keys.enter_feed(key, on=DAY, correlation="c")
    assert keys.enter_feed(feed, on=DAY, correlation="c").reads_only
    assert queries.person_of_feed(feed, on=DAY) == person
    services.renew_feed(manager, at=AT)
    with pytest.raises(NotFound, match="Make a new one"):
        queries.person_of_feed(feed, on=DAY)
    assert Key.objects.filter(kind="calendar", revoked_at=None).count() == 1


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"scopes": []}, "scopes"),
        ({"scopes": ["all"]}, "scopes"),
        ({"ends": DAY}, "ends"),
        ({"ends": DAY + timedelta(days=366)}, "ends"),
    ],
)
def test_a_key_has_a_scope_and_lasts_a_year_at_most(manager, given, field):
    with pytest.raises(Invalid) as wrong:
        make(manager, **given)
    assert wrong.value.field == field


def test_only_managers_make_keys(person, manager):
    other = services.add_person(COMMAND, name="Al Ramsey", email="al@council.example")
    services.give_role(COMMAND, other, body=ESSEX, role="practitioner", starts=DAY)
    practitioner = queries.actor_for(other, door="desk", on=DAY, correlation="c")
    for actor in (practitioner, COMMAND, Actor.public(correlation="c")):
        with pytest.raises(NotAllowed):
            make(actor)
    made = make(manager)
    with pytest.raises(NotAllowed):
        services.revoke_key(practitioner, made.key, at=AT)
