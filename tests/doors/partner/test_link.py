"""The link opens with a button, for one request, until it ends; a wrong one tells nothing."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import signing
from django.test import Client

from concord.base import clock
from concord.delivery.models import SecureLink
from concord.partner import session
from concord.requests import services
from kit import given
from kit.reading import Page

pytestmark = pytest.mark.django_db

PRIVATE = ("LAS-20417", "housing officer", "adult", "ward", "safeguarding")


def test_looking_at_the_link_tells_who_asks_and_nothing_about_the_person(link):
    answer = Client().get(link)
    page = Page(answer)
    assert page.title == "A request for co-operation – Concord"
    assert page.heading == "Westshire County Council asks for your co-operation"
    assert "The link works until the end of 20 December 2026" in page.words
    for word in PRIVATE:
        assert word not in answer.content.decode().lower()


def test_a_mail_scanner_that_follows_the_link_uses_nothing_up(link):
    for _ in range(3):
        Client().get(link)
        Client().head(link)
    assert SecureLink.objects.get().uses == 0


def test_the_button_leads_to_the_code_and_the_code_opens_a_session(link, ask):
    browser = Client()
    opened = browser.post(link)
    assert opened["Location"] == f"/r/request/{ask.public_id}/code"
    opened = browser.post(opened["Location"], {"code": given.the_code(ask)})
    assert opened["Location"] == f"/r/request/{ask.public_id}"
    cookie = opened.cookies["concord_links"]
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Strict", "/r/")
    assert cookie["max-age"] == 28800
    assert link.removeprefix("/r/") not in signing.Signer(salt="concord.partner.links").unsign(cookie.value)
    assert Page(browser.get(opened["Location"])).status == 200
    assert SecureLink.objects.get().uses == 1


def test_without_the_button_the_request_does_not_open(ask):
    answer = Client().get(f"/r/request/{ask.public_id}")
    page = Page(answer)
    assert (page.status, page.heading) == (410, "Open the link again")
    for word in PRIVATE:
        assert word not in answer.content.decode().lower()


def test_the_session_ends_after_a_working_day_and_link_and_code_open_another(inside, ask):
    address = f"/r/request/{ask.public_id}"
    with clock.at(given.AT + timedelta(hours=8)):
        assert inside.get(address).status_code == 200
    with clock.at(given.AT + timedelta(hours=8, seconds=1)):
        assert Page(inside.get(address)).heading == "Open the link again"
        given.enter_by_link(inside, ask)
        assert inside.get(address).status_code == 200


def test_a_session_that_somebody_wrote_themselves_opens_nothing(inside, ask):
    signed = inside.cookies["concord_links"].value
    inside.cookies["concord_links"] = f"{signed[:-1]}{'B' if signed[-1] == 'A' else 'A'}"
    assert inside.get(f"/r/request/{ask.public_id}").status_code == 410


def test_the_session_of_one_request_opens_no_other(inside, officer):
    other = given.a_request(officer)
    assert inside.get(f"/r/request/{other.public_id}").status_code == 410
    assert inside.post(f"/r/request/{other.public_id}/acknowledge", given.SIGNED).status_code == 410


def test_two_requests_are_open_side_by_side_each_by_its_own_link(inside, ask, officer):
    other = given.a_request(officer)
    given.enter_by_link(inside, other)
    for one in (ask, other):
        assert inside.get(f"/r/request/{one.public_id}").status_code == 200


def test_of_more_than_ten_open_requests_the_one_opened_longest_ago_asks_for_its_link_again(inside, ask, officer):
    others = [given.a_request(officer) for _ in range(session.MOST)]
    for minute, other in enumerate(others, start=1):
        with clock.at(given.AT + timedelta(minutes=minute)):
            given.enter_by_link(inside, other)
    assert inside.get(f"/r/request/{ask.public_id}").status_code == 410
    assert {inside.get(f"/r/request/{other.public_id}").status_code for other in others} == {200}


@pytest.mark.parametrize("token", ["x" * 43, "short", "…"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_wrong_link_is_answered_in_words(db, token, method):
    page = Page(getattr(Client(), method)(f"/r/{token}"))
    assert (page.status, page.heading) == (404, "Check the link")
    assert "Open it from the e-mail itself" in page.words


def test_an_expired_link_says_since_when_and_whom_to_ask(link, inside, ask):
    with clock.at(given.AT + timedelta(days=29)):
        for answer in (Client().get(link), Client().post(link), inside.get(f"/r/request/{ask.public_id}")):
            page = Page(answer)
            assert page.status == 410
        page = Page(Client().get(link))
        assert page.heading == "This link no longer works"
        assert "stopped working on 21 December 2026" in page.words


def test_a_revoked_link_is_gone(link, inside, ask):
    SecureLink.objects.update(revoked_at=given.AT)
    assert Page(Client().get(link)).status == 410
    assert Page(inside.get(f"/r/request/{ask.public_id}")).heading == "This link no longer works"


def test_a_used_up_link_is_gone_at_the_door_and_holds_inside(link, inside, ask):
    SecureLink.objects.update(uses_allowed=1)
    assert Page(Client().get(link)).status == 410
    assert inside.get(f"/r/request/{ask.public_id}").status_code == 200


def test_too_many_wrong_links_have_to_wait_and_a_right_one_does_not(link):
    browser = Client()
    for _ in range(20):
        assert browser.get(f"/r/{'x' * 43}").status_code == 404
    answer = browser.get(f"/r/{'x' * 43}")
    page = Page(answer)
    assert (page.status, page.heading) == (429, "Too many tries")
    assert 0 < int(answer["Retry-After"]) <= 900
    assert browser.get(link).status_code == 200


def test_a_withdrawn_request_says_that_nothing_need_be_done(link, inside, ask, officer):
    services.withdraw_request(officer, ask, why="She has gone home.", at=given.AT)
    for answer in (Client().get(link), inside.get(f"/r/request/{ask.public_id}")):
        page = Page(answer)
        assert page.status == 410
        assert "Westshire County Council has withdrawn this request. You need not answer it." in page.words
        assert "housing officer" not in page.words


def test_every_page_behind_a_link_leaves_no_trace(link, inside, ask):
    address = f"/r/request/{ask.public_id}"
    answers = [
        Client().get(link),
        Client().get(f"/r/{'x' * 43}"),
        Client().post(link),
        Client().get(address),
        *(inside.get(f"{address}{page}") for page in ("", "/code", "/acknowledge", "/comply", "/refuse", "/done")),
    ]
    for answer in answers:
        assert answer["Referrer-Policy"] == "no-referrer"
        assert answer["Cache-Control"] == "no-store"


def test_a_form_that_this_site_did_not_hand_out_is_refused(link, ask):
    browser = Client(enforce_csrf_checks=True)
    assert browser.post(link).status_code == 403
    assert SecureLink.objects.get().uses == 0


def test_the_pages_own_form_is_taken_although_no_referrer_is_sent(link):
    browser = Client(enforce_csrf_checks=True)
    page = Page(browser.get(link))
    (token,) = page.tree.xpath("//input[@name='csrfmiddlewaretoken']/@value")
    answer = browser.post(link, {"csrfmiddlewaretoken": token}, headers={"origin": "null"})
    assert answer.status_code == 302
    assert (
        browser.post(link, {"csrfmiddlewaretoken": token}, headers={"origin": "https://else.example"}).status_code
        == 403
    )


def test_the_same_holds_over_https_where_django_asks_for_a_referrer(link, settings):
    browser = Client(enforce_csrf_checks=True)
    page = Page(browser.get(link, secure=True))
    (token,) = page.tree.xpath("//input[@name='csrfmiddlewaretoken']/@value")
    assert browser.post(link, {"csrfmiddlewaretoken": token}, secure=True).status_code == 302
    assert browser.post(link, secure=True).status_code == 403
