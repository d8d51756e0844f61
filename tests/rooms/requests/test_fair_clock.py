"""The clock is fair to both sides in every order of events: a hostile reader counts it again and finds no day lost."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from concord.base.errors import Conflict
from concord.delivery.models import Outgoing
from concord.people.roles import Role
from concord.registry import queries as registry
from concord.registry.services import add_bank_holiday, add_other_body
from concord.requests import queries, services
from concord.requests.models import Clock, Docket
from concord.requests.rules import timing
from concord.requests.rules.timing import Due, Source, Start, Term, Which
from kit import acts_given, given
from kit.working_given import WORKER

pytestmark = pytest.mark.django_db

MONDAY = datetime(2026, 11, 23, 10, tzinfo=UTC)


def at(day, month=12, year=2026, hour=10, minute=0):
    return datetime(year, month, day, hour, minute, tzinfo=UTC)


def docket_of(ask):
    return Docket.objects.get(ask=ask)


def asks_a_question(ask, when):
    services.ask_question(given.a_partner(ask, at=when), ask, question="Which ward?", **given.SIGNED, at=when)


def first_email(ask):
    return Outgoing.objects.get(message="request-asked", subject=ask.public_id)


def in_time(actor, on):
    page = queries.figures_page(actor, starts=date(2026, 11, 1), ends=date(2027, 3, 1), on=on)
    return (page.whole.made.in_time.number, page.whole.made.in_time.of)


@pytest.fixture
def ten_days(officer):
    acts_given.ten_days(acts_given.a_manager())
    return officer


def test_a_request_that_is_escalated_while_its_clock_stands_still_has_a_running_clock_and_no_pause(officer):
    acts_given.a_ladder(acts_given.a_manager())
    ask = given.a_request(officer, at=MONDAY)
    services.pause_clock(officer, ask, why="We wait for a report.", at=at(24, 11))
    services.escalate_request(officer, ask, because="It has become worse.", although=True, at=at(25, 11))
    docket = docket_of(ask)
    assert (docket.paused, docket.due_on) == (False, date(2026, 11, 27))
    assert docket.chase_on is not None
    with pytest.raises(Conflict, match="running already"):
        services.resume_clock(officer, ask, why="It has come.", at=at(26, 11))
    services.pause_clock(officer, ask, why="Again.", at=at(26, 11))
    assert docket_of(ask).paused


def test_the_asker_cannot_start_the_clock_while_a_question_waits_for_the_asker(ten_days):
    ask = given.a_request(ten_days, at=MONDAY)
    services.pause_clock(ten_days, ask, why="We wait for a report.", at=at(24, 11))
    asks_a_question(ask, at(25, 11))
    with pytest.raises(Conflict, match="Answer it first"):
        services.resume_clock(ten_days, ask, why="It has come.", at=at(26, 11))
    services.write_message(ten_days, ask, words="The one at the end.", at=at(27, 11))
    assert docket_of(ask).due_on is None
    services.resume_clock(ten_days, ask, why="It has come.", at=at(30, 11))
    # Nine working days were left when it was stopped on the 24th.
    assert docket_of(ask).due_on == date(2026, 12, 11)


def test_more_time_while_a_question_waits_says_what_to_do(ten_days):
    ask = given.a_request(ten_days, at=MONDAY)
    asks_a_question(ask, at(25, 11))
    with pytest.raises(Conflict, match="Answer it first"):
        services.give_more_time(ten_days, ask, to=date(2026, 12, 18), why="They asked.", at=at(26, 11))


def test_a_question_after_the_day_has_passed_makes_a_late_answer_no_answer_in_time(ten_days):
    ask = given.a_request(ten_days, at=MONDAY)
    assert docket_of(ask).due_on == date(2026, 12, 7)
    asks_a_question(ask, at(16))
    services.write_message(ten_days, ask, words="The one at the end.", at=at(17))
    given.refused(ask, at=at(17, hour=15))
    assert in_time(ten_days, date(2026, 12, 18)) == (0, 1)


def test_a_question_on_the_due_day_leaves_the_answer_in_time(ten_days):
    ask = given.a_request(ten_days, at=MONDAY)
    asks_a_question(ask, at(7, hour=16))
    services.write_message(ten_days, ask, words="The one at the end.", at=at(17))
    given.refused(ask, at=at(17, hour=15))
    assert in_time(ten_days, date(2026, 12, 18)) == (1, 1)


def test_more_time_that_is_given_after_the_day_had_passed_counts_and_the_figures_say_so(ten_days):
    ask = given.a_request(ten_days, at=MONDAY)
    services.give_more_time(ten_days, ask, to=date(2026, 12, 18), why="We agreed it by telephone.", at=at(9))
    given.refused(ask, at=at(18, hour=23, minute=30))
    assert in_time(ten_days, date(2026, 12, 21)) == (1, 1)


def test_a_contest_after_the_day_asked_for_gives_as_long_again_and_not_the_same_day(officer):
    ask = given.a_request(officer, at=MONDAY)
    given.refused(ask, at=at(4))
    when = at(7, hour=16)
    services.contest_answer(officer, ask, points=dict.fromkeys(given.REASONS, "We see it otherwise."), at=when)
    # Nine working days lay between sending on 23 November and the day asked for, 4 December.
    docket = docket_of(ask)
    assert docket.due_on == date(2026, 12, 18)
    assert docket.clocks[0]["source"] == "asked"
    assert "again" in docket.clocks[0]["says"]


def test_a_contest_before_the_day_asked_for_keeps_that_day(officer):
    ask = given.a_request(officer, at=MONDAY)
    given.refused(ask, at=at(25, 11))
    services.contest_answer(officer, ask, points=dict.fromkeys(given.REASONS, "Otherwise."), at=at(26, 11))
    assert docket_of(ask).due_on == date(2026, 12, 4)


def test_an_answer_at_one_minute_to_midnight_in_london_is_of_that_day_in_summer_too(officer):
    sent = datetime(2027, 6, 1, 9, tzinfo=UTC)
    ask = given.a_request(officer, at=sent, needed_by=date(2027, 6, 10))
    given.refused(ask, at=datetime(2027, 6, 10, 22, 59, tzinfo=UTC))
    page = queries.figures_page(officer, starts=date(2027, 6, 1), ends=date(2027, 7, 1), on=date(2027, 7, 1))
    assert (page.whole.made.in_time.number, page.whole.made.in_time.of) == (1, 1)
    other = given.a_request(officer, at=sent, needed_by=date(2027, 6, 10), person_reference="LAS-2")
    given.refused(other, at=datetime(2027, 6, 10, 23, 1, tzinfo=UTC))
    page = queries.figures_page(officer, starts=date(2027, 6, 1), ends=date(2027, 7, 1), on=date(2027, 7, 1))
    assert (page.whole.made.in_time.number, page.whole.made.in_time.of) == (1, 2)


# ── By hand ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def by_hand(stored, holidays):
    """The due day, counted from what is stored and nothing else, without the product's own arithmetic."""

    def on_from(day, count):
        while count:
            day += timedelta(days=1)
            count -= day.isoweekday() < 6 and day not in holidays
        return day

    pauses = stored["pauses"]
    if pauses and pauses[-1]["ended_on"] is None:
        return None
    if pauses:
        return on_from(date.fromisoformat(pauses[-1]["ended_on"]), pauses[-1]["days_left"])
    if stored["days"] is not None:
        return on_from(date.fromisoformat(stored["start_on"]), stored["days"])
    return date.fromisoformat(stored["due_on"])


