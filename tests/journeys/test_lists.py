"""The desk, the list and the figures in a real browser: wide, at 320 pixels and without script; by keyboard alone."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client

from concord.base import clock
from concord.requests import services
from kit import given
from kit.browser import check_accessibility, overflows
from kit.lists_given import of_district

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LATER = given.AT + timedelta(days=14)


@pytest.fixture
def person(tmp_path):
    """A practitioner of Westshire, with requests on every shelf."""
    given.westshire(tmp_path)
    person = given.a_person()
    officer = given.acting(person)
    given.a_draft(officer)
    given.refused(given.a_request(officer))
    given.complied(given.a_request(officer))
    given.a_request(officer, what="A ramp for the front door.", urgency="immediate")
    given.a_request(of_district(), asked=given.COUNTY)
    services.save_search(officer, name="Refusals", filters={"show": ["all"], "status": ["refused"]})
    with clock.at(LATER):
        yield person


def sign_in(context, live_server, person):
    """Give a browser the session of a person."""
    client = Client()
    client.force_login(person)
    key = client.cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": key, "url": live_server.url}])


def look(page):
    for width in (1280, 320):
        page.set_viewport_size({"width": width, "height": 900})
        check_accessibility(page)
        assert not overflows(page), f"{page.url} is wider than {width} pixels."
    page.set_viewport_size({"width": 1280, "height": 900})


def test_the_desk_the_list_its_copies_and_figures_are_fit_for_everybody(page, live_server, person):
    sign_in(page.context, live_server, person)
    addresses = ("", "requests?show=late", "requests?show=all&status=refused", "requests/copies?show=all")
    for address in (*addresses, "requests/figures", "requests?show=all&sent_from-day=31&sent_from-month=2"):
        page.goto(f"{live_server.url}/desk/{address}")
        look(page)


def test_by_keyboard_one_searches_finds_and_keeps_it(page, live_server, person):
    sign_in(page.context, live_server, person)
    page.goto(f"{live_server.url}/desk/requests")
    page.get_by_label("Search in requests").focus()
    page.keyboard.type("ramp")
    page.keyboard.press("Enter")
    page.get_by_text("1 found on “All” for “ramp”.").wait_for()
    look(page)
    assert "ramp" not in page.url
    page.get_by_label("Keep this search").focus()
    page.keyboard.type("Ramps")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Ramps", exact=True).wait_for()
    assert "ramp" not in page.url


def test_without_script_the_list_is_narrowed_and_a_search_deleted(browser, live_server, person):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 320, "height": 900})
    sign_in(context, live_server, person)
    page = context.new_page()
    page.goto(f"{live_server.url}/desk/requests?show=all")
    page.get_by_text("Narrow this list").click()
    page.get_by_label("Refused").check()
    page.get_by_role("button", name="Show", exact=True).click()
    assert page.locator("table.rows tbody tr").count() == 1
    page.get_by_role("link", name="Delete “Refusals”").click()
    page.get_by_role("button", name="Delete").click()
    assert page.get_by_role("link", name="Refusals", exact=True).count() == 0
    context.close()
