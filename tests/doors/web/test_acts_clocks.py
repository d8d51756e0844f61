"""Pages on which the asker gives more time, stops the clock, lets it run, and goes up the ladder."""

from __future__ import annotations

import pytest

from concord.delivery.models import Outgoing
from concord.requests import services
from concord.requests.models import Docket
from kit import given
from kit.acts_given import a_ladder, a_manager
from kit.reading import Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def ask(officer):
    return given.a_request(officer)


def at(ask, act):
    return f"/desk/requests/{ask.public_id}/{act}"


def after(browser, address, said):
    answer = browser.post(address, said)
    assert answer.status_code == 302, Page(answer).errors
    return Page(browser.get(answer["Location"])).words


def on(day, month, year=2026):
    return {"to-day": day, "to-month": month, "to-year": year}


def test_more_time_is_given_to_an_exact_day_with_a_reason(desk, ask):
    words = after(desk, at(ask, "more-time"), {**on(11, 12), "why": "Their officer is ill."})
    assert "More time given, to 11 December 2026." in words
    assert "Due 11 December 2026, from more time, given by Westshire County Council, to an exact day." in words
    assert "Extended4 December 2026 to 11 December 2026" in words
    assert "Their officer is ill." in words


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        ({**on(1, 12), "why": "Ill."}, "The answer is due on 4 December 2026: give a later day"),
        ({**on(11, 12)}, "Enter the reason"),
        ({"why": "Ill."}, "Enter the new day"),
        ({**on(31, 2), "why": "Ill."}, "The new day must be a real date"),
    ],
)
def test_a_day_that_gives_no_more_time_is_told_at_its_place(desk, ask, said, fault):
    assert Page(desk.post(at(ask, "more-time"), said)).errors == [fault]


def test_the_clock_stops_and_runs_again_with_the_days_that_were_left(desk, ask):
    words = after(desk, at(ask, "pause"), {"why": "She is abroad."})
    assert "The clock stands still. 10 working days kept for when it runs again." in words
    assert Docket.objects.get(ask=ask).paused
    assert "The clock stands still already." in after(desk, at(ask, "pause"), {"why": "Again."})
    assert "Due 4 December 2026" in after(desk, at(ask, "resume"), {"why": "She is back."})
    assert "The clock is running already." in after(desk, at(ask, "resume"), {"why": "Again."})


def test_a_clock_that_stands_still_takes_no_more_time(desk, officer, ask):
    services.pause_clock(officer, ask, why="Abroad.", at=given.AT)
    words = after(desk, at(ask, "more-time"), {**on(11, 12), "why": "Ill."})
    assert "The clock stands still. Let it run again first, then give more time." in words


def test_without_a_ladder_the_page_says_who_can_set_one(desk, ask):
    assert (
        "Your organisation has no escalation ladder. A manager can set one under Practice."
        in Page(desk.get(at(ask, "escalate"))).words
    )
    assert "no escalation ladder" in after(desk, at(ask, "escalate"), {})


def test_escalating_shows_the_next_level_who_is_told_and_its_days_first(desk, ask):
    a_ladder(a_manager())
    page = Page(desk.get(at(ask, "escalate")))
    for said in (
        "No answer has come. That is not a refusal",
        "Next: level 1",
        "Team manager",
        "Housing team leader",
        "team.manager@westshire.example",
        "2 working days",
        "the Act sets no time limit",
    ):
        assert said in page.words
    words = after(desk, at(ask, "escalate"), {"because": "No word for a week."})
    assert "Escalated to level 1, Team manager. Both sides are told." in words
    told = set(Outgoing.objects.filter(subject=ask.public_id).values_list("to", flat=True))
    assert {"team.manager@westshire.example", "duty.desk@aldermoor.example"} <= told


def test_before_the_time_is_over_the_page_names_what_is_lost_and_asks_why(desk, officer, ask):
    a_ladder(a_manager())
    services.pause_clock(officer, ask, why="A report.", at=given.AT)
    page = Page(desk.get(at(ask, "escalate")))
    assert "it need do nothing until it runs again. 10 working days kept for it would be lost." in page.words
    assert "Escalate now, although the clock had been stopped for them" in page.words
    again = Page(desk.post(at(ask, "escalate"), {"because": "It has become worse."}))
    assert "Say that you escalate it now all the same, or let the time run" in again.words
    words = after(desk, at(ask, "escalate"), {"although": "on", "because": "It has become worse."})
    assert "Escalated to level 1" in words
    assert "Now, although the clock had been stopped for them" in words
    assert "The body asked: duty.desk@aldermoor.example" in words


def test_at_the_top_other_ways_are_named(desk, officer, ask):
    a_ladder(a_manager())
    for _ in range(3):
        services.escalate_request(officer, ask, because="She is on the street.", although=True, at=given.AT)
    page = Page(desk.get(at(ask, "escalate")))
    assert "The request stands at the highest level of your ladder already." in page.words
    assert page.links()["a mediator, an ombudsman, a court"] == at(ask, "another-way")
    assert not page.tree.xpath("//main//button")
    page = Page(desk.get(at(ask, "").rstrip("/")))
    assert "The highest level is reached. What is left is to take it another way." in page.words
    assert "Escalate" not in page.links()


def test_immediate_danger_leaves_levels_out_and_says_so(desk, officer):
    a_ladder(a_manager())
    ask = given.a_request(officer, urgency="immediate")
    page = Page(desk.get(at(ask, "escalate")))
    assert "Somebody is in immediate danger, so your ladder leaves out 2 levels." in page.words
    assert "Next: level 3" in page.words
    assert "The decision stays with Aldermoor District Council." in page.words


def test_a_refusal_is_contested_before_it_is_escalated(desk, officer, ask):
    a_ladder(a_manager())
    given.refused(ask)
    assert "it was refused" in Page(desk.get(desk.get(at(ask, "escalate"))["Location"])).words
    services.contest_answer(officer, ask, points={"adverse-effect": "Not so."}, at=given.AT)
    assert "Next: level 1" in Page(desk.get(at(ask, "escalate"))).words
