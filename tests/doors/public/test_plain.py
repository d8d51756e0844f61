"""The plain pages, and what holds of every public page."""

from __future__ import annotations

import pytest
from django.contrib.messages.storage.cookie import CookieStorage

from concord.partner.session import COOKIE
from concord.public.urls import urlpatterns

PAGES = {
    "/": "Who must co-operate with your council?",
    "/councils/": "Find a council",
    "/councils/E10000012/": "Relevant partners on 22 November 2026",
    "/councils/E10000012/why/": "Is a body a relevant partner?",
    "/councils/E10000012/timeline/": "What changed among its relevant partners",
    "/councils/E10000012/agreements/": "What it has agreed with whom",
    "/law/": "The law, provision by provision",
    "/law/care-act-2014/section-6/": "The general duty to co-operate",
    "/register/": "How good the register is",
    "/bodies/ods:X24/": "NHS England",
    "/about/": "About Concord",
    "/accessibility/": "Accessibility",
    "/privacy/": "Privacy",
    "/cookies/": "Cookies",
}


def test_every_page_has_its_own_title_and_one_heading(see):
    pages = {address: see(address) for address in PAGES}
    assert {address: page.heading for address, page in pages.items()} == PAGES
    assert len({page.title for page in pages.values()}) == len(PAGES)
    assert all(len(page.document.findall(".//h1")) == 1 for page in pages.values())
    assert all(page.title.endswith(" – Concord") for page in pages.values())


def test_every_address_of_this_door_is_looked_at_here():
    named = {pattern.name for pattern in urlpatterns if pattern.name}
    assert named - {"partners_csv", "cited"} == {
        *("start", "search", "partners", "why", "timeline", "agreements", "law", "provision", "register", "body"),
        *("about", "accessibility", "privacy", "cookies"),
    }


@pytest.mark.parametrize("address", PAGES)
def test_no_page_sets_a_cookie_or_asks_who_is_there(client, england, address):
    response = client.get(address)
    assert response.status_code == 200
    assert not response.cookies


def test_every_date_is_written_in_words(see):
    for address in PAGES:
        page = see(address)
        for days in (page.document.iter("p"), page.document.iter("h1"), page.document.iter("li")):
            assert not any("2015-04-01" in " ".join(one.itertext()) for one in days), address


def test_cookies_are_named_as_they_are(see, settings):
    text = see("/cookies/").text
    assert settings.SESSION_COOKIE_NAME in text
    assert settings.CSRF_COOKIE_NAME in text
    assert f"{COOKIE} Lets a partner who came by a secure link" in text
    assert f"{CookieStorage.cookie_name} Tells an officer" in text


def test_whoever_answers_a_request_is_told_what_is_kept_about_them(see):
    assert "the name and the job that you give, and what you answer" in see("/privacy/").text


def test_every_table_says_what_it_shows_and_heads_its_rows_and_columns(see):
    for address in PAGES:
        for table in see(address).document.iter("table"):
            assert table.find("caption") is not None, address
            assert all(head.get("scope") for head in table.iter("th")), address
