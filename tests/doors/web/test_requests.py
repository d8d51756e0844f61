"""The list of requests, as the council sees it. The page of one is in `test_request_page`."""

from __future__ import annotations

import pytest

from concord.requests.queries import PAGE
from kit import given
from kit.reading import Page

pytestmark = pytest.mark.django_db


def test_an_empty_list_says_so(desk):
    page = Page(desk.get("/desk/requests"))
    assert page.title == "Requests: waiting for an answer – Concord"
    assert "No request is waiting for an answer." in page.words


def test_the_list_shows_reference_day_and_whose_move_it_is(desk, officer):
    ask = given.a_request(officer)
    page = Page(desk.get("/desk/requests"))
    assert page.links()["Aldermoor District Council"] == f"/desk/requests/{ask.public_id}"
    for said in ("LAS-20417", "4 December 2026", "Sent 22 November 2026", "Waiting for Aldermoor District Council"):
        assert said in page.words
    assert desk.get("/desk/requests?show=nothing").status_code == 404


def test_a_long_list_turns_its_pages(desk, officer):
    asks = [given.a_draft(officer).public_id for _ in range(PAGE + 1)]
    first = Page(desk.get("/desk/requests?show=drafts"))
    older = desk.get(f"/desk/requests{first.links()['Older']}")
    assert list(Page(older).links().values())[-2:] == [f"/desk/requests/{asks[0]}", "?show=drafts"]


def test_a_list_costs_the_same_few_reads_however_long(desk, officer, django_assert_max_num_queries):
    for _ in range(PAGE):
        given.a_request(officer)
    with django_assert_max_num_queries(14):
        desk.get("/desk/requests")
