"""A pause before a request is acknowledged: both clocks stand still, neither side gains or loses a day."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from concord.requests import queries, services
from concord.requests.models import Docket
from kit import acts_given, given

pytestmark = pytest.mark.django_db

MONDAY = datetime(2026, 11, 23, 10, tzinfo=UTC)


def at(day, month=12):
    return datetime(2026, month, day, 10, tzinfo=UTC)


def docket_of(ask):
    return Docket.objects.get(ask=ask)


@pytest.fixture
def ten_days(officer):
    acts_given.ten_days(acts_given.a_manager())
    return officer


def acknowledge_clock(ask):
    return next((clock for clock in docket_of(ask).clocks if clock["which"] == "acknowledge"), None)


def test_a_pause_before_it_is_acknowledged_stops_both_clocks_and_each_keeps_its_days(ten_days):
    ask = given.a_request(ten_days, at=MONDAY)
    assert (docket_of(ask).acknowledge_by, docket_of(ask).due_on) == (date(2026, 11, 25), date(2026, 12, 7))
    services.pause_clock(ten_days, ask, why="We wait for a report.", at=at(24, 11))
    assert (docket_of(ask).acknowledge_by, docket_of(ask).due_on) == (None, None)
    assert acknowledge_clock(ask)["pauses"] == [{"begun_on": "2026-11-24", "days_left": 1, "ended_on": None}]
    services.resume_clock(ten_days, ask, why="It has come.", at=at(30, 11))
    assert (docket_of(ask).acknowledge_by, docket_of(ask).due_on) == (date(2026, 12, 1), date(2026, 12, 11))
    given.acknowledged(ask, at=at(1))
    page = queries.figures_page(ten_days, starts=date(2026, 11, 1), ends=date(2027, 3, 1), on=date(2027, 1, 5))
    assert (page.whole.made.acknowledged.number, page.whole.made.acknowledged.of) == (1, 1)


def test_a_pause_makes_no_acknowledgement_be_in_time_whose_day_was_over(ten_days):
    ask = given.a_request(ten_days, at=MONDAY)
    services.pause_clock(ten_days, ask, why="We wait for a report.", at=at(27, 11))
    assert docket_of(ask).acknowledge_by == date(2026, 11, 25)
    services.resume_clock(ten_days, ask, why="It has come.", at=at(30, 11))
    assert docket_of(ask).acknowledge_by == date(2026, 11, 25)


def test_acknowledged_while_the_clock_stands_still_counts_neither_way(ten_days):
    ask = given.a_request(ten_days, at=MONDAY)
    services.pause_clock(ten_days, ask, why="We wait for a report.", at=at(24, 11))
    given.acknowledged(ask, at=at(4))
    services.resume_clock(ten_days, ask, why="It has come.", at=at(7))
    assert acknowledge_clock(ask) is None
    page = queries.figures_page(ten_days, starts=date(2026, 11, 1), ends=date(2027, 3, 1), on=date(2027, 1, 5))
    assert page.whole.made.acknowledged.of == 0


def test_a_level_that_starts_the_clock_again_starts_the_one_to_acknowledge_too(officer):
    manager = acts_given.a_manager()
    acts_given.ten_days(manager)
    acts_given.a_ladder(manager)
    ask = given.a_request(officer, at=MONDAY)
    services.pause_clock(officer, ask, why="We wait for a report.", at=at(24, 11))
    services.escalate_request(officer, ask, because="It has become worse.", although=True, at=at(25, 11))
    assert docket_of(ask).acknowledge_by == date(2026, 11, 26)
