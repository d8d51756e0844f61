"""A manager looks at how the council works, sets a time and a ladder, makes a template, and asks about a holiday.

On the demonstration as `concord demo` makes it, in a real browser; every page looked at wide and narrow.
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
    for width in (1280, 320):
        page.set_viewport_size({"width": width, "height": 900})
        check_accessibility(page)
        assert not overflows(page), f"{page.url} is wider than {width} pixels."
    page.set_viewport_size({"width": 1280, "height": 900})


def press(page, name, role="button"):
    page.get_by_role(role, name=name, exact=True).click()


def test_a_manager_sets_how_the_council_works(page, live_server):
    page.goto(f"{live_server.url}/desk/sign-in?next=/desk/practice")
    page.get_by_role("button", name="Tomos Ashgrove").click()
    press(page, "Practice", "link")
    look(page)

    press(page, "Change how we work", "link")
    page.get_by_label("Initials").check()
    page.get_by_label("How many working days before the due day").fill("20")
    page.keyboard.press("Enter")
    page.get_by_text("There is a problem").wait_for()
    look(page)
    page.get_by_label("How many working days before the due day").fill("3")
    page.keyboard.press("Enter")
    page.get_by_text("How you work is saved").wait_for()

    press(page, "Times to answer", "link")
    look(page)
    page.get_by_label("Kind of help").select_option("equipment")
    press(page, "Set a time for this")
    page.get_by_label("Working days to acknowledge (optional)").fill("1")
    page.get_by_label("Working days to answer").fill("25")
    press(page, "Show what it gives")
    page.get_by_text("How this day was counted").last.click()
    assert "25 December 2026: Christmas Day" in page.inner_text("main")
    look(page)
    press(page, "Save")
    assert "Equipment or an adaptation" in page.inner_text("table")
    look(page)


def test_a_ladder_is_begun_from_an_example_and_given_a_level_more(page, live_server):
    page.goto(f"{live_server.url}/desk/sign-in?next=/desk/practice/ladder")
    page.get_by_role("button", name="Tomos Ashgrove").click()
    page.goto(f"{live_server.url}/desk/practice/ladder")
    look(page)
    press(page, "Begin from an example")
    look(page)
    page.get_by_role("button", name="South Tyneside").click()
    look(page)
    press(page, "Add a level")
    last = page.get_by_role("group", name="Level 5")
    last.get_by_label("Who takes it up on your side?").fill("Chair of the Safeguarding Adults Board")
    last.get_by_label("Somebody mediates at this level").check()
    press(page, "Put it in force")
    look(page)
    last.get_by_label("Who takes it up on the other side?").fill("Chief executive")
    last.get_by_label("Working days at this level").fill("10")
    last.get_by_label("Working days when it is urgent").fill("2")
    press(page, "Put it in force")
    said = page.inner_text("main")
    assert "The ladder is in force from today" in said
    assert "Level 5: Chair of the Safeguarding Adults Board" in said
    look(page)


def test_a_template_is_made_without_anything_about_one_person(page, live_server):
    page.goto(f"{live_server.url}/desk/sign-in?next=/desk/practice/templates")
    page.get_by_role("button", name="Tomos Ashgrove").click()
    page.goto(f"{live_server.url}/desk/practice/templates")
    look(page)
    press(page, "Make one from blank")
    page.get_by_label("Name of the template").fill("A chronology")
    page.get_by_label("What you ask them to do").fill("Please send a chronology to Mrs Quist.")
    press(page, "Save the template")
    look(page)
    page.get_by_label("Nothing that is marked is about one person").check()
    press(page, "Save the template")
    press(page, "A chronology", "link")
    look(page)
    press(page, "Retire it", "link")
    look(page)
    press(page, "Retire it")
    page.goto(f"{live_server.url}/desk/practice/bank-holidays")
    page.get_by_label("Day", exact=True).fill("1")
    page.get_by_label("Month").fill("6")
    page.get_by_label("Year").fill("2027")
    press(page, "Show what would move")
    assert "no open request of yours would move" in page.inner_text("main")
    look(page)
