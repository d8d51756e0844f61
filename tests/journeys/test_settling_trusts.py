"""The partnerships officer of the demonstration council settles trusts: everybody then sees the partner.

On the real register of England, in a real browser, every page looked at wide and narrow; and once without script.
"""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from concord.base import clock
from concord.base.actor import Actor
from concord.people.services import seed_demonstration
from concord.registry.services import load_register
from kit.browser import check_accessibility, overflows

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LOADED = datetime(2026, 11, 22, 9, tzinfo=UTC)
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
TRUST = "East Suffolk and North Essex NHS Foundation Trust"
REASON = "The contract of April 2026 for Colchester."


@pytest.fixture(autouse=True)
def _essex(live_server, settings):
    settings.DEMONSTRATION = True
    settings.BASE_URL = live_server.url
    load_register(Actor.command("concord register load"), at=LOADED)
    with clock.at(NOON):
        seed_demonstration(Actor.command("concord demo"))
        yield


@pytest.fixture
def scriptless(browser, live_server):
    """A browser with script switched off."""
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()


def look(page):
    for width in (1280, 360):
        page.set_viewport_size({"width": width, "height": 900})
        check_accessibility(page)
        assert not overflows(page), f"{page.url} is wider than {width} pixels."
    page.set_viewport_size({"width": 1280, "height": 900})


def glance(page):
    assert page.locator("h1").count() == 1


def press(page, name, role="button"):
    page.get_by_role(role, name=name, exact=True).click()


def words(page):
    return page.locator("main").inner_text()


def settle(page, look):
    """Sign in, go to the register, forget the reason, give it, and see the trust among the partners."""
    page.goto("/desk/")
    press(page, "Sign in as Idris Callowell")
    assert page.get_by_role("link", name="Register", exact=True).count() == 1
    look(page)
    press(page, f"Settle {TRUST}", role="link")
    look(page)
    page.get_by_label("It provides services in our area").check()
    press(page, "Save")
    assert "Enter what you rely on" in page.locator(".govuk-error-summary").inner_text()
    look(page)
    page.get_by_label("What do you rely on?").fill(REASON)
    press(page, "Save")
    assert f"{TRUST} is confirmed" in words(page)
    assert "Confirmed (1)" in words(page)
    look(page)
    press(page, "See your relevant partners as everybody sees them", role="link")
    assert TRUST in words(page).partition("May be relevant partners")[0]
    page.goto("/desk/register/trusts")
    press(page, "Propose a trust")
    page.get_by_label("Search by name").fill("devon")
    press(page, "Search")
    look(page)
    page.get_by_role("link", name="Choose").first.click()
    look(page)
    page.get_by_label("What suggests that it provides services in your area?").fill("A clinic in Chelmsford.")
    press(page, "Propose the trust")
    assert "It counts once you confirm it." in words(page)
    look(page)


def test_a_keeper_confirms_a_trust_and_it_is_a_partner(page):
    settle(page, look)


def test_the_same_with_script_switched_off(scriptless):
    settle(scriptless, glance)
