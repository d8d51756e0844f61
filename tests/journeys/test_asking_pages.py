"""The pages of asking in a real browser: no accessibility fault, fit for a narrow screen, saved as they are typed."""

from __future__ import annotations

import pytest
from django.test import Client

from concord.base import clock
from concord.requests import services
from concord.requests.models import CooperationRequest
from kit import given
from kit.browser import check_accessibility, complaints, overflows

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PAGES = ("draft", "whom", "help", "person", "function", "what", "when", "wishes", "sharing", "attachments", "contacts",
         "others", "check", "letter")  # fmt: skip


@pytest.fixture(autouse=True)
def _westshire(live_server, settings, tmp_path):
    settings.BASE_URL = live_server.url
    given.westshire(tmp_path / "edition")
    with clock.at(given.AT):
        yield


@pytest.fixture
def desk(browser, live_server, settings):
    person = given.a_person()
    manager = given.acting(given.a_person("Ines Quarry", role="manager"))
    services.set_practice(manager, initials=True, nhs_number=True, name=True, remind_before=2, remind_after=1)
    services.keep_template(manager, name="Planning meeting", values={"what": "Please come."}, at=given.AT)
    context = browser.new_context(base_url=live_server.url, viewport={"width": 1280, "height": 900})
    context.set_default_timeout(10_000)
    page = context.new_page()
    found = complaints(page)
    visitor = Client()
    visitor.force_login(person)
    cookie = visitor.cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])
    yield page
    context.close()
    assert not found, "\n".join(found)


def test_each_page_is_free_of_faults_wide_and_narrow(desk):
    officer = given.acting(given.a_person("Sol Abara"))
    ask = given.a_draft(officer, urgency="immediate", what="Please see Mrs Fletcher, born 3.4.1951.")
    given.a_request(officer)
    for address in ("/desk/requests/new", "/desk/requests/new?q=gp", "/desk/requests/new/organisation",
                    *(f"/desk/requests/{ask.public_id}/{page}" for page in PAGES)):  # fmt: skip
        desk.goto(address)
        for width in (1280, 320):
            desk.set_viewport_size({"width": width, "height": 900})
            check_accessibility(desk)
            assert not overflows(desk), f"{address} is wider than {width} pixels."


def test_what_is_typed_is_saved_and_the_page_can_be_left_and_gone_on_with(desk):
    ask = given.a_draft(given.acting(given.a_person("Sol Abara")))
    desk.goto(f"/desk/requests/{ask.public_id}/what")
    for words in ("Please send a housing officer.", "Please send a housing officer to the meeting."):
        desk.get_by_label("What are you asking them to do?").fill(words)
        with desk.expect_response(lambda answer: "autosave" in answer.url) as saved:
            pass
        assert saved.value.status == 204
    desk.get_by_role("status").filter(has_text="Saved at").wait_for()
    desk.get_by_role("button", name="Save and continue").click()
    desk.wait_for_url("**/check")
    assert CooperationRequest.objects.get().what == "Please send a housing officer to the meeting."
