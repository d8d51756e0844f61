"""The link of a digest: all that waits at one mailbox, after its code, and on from there without another."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from concord.audit.models import Entry
from concord.base import clock
from concord.requests import services
from kit import given, partner_given
from kit.reading import Page

pytestmark = pytest.mark.django_db

DUE = given.AT + timedelta(days=13)
"""The day after the one that is asked for."""
PRIVATE = ("LAS-20417", "housing officer", "adult", "ward", "safeguarding")


@pytest.fixture
def requests(officer):
    return given.a_request(officer), given.a_request(officer, help="accommodation", urgency="routine")


@pytest.fixture
def digest(requests):
    with clock.at(DUE):
        yield partner_given.a_digest(requests[0], at=DUE)


@pytest.fixture
def listed(digest):
    browser = Client()
    return browser, partner_given.enter(browser, digest)


def opens(page, ask):
    """The address of the button that opens a request of the list."""
    (form,) = [action for action in page.tree.xpath("//form/@action") if action.endswith(ask.public_id)]
    return form


def test_the_link_asks_for_a_code_before_it_lists_anything(digest):
    browser = Client()
    page = Page(browser.get(digest))
    assert page.heading == "Requests wait for Aldermoor District Council"
    opened = browser.post(digest)
    assert opened["Location"].startswith("/r/waiting/")
    assert opened["Location"].endswith("/code")
    assert browser.get(opened["Location"].removesuffix("/code"))["Location"] == opened["Location"]
    assert "duty.desk" not in Page(browser.get(opened["Location"])).words


def test_the_list_names_each_open_request_and_nothing_about_a_person(listed, requests):
    browser, address = listed
    answer = browser.get(address)
    page = Page(answer)
    assert page.heading == "Requests that wait for Aldermoor District Council"
    for ask in requests:
        assert f"{ask.reference}, from Westshire County Council" in page.words
    for words in ("Attend a meeting", "Accommodation", "Answer due 4 December 2026", "The day has passed", "Routine"):
        assert words in page.words
    for word in PRIVATE:
        assert word not in answer.content.decode().lower()
    (entry,) = Entry.objects.filter(event="request:list-waiting")
    assert (entry.subject, entry.facts) == (given.DISTRICT, {"shown": 2})


def test_from_the_list_a_request_opens_without_another_code(listed, requests):
    browser, address = listed
    before = partner_given.codes()
    for ask in requests:
        opened = browser.post(opens(Page(browser.get(address)), ask))
        assert opened["Location"] == f"/r/request/{ask.public_id}"
        assert given.WHOLE["what"] in Page(browser.get(opened["Location"])).words
        done = browser.post(f"{opened['Location']}/acknowledge", given.SIGNED)
        assert done["Location"].endswith("/done")
        assert partner_given.said(ask) == ["acknowledged"]
    assert partner_given.codes() == before
    assert browser.get(address).status_code == 200


def test_what_was_opened_through_the_list_lasts_as_long_as_its_code(listed, requests):
    browser, address = listed
    with clock.at(DUE + timedelta(hours=5)):
        browser.post(opens(Page(browser.get(address)), requests[0]))
    with clock.at(DUE + timedelta(hours=8, seconds=1)):
        assert browser.get(f"/r/request/{requests[0].public_id}").status_code == 410


def test_a_request_that_went_to_another_mailbox_of_the_body_is_not_in_it(officer, listed, requests):
    other = given.a_request(
        officer, partner_email="housing@aldermoor.example", at=DUE, needed_by=given.ON.replace(month=12, day=20)
    )
    browser, address = listed
    page = Page(browser.get(address))
    assert other.reference not in page.words
    refused = browser.post(opens(page, requests[0]).replace(requests[0].public_id, other.public_id))
    assert Page(refused).status == 404
    assert browser.get(f"/r/request/{other.public_id}").status_code == 410


def test_what_is_answered_or_withdrawn_leaves_the_list(officer, listed, requests):
    given.complied(requests[0], at=DUE - timedelta(days=5))
    services.withdraw_request(officer, requests[1], why="She has moved.", at=DUE)
    browser, address = listed
    assert "Nothing waits for you. Thank you." in Page(browser.get(address)).words


def test_a_link_that_was_withdrawn_is_no_way_in(officer, listed, requests):
    for link in partner_given.links_to(requests[0]):
        services.revoke_link(officer, requests[0], link=link.public_id, at=DUE)
    browser, address = listed
    page = Page(browser.get(address))
    assert requests[0].reference not in page.words
    assert requests[1].reference in page.words


def test_without_the_code_no_request_opens_from_the_list(digest, requests):
    browser = Client()
    code = browser.post(digest)["Location"]
    answer = browser.post(code.replace("/code", f"/open/{requests[0].public_id}"))
    assert answer["Location"] == code


def test_more_requests_than_a_browser_holds_leave_the_list_open(officer, listed, requests):
    browser, address = listed
    for _ in range(9):
        given.a_request(officer)
    page = Page(browser.get(address))
    for action in page.tree.xpath("//form/@action"):
        assert browser.post(action).status_code == 302
    assert browser.get(address).status_code == 200


def test_the_list_tells_of_an_account(listed):
    browser, address = listed
    assert "Your organisation can have an account in Concord" in Page(browser.get(address)).words


def test_the_list_costs_few_reads(listed, django_assert_max_num_queries):
    browser, address = listed
    with django_assert_max_num_queries(9):
        browser.get(address)
