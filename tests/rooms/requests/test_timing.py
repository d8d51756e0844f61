"""The clock: where a due day comes from, how it was counted, and what moves it. The Act itself sets no limit."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.requests.rules import timing
from concord.requests.rules.timing import Source, Start, Term, Which
from concord.statute.working_days import is_working_day

CHRISTMAS = {date(2026, 12, 25), date(2026, 12, 28), date(2027, 1, 1)}
EASTER_2009 = {date(2009, 4, 10), date(2009, 4, 13)}
POLICY = Term(Source.POLICY, 5, "our policy", "7")
AGREEMENT = Term(Source.AGREEMENT, 3, "clause 4 of the discharge protocol", "12")
LADDER = Term(Source.LADDER, 2, "level 1 of the ladder")


def due(start, *terms, asked_for=None, holidays=frozenset(), which=Which.ANSWER):
    return timing.due(which, start=Start.SENT, start_on=start, terms=terms, holidays=holidays, asked_for=asked_for)


def test_the_agreement_comes_first_then_the_policy_then_the_day_asked_for():
    monday, asked = date(2026, 11, 23), date(2026, 11, 24)
    assert due(monday, POLICY, AGREEMENT, asked_for=asked).due_on == date(2026, 11, 26)
    assert due(monday, POLICY, asked_for=asked).due_on == date(2026, 11, 30)
    assert due(monday, asked_for=asked).due_on == asked


def test_a_due_day_says_whose_rule_it_is():
    assert due(date(2026, 11, 23), POLICY, AGREEMENT).source is Source.AGREEMENT
    found = due(date(2026, 11, 23), asked_for=date(2026, 12, 1))
    assert (found.source, found.says, found.days) == (Source.ASKED, "the day asked for", None)


def test_without_any_rule_and_any_day_there_is_no_due_day():
    assert due(date(2026, 11, 23)) is None


def test_bank_holidays_are_passed_over_and_named():
    found = due(date(2026, 12, 24), Term(Source.POLICY, 1, "our policy"), holidays=CHRISTMAS)
    assert found.due_on == date(2026, 12, 29)
    assert found.passed_over == (date(2026, 12, 25), date(2026, 12, 28))


@pytest.mark.parametrize(
    ("start", "end"),
    [
        (date(2008, 10, 1), date(2008, 10, 29)),
        (date(2007, 2, 1), date(2007, 3, 1)),
        (date(2008, 2, 1), date(2008, 2, 29)),
        (date(2009, 3, 12), date(2009, 4, 9)),
        (date(2009, 3, 13), date(2009, 4, 14)),
        (date(2009, 3, 14), date(2009, 4, 14)),
        (date(2009, 3, 15), date(2009, 4, 14)),
        (date(2009, 3, 16), date(2009, 4, 15)),
    ],
)
def test_twenty_working_days_of_england_and_wales_end_where_other_trackers_count_them_to(start, end):
    """Days that users of freedom-of-information trackers have checked, counted for England and Wales."""
    assert due(start, Term(Source.POLICY, 20, "our policy"), holidays=EASTER_2009).due_on == end


def test_what_is_sent_at_the_weekend_counts_monday_as_day_one():
    one = Term(Source.POLICY, 1, "our policy")
    assert due(date(2026, 11, 21), one).due_on == due(date(2026, 11, 22), one).due_on == date(2026, 11, 23)


def test_no_working_day_at_all_is_the_same_day():
    assert due(date(2026, 11, 21), Term(Source.POLICY, 0, "our policy")).due_on == date(2026, 11, 21)


def test_a_pause_keeps_the_working_days_that_were_left():
    running = due(date(2026, 11, 23), POLICY)
    still = timing.paused(running, on=date(2026, 11, 25), holidays=())
    assert still.due_on is None
    assert still.pauses[-1].days_left == 3
    again = timing.resumed(still, on=date(2026, 12, 10), holidays=())
    assert again.due_on == date(2026, 12, 15)
    assert again.pauses[-1].ended_on == date(2026, 12, 10)


def test_a_pause_over_christmas_counts_no_holiday_among_the_days_left():
    still = timing.paused(
        due(date(2026, 12, 22), POLICY, holidays=CHRISTMAS), on=date(2026, 12, 23), holidays=CHRISTMAS
    )
    assert still.pauses[-1].days_left == 4
    assert timing.resumed(still, on=date(2026, 12, 24), holidays=CHRISTMAS).due_on == date(2027, 1, 4)


def test_a_clock_that_was_late_when_it_stopped_is_due_at_once_when_it_runs_again():
    late = due(date(2026, 11, 2), POLICY)
    still = timing.paused(late, on=date(2026, 11, 20), holidays=())
    assert still.pauses[-1].days_left == 0
    assert timing.resumed(still, on=date(2026, 11, 25), holidays=()).due_on == date(2026, 11, 25)


def test_more_time_is_an_exact_day_and_keeps_the_day_that_it_was_before():
    longer = timing.extended(due(date(2026, 11, 23), POLICY), to=date(2026, 12, 18), says="more time")
    assert (longer.due_on, longer.extended_from, longer.source) == (
        date(2026, 12, 18),
        date(2026, 11, 30),
        Source.EXTENSION,
    )


def test_a_one_off_holiday_moves_what_was_counted_and_leaves_what_was_named():
    funeral = {date(2022, 9, 19)}
    counted = due(date(2022, 9, 12), POLICY)
    assert timing.recounted(counted, holidays=funeral).due_on == date(2022, 9, 20)
    named = due(date(2022, 9, 12), asked_for=date(2022, 9, 19))
    assert timing.recounted(named, holidays=funeral).due_on == date(2022, 9, 19)
    longer = timing.extended(counted, to=date(2022, 9, 30), says="more time")
    assert timing.recounted(longer, holidays=funeral).due_on == date(2022, 9, 30)


def test_a_holiday_before_the_clock_was_stopped_is_not_counted_twice():
    still = timing.paused(due(date(2022, 9, 12), POLICY), on=date(2022, 9, 14), holidays=())
    again = timing.resumed(still, on=date(2022, 9, 16), holidays=())
    assert again.due_on == date(2022, 9, 21)
    assert timing.recounted(again, holidays={date(2022, 9, 15)}).due_on == date(2022, 9, 21)
    assert timing.recounted(again, holidays={date(2022, 9, 19)}).due_on == date(2022, 9, 22)


def test_a_clock_that_stands_still_is_not_counted_again():
    still = timing.paused(due(date(2022, 9, 12), POLICY), on=date(2022, 9, 14), holidays=())
    assert timing.recounted(still, holidays={date(2022, 9, 19)}) is still


days = st.dates(date(2024, 1, 1), date(2028, 1, 1))


@given(days, st.integers(0, 60), st.sets(days, max_size=12))
def test_a_counted_day_is_a_working_day_and_more_days_are_never_earlier(start, count, holidays):
    found = due(start, Term(Source.POLICY, count, ""), holidays=holidays)
    later = due(start, Term(Source.POLICY, count + 1, ""), holidays=holidays)
    assert found.due_on < later.due_on
    assert is_working_day(later.due_on, holidays)
    assert all(start < day <= found.due_on for day in found.passed_over)


@given(days, st.integers(1, 40), st.integers(0, 30), st.integers(0, 60), st.sets(days, max_size=6))
def test_stopping_a_clock_never_costs_the_partner_a_working_day(start, count, before, still, holidays):
    running = due(start, Term(Source.POLICY, count, ""), holidays=holidays)
    stop = start + timedelta(days=before)
    again = timing.resumed(
        timing.paused(running, on=stop, holidays=holidays), on=stop + timedelta(days=still), holidays=holidays
    )
    assert again.due_on >= running.due_on or stop > running.due_on


@given(days, st.integers(0, 40), st.booleans(), st.booleans(), st.sets(days, max_size=6))
def test_a_derivation_can_be_stored_and_read_again(start, count, stop, go_on, holidays):
    found = due(start, Term(Source.AGREEMENT, count, "clause 2", "9"), holidays=holidays)
    if stop:
        found = timing.paused(found, on=start + timedelta(days=1), holidays=holidays)
        found = timing.resumed(found, on=start + timedelta(days=9), holidays=holidays) if go_on else found
    assert timing.from_json(timing.as_json(found)) == found
