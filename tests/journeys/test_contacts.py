"""An officer adds a GP practice that no edition lists, enters whom to write to there, and checks an old contact.

On the demonstration as `concord demo` makes it, in a real browser, every page looked at wide and narrow.
"""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from concord.base import clock
from concord.base.actor import Actor
from concord.cli.main import main
from concord.registry.services import load_register
from kit.browser import check_accessibility, overflows

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LOADED = datetime(2026, 11, 22, 9, tzinfo=UTC)
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _essex(live_server, settings):
    settings.DEMONSTRATION = True
    settings.BASE_URL = live_server.url
    load_register(Actor.command("concord register load"), at=LOADED)
    with clock.at(NOON):
        main(["demo"])
        yield


def look(page):
    for width in (1280, 360):
        page.set_viewport_size({"width": width, "height": 900})
        check_accessibility(page)
        assert not overflows(page), f"{page.url} is wider than {width} pixels."
    page.set_viewport_size({"width": 1280, "height": 900})


def press(page, name, role="button"):
    page.get_by_role(role, name=name, exact=True).click()


def test_contacts_are_kept_right(page, live_server):
    page.goto(f"{live_server.url}/desk/sign-in?next=/desk/contacts")
    page.get_by_role("button", name="Priya Fennimore").click()
    page.goto(f"{live_server.url}/desk/contacts")
    look(page)

    page.get_by_label("Search for a body").fill("Quayside Surgery")
    press(page, "Search")
    assert "Nothing matches" in page.inner_text("main")
    look(page)
    press(page, "Add a body")
    press(page, "Add the body")
    look(page)
    page.get_by_label("What is it?").select_option("gp-practice")
    page.get_by_label("NHS organisation code (optional)").fill("a81001")
    page.get_by_label("Name").fill("Quayside Surgery")
    press(page, "Add the body")
    assert page.inner_text("h1") == "Contacts of Quayside Surgery"

    press(page, "Add a contact")
    look(page)
    page.get_by_label("E-mail address").fill("reception@quayside.example")
    press(page, "Save")
    assert "reception@quayside.example" in page.inner_text("main")
    look(page)

    page.goto(f"{live_server.url}/desk/contacts")
    press(page, "Check access@mind.example", role="link")
    look(page)
    page.get_by_label("Yes, it is right").check()
    press(page, "Save")
    assert "22 November 2026" in page.inner_text("main")
    page.goto(f"{live_server.url}/desk/contacts/gss:E07000071")
    look(page)
    page.get_by_role("link", name="End the contact housing@city.example").click()
    look(page)
