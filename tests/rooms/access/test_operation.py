"""An operation: policy, transaction, exactly one entry, word to subscribers; and nothing at all where it fails."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial

import pytest
from django.db import IntegrityError, transaction

from concord.access import policies, subscribers
from concord.access.operation import Done, is_operation, once, operation, seen, under_way
from concord.audit import queries, vocabulary
from concord.audit.models import Entry
from concord.base import clock
from concord.base.errors import Conflict, NotAllowed
from concord.people.models import Person

pytestmark = pytest.mark.django_db

AT = datetime(2026, 11, 22, 9, tzinfo=UTC)


def test_an_operation_leaves_its_change_and_exactly_one_entry(dig, bed, gardener):
    with clock.at(AT):
        assert dig(gardener, bed, depth=2) == "Bed 2"
    entry = Entry.objects.get()
    assert (entry.event, entry.subject_kind, entry.subject) == ("allotment:dig", "bed", bed.public_id)
    assert (entry.person, entry.actor_name, entry.body, entry.door, entry.correlation) == (
        "g1",
        "Jo Ward",
        "gss:E1",
        "desk",
        "c1",
    )
    assert (entry.at, entry.facts) == (AT, {"depth": 2})
    assert queries.verify().ok


def test_who_may_not_leaves_nothing_and_is_told_nothing(dig, bed, stranger):
    with pytest.raises(NotAllowed) as told:
        dig(stranger, bed, depth=2)
    assert "Bed" not in str(told.value)
    assert not Entry.objects.exists()
    assert Person.objects.get().name == "Bed"


def test_a_service_that_raises_leaves_nothing(dig, bed, gardener):
    with pytest.raises(RuntimeError, match="pipe"):
        dig(gardener, bed, depth=11)
    assert not Entry.objects.exists()
    assert Person.objects.get().name == "Bed"
    assert not under_way()


def test_of_two_who_make_the_same_at_once_the_later_is_told_so(plant, gardener):
    plant(gardener, name="rose")
    with pytest.raises(Conflict, match="Somebody recorded the same thing at the same moment"):
        plant(gardener, name="rose")
    assert (Entry.objects.count(), Person.objects.count()) == (1, 1)


def test_what_breaks_any_other_rule_of_a_table_is_a_mistake_in_the_code(bed, gardener, events):
    @operation(events.DIG)
    def shout(actor, bed):
        return Done(Person.objects.filter(pk=bed.pk).update(email="BED@COUNCIL.EXAMPLE"))

    with pytest.raises(IntegrityError):
        shout(gardener, bed)
    assert not Entry.objects.exists()


def test_a_fact_that_the_privacy_rule_refuses_undoes_the_change(bed, gardener, events):
    @operation(events.DIG)
    def careless(actor, bed):
        bed.name = "Changed"
        bed.save()
        return Done(None, facts={"depth": "she was found in the garden"})

    with pytest.raises(ValueError, match="free text"):
        careless(gardener, bed)
    assert Person.objects.get().name == "Bed"
    assert not Entry.objects.exists()


def test_what_is_created_is_allowed_from_the_actor_alone(plant, gardener, stranger):
    bed = plant(gardener, name="beans")
    assert Entry.objects.get().subject == bed.public_id
    with pytest.raises(NotAllowed):
        plant(stranger, name="peas")
    assert Person.objects.count() == 1


def test_a_row_outside_the_filter_stays_outside_even_if_the_object_in_hand_says_otherwise(dig, bed, stranger):
    bed.post = "gss:E2"
    with pytest.raises(NotAllowed):
        dig(stranger, bed, depth=1)


def test_an_operation_inside_another_has_its_own_entry_in_the_same_transaction(dig, bed, gardener, events):
    @operation(events.DIG)
    def dig_twice(actor, bed):
        assert under_way()
        dig(actor, bed, depth=1)
        dig(actor, bed, depth=2)
        return Done(None, facts={"depth": 3})

    dig_twice(gardener, bed)
    assert [entry.facts["depth"] for entry in Entry.objects.order_by("seq")] == [1, 2, 3]
    assert queries.verify().ok


def test_an_inner_operation_that_fails_takes_only_its_own_entries_with_it(dig, bed, gardener, events):
    @operation(events.DIG)
    def dig_carefully(actor, bed):
        dig(actor, bed, depth=1)
        with pytest.raises(RuntimeError):
            dig(actor, bed, depth=11)
        return Done(None, facts={"depth": 9})

    dig_carefully(gardener, bed)
    assert [entry.facts["depth"] for entry in Entry.objects.order_by("seq")] == [1, 9]
    assert Person.objects.get().name == "Bed 1"


def test_an_outer_operation_that_fails_takes_the_inner_ones_with_it(dig, bed, gardener, events):
    @operation(events.DIG)
    def give_up(actor, bed):
        dig(actor, bed, depth=1)
        raise RuntimeError("rain")

    with pytest.raises(RuntimeError, match="rain"):
        give_up(gardener, bed)
    assert not Entry.objects.exists()
    assert Person.objects.get().name == "Bed"


def test_a_caller_s_own_transaction_that_fails_takes_the_entry_with_it(dig, bed, gardener):
    with transaction.atomic():
        dig(gardener, bed, depth=1)
        transaction.set_rollback(True)
    assert not Entry.objects.exists()


def test_an_event_that_nobody_declared_or_allowed_raises(gardener, bed):
    @operation("allotment:burn")
    def burn(actor, bed):
        return Done(None)

    with pytest.raises(vocabulary.UndeclaredError):
        burn(gardener, bed)
    vocabulary.declare("allotment:burn", about="bed", sentence="{who} burnt it.")
    with pytest.raises(policies.NoPolicyError):
        burn(gardener, bed)
    with pytest.raises(policies.NoPolicyError):
        seen(gardener, "allotment:burn", bed)


def test_a_service_that_returns_no_done_is_a_mistake_that_leaves_nothing(bed, gardener, events):
    @operation(events.DIG)
    def forgetful(actor, bed):
        bed.name = "Changed"
        bed.save()

    with pytest.raises(TypeError, match="returns Done"):
        forgetful(gardener, bed)
    assert Person.objects.get().name == "Bed"


def test_the_row_comes_second_by_position(dig, bed, gardener):
    with pytest.raises(TypeError, match="second, by position"):
        dig(gardener, bed=bed, depth=1)


def test_an_entry_without_a_subject_is_refused(gardener, events):
    @operation(events.PLANT)
    def plant_nothing(actor):
        return Done(None)

    with pytest.raises(TypeError, match="a subject is"):
        plant_nothing(gardener)


def test_a_view_of_personal_data_is_an_entry_too(bed, stranger, events):
    seen(stranger, events.SEE, bed)
    assert (Entry.objects.get().event, Entry.objects.get().person) == ("allotment:see", "s1")


def test_subscribers_are_told_after_the_commit_what_the_privacy_rule_lets_through(
    dig, bed, gardener, events, django_capture_on_commit_callbacks
):
    told = []
    subscribers.subscribe(events.DIG, told.append)
    subscribers.subscribe(events.DIG, told.append)
    with django_capture_on_commit_callbacks(execute=True):
        dig(gardener, bed, depth=2)
        assert told == []
    assert [(word.event, word.subject, word.facts) for word in told] == [("allotment:dig", bed.public_id, {"depth": 2})]


@pytest.mark.django_db(transaction=True)
def test_a_subscriber_that_fails_spoils_nothing_and_one_that_acts_is_recorded(dig, bed, gardener, events, caplog):
    def fail(word):
        raise RuntimeError("no line")

    def act(word):
        if word.facts["depth"] == 1:
            dig(gardener, bed, depth=2)

    subscribers.subscribe(events.DIG, fail)
    subscribers.subscribe(events.DIG, act)
    assert dig(gardener, bed, depth=1) == "Bed 1"
    assert [entry.facts["depth"] for entry in Entry.objects.order_by("seq")] == [1, 2]
    assert [record.getMessage() for record in caplog.records] == ["One who is told of allotment:dig failed."] * 2
    assert "no line" in caplog.text  # in the traceback, of which the server's log keeps the frames only
    assert queries.verify().ok


def test_the_house_can_tell_an_operation_from_any_other_function(dig, events):
    assert is_operation(dig)
    assert dig.event == events.DIG
    assert not is_operation(seen)


def test_what_an_operation_asks_once_it_is_answered_once_and_the_next_asks_anew(dig, bed, gardener, events):
    asked = []

    @operation(events.DIG)
    def measure(actor, bed, *, outside):
        found = [once("how deep", lambda: asked.append(outside) or outside) for _ in range(2)]
        dig(actor, bed, depth=once("how deep", lambda: 11))
        return Done(found, facts={"depth": 1})

    assert measure(gardener, bed, outside=1) == [1, 1]
    assert measure(gardener, bed, outside=2) == [2, 2]
    assert asked == [1, 2]
    assert [once("how deep", partial(int, number)) for number in (3, 4)] == [3, 4]
