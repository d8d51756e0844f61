"""Figures: what each counts, fairly; equal for both sides of a pair; and who may see them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from concord.audit.models import Entry
from concord.base.errors import NotFound
from concord.people.roles import Role
from concord.requests import queries, services
from concord.requests.rules.figures import Counted, Share, WorkingDays, answered_in_time, figures
from kit import given
from kit.acts_given import a_ladder, a_manager, of_the_council, ten_days
from kit.lists_given import PERIOD, of_district

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
LONG_AFTER = date(2027, 1, 11)
POINTS = dict.fromkeys(given.REASONS, "We see it otherwise.")


def whole(actor, *, on=given.ON, **narrowed):
    return queries.figures_page(actor, **{**PERIOD, **narrowed}, on=on).whole


def made(actor, *, on=given.ON, **narrowed):
    return whole(actor, on=on, **narrowed).made


def a_year_of_requests(officer):
    """One of every kind of end."""
    given.a_draft(officer)
    services.enter_in_error(officer, given.a_request(officer), why="The wrong person.", at=given.AT)
    services.withdraw_request(officer, given.a_request(officer), why="Gone home.", at=given.AT)
    given.refused(given.a_request(officer))
    given.refused(given.a_request(officer), adverse_effect="Only one officer is here.")
    given.complied(given.a_request(officer))
    given.acknowledged(given.a_request(officer))
    contested = given.a_request(officer)
    given.refused(contested)
    services.contest_answer(officer, contested, points=POINTS, at=given.AT)
    given.complied(contested, at=given.AT + 2 * DAY)
    services.note_kept(officer, contested, at=given.AT + 20 * DAY)
    broken = given.a_request(officer)
    given.complied(broken)
    services.note_not_kept(officer, broken, words="Nobody came.", at=given.AT + 12 * DAY)


def test_every_request_counts_once_in_what_came_of_it_and_one_in_error_not_at_all(officer):
    a_year_of_requests(officer)
    found = made(officer)
    assert found.number == 7
    assert found.outcomes == {"withdrawn": 1, "refused": 2, "complied": 3, "no-answer-yet": 1}
    assert found.grounds == {"incompatible-with-duties": 1, "adverse-effect": 2}
    assert (found.contested, found.after_contest) == (1, {"complied": 1})
    assert (found.kept, found.broken, found.escalated) == (1, 1, 0)


def test_what_one_made_to_another_is_what_the_other_received_from_it(officer):
    a_year_of_requests(officer)
    of_the_council()
    sol = of_district()
    for on in (given.ON, LONG_AFTER):
        ours, theirs = whole(officer, on=on, other=given.DISTRICT), whole(sol, on=on, other=given.COUNTY)
        assert ours.made == theirs.received
        assert ours.received == theirs.made
    assert (ours.made.number, ours.received.number) == (7, 1)
    lines = {line.key: line for line in queries.figures_page(officer, **PERIOD, on=given.ON).by_body}
    assert lines[given.DISTRICT].made == whole(officer, other=given.DISTRICT).made


def test_silence_is_no_answer_yet_however_long_and_never_a_refusal(officer):
    given.a_request(officer)
    found = made(officer, on=LONG_AFTER)
    assert found.outcomes == {"no-answer-yet": 1}
    assert found.in_time == Share(of=1, number=0)


def test_an_answer_is_in_time_on_its_due_day_and_late_the_day_after(officer):
    for late in (0, 1):
        given.refused(given.a_request(officer), at=given.AT + (12 + late) * DAY)  # due on 4 December
    assert made(officer, on=LONG_AFTER).in_time == Share(of=2, number=1)


def test_more_time_that_was_given_moves_the_day(officer):
    ask = given.a_request(officer)
    services.give_more_time(officer, ask, to=date(2026, 12, 18), why="They are short of people.", at=given.AT)
    given.refused(ask, at=given.AT + 20 * DAY)
    assert made(officer, on=LONG_AFTER).in_time == Share(of=1, number=1)


def test_nobody_is_late_while_the_clock_stands_still_and_an_answer_then_is_in_time(officer):
    ask = given.a_request(officer)
    services.pause_clock(officer, ask, why="They wait for a report.", at=given.AT)
    assert made(officer, on=LONG_AFTER).in_time == Share()
    given.refused(ask, at=given.AT + 25 * DAY)
    assert made(officer, on=LONG_AFTER).in_time == Share(of=1, number=1)


def test_a_question_that_waits_makes_nobody_late(officer):
    ask = given.a_request(officer)
    services.ask_question(given.a_partner(ask), ask, question="Which ward?", **given.SIGNED, at=given.AT)
    assert made(officer, on=LONG_AFTER).in_time == Share()


def test_a_clock_stopped_after_its_day_does_not_undo_that_it_was_late(officer):
    ask = given.a_request(officer)
    services.pause_clock(officer, ask, why="They wait for a report.", at=given.AT + 15 * DAY)
    assert made(officer, on=LONG_AFTER).in_time == Share(of=1, number=0)
    given.refused(ask, at=given.AT + 25 * DAY)
    assert made(officer, on=LONG_AFTER).in_time == Share(of=1, number=0)


def test_an_escalation_gives_no_more_time(officer):
    manager = a_manager()
    ten_days(manager)
    a_ladder(manager)
    ask = given.a_request(officer)
    services.escalate_request(officer, ask, because="silence", at=given.AT + 20 * DAY)
    given.refused(ask, at=given.AT + 21 * DAY)
    found = made(officer, on=LONG_AFTER)
    assert (found.in_time, found.escalated) == (Share(of=1, number=0), 1)


def test_acknowledged_in_time_asks_only_where_a_day_was_set_and_is_over(officer):
    given.acknowledged(given.a_request(officer))
    assert made(officer, on=LONG_AFTER).acknowledged == Share()
    ten_days(a_manager())
    given.acknowledged(given.a_request(officer), at=given.AT + DAY)
    given.acknowledged(given.a_request(officer), at=given.AT + 9 * DAY)
    given.a_request(officer)
    assert made(officer, on=given.ON).acknowledged == Share(of=2, number=1)
    assert made(officer, on=LONG_AFTER).acknowledged == Share(of=3, number=1)


def test_the_median_of_working_days_passes_over_weekends_and_bank_holidays():
    friday = date(2026, 12, 18)
    answered = [date(2026, 12, 18), date(2026, 12, 21), date(2026, 12, 29)]
    rows = [Counted(status="complied", answer="complied", sent_on=friday, answered_on=day) for day in answered]
    days = WorkingDays(friday, LONG_AFTER, {date(2026, 12, 25), date(2026, 12, 28)})
    assert figures(rows, on=LONG_AFTER, days=days).days == 1
    assert figures(rows[1:], on=LONG_AFTER, days=days).days == 3
    assert figures([], on=LONG_AFTER, days=days).days is None


def test_what_was_withdrawn_before_an_answer_was_late_for_nobody():
    gone = Counted(status="withdrawn", sent_on=given.ON, due_on=given.ON)
    assert answered_in_time(gone, on=LONG_AFTER) is None


def test_the_period_is_of_the_days_of_sending_its_last_day_not_in_it(officer):
    given.a_request(officer)
    assert made(officer, starts=given.ON, ends=given.ON + DAY).number == 1
    assert made(officer, starts=given.ON - DAY, ends=given.ON).number == 0
    assert made(officer, kind="s7(1)").number == 1
    assert made(officer, kind="s45").number == 0


def test_assurance_sees_figures_and_nobody_without_a_part_does_and_looking_is_recorded(officer):
    given.a_request(officer)
    assert made(given.acting(given.a_person("Ellis Marrow", role=Role.ASSURANCE))).number == 1
    for role in (Role.REGISTER_KEEPER, Role.CONTRACTOR, ""):
        with pytest.raises(NotFound):
            made(given.acting(given.a_person(f"Kit {role or 'None'}", role=role)))
    entry = Entry.objects.get(event="request:figures")
    assert (entry.subject, entry.actor_name) == (given.COUNTY, "Ellis Marrow")
    assert entry.facts == {"starts": "2025-11-23", "ends": "2026-11-23", "as_file": None}
