"""Persons, their roles from a day to a day, and the invented people of a demonstration server."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from concord.audit.models import Entry
from concord.audit.vocabulary import recognised
from concord.base.actor import Actor
from concord.base.errors import Conflict, Invalid, NotAllowed, NotFound
from concord.people import demonstration, queries, services
from concord.people.models import Membership, Person
from concord.people.sessions import Sessions
from concord.registry.models import Body

pytestmark = pytest.mark.django_db

COMMAND = Actor.command("concord people")
ESSEX, SUFFOLK = "gss:E10000012", "gss:E10000029"
DAY = date(2026, 11, 22)
INVENTED = [person for party in demonstration.PARTIES if party.body in {ESSEX, SUFFOLK} for person in party.people]
"""Those who are made where the register holds these two bodies."""


@pytest.fixture(autouse=True)
def _bodies():
    Body.objects.bulk_create([Body(ref=ESSEX), Body(ref=SUFFOLK)])


@pytest.fixture
def person():
    return services.add_person(COMMAND, name=" Jo  Ward ", email="Jo.Ward@council.example ", post="Social worker")


def actor(person: Person, **kwargs) -> Actor:
    return queries.actor_for(person, **{"door": "desk", "on": DAY, "correlation": "c", **kwargs})


def test_a_person_is_added_without_a_password_and_the_record_keeps_no_address(person):
    assert (person.name, person.email) == ("Jo Ward", "jo.ward@council.example")
    assert not person.has_usable_password()
    entry = Entry.objects.get()
    assert (entry.event, entry.subject) == ("person:add", person.public_id)
    assert "jo" not in str(entry.facts).lower()
    assert recognised("jo.ward@council.example", entry.facts["email"])


@pytest.mark.parametrize(
    ("name", "email", "error", "field"),
    [
        (" ", "al@council.example", Invalid, "name"),
        ("Al", "al at council", Invalid, "email"),
        ("Al", "JO.WARD@council.example", Conflict, "email"),
    ],
)
def test_what_is_wrong_with_a_new_person_is_said_at_its_field(person, name, email, error, field):
    with pytest.raises(error) as wrong:
        services.add_person(COMMAND, name=name, email=email)
    assert wrong.value.field == field
    assert Person.objects.count() == Entry.objects.count() == 1


def test_the_table_holds_addresses_in_small_letters_only():
    with pytest.raises(IntegrityError), transaction.atomic():
        Person.objects.create(name="Al", email="Al@council.example")


def test_nobody_but_a_command_adds_people_or_roles(person):
    for one in (actor(person), Actor.public(correlation="c")):
        with pytest.raises(NotAllowed):
            services.add_person(one, name="Al", email="al@council.example")
        with pytest.raises(NotAllowed):
            services.give_role(one, person, body=ESSEX, role="manager", starts=DAY)


def test_a_role_counts_from_its_first_day_to_the_day_before_its_end(person):
    services.give_role(COMMAND, person, body=ESSEX, role="manager", starts=date(2026, 4, 1))
    services.end_role(COMMAND, person, body=ESSEX, role="manager", ends=date(2026, 10, 1))
    roles = [
        (actor(person, on=on).body, sorted(actor(person, on=on).roles))
        for on in (date(2026, 3, 31), date(2026, 4, 1), date(2026, 9, 30), date(2026, 10, 1))
    ]
    assert roles == [("", []), (ESSEX, ["manager"]), (ESSEX, ["manager"]), ("", [])]
    assert [entry.event for entry in Entry.objects.order_by("seq")] == [
        "person:add",
        "person:give-role",
        "person:end-role",
    ]


def test_who_is_in_two_bodies_acts_for_the_one_joined_first_or_the_one_chosen(person, django_assert_num_queries):
    services.give_role(COMMAND, person, body=SUFFOLK, role="practitioner", starts=date(2025, 1, 1))
    services.give_role(COMMAND, person, body=ESSEX, role="manager", starts=date(2024, 1, 1))
    services.give_role(COMMAND, person, body=ESSEX, role="assurance", starts=date(2025, 6, 1))
    with django_assert_num_queries(1):
        found = actor(person)
    assert (found.body, found.roles) == (ESSEX, {"manager", "assurance"})
    assert (found.kind, found.person, found.name) == ("person", person.public_id, "Jo Ward")
    chosen = actor(person, body=SUFFOLK)
    assert (chosen.body, chosen.roles) == (SUFFOLK, {"practitioner"})
    assert actor(person, body="gss:E99").body == ESSEX


def test_a_role_is_one_that_exists_in_a_body_that_exists_and_held_once(person):
    with pytest.raises(Invalid, match="no role") as wrong:
        services.give_role(COMMAND, person, body=ESSEX, role="boss", starts=DAY)
    assert wrong.value.field == "role"
    with pytest.raises(Invalid, match="concord register load"):
        services.give_role(COMMAND, person, body="gss:E99", role="manager", starts=DAY)
    services.give_role(COMMAND, person, body=ESSEX, role="manager", starts=DAY)
    with pytest.raises(Conflict, match="already"):
        services.give_role(COMMAND, person, body=ESSEX, role="manager", starts=date(2027, 1, 1))


def test_a_role_ends_after_it_began_and_only_where_it_is_held(person):
    with pytest.raises(Conflict, match="does not hold"):
        services.end_role(COMMAND, person, body=ESSEX, role="manager", ends=DAY)
    services.give_role(COMMAND, person, body=ESSEX, role="manager", starts=DAY)
    with pytest.raises(Invalid, match="later day"):
        services.end_role(COMMAND, person, body=ESSEX, role="manager", ends=DAY)


def test_the_demonstration_council_is_made_once_and_made_whole_again(settings):
    settings.DEMONSTRATION = True
    assert not queries.demonstration_is_ready(on=DAY)
    assert services.seed_demonstration(COMMAND) == len(INVENTED)
    assert queries.demonstration_is_ready(on=DAY)
    assert services.seed_demonstration(COMMAND) == 0
    Membership.objects.filter(role="assurance").delete()
    assert not queries.demonstration_is_ready(on=DAY)
    assert services.seed_demonstration(COMMAND) == 0
    assert queries.demonstration_is_ready(on=DAY)
    assert Person.objects.filter(demonstration=True).count() == len(INVENTED)


def test_there_is_no_demonstration_council_on_a_server_in_earnest(settings):
    settings.DEMONSTRATION = False
    with pytest.raises(NotAllowed):
        services.seed_demonstration(COMMAND)
    assert not Person.objects.exists()


def test_a_demonstration_without_a_register_says_what_to_do_and_leaves_nothing(settings):
    settings.DEMONSTRATION = True
    Body.objects.all().delete()
    with pytest.raises(Invalid, match="concord register load"):
        services.seed_demonstration(COMMAND)
    assert not Person.objects.exists()
    assert not Entry.objects.exists()


@pytest.fixture
def invented(settings):
    settings.DEMONSTRATION = True
    services.seed_demonstration(COMMAND)
    return Person.objects.get(email=demonstration.PEOPLE[0].email)


def test_only_invented_people_are_offered_and_only_on_a_demonstration(invented, person, settings):
    offered = queries.demonstration_people_public(on=DAY)
    assert [one.name for one in offered] == [one.name for one in INVENTED]
    assert (offered[0].public_id, offered[0].body, offered[0].roles) == (
        invented.public_id,
        ESSEX,
        ("practitioner",),
    )
    assert queries.demonstration_person_public(invented.public_id) == invented
    for public_id in (person.public_id, "nobody"):
        with pytest.raises(NotFound, match="on the list"):
            queries.demonstration_person_public(public_id)
    settings.DEMONSTRATION = False
    assert queries.demonstration_people_public(on=DAY) == []
    with pytest.raises(NotFound):
        queries.demonstration_person_public(invented.public_id)


def test_signing_in_and_out_are_on_the_record_as_the_person_s_own(invented):
    me = actor(invented)
    services.sign_in(me, invented)
    services.sign_out(me, invented)
    last = Entry.objects.order_by("-seq")[:2]
    assert [(entry.event, entry.person, entry.subject) for entry in reversed(last)] == [
        ("person:sign-in", invented.public_id, invented.public_id),
        ("person:sign-out", invented.public_id, invented.public_id),
    ]


def test_nobody_signs_in_as_another_or_as_a_person_in_earnest(invented, person, settings):
    other = Person.objects.get(email=demonstration.PEOPLE[1].email)
    with pytest.raises(NotAllowed):
        services.sign_in(actor(invented), other)
    with pytest.raises(NotAllowed):
        services.sign_in(actor(person), person)
    settings.DEMONSTRATION = False
    with pytest.raises(NotAllowed):
        services.sign_in(actor(invented), invented)


def test_a_session_ends_with_the_account_or_with_the_demonstration(invented, person, settings):
    assert Sessions().get_user(invented.pk) == invented
    assert Sessions().get_user(person.pk) == person
    settings.DEMONSTRATION = False
    assert Sessions().get_user(invented.pk) is None
    assert Sessions().get_user(person.pk) == person
    Person.objects.filter(pk=person.pk).update(is_active=False)
    assert Sessions().get_user(person.pk) is None
    assert Sessions().get_user(0) is None


def test_a_person_signs_in_with_django_s_own_session(invented, client):
    client.force_login(invented)
    assert client.session["_auth_user_id"] == str(invented.pk)
