"""Days that are typed wrong, by a sign or by a thousand years: told at the box, and nothing breaks."""

from __future__ import annotations

from datetime import date

import pytest

from kit import agreements_given as agreed
from kit import given
from kit.agreement_pages import at, day
from kit.reading import Page

pytestmark = pytest.mark.django_db
SAYS = "The year must be between 1948 and 2200. Correct the year"


@pytest.mark.parametrize("on", [date(1, 1, 1), date(206, 4, 1), date.max])
def test_a_year_out_of_our_time_is_told_at_its_box(browser, in_force, on):
    page = Page(browser.post(at(in_force, "end"), {"why": "It ends.", **day("last", on.replace(year=on.year))}))
    assert page.status == 400
    assert page.errors in ([SAYS], ["The last day must include a year of 4 numbers"])
    assert page.links()[page.errors[0]] == "#id_last-year"


def test_so_it_is_of_a_draft_and_of_one_that_leaves(browser, draft):
    page = Page(browser.post(at(draft, "days"), {**day("starts", date(2027, 1, 1)), **day("ends", date.max)}))
    assert (page.status, page.errors) == (400, [SAYS])
    place = agreed.party(draft, given.DISTRICT).public_id
    page = Page(browser.post(at(draft, "leave", place), day("last", date.max)))
    assert (page.status, page.errors) == (400, [SAYS])


def test_coverage_of_a_day_beyond_our_time_says_so(browser, in_force):
    page = Page(browser.get("/desk/coverage?on=9999-12-31"))
    assert (page.status, page.errors) == (400, [SAYS])


def test_the_29th_of_february_is_a_day_every_fourth_year(browser, draft):
    typed = {"starts-day": "29", "starts-month": "2", "starts-year": "2027"}
    assert Page(browser.post(at(draft, "days"), typed)).errors == ["The first day must be a real date"]
    browser.post(at(draft, "days"), {**typed, "starts-year": "2028"})
    assert agreed.fresh(draft).versions.get().starts == date(2028, 2, 29)
