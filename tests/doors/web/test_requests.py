"""The list of requests and the page of one, as the council sees them."""

from __future__ import annotations

from datetime import timedelta

import pytest

from concord.base import clock
from concord.delivery.models import Outgoing
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


def test_a_refusal_is_shown_first_with_its_grounds_reasons_and_form(desk, officer):
    ask = given.a_request(officer)
    given.refused(ask)
    page = Page(desk.get(f"/desk/requests/{ask.public_id}"))
    for said in (
        "They refused on 22 November 2026",
        "“It would clash with our own duties” (Care Act 2014, section 7(1)(a))",
        given.REASONS["incompatible-with-duties"],
        given.REASONS["adverse-effect"],
        "We can join by telephone.",
        "Marlow Quist, Head of housing options",
        "Complete in form Yes",
        "whether the reasons are good is not judged here",
    ):
        assert said in page.words
    assert "Withdraw the request" not in page.words
    assert "Care Act 2014, section 7(3)" in page.links()


def test_a_promise_is_shown_with_its_day(desk, officer):
    ask = given.a_request(officer)
    given.complied(ask)
    page = Page(desk.get(f"/desk/requests/{ask.public_id}"))
    for said in ("They agreed on 22 November 2026", "Our housing officer will come.", "By 2 December 2026"):
        assert said in page.words


def test_the_page_never_says_that_the_law_sets_the_day(desk, officer):
    ask = given.a_request(officer)
    words = Page(desk.get(f"/desk/requests/{ask.public_id}")).words
    assert "The Act sets no time limit. The day above is the one that you asked for." in words
    for word in ("overdue", "deadline", "statutory"):
        assert word not in words.lower()


def test_a_request_is_withdrawn_with_a_reason(desk, officer):
    ask = given.a_request(officer)
    address = f"/desk/requests/{ask.public_id}/withdraw"
    assert Page(desk.post(address, {"why": " "})).errors == ["Enter why you are withdrawing it"]
    assert desk.post(address, {"why": "She has gone home."})["Location"] == f"/desk/requests/{ask.public_id}"
    page = Page(desk.get(f"/desk/requests/{ask.public_id}"))
    assert "Request withdrawn. Aldermoor District Council is told by e-mail." in page.words
    assert "She has gone home." in page.words


def test_withdrawing_too_late_shows_the_answer_instead(desk, officer):
    ask = given.a_request(officer)
    given.complied(ask)
    address = desk.post(f"/desk/requests/{ask.public_id}/withdraw", {"why": "Too late."})["Location"]
    page = Page(desk.get(address))
    assert "This request was answered already: the partner agreed to it." in page.words
    assert "They agreed" in page.words


def test_an_e_mail_that_could_not_be_delivered_is_visible(desk, officer):
    ask = given.a_request(officer)
    Outgoing.objects.update(
        gave_up_at=given.AT, next_at=None, text="", attempts=9, last_error="The mail server refused the address."
    )
    page = Page(desk.get(f"/desk/requests/{ask.public_id}"))
    assert "could not be delivered. The mail server refused the address." in page.words


def test_the_link_and_the_record_are_on_the_page(desk, officer):
    ask = given.a_request(officer)
    with clock.at(given.AT + timedelta(hours=2)):
        given.a_partner(ask, at=clock.now())
        page = Page(desk.get(f"/desk/requests/{ask.public_id}"))
    assert "First opened on 22 November 2026 at 11:00am" in page.words
    assert "Wren Okafor sent the request to Aldermoor District Council" in page.words
    assert "Wren Okafor looked at the request" in page.words
