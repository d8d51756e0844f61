"""How a body works with requests: its own policy, dated; examples that say what they rest on; templates of nobody."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from concord.audit.models import Entry
from concord.base.errors import Conflict, Invalid, NotAllowed, NotFound
from concord.people.roles import Role
from concord.requests import queries, services
from concord.requests.models import Ladder, ResponseTime
from concord.requests.queries import practice
from concord.requests.rules.examples import From, examples
from concord.requests.rules.ladders import Rung
from kit import given

pytestmark = pytest.mark.django_db

ON = given.ON
TOMORROW = ON + timedelta(days=1)


@pytest.fixture
def manager(westshire):
    return given.acting(given.a_person("Ines Quarry", role=Role.MANAGER))


def a_time(manager, *, days=10, on=ON, **changes):
    values = {"help_": "", "urgency": "routine", "acknowledge_days": 0, **changes}
    return services.set_response_time(manager, answer_days=days, on=on, **values)


def rung(level=1, **changes):
    return Rung(**{"level": level, "own_role": "Head", "their_role": "Head", "days": 5, "urgent_days": 1, **changes})


def a_ladder(manager, *rungs, name="Ours", on=ON, **changes):
    values = {"mailboxes": {}, "skips_to": 1, "by_itself": False, **changes}
    return services.set_ladder(manager, name=name, rungs=rungs or [rung()], on=on, **values)


def a_template(manager, name="Meeting", **changes):
    return services.keep_template(manager, name=name, values={"what": "Please come."}, at=given.AT, **changes)


# ── Who may ─────────────────────────────────────────────────────────────────────────────────────────────────────────
def test_a_practitioner_reads_how_the_body_works_and_sets_nothing(officer, manager):
    a_ladder(manager)
    assert practice.ladder(officer).name == "Ours"
    assert practice.may_set(officer) is False
    for change in (lambda: a_time(officer), lambda: a_ladder(officer), lambda: a_template(officer)):
        with pytest.raises(NotAllowed):
            change()


def test_another_body_sees_its_own_and_nothing_of_ours(stranger, manager):
    a_time(manager)
    kept = a_template(manager)
    assert all(line.now is None for line in practice.times(stranger, on=ON).lines)
    assert queries.templates(stranger) == []
    with pytest.raises(NotFound):
        queries.template(stranger, kept.public_id)


def test_one_who_makes_no_requests_sees_nothing_of_it(westshire):
    keeper = given.acting(given.a_person("Mo Ellis", role=Role.REGISTER_KEEPER))
    for look in (practice.how, practice.ladder, lambda who: practice.times(who, on=ON)):
        with pytest.raises(NotFound):
            look(keeper)


# ── Two managers at once ────────────────────────────────────────────────────────────────────────────────────────────
def test_a_manager_never_overwrites_what_another_set_meanwhile(manager):
    was_how, was_time = practice.how(manager).mark, practice.mark_of_time(manager.body, "", "routine")
    shown = {"initials": False, "nhs_number": True, "name": False, "remind_before": 2, "remind_after": 5}
    services.set_practice(manager, **shown, was=was_how)
    a_time(manager, was=was_time)
    a_ladder(manager, was="")
    late = (
        lambda: services.set_practice(manager, **{**shown, "name": True}, was=was_how),
        lambda: a_time(manager, days=3, was=was_time),
        lambda: a_ladder(manager, name="Another", was=""),
    )
    for change in late:
        with pytest.raises(Conflict, match="Somebody else has changed this"):
            change()
    assert practice.how(manager).name is False
    assert practice.times(manager, on=ON).lines[0].now.answer_days == 10
    assert practice.ladder(manager).name == "Ours"


# ── Times ───────────────────────────────────────────────────────────────────────────────────────────────────────────
def test_a_request_that_was_sent_keeps_the_rule_it_was_sent_under(manager, officer):
    a_time(manager)
    ask = given.a_request(officer)
    a_time(manager, days=1, on=TOMORROW)
    ask.docket.refresh_from_db()
    assert ask.docket.due_on == date(2026, 12, 4)


def test_a_time_counts_from_its_day_and_the_one_before_until_then(manager):
    a_time(manager)
    later = date(2026, 12, 1)
    a_time(manager, days=5, starts=later)
    line = practice.times(manager, on=ON).lines[0]
    assert (line.now.answer_days, line.now.ends, line.next.answer_days) == (10, later, 5)
    on_the_day = practice.times(manager, on=later)
    assert on_the_day.lines[0].now.answer_days == 5
    assert [row.answer_days for row in on_the_day.before] == [10]


def test_a_time_set_before_one_that_was_to_come_takes_its_place(manager):
    a_time(manager)
    a_time(manager, days=5, starts=date(2026, 12, 1))
    a_time(manager, days=7, on=TOMORROW)
    for on in (TOMORROW, date(2026, 12, 1), date(2027, 1, 4)):
        assert practice.times(manager, on=on).lines[0].now.answer_days == 7
    assert ResponseTime.objects.count() == 3


def test_a_time_replaced_on_its_own_day_stays_on_record(manager):
    a_time(manager)
    a_time(manager, days=3)
    found = practice.times(manager, on=ON)
    assert found.lines[0].now.answer_days == 3
    assert [(row.answer_days, row.starts, row.ends) for row in found.before] == [(10, ON, ON)]


def test_a_time_let_go_leaves_the_one_for_any_kind_of_help(manager):
    a_time(manager)
    a_time(manager, days=1, help_="discharge")
    at = given.AT + timedelta(days=1)
    assert practice.clocks_of(manager, help_="discharge", urgency="routine", at=at).answer.days == 1
    services.end_response_time(manager, help_="discharge", urgency="routine", on=TOMORROW)
    assert practice.clocks_of(manager, help_="discharge", urgency="routine", at=at).answer.days == 10
    with pytest.raises(Conflict, match="No time is set"):
        services.end_response_time(manager, help_="discharge", urgency="routine", on=TOMORROW)
    assert Entry.objects.filter(event="practice:end-time").count() == 1


@pytest.mark.parametrize("starts", [ON - timedelta(days=1), ON + timedelta(days=367)])
def test_a_time_begins_today_or_within_a_year(manager, starts):
    with pytest.raises(Invalid, match="from today to a year from today"):
        a_time(manager, starts=starts)


# ── The ladder ──────────────────────────────────────────────────────────────────────────────────────────────────────
def test_a_ladder_that_is_replaced_keeps_its_levels_and_days(manager):
    a_ladder(manager, rung(), rung(2))
    a_ladder(manager, on=TOMORROW, name="Next")
    (before,) = practice.ladders_before(manager)
    assert (before.name, before.starts, before.ends, len(before.levels)) == ("Ours", ON, TOMORROW, 2)
    assert practice.ladder(manager).name == "Next"


@pytest.mark.parametrize(
    ("rungs", "changes", "field"),
    [
        ([rung(own_role=" ")], {}, "own_role_1"),
        ([rung(), rung(2, their_role="x" * 121)], {}, "their_role_2"),
        ([rung(days=91)], {}, "days_1"),
        ([rung(urgent_days=6)], {}, "urgent_days_1"),
        ([rung(2)], {}, "rungs"),
        ([rung(n) for n in range(1, 12)], {}, "rungs"),
        ([rung()], {"skips_to": 2}, "skips_to"),
        ([rung()], {"mailboxes": {1: "desk"}}, "own_mailbox_1"),
        ([rung()], {"name": ""}, "name"),
    ],
)
def test_what_is_wrong_with_a_ladder_is_named_and_the_one_before_stands(manager, rungs, changes, field):
    a_ladder(manager)
    with pytest.raises(Invalid) as caught:
        a_ladder(manager, *rungs, **changes)
    assert caught.value.field == field
    assert [(row.name, row.ends) for row in Ladder.objects.all()] == [("Ours", None)]


def test_the_examples_are_three_and_each_days_has_a_source():
    held = examples()
    assert [one.board for one in held.ladders] == [
        "Cheshire West and Chester",
        "South Tyneside",
        "Staffordshire and Stoke-on-Trent",
    ]
    on_page = {
        (one.id, level.rung.level, level.rung.days)
        for one in held.ladders
        for level in one.levels
        if level.days_from == From.PAGE
    }
    assert on_page == {("cheshire-west-and-chester", 1, 5), ("south-tyneside", 1, 0)}
    assert all(one.url.startswith("https://") and one.states for one in held.ladders)


def test_the_four_stages_are_four_and_at_the_last_somebody_only_mediates():
    four = examples().named("staffordshire-and-stoke")
    assert [one.mediates for one in four.rungs] == [False, False, False, True]


@pytest.mark.parametrize("example", examples().ladders, ids=lambda one: one.id)
def test_every_example_is_a_ladder_that_the_room_takes(manager, example):
    ladder = a_ladder(manager, *example.rungs, skips_to=example.skips_to, based_on=example.id)
    assert ladder.rungs.count() == len(example.rungs)


# ── Templates ───────────────────────────────────────────────────────────────────────────────────────────────────────
def test_a_request_begins_from_the_words_of_a_template(manager, officer):
    kept = a_template(manager)
    ask = services.draft_request(
        officer, asked=given.DISTRICT, at=given.AT, values=queries.template(officer, kept.public_id).values
    )
    assert ask.what == "Please come."


@pytest.mark.parametrize(
    "field", ["person_reference", "person_name", "wishes", "needed_by", "told_words", "partner_email"]
)
def test_a_template_has_no_place_for_what_is_about_one_person_or_one_day(manager, field):
    with pytest.raises(ValueError, match=field):
        services.keep_template(manager, name="Meeting", values={field: "x"}, at=given.AT)


@pytest.mark.parametrize(
    "words", ["NHS number 943 476 5919", "born 3.4.1951", "Ring 07700 900123", "kim.lee@gmail.com"]
)
def test_a_template_never_holds_what_is_surely_about_one_person(manager, words):
    with pytest.raises(Invalid, match="nothing about one person") as caught:
        services.keep_template(manager, name="Meeting", values={"otherwise": words}, at=given.AT, checked=True)
    assert caught.value.field == "otherwise"


def test_what_may_be_meant_is_kept_once_somebody_has_looked(manager):
    values = {"what": "Please write to Mrs Quist at the registry."}
    with pytest.raises(Invalid) as caught:
        services.keep_template(manager, name="Meeting", values=values, at=given.AT)
    assert caught.value.field == "checked"
    assert services.keep_template(manager, name="Meeting", values=values, at=given.AT, checked=True).pk


def test_an_edit_takes_the_place_of_the_template_and_a_second_edit_is_told(manager):
    first = a_template(manager)
    second = a_template(manager, instead_of=first.public_id)
    assert [one.id for one in queries.templates(manager)] == [second.public_id]
    with pytest.raises(Conflict, match="changed or retired this template"):
        a_template(manager, name="Mine", instead_of=first.public_id)
    services.retire_template(manager, template=second.public_id, at=given.AT)
    assert queries.templates(manager) == []


def test_a_name_that_is_taken_leaves_both_templates_alone(manager):
    first, other = a_template(manager), a_template(manager, name="Other")
    with pytest.raises(Invalid, match="of that name already"):
        a_template(manager, name="Meeting", instead_of=other.public_id)
    assert {one.id for one in queries.templates(manager)} == {first.public_id, other.public_id}


def test_taking_the_words_of_a_request_is_on_its_record(manager, officer, stranger):
    ask = given.a_request(officer)
    assert queries.request_called(manager, ask.reference.lower()) == ask.public_id
    assert queries.request_called(stranger, ask.reference) == ""
    assert queries.request_called(manager, ask.reference[:4]) == ""
    taken = queries.values_of_request(manager, ask.public_id)
    assert taken["what"] == ask.what
    assert "LAS-20417" not in str(taken)
    last = Entry.objects.latest("pk")
    assert (last.event, last.subject) == ("request:see", ask.public_id)
    with pytest.raises(NotFound):
        queries.values_of_request(stranger, ask.public_id)


# ── A holiday to come ───────────────────────────────────────────────────────────────────────────────────────────────
def test_both_sides_see_which_of_their_open_requests_a_holiday_would_move(
    manager, officer, stranger, django_assert_max_num_queries
):
    a_time(manager)
    ask, other = given.a_request(officer), given.a_request(officer, person_reference="LAS-2")
    given.complied(other)
    with django_assert_max_num_queries(2):
        moved = practice.moved_by(manager, day=date(2026, 12, 3), on=ON)
    assert [(one.reference, one.was, one.now) for one in moved] == [
        (ask.reference, date(2026, 12, 4), date(2026, 12, 7))
    ]
    assert [one.public_id for one in practice.moved_by(stranger, day=date(2026, 12, 3), on=ON)] == [ask.public_id]
    assert practice.moved_by(manager, day=date(2026, 12, 9), on=ON) == ()


def test_a_clock_that_was_named_and_not_counted_does_not_move(manager, officer):
    given.a_request(officer)
    assert practice.moved_by(manager, day=date(2026, 12, 3), on=ON) == ()
