"""Answering on a phone: a refusal begun, saved as it is typed, checked and sent; a digest's list; without script too.

Each page is looked at by axe, 320 and 400 pixels wide and on a desk.
"""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from concord.base import clock
from concord.requests import services
from concord.requests.models import SavedAnswer
from kit import given, partner_given
from kit.browser import check_accessibility, complaints, overflows
from kit.files_given import PDF

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WIDTHS = (320, 400, 1280)


@pytest.fixture(autouse=True)
def _at_nine(settings, tmp_path, live_server):
    settings.FILES = tmp_path / "files"
    settings.BASE_URL = live_server.url
    with clock.at(given.AT):
        yield


@pytest.fixture
def officer(tmp_path):
    given.westshire(tmp_path / "edition")
    return given.acting(given.a_person())


@pytest.fixture
def phone(browser, live_server, request):
    """A phone with or without script."""
    script = getattr(request, "param", True)
    context = browser.new_context(
        base_url=live_server.url, viewport={"width": 320, "height": 640}, java_script_enabled=script
    )
    context.set_default_timeout(10_000)
    page = context.new_page()
    found = complaints(page)
    yield page
    context.close()
    assert not found, "\n".join(found)


def look(page):
    """Nothing wrong for anybody, and no sideways scrolling, on any width."""
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 640})
        check_accessibility(page)
        assert not overflows(page), f"{page.url} is wider than {width} pixels."
    page.set_viewport_size({"width": 320, "height": 640})


def enter(page, ask, path=""):
    page.goto(path or given.the_link(ask))
    page.get_by_role("button", name="Continue").click()
    page.get_by_label("Code").fill(given.the_code(ask))
    page.get_by_role("button", name="Continue").click()


def test_a_refusal_is_saved_as_it_is_typed_checked_and_sent_from_a_phone(phone, officer):
    ask = given.a_request(officer)
    enter(phone, ask)
    look(phone)
    phone.get_by_role("link", name="We will not do it").click()
    look(phone)
    phone.locator("input[name=grounds]").first.check()
    phone.get_by_label("Your reasons why it would clash with our own duties").fill(
        given.REASONS["incompatible-with-duties"]
    )
    expect(phone.get_by_text("Saved at")).to_be_visible()
    assert SavedAnswer.objects.count() == 1
    phone.locator("input[type=file]").set_input_files(
        {"name": "rota.pdf", "mimeType": "application/pdf", "buffer": PDF}
    )
    expect(phone.get_by_text("Sent.")).to_be_visible()
    look(phone)
    phone.get_by_role("button", name="Save and come back later").click()
    expect(phone.get_by_role("heading", name="What you have begun")).to_be_visible()
    look(phone)
    phone.get_by_role("link", name="Go on with: We will not do it").click()
    expect(phone.get_by_label("Your reasons why it would clash with our own duties")).to_have_value(
        given.REASONS["incompatible-with-duties"]
    )
    phone.get_by_label("Your name").fill("Marlow Quist")
    phone.get_by_label("Your job").fill("Head of housing options")
    phone.get_by_role("button", name="Check the refusal").click()
    expect(phone.get_by_role("heading", name="Check your answer before it goes")).to_be_visible()
    expect(phone.get_by_text("rota.pdf")).to_be_visible()
    look(phone)
    phone.get_by_role("button", name="Send the refusal").click()
    expect(phone.get_by_role("heading", name="Answer sent")).to_be_visible()
    look(phone)
    assert partner_given.said(ask) == ["refused"]
    assert not SavedAnswer.objects.exists()


@pytest.mark.parametrize("phone", [False], indirect=True)
def test_without_script_every_answer_can_be_given(phone, officer):
    ask = given.a_request(officer)
    enter(phone, ask)
    phone.get_by_role("link", name="It is for another body").click()
    phone.get_by_label("Which body is the right one?").fill("Westshire")
    phone.get_by_role("button", name="Look for it in the register").click()
    phone.get_by_role("button", name="Westshire County Council").click()
    expect(phone.get_by_label("Which body is the right one?")).to_have_value("Westshire County Council")
    phone.locator("input[type=file]").set_input_files({"name": "map.pdf", "mimeType": "application/pdf", "buffer": PDF})
    phone.get_by_label("Your name").fill("Marlow Quist")
    phone.get_by_label("Your job").fill("Head of housing options")
    phone.get_by_role("button", name="Send the answer").click()
    expect(phone.get_by_role("heading", name="Answer sent")).to_be_visible()
    step = partner_given.last_said(ask)
    assert (step.kind, step.detail["right_ref"], len(step.detail["files"])) == ("wrong-body", given.COUNTY, 1)


def test_every_page_of_the_door_can_be_used_by_everybody(phone, officer):
    first, ask = partner_given.asked_together(officer)
    given.refused(first)
    enter(phone, ask)
    here = phone.url
    look(phone)
    for word in (
        "comply",
        "offer",
        "wrong-body?find=yes",
        "pass-on",
        "write",
        "ask-question",
        f"join/{first.public_id}",
    ):
        phone.goto(f"{here}/{word}")
        look(phone)
    given.refused(ask)
    phone.goto(f"{here}/comply")
    look(phone)
    points = {"incompatible-with-duties": "There is an exception.", "adverse-effect": "Half an hour."}
    services.contest_answer(officer, ask, points=points, at=given.AT)
    phone.goto(here)
    look(phone)
    services.withdraw_request(officer, ask, why="She has moved.", at=given.AT)
    phone.goto(here)
    look(phone)


def test_a_digest_opens_a_list_and_from_there_each_request(phone, officer):
    ask = given.a_request(officer)
    at = given.AT + timedelta(days=13)
    with clock.at(at):
        phone.goto(partner_given.a_digest(ask, at=at))
        look(phone)
        phone.get_by_role("button", name="Continue").click()
        look(phone)
        phone.get_by_label("Code").fill(partner_given.newest_code())
        phone.get_by_role("button", name="Continue").click()
        expect(phone.get_by_role("heading", name="Requests that wait for Aldermoor District Council")).to_be_visible()
        look(phone)
        phone.keyboard.press("Tab")
        phone.get_by_role("button", name=f"Open request {ask.reference}").press("Enter")
        expect(phone.get_by_role("heading", name="Westshire County Council asks for your co-operation")).to_be_visible()
