"""What the body asked reads of its clocks: also that a day may move, where the bank holidays are not all known."""

from __future__ import annotations

import pytest
from django.test import Client

from kit import acts_given, editions, given
from kit.reading import Page

pytestmark = pytest.mark.django_db

BEYOND = "The bank holidays up to this day are not all known yet. When they are, the day may move."


@pytest.fixture
def officer(db, tmp_path):
    """An officer of Westshire, whose register knows the bank holidays up to the one that is given."""

    def begun(last):
        tables = editions.rows()
        tables["bank_holidays"] = [{"day": last, "title": "A bank holiday"}]
        given.load(tmp_path / "edition", tables)
        acts_given.ten_days(acts_given.a_manager())
        return given.acting(given.a_person())

    return begun


def opened(ask):
    browser = Client()
    given.enter_by_link(browser, ask)
    return browser, f"/r/request/{ask.public_id}"


@pytest.mark.parametrize(("last", "warned"), [("2026-12-01", True), ("2026-12-28", False)])
def test_a_day_counted_past_the_last_known_bank_holiday_says_that_it_may_move(officer, last, warned):
    browser, address = opened(given.a_request(officer(last)))
    assert (BEYOND in Page(browser.get(address)).words) is warned


def test_knowing_so_costs_no_read_of_its_own(officer, django_assert_max_num_queries):
    browser, address = opened(given.a_request(officer("2026-12-01")))
    savepoints = 2
    with django_assert_max_num_queries(6 + savepoints):
        assert BEYOND in Page(browser.get(address)).words
