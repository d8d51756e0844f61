"""Somebody who is not signed in finds a council, sees who must co-operate with it and why, and what the law says."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from concord.base import clock
from concord.base.actor import Actor
from concord.registry import services
from kit.browser import check_accessibility, overflows

pytestmark = pytest.mark.browser

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
ESSEX = "/councils/E10000012/"
PAGES = (
    "/",
    "/councils/?q=Esex",
    "/councils/?q=",
    ESSEX,
    f"{ESSEX}?on=2016-05-01&reasons=all",
    f"{ESSEX}?on=2015-03-31",
    f"{ESSEX}?on=2016-02-31",
    "/councils/E06000053/",
    "/councils/E10000006/",
    "/councils/nowhere/",
    f"{ESSEX}why/",
    f"{ESSEX}why/?body=ods:QMF",
    f"{ESSEX}why/?body=ods:RDE",
    f"{ESSEX}why/?body=frimley",
    f"{ESSEX}timeline/",
    "/councils/E10000030/timeline/?from=2026-01-01&to=2027-05-01",
    "/law/",
    "/law/care-act-2014/section-6-8-a/",
    "/law/care-act-2014/section-1-4/",
    "/register/",
    "/bodies/ods:QM7/?on=2024-05-01",
    "/about/",
    "/accessibility/",
    "/privacy/",
    "/cookies/",
)


@pytest.fixture(autouse=True)
def _england(live_server):
    """The packaged register, on the morning of 22 November 2026."""
    with clock.at(NOW):
        services.load_register(Actor.command("concord register load"), at=NOW)
        yield


@pytest.fixture
def without_scripts(browser, live_server):
    """A page of a browser that runs no JavaScript."""
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("width", [1280, 320])
def test_everyone_can_read_every_page_on_a_wide_and_a_narrow_screen(page, width):
    page.set_viewport_size({"width": width, "height": 800})
    for address in PAGES:
        page.goto(address)
        check_accessibility(page)
        assert not overflows(page), address


def test_a_practitioner_finds_who_must_cooperate_and_why(page):
    page.goto("/")
    page.get_by_label("Find your council").fill("Esex")
    page.get_by_role("button", name="Find", exact=True).click()
    page.get_by_role("main").get_by_role("link", name="Essex County Council").click()
    assert page.title() == "Essex County Council: relevant partners on 22 November 2026 – Concord"

    page.get_by_label("Day", exact=True).first.fill("1")
    page.get_by_label("Month", exact=True).first.fill("5")
    page.get_by_label("Year", exact=True).first.fill("2016")
    page.get_by_role("button", name="Show").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Relevant partners on 1 May 2016"

    basildon = page.locator(".concord-partner", has_text="Basildon Borough Council")
    assert not basildon.get_by_text("Rests on:").is_visible()
    basildon.get_by_text("Why").click()
    assert basildon.get_by_text("Rests on:").is_visible()

    basildon.get_by_role("link", name="Care Act 2014, section 6(7)(a)", exact=True).click()
    assert page.get_by_role("heading", level=1).inner_text() == "District councils in a county"


def test_a_practitioner_asks_about_a_gp_practice_on_the_same_day(page):
    page.goto(f"{ESSEX}?on=2016-05-01")
    page.get_by_role("link", name="Is a body a partner?").click()
    page.get_by_label("Which body?").fill("GP practice")
    page.get_by_role("button", name="Show").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Is a GP practice a relevant partner on 1 May 2016?"
    assert page.get_by_role("heading", name="No", exact=True).is_visible()
    assert page.get_by_role("link", name="Other people and bodies in the area").is_visible()


def test_a_lawyer_compares_the_days_around_a_change(page):
    page.goto(ESSEX)
    page.get_by_role("link", name="What changed").click()
    assert page.get_by_role("img", name="Relevant partners of Essex County Council, 2015 to 2027").is_visible()
    page.get_by_role("link", name="30 June 2022").click()
    assert page.get_by_role("link", name="NHS Mid Essex Clinical Commissioning Group").is_visible()


def test_the_keyboard_alone_is_enough(page):
    page.goto("/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    _tab_to(page, "input[name=q]")
    page.keyboard.type("Essex")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{ESSEX}")
    _tab_to(page, ".concord-partner summary")
    page.keyboard.press("Enter")
    assert page.locator(".concord-partner details").first.get_attribute("open") is not None
    page.keyboard.press("Enter")
    assert page.locator(".concord-partner details").first.get_attribute("open") is None


def test_a_wrong_day_is_told_first_and_leads_to_its_field(page):
    response = page.goto(f"{ESSEX}?on-day=31&on-month=2&on-year=2016")
    assert response.status == 400
    assert page.locator(":focus").get_attribute("class") == "govuk-error-summary"
    page.get_by_role("link", name="The day must be a real date").click()
    assert page.locator(":focus").get_attribute("name") == "on-day"


def test_everything_works_without_scripts(without_scripts):
    page = without_scripts
    page.goto("/")
    page.get_by_label("Find your council").fill("Essex")
    page.get_by_role("button", name="Find", exact=True).click()
    page.locator("input[name=on-day]").fill("1")
    page.locator("input[name=on-month]").fill("5")
    page.locator("input[name=on-year]").fill("2016")
    page.get_by_role("button", name="Show").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Relevant partners on 1 May 2016"
    basildon = page.locator(".concord-partner", has_text="Basildon Borough Council")
    basildon.get_by_text("Why").click()
    assert basildon.get_by_text("Rests on:").is_visible()
    page.get_by_role("link", name="What changed").click()
    assert page.get_by_role("img", name="Relevant partners of Essex County Council, 2015 to 2027").is_visible()


def _tab_to(page, selector):
    """Press Tab until the focus is on it."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    pytest.fail(f"The keyboard does not reach {selector} on {page.url}.")