def everything_happens(officer):
    """A request to which all happens that can happen to a clock, in an order that nobody plans."""
    ask = given.a_request(officer, at=MONDAY, needed_by=date(2026, 12, 22))
    services.pause_clock(officer, ask, why="A report.", at=at(25, 11))
    asks_a_question(ask, at(26, 11))
    services.write_message(officer, ask, words="The one at the end.", at=at(30, 11))
    services.resume_clock(officer, ask, why="It has come.", at=at(5, hour=23))
    add_bank_holiday(given.COMMAND, day=date(2026, 12, 10), title="A coronation", source="Proclaimed", at=at(6))
    services.count_again(WORKER, ask, at=at(6, hour=12))
    services.give_more_time(officer, ask, to=date(2027, 1, 8), why="They are short of people.", at=at(7))
    asks_a_question(ask, at(23))
    services.write_message(officer, ask, words="As said.", at=at(4, 1, 2027))
    given.refused(ask, at=at(5, 1, 2027))
    services.contest_answer(officer, ask, points=dict.fromkeys(given.REASONS, "Otherwise."), at=at(6, 1, 2027))
    services.escalate_request(officer, ask, because="It waits.", at=at(20, 1, 2027))
    return ask


def test_every_day_that_was_ever_stored_can_be_counted_again_by_hand(ten_days):
    acts_given.a_ladder(given.acting(given.a_person("Ola Fenn", role=Role.MANAGER)))
    ask = everything_happens(ten_days)
    rows = list(Clock.objects.filter(ask=ask, which=Which.ANSWER).order_by("id"))
    assert len(rows) >= 8
    for row in rows:
        assert by_hand(row.derivation, registry.bank_holidays(row.set_at)) == row.due_on, row.derivation


