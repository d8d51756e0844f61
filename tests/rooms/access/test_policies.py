"""Policies and the words they are made of: the yes or no and the list are one thing."""

from __future__ import annotations

import pytest

from concord.access import grants, policies
from concord.base.actor import Actor
from concord.people.models import Person

pytestmark = pytest.mark.django_db

COMMAND = Actor.command("concord work")
ANYONE = Actor.public(correlation="c")


@pytest.fixture
def beds(bed):
    other = Person.objects.create(email="other@council.example", name="Other", post="gss:E2")
    return bed, other


def test_may_and_visible_say_the_same(beds, gardener, stranger, events):
    for actor in (gardener, stranger, ANYONE, COMMAND):
        seen = set(policies.visible(actor, events.DIG, Person.objects.all()))
        assert seen == {bed for bed in beds if policies.may(actor, events.DIG, bed)}
    assert set(policies.visible(gardener, events.DIG, Person.objects.all())) == {beds[0]}


def test_what_is_allowed_row_by_row_needs_the_row(gardener, events):
    with pytest.raises(TypeError, match="say to which"):
        policies.may(gardener, events.DIG)


def test_what_creates_filters_no_rows(gardener, events):
    assert policies.may(gardener, events.PLANT)
    with pytest.raises(policies.NoPolicyError, match="actor alone"):
        policies.visible(gardener, events.PLANT, Person.objects.all())


def test_an_unknown_event_raises(gardener, bed):
    for ask, what in ((policies.may, bed), (policies.visible, Person.objects.all())):
        with pytest.raises(policies.NoPolicyError, match="allotment:burn"):
            ask(gardener, "allotment:burn", what)


def test_a_policy_is_registered_once(events):
    for add in (policies.register, policies.register_creating):
        for event in (events.DIG, events.PLANT):
            with pytest.raises(ValueError, match="already"):
                add(event, grants.nobody)


def matches(policy, actor) -> int:
    return Person.objects.filter(policy(actor)).count()


def test_the_words_of_policies(beds, gardener, stranger):
    partner = Actor.partner("l1", body="gss:E1", kind="bed", subject=beds[1].public_id, correlation="c")
    assert [matches(grants.anyone, actor) for actor in (gardener, ANYONE)] == [2, 2]
    assert [matches(grants.nobody, actor) for actor in (gardener, COMMAND)] == [0, 0]
    assert [matches(grants.commands, actor) for actor in (gardener, COMMAND)] == [0, 2]
    assert [matches(grants.in_role("gardener"), actor) for actor in (gardener, stranger, COMMAND)] == [2, 0, 0]
    mine = grants.acting_for("post")
    assert [matches(mine, actor) for actor in (gardener, stranger, partner, ANYONE, COMMAND)] == [1, 1, 0, 0, 0]
    assert [matches(grants.acting_for("post", "gardener"), actor) for actor in (gardener, stranger)] == [1, 0]
    linked = grants.by_link("bed")
    assert [matches(linked, actor) for actor in (partner, gardener, ANYONE)] == [1, 0, 0]
    assert matches(grants.by_link("shed"), partner) == 0


def test_any_of_widens_and_never_narrows(beds, gardener, stranger):
    either = grants.any_of(grants.commands, grants.acting_for("post"), grants.nobody)
    assert [matches(either, actor) for actor in (gardener, stranger, COMMAND, ANYONE)] == [1, 1, 2, 0]
    assert matches(grants.any_of(grants.anyone, grants.acting_for("post")), gardener) == 2
    assert matches(grants.any_of(grants.acting_for("post"), grants.anyone), gardener) == 2
    assert matches(grants.any_of(), gardener) == 0


def test_someone_without_a_body_acts_for_none(beds):
    nobody_s = Actor.signed_in("p", "Jo", body="", roles=frozenset(), door="desk", correlation="c")
    Person.objects.update(post="")
    assert matches(grants.acting_for("post"), nobody_s) == 0


def test_a_gate_is_open_only_where_every_row_would_be(gardener):
    assert grants.gate(grants.commands)(COMMAND)
    assert not grants.gate(grants.commands)(gardener)
    assert not grants.gate(grants.acting_for("post"))(gardener)
    assert grants.gate(grants.nobody, grants.in_role("gardener"))(gardener)
    assert grants.person_acting()(gardener)
    assert not grants.person_acting()(COMMAND)


def test_every_event_has_a_policy_and_every_policy_an_event(events):
    assert {events.DIG, events.PLANT} <= set(policies.declared())
