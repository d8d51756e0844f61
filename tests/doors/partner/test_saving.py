"""What is typed is kept, encrypted, until it goes: for the same body, on any device, and on the record once a day."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client

from concord.audit.models import Entry
from concord.base import clock
from concord.requests import services
from concord.requests.models import SavedAnswer
from concord.requests.services.saving import forget_unsent
from kit import given, partner_given
from kit.partner_given import PROMISE, REFUSAL, said
from kit.reading import Page

pytestmark = pytest.mark.django_db
LATER = given.AT + timedelta(hours=1)


@pytest.fixture
def address(ask):
    return f"/r/request/{ask.public_id}"


def typed(page, name):
    """What stands in a field."""
    fields = page.tree.xpath(f"//textarea[@name='{name}']")
    if fields:
        return (fields[0].text or "").strip()
    return next(iter(page.tree.xpath(f"//input[@name='{name}']/@value")), "")


def test_half_a_refusal_is_kept_by_a_button_and_gone_on_with_on_another_device(inside, address, ask):
    half = {"grounds": ["adverse-effect"], "reasons_adverse-effect": "The only officer", "save": "yes"}
    assert inside.post(f"{address}/refuse", half)["Location"] == f"{address}#begun"
    phone = Client()
    with clock.at(LATER):
        given.enter_by_link(phone, ask)
        page = Page(phone.get(address))
        assert "Go on with: We will not do it Saved on 22 November 2026 at 9:00am. It has not been sent" in page.words
        page = Page(phone.get(f"{address}/refuse"))
    assert typed(page, "reasons_adverse-effect") == "The only officer"
    assert page.tree.xpath("//input[@name='grounds' and @checked]/@value") == ["adverse-effect"]
    assert page.errors == []
    assert said(ask) == []


def test_it_is_kept_while_it_is_typed(inside, address, ask):
    half = {"what_will_be_done": "Our officer", "promised_on-day": "3", "promised_on-month": "", "promised_on-year": ""}
    assert inside.post(f"{address}/save/comply", half).status_code == 204
    page = Page(inside.get(f"{address}/comply"))
    assert (typed(page, "what_will_be_done"), typed(page, "promised_on-day")) == ("Our officer", "3")
    assert page.tree.xpath("//form/@data-autosave") == [f"{address}/save/comply"]


def test_it_is_on_the_record_once_a_day_and_says_no_word_of_it(inside, address, ask):
    for words in ("A", "A secret", "A secret word"):
        inside.post(f"{address}/save/offer", {"offer": words})
    entries = Entry.objects.filter(event="request:save-answer")
    assert [entry.facts for entry in entries] == [{"answer": "alternative"}]
    with clock.at(given.AT + timedelta(days=1)):
        given.enter_by_link(inside, ask)
        inside.post(f"{address}/save/offer", {"offer": "Tomorrow"})
    assert Entry.objects.filter(event="request:save-answer").count() == 2
    assert SavedAnswer.objects.count() == 1


def test_the_database_holds_it_encrypted(inside, address):
    inside.post(f"{address}/save/offer", {"offer": "A telephone call."})
    with connection.cursor() as cursor:
        cursor.execute("SELECT written FROM requests_savedanswer")
        assert "telephone" not in cursor.fetchone()[0]


def test_it_is_deleted_when_the_answer_goes(inside, address, ask):
    inside.post(f"{address}/save/offer", {"offer": "A telephone call."})
    inside.post(f"{address}/save/write", {"words": "Please ring."})
    inside.post(f"{address}/comply", PROMISE)
    assert list(SavedAnswer.objects.values_list("kind", flat=True)) == ["wrote"]
    inside.post(f"{address}/write", {"words": "Please ring.", **given.SIGNED})
    assert not SavedAnswer.objects.exists()


def test_a_colleague_behind_another_link_finds_it_without_the_signature_and_the_asker_never(
    inside, address, ask, officer, client
):
    inside.post(f"{address}/save/refuse", {key: REFUSAL[key] for key in REFUSAL})
    colleague = Client()
    partner_given.enter(colleague, partner_given.another_link(ask, to="ria.holt@aldermoor.example"))
    page = Page(colleague.get(f"{address}/refuse"))
    assert "A colleague began this through a link of their own" in page.words
    assert typed(page, "reasons_adverse-effect") == given.REASONS["adverse-effect"]
    assert typed(page, "by_name") != "Marlow Quist"
    colleague.post(f"{address}/save/refuse", {"reasons_adverse-effect": "Mine"})
    assert typed(Page(inside.get(f"{address}/refuse")), "reasons_adverse-effect") == given.REASONS["adverse-effect"]


def test_a_reminders_new_link_to_the_same_mailbox_goes_on_with_it_and_leaves_nothing_behind(
    inside, address, ask, officer
):
    inside.post(f"{address}/save/offer", {"offer": "A telephone call.", **given.SIGNED})
    services.write_message(officer, ask, words="Is there news?", at=LATER)
    browser = Client()
    with clock.at(LATER):
        partner_given.enter(browser, partner_given.newest_link("request-moved"))
        page = Page(browser.get(f"{address}/offer"))
        assert (typed(page, "offer"), typed(page, "by_name")) == ("A telephone call.", "Marlow Quist")
        browser.post(f"{address}/offer", {"offer": "A telephone call.", **given.SIGNED})
    assert said(ask) == ["alternative"]
    assert not SavedAnswer.objects.exists()


def test_another_body_finds_nothing_of_it(officer, client):
    first, second = partner_given.asked_together(officer)
    given.enter_by_link(client, first)
    client.post(f"/r/request/{first.public_id}/save/offer", {"offer": "A telephone call."})
    other = Client()
    given.enter_by_link(other, second)
    page = Page(other.get(f"/r/request/{second.public_id}"))
    assert "What you have begun" not in page.words
    assert other.post(f"/r/request/{first.public_id}/save/offer", {"offer": "x"}).status_code == 410


def test_whoever_types_on_after_the_answer_is_told_at_once(inside, address):
    inside.post(f"{address}/comply", PROMISE)
    answer = inside.post(f"{address}/save/offer", {"offer": "A telephone call."})
    assert answer.status_code == 409
    assert "This request has been answered already: it was agreed to." in answer.json()["says"]


def test_more_than_can_be_kept_is_said_and_stays_on_the_page(inside, address):
    answer = inside.post(f"{address}/save/offer", {"offer": "x" * 100_001})
    assert (answer.status_code, "shorten it to 100,000" in answer.json()["says"]) == (422, True)
    page = Page(inside.post(f"{address}/offer", {"offer": "x" * 100_001, "save": "yes"}))
    assert "This is too long to be kept: shorten it to 100,000 characters in all." in page.errors
    assert len(typed(page, "offer")) == 100_001


@pytest.mark.parametrize("word", ["acknowledge", "pass-on", "nothing"])
def test_what_takes_no_time_to_write_is_not_kept(inside, address, word):
    assert inside.post(f"{address}/save/{word}", given.SIGNED).status_code == 404


def test_what_was_begun_and_left_is_deleted_in_the_end(inside, address):
    inside.post(f"{address}/save/offer", {"offer": "A telephone call."})
    assert forget_unsent(at=given.AT + timedelta(days=60)) == 0
    assert forget_unsent(at=given.AT + timedelta(days=61)) == 1


def test_saving_costs_few_reads(inside, address, django_assert_max_num_queries):
    inside.post(f"{address}/save/offer", {"offer": "A"})
    with django_assert_max_num_queries(4):
        inside.post(f"{address}/save/offer", {"offer": "A telephone"})