# ── Rules ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def named(on, start=date(2026, 11, 23)):
    return timing.due(Which.ANSWER, start=Start.SENT, start_on=start, terms=[], holidays=(), asked_for=on)


def test_a_named_day_that_a_pause_turned_into_a_count_is_counted_again_for_a_new_holiday():
    still = timing.paused(named(date(2026, 12, 4)), on=date(2026, 11, 25), holidays=())
    again = timing.resumed(still, on=date(2026, 11, 30), holidays=())
    assert again.due_on == date(2026, 12, 9)
    assert timing.recounted(again, holidays={date(2026, 12, 8)}).due_on == date(2026, 12, 10)


def test_more_time_after_a_pause_is_an_exact_day_that_no_holiday_moves():
    counted = timing.due(
        Which.ANSWER, start=Start.SENT, start_on=date(2026, 11, 23), terms=[Term(Source.POLICY, 5, "ours")], holidays=()
    )
    again = timing.resumed(
        timing.paused(counted, on=date(2026, 11, 25), holidays=()), on=date(2026, 11, 27), holidays=()
    )
    longer = timing.extended(again, to=date(2026, 12, 18), says="more time")
    assert timing.recounted(longer, holidays={date(2026, 12, 1)}).due_on == date(2026, 12, 18)
    still = timing.paused(longer, on=date(2026, 12, 16), holidays=())
    later = timing.resumed(still, on=date(2026, 12, 21), holidays=())
    assert isinstance(later, Due)
    assert later.due_on == date(2026, 12, 23)
    assert timing.recounted(later, holidays={date(2026, 12, 22)}).due_on == date(2026, 12, 24)


# ── On paper ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_letter_keeps_the_day_with_which_it_went_whatever_came_of_it_later(ten_days):
    ask = given.a_request(ten_days, at=MONDAY)
    services.give_more_time(ten_days, ask, to=date(2026, 12, 18), why="They are short of people.", at=at(25, 11))
    later = at(26, 11)
    letter = queries.letter(ten_days, ask.public_id, on=later.date(), at=later)
    assert letter.due.due_on == date(2026, 12, 7)
    given.refused(ask, at=later)
    assert queries.letter(ten_days, ask.public_id, on=later.date(), at=later).due == letter.due


def test_what_is_said_of_the_law_on_paper_points_at_no_day_that_is_not_there(ten_days):
    ask = given.a_request(ten_days, at=MONDAY)
    assert "day above" not in queries.letter(ten_days, ask.public_id, on=given.ON, at=MONDAY).law
    email = Outgoing.objects.get(message="request-asked", subject=ask.public_id)
    assert (
        "care and support: an answer by 7 December 2026, under the policy of Westshire County Council for any kind of"
        " help, routine; wanted by 4 December 2026." in email.text
    )
    assert "The Act sets no time limit: one of the days above is asked for, the other is policy, not law." in email.text


def test_without_a_policy_the_first_email_names_the_one_day_that_is_asked_for(officer):
    email = first_email(given.a_request(officer))
    assert "care and support: wanted by 4 December 2026." in email.text
    assert "The Act sets no time limit; the day above is the one asked for." in email.text


def test_whoever_owes_no_answer_reads_its_days_as_hopes(ten_days):
    practice = add_other_body(ten_days, kind="gp-practice", name="Fen Lane Surgery", at=given.AT, on=given.ON).ref
    email = first_email(given.a_request(ten_days, asked=practice, at=MONDAY))
    assert "for your help: an answer hoped for by 7 December 2026, under the policy of" in email.text
    assert "; hoped for by 4 December 2026." in email.text
    assert "due" not in email.text
