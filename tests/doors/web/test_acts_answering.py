"""Answering at the desk: a partner with an account, a council asked under section 7(2), one's own officers."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from concord.requests.models import Docket, GroundOfRefusal
from kit import given
from kit.acts_given import of_the_council
from kit.reading import Page

pytestmark = pytest.mark.django_db

SIGNED = {"by_name": "Tam Birch", "by_post": "Housing officer"}
DAY = {"promised_on-day": 2, "promised_on-month": 12, "promised_on-year": 2026}
BOTH = ["incompatible-with-duties", "adverse-effect"]


@pytest.fixture
def theirs(westshire):
    client = Client()
    client.force_login(given.a_person("Tam Birch", body=given.DISTRICT))
    return client


@pytest.fixture
def ask(officer):
    return given.a_request(officer)


def at(ask, kind):
    return f"/desk/requests/{ask.public_id}/answer/{kind}"


def after(browser, address, said):
    answer = browser.post(address, said)
    assert answer.status_code == 302, Page(answer).errors
    return Page(browser.get(answer["Location"])).words


def test_each_answer_opens_with_the_officers_name_filled_in(theirs, ask):
    for kind in ("acknowledged", "question", "complied", "partly", "alternative", "wrong-body", "not-bound", "refused"):
        page = theirs.get(at(ask, kind))
        assert page.status_code == 200
        assert b'value="Tam Birch"' in page.content
    assert theirs.get(at(ask, "declined")).status_code in {302, 404}
    assert theirs.get(at(ask, "nothing")).status_code == 404
    assert theirs.get(at(ask, "passed-on")).status_code == 404


def test_the_asker_does_not_answer_its_own_request(desk, ask):
    assert desk.get(at(ask, "complied")).status_code == 404
    assert desk.post(at(ask, "complied"), {**SIGNED, **DAY, "what_will_be_done": "All."}).status_code == 404


def test_it_is_acknowledged_then_agreed_to(theirs, ask):
    assert "Sent. Westshire County Council is told." in after(theirs, at(ask, "acknowledged"), SIGNED)
    words = after(theirs, at(ask, "complied"), {**SIGNED, **DAY, "what_will_be_done": "An officer comes."})
    assert "You agreed on 22 November 2026" in words
    assert Docket.objects.get(ask=ask).promised_on == date(2026, 12, 2)


def test_a_second_answer_is_told_in_words_and_changes_nothing(theirs, ask):
    given.refused(ask)
    page = Page(theirs.post(at(ask, "complied"), {**SIGNED, **DAY, "what_will_be_done": "An officer comes."}))
    assert page.status == 409
    assert "This request has been answered already: it was refused." in page.words
    assert "What you wrote was not taken" in page.words
    assert "An officer comes." in page.words
    assert Docket.objects.get(ask=ask).answer == "refused"


def test_a_refusal_takes_grounds_each_with_its_reasons_and_what_is_harmed(theirs, ask):
    assert Page(theirs.post(at(ask, "refused"), SIGNED)).errors == [
        "Select at least one ground: section 7 allows a refusal only on these two"
    ]
    missing = Page(theirs.post(at(ask, "refused"), {**SIGNED, "grounds": BOTH}))
    assert missing.errors == [
        "Enter your reasons why it would clash with our own duties: section 7(3) requires them in writing",
        "Enter your reasons why it would harm our own work: section 7(3) requires them in writing",
        "Enter which part of your work would suffer, and how, so that they can understand your reasons",
    ]
    said = {f"reasons_{ground}": given.REASONS[ground] for ground in BOTH}
    more = {"harmed_adverse-effect": "Homelessness interviews", "instead": "A call.", "ask_again": "In January."}
    words = after(theirs, at(ask, "refused"), {**SIGNED, "grounds": BOTH, **said, **more})
    for told in ("You refused", "What would suffer: Homelessness interviews", "In January.", "A call."):
        assert told in words
    assert GroundOfRefusal.objects.count() == 2


def test_reasons_without_their_ground_are_not_lost(theirs, ask):
    said = {
        **SIGNED,
        "grounds": ["adverse-effect"],
        "reasons_adverse-effect": "Yes.",
        "harmed_adverse-effect": "Interviews.",
        "reasons_incompatible-with-duties": "No.",
    }
    assert Page(theirs.post(at(ask, "refused"), said)).errors == [
        "You wrote reasons for a ground that is not selected: select it, or clear them"
    ]


def test_a_promise_in_the_past_is_told_at_its_place(theirs, ask):
    past = {**DAY, "promised_on-month": 10}
    page = Page(theirs.post(at(ask, "complied"), {**SIGNED, **past, "what_will_be_done": "All."}))
    assert page.errors == ["The day by which you will do it must be today or later"]


def test_a_part_and_an_offer_and_the_right_body(theirs, officer):
    part = given.a_request(officer)
    words = after(
        theirs, at(part, "partly"), {**SIGNED, **DAY, "what_will_be_done": "A call.", "what_not": "No visit: ill."}
    )
    assert "What will not be done, and why No visit: ill." in words
    offer = given.a_request(officer)
    assert "A letter." in after(theirs, at(offer, "alternative"), {**SIGNED, "offer": "A letter."})
    other = given.a_request(officer)
    assert "The right body: NHS Westshire Integrated Care Board" in after(
        theirs, at(other, "wrong-body"), {**SIGNED, "right_body": "NHS Westshire Integrated Care Board"}
    )


def test_the_right_body_is_recognised_where_the_register_holds_it(theirs, desk, ask):
    after(theirs, at(ask, "wrong-body"), {**SIGNED, "right_body": "NHS Westshire Integrated Care Board"})
    answer = desk.post(f"/desk/requests/{ask.public_id}/instead", {})
    assert (
        "Here is a draft to NHS Westshire Integrated Care Board"
        in Page(desk.get(answer["Location"], follow=True)).words
    )


def test_a_council_that_is_asked_under_section_7_2_answers_at_its_desk(desk):
    ask = of_the_council()
    page = Page(desk.get(f"/desk/requests/{ask.public_id}"))
    assert page.heading == "Request from Aldermoor District Council"
    assert "Request under section 7(2)" in page.words
    words = after(desk, at(ask, "not-bound"), {**SIGNED, "why": "It serves no function of theirs."})
    assert "You said that section 7 does not bind them" in words or "Says it is not bound" in words


def test_inside_one_council_both_groups_act_on_one_page(desk, officer):
    ask = given.a_request(officer, asked=given.COUNTY, asker_group="adults", asked_group="housing")
    page = Page(desk.get(f"/desk/requests/{ask.public_id}"))
    assert "Westshire County Council (Adult care) asks Westshire County Council (Housing)." in page.words
    assert "Housing can answer" in page.words
    for way in ("We will do it", "Withdraw the request"):
        assert way in page.links()
    words = after(desk, at(ask, "declined"), {**SIGNED, "why": "No flat is free."})
    assert "They declined" in words
    message = f"/desk/requests/{ask.public_id}/message"
    assert Page(desk.post(message, {"words": "Then when?"})).errors == ["Select for whom you write"]
    assert "Then when?" in after(desk, message, {"words": "Then when?", "side": "asker"})


def test_an_internal_no_needs_a_reason(desk, officer):
    ask = given.a_request(officer, asked=given.COUNTY, asker_group="adults", asked_group="housing")
    assert Page(desk.post(at(ask, "declined"), SIGNED)).errors == ["Enter why not"]
