"""Answering behind the link: the request in plain words, and what a partner may say, once."""

from __future__ import annotations

from datetime import date

import pytest

from concord.requests import queries
from concord.requests.models import Reply
from concord.requests.rules import Status
from kit import given
from kit.reading import Page

pytestmark = pytest.mark.django_db

REFUSAL = {
    "grounds": ["incompatible-with-duties", "adverse-effect"],
    "reasons_incompatible-with-duties": given.REASONS["incompatible-with-duties"],
    "reasons_adverse-effect": given.REASONS["adverse-effect"],
    "instead": "We can join by telephone.",
    **given.SIGNED,
}
PROMISE = {
    "what_will_be_done": "Our housing officer will come.",
    "promised_on-day": "2",
    "promised_on-month": "12",
    "promised_on-year": "2026",
    **given.SIGNED,
}


@pytest.fixture
def address(ask):
    return f"/r/request/{ask.public_id}"


def test_the_request_says_what_is_asked_by_whom_under_which_law_and_whose_judgement_it_is(inside, address):
    page = Page(inside.get(address))
    assert page.heading == "Westshire County Council asks for your co-operation"
    for said in (
        given.WHOLE["what"],
        "An adult with needs for care and support",
        "LAS-20417",
        "4 December 2026",
        "Safeguarding enquiry (Care Act 2014, section 42)",
        "Wren Okafor 01632 960 001",
        "would be incompatible with your own duties (Care Act 2014, section 7(1)(a))",
        "would otherwise have an adverse effect",
        "your own judgement",
        "The Act sets no time limit: 4 December 2026 is the day that Westshire County Council asks for.",
    ):
        assert said in page.words
    assert {"We will do it", "We will not do it", "We have it and will answer later"} <= page.links().keys()


def test_a_doubt_is_told_to_the_partner(officer, client):
    ask = given.a_request(officer, asked=given.TRUST)
    given.enter_by_link(client, ask)
    page = Page(client.get(f"/r/request/{ask.public_id}"))
    assert "Whether section 7 of the Care Act 2014 binds you here is not certain." in page.words
    assert "you need no ground and owe no answer under it. Ring Wren Okafor on 01632 960 001" in page.words
    page = Page(client.get(f"/r/request/{ask.public_id}/refuse"))
    assert "you need no ground and owe no answer under it" in page.words


def test_whoever_is_bound_is_not_told_that_no_ground_is_needed(inside, address):
    for page in (Page(inside.get(address)), Page(inside.get(f"{address}/refuse"))):
        assert "you need no ground" not in page.words


def test_an_acknowledgement_is_taken_and_the_answer_still_open(inside, address, ask):
    done = inside.post(f"{address}/acknowledge", given.SIGNED)
    assert done["Location"] == f"{address}/done"
    page = Page(inside.get(done["Location"]))
    assert page.heading == "Request acknowledged"
    assert "Westshire County Council asks for it by 4 December 2026." in page.words
    page = Page(inside.get(address))
    assert "You acknowledged this request on 22 November 2026 at 9:00am" in page.words
    assert "We will do it" in page.links()
    assert "We have it and will answer later" not in page.links()
    assert queries.status_of(ask) is Status.ACKNOWLEDGED


def test_a_promise_is_taken_with_its_day(inside, address, ask):
    done = inside.post(f"{address}/comply", PROMISE)
    page = Page(inside.get(done["Location"]))
    assert page.heading == "Answer sent"
    assert f"Your reference {ask.public_id[:4]} " in page.words
    assert Reply.objects.get().promised_on == date(2026, 12, 2)


def test_a_refusal_on_both_grounds_is_taken_with_the_reasons_of_each(inside, address):
    done = inside.post(f"{address}/refuse", REFUSAL)
    assert Page(inside.get(done["Location"])).heading == "Answer sent"
    page = Page(inside.get(address))
    assert "You refused:" in page.words
    for reasons in given.REASONS.values():
        assert reasons in page.words
    assert "We will do it" not in page.links()


def test_a_refusal_on_one_ground_is_taken(inside, address):
    said = {**REFUSAL, "grounds": ["adverse-effect"], "reasons_incompatible-with-duties": ""}
    assert inside.post(f"{address}/refuse", said).status_code == 302
    assert [given_.ground for given_ in Reply.objects.get().grounds.all()] == ["adverse-effect"]


def test_a_refusal_without_reasons_is_not_accepted_and_says_why(inside, address):
    page = Page(inside.post(f"{address}/refuse", {**REFUSAL, "reasons_adverse-effect": " "}))
    assert page.title.startswith("Error: We will not do it")
    assert page.errors == ["Enter your reasons for this ground: section 7(3) requires them in writing"]
    written = page.tree.xpath("//textarea[@name='reasons_incompatible-with-duties']")[0].text.strip()
    assert written == given.REASONS["incompatible-with-duties"]
    assert not Reply.objects.exists()


def test_a_refusal_without_a_ground_is_not_accepted(inside, address):
    page = Page(inside.post(f"{address}/refuse", given.SIGNED))
    assert page.errors == ["Select at least one ground: section 7 allows a refusal only on these two"]


def test_reasons_without_their_ground_are_not_lost(inside, address):
    page = Page(inside.post(f"{address}/refuse", {**REFUSAL, "grounds": ["adverse-effect"]}))
    assert page.errors == ["You wrote reasons for a ground that is not selected: select it, or clear them"]


def test_mistakes_are_named_in_the_order_of_the_page(inside, address):
    page = Page(inside.post(f"{address}/refuse", {"grounds": ["adverse-effect"]}))
    assert page.errors == [
        "Enter your reasons for this ground: section 7(3) requires them in writing",
        "Enter your name",
        "Enter your job",
    ]


def test_a_promise_for_a_day_that_has_passed_is_not_taken(inside, address):
    page = Page(inside.post(f"{address}/comply", {**PROMISE, "promised_on-day": "1", "promised_on-month": "11"}))
    assert page.errors == ["The day by which you will do it must be today or later"]


@pytest.mark.parametrize("step", ["acknowledge", "comply", "refuse"])
def test_a_replayed_form_says_what_was_answered_already(inside, address, step):
    said = {"acknowledge": given.SIGNED, "comply": PROMISE, "refuse": REFUSAL}
    inside.post(f"{address}/{step}", said[step])
    again = Page(inside.post(f"{address}/{step}", said[step]))
    assert again.status == 409
    assert "Nothing was sent again." in again.words
    assert Reply.objects.count() == 1


def test_a_second_answer_changes_nothing_and_says_whom_to_ring(inside, address, ask):
    inside.post(f"{address}/comply", PROMISE)
    page = Page(inside.post(f"{address}/refuse", REFUSAL))
    assert page.status == 409
    assert "you said that you will do it" in page.words
    assert "ring Wren Okafor on 01632 960 001" in page.words
    assert queries.status_of(ask) is Status.COMPLIED


def test_the_answer_can_be_read_again_by_the_same_link(inside, address, ask, client):
    inside.post(f"{address}/refuse", REFUSAL)
    given.enter_by_link(client, ask)
    assert given.REASONS["adverse-effect"] in Page(client.get(address)).words


def test_confirmation_before_anything_was_said_leads_to_the_request(inside, address):
    assert inside.get(f"{address}/done")["Location"] == address


def test_reading_costs_few_reads(inside, address, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        inside.get(address)
