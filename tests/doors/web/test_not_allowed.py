"""An address that only a button leads to, opened by itself: a page in words with a way back, at every door."""

from __future__ import annotations

import pytest
from django.test import Client

from kit import given
from kit.reading import Page

pytestmark = pytest.mark.django_db
TITLE = "This address does not open by itself"


@pytest.fixture
def ask(officer):
    return given.a_request(officer)


def test_at_the_desk_it_leads_back_to_the_page_before_or_to_the_requests(desk, ask):
    address = f"/desk/requests/{ask.public_id}/send-all"
    answer = desk.get(address)
    page = Page(answer)
    assert (page.status, page.heading, answer["Allow"]) == (405, TITLE, "POST")
    assert page.links() == {"Go to your requests": "/desk/requests"}
    assert desk.get("/desk/requests").status_code == 200
    page = Page(desk.get(address, headers={"referer": f"http://testserver/desk/requests/{ask.public_id}"}))
    assert page.links() == {"Go back to the page before": f"/desk/requests/{ask.public_id}"}
    elsewhere = Page(desk.get(address, headers={"referer": "https://else.example/desk"}))
    assert elsewhere.links() == {"Go to your requests": "/desk/requests"}


@pytest.mark.parametrize("address", ["save/comply", "files"])
def test_behind_a_link_it_leads_back_to_the_e_mail_and_leaves_no_trace(ask, address):
    browser = Client()
    given.enter_by_link(browser, ask)
    answer = browser.get(f"/r/request/{ask.public_id}/{address}")
    page = Page(answer)
    assert (page.status, page.heading) == (405, TITLE)
    assert "Open the link in the e-mail again" in page.words
    assert (answer["Cache-Control"], answer["Referrer-Policy"]) == ("no-store", "no-referrer")


def test_what_is_sent_to_a_public_page_is_told_to_have_gone_nowhere(client):
    page = Page(client.post("/", {"words": "She waits on ward four."}, headers={"origin": "http://testserver"}))
    assert (page.status, page.heading) == (405, TITLE)
    assert "The address takes nothing from a form" in page.words
    assert "She waits on ward four." in page.words
    assert page.links() == {"Go to the start": "/"}


def test_the_api_keeps_its_json(client):
    answer = client.post("/api/v1/law")
    assert (answer.status_code, answer["Content-Type"]) == (405, "application/json")
