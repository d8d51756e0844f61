"""Between the button and the request stands the code from the mailbox: nothing about the person before it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from concord.base import clock
from concord.delivery.models import LinkCode, Outgoing, SecureLink
from concord.partner.words import WORD
from concord.requests import services
from kit import given, partner_given
from kit.reading import Page

pytestmark = pytest.mark.django_db

PRIVATE = ("LAS-20417", "housing officer", "adult", "ward", "safeguarding")


@pytest.fixture
def address(ask):
    return f"/r/request/{ask.public_id}"


@pytest.fixture
def entered(link):
    """A browser in which the link was opened, and no code given."""
    browser = Client()
    assert browser.post(link).status_code == 302
    return browser


def test_the_page_says_where_the_code_went_how_long_it_works_and_nothing_about_the_person(entered, address):
    answer = entered.get(f"{address}/code")
    page = Page(answer)
    assert page.heading == "Enter the code from your e-mail"
    for said in (
        "Request from Westshire County Council",
        "We have sent a code to d•••@aldermoor.example",
        "It can take a minute.",
        "It works until 22 November 2026 at 9:15am.",
        "ring the person who asks: their name and telephone number are in the e-mail with the link",
    ):
        assert said in page.words
    text = answer.content.decode().lower()
    for word in (*PRIVATE, "duty.desk", given.WHOLE["contact_name"].lower()):
        assert word not in text


def test_the_field_is_filled_in_by_telephones_and_asks_for_digits(entered, address):
    page = Page(entered.get(f"{address}/code"))
    (field,) = page.tree.xpath("//input[@name='code']")
    assert (field.get("autocomplete"), field.get("inputmode")) == ("one-time-code", "numeric")


@pytest.mark.parametrize(
    "page", ["", *(f"/{word}" for word in WORD.values()), "/refuse/check", "/save/refuse", "/files", "/file/x", "/done"]
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_no_page_of_the_request_opens_before_the_code(entered, address, ask, page, method):
    answer = getattr(entered, method)(f"{address}{page}", given.SIGNED)
    assert (answer.status_code, answer.headers.get("Location")) == (302, f"{address}/code")
    assert partner_given.said(ask) == []


def test_the_code_opens_the_request(entered, address, ask):
    opened = entered.post(f"{address}/code", {"code": f" {given.the_code(ask)[:3]} {given.the_code(ask)[3:]}"})
    assert opened["Location"] == address
    assert given.WHOLE["what"] in Page(entered.get(address)).words
    assert entered.get(f"{address}/code")["Location"] == address


def test_a_wrong_code_is_an_error_at_the_field(entered, address, ask):
    wrong = f"{(int(given.the_code(ask)) + 1) % 1_000_000:06}"
    page = Page(entered.post(f"{address}/code", {"code": wrong}))
    assert page.title.startswith("Error: Enter the code from your e-mail")
    assert (page.status, page.errors) == (
        400,
        ["This is not the code that we sent last. You can try 4 more times."],
    )
    assert entered.get(address)["Location"] == f"{address}/code"


@pytest.mark.parametrize("typed", ["", "  ", "my code"])
def test_no_code_is_an_error_at_the_field(entered, address, typed):
    page = Page(entered.post(f"{address}/code", {"code": typed}))
    assert page.errors == ["Enter the code of six digits from the e-mail"]
    assert LinkCode.objects.get().wrong == 0


def test_a_new_code_can_be_sent_and_ends_the_one_before(entered, address, ask):
    first = given.the_code(ask)
    with clock.at(given.AT + timedelta(minutes=5)):
        assert entered.post(f"{address}/code", {"another": "yes"})["Location"] == f"{address}/code"
        assert "It works until 22 November 2026 at 9:20am." in Page(entered.get(f"{address}/code")).words
        assert Outgoing.objects.filter(message="link-code").count() == 2
        assert first == given.the_code(ask) or entered.post(f"{address}/code", {"code": first}).status_code == 400
        assert entered.post(f"{address}/code", {"code": given.the_code(ask)}).status_code == 302


def test_a_code_that_has_ended_is_told_before_anybody_types_it(entered, address):
    with clock.at(given.AT + timedelta(minutes=15)):
        page = Page(entered.get(f"{address}/code"))
    assert "This code has ended: a code works for 15 minutes. Press “Send a new code”." in page.words
    assert "We have sent a code" not in page.words


def test_a_sixth_code_within_an_hour_has_to_wait(entered, address):
    for _ in range(4):
        entered.post(f"{address}/code", {"another": "yes"})
    page = Page(entered.post(f"{address}/code", {"another": "yes"}))
    assert page.status == 429
    assert "5 codes were sent within an hour, and more cannot be. Wait 60 minutes" in page.words
    assert LinkCode.objects.count() == 5


def test_the_link_opened_again_in_the_same_browser_does_not_ask_again(inside, link, address):
    with clock.at(given.AT + timedelta(hours=7)):
        assert inside.post(link)["Location"] == address
        assert inside.get(address).status_code == 200
    with clock.at(given.AT + timedelta(hours=8, seconds=1)):
        assert inside.post(link)["Location"] == f"{address}/code"


def test_another_browser_is_asked_again(inside, link, address):
    other = Client()
    assert other.post(link)["Location"] == f"{address}/code"
    assert other.get(address)["Location"] == f"{address}/code"
    assert inside.get(address).status_code == 200


def test_the_working_day_counts_from_the_code(link, ask, address):
    browser = Client()
    browser.post(link)
    with clock.at(given.AT + timedelta(minutes=10)):
        browser.post(f"{address}/code", {"code": given.the_code(ask)})
    with clock.at(given.AT + timedelta(hours=8, minutes=10)):
        assert browser.get(address).status_code == 200
    with clock.at(given.AT + timedelta(hours=8, minutes=10, seconds=1)):
        assert browser.get(address).status_code == 410


def test_without_the_button_there_is_no_code_to_ask_for(ask, address):
    page = Page(Client().post(f"{address}/code", {"another": "yes"}))
    assert (page.status, page.heading) == (410, "Open the link again")
    assert not LinkCode.objects.exists()


def test_no_code_is_sent_for_a_request_that_was_withdrawn(link, entered, address, ask, officer):
    services.withdraw_request(officer, ask, why="She has gone home.", at=given.AT)
    for answer in (
        Client().post(link),
        entered.get(f"{address}/code"),
        entered.post(f"{address}/code", {"another": 1}),
    ):
        page = Page(answer)
        assert page.status == 410
        assert "Westshire County Council has withdrawn this request." in page.words
    assert LinkCode.objects.count() == 1


def test_a_link_that_took_too_many_wrong_codes_says_whom_to_ask(entered, link, address):
    SecureLink.objects.update(wrong_codes=50)
    for answer in (entered.post(f"{address}/code", {"code": "123456"}), Client().post(link)):
        page = Page(answer)
        assert (page.status, page.heading) == (410, "This link no longer works")
        assert "Ask the person who wrote to you for a new link" in page.words


def test_the_forms_of_the_page_are_taken_by_their_token_alone(link, address, ask):
    browser = Client(enforce_csrf_checks=True)
    (token,) = Page(browser.get(link)).tree.xpath("//input[@name='csrfmiddlewaretoken']/@value")
    browser.post(link, {"csrfmiddlewaretoken": token}, headers={"origin": "null"})
    assert browser.post(f"{address}/code", {"code": given.the_code(ask)}).status_code == 403
    tokens = Page(browser.get(f"{address}/code")).tree.xpath("//input[@name='csrfmiddlewaretoken']/@value")
    assert len(tokens) == 2
    said = {"code": given.the_code(ask), "csrfmiddlewaretoken": tokens[0]}
    assert browser.post(f"{address}/code", said, headers={"origin": "null"}).status_code == 302


def test_the_page_of_the_code_costs_few_reads(entered, address, django_assert_max_num_queries):
    with django_assert_max_num_queries(4):
        entered.get(f"{address}/code")
