"""An agreement that is kept: reviewed, lapsed, ended, published, its parties changing."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from concord.agreements import services
from concord.agreements.models import Agreement
from concord.base import clock
from kit import agreements_given as agreed
from kit import given
from kit.agreement_pages import at, day, opened, sent
from kit.reading import Page

pytestmark = pytest.mark.django_db


def test_a_review_is_begun_and_what_it_found_sets_the_next(browser, in_force):
    assert "Its review was due on 1 November 2026." in opened(browser, in_force).words
    page = sent(browser, in_force, "begin-review", **day("on", given.ON))
    assert "A review began on 22 November 2026." in page.words
    page = opened(browser, in_force, "record-review")
    assert page.tree.xpath("//input[@name='next_on-month']/@value") == ["5"]
    typed = {"found": "continue", "words": "It works.", **day("on", given.ON), **day("next_on", date(2027, 3, 1))}
    page = sent(browser, in_force, "record-review", **typed)
    assert "22 November 2026: it goes on as it is" in page.words
    assert "Next review1 March 2027" in page.words


def test_it_lapses_after_its_last_day_and_may_be_said_to_be_relied_on(browser, in_force):
    with clock.at(datetime(2027, 4, 1, 9, tzinfo=UTC)):
        page = opened(browser, in_force)
        assert "It has lapsed: its last day was 31 March 2027." in page.words
        page = sent(browser, in_force, "rely-on", **day("on", date(2027, 4, 1)))
        assert "Still worked by since 1 April 2027, although it lapsed on 31 March 2027." in page.words


def test_its_end_is_recorded_with_its_last_day_and_the_reason(browser, in_force):
    assert Page(browser.post(at(in_force, "end"), day("last", given.ON))).errors == ["Say why it ends"]
    page = sent(browser, in_force, "end", why="Replaced.", **day("last", date(2026, 12, 31)))
    assert "Its end is recorded: its last day is 31 December 2026." in page.words
    with clock.at(datetime(2027, 1, 1, 9, tzinfo=UTC)):
        assert "It has ended: its last day was 31 December 2026." in opened(browser, in_force).words


def test_the_page_says_where_nobody_is_reminded_and_when_its_end_would_come_before_its_beginning(browser, in_force):
    says = "Nobody is reminded of its review and end"
    assert says in opened(browser, in_force).words
    page = Page(browser.post(at(in_force, "end"), {"why": "Never used.", **day("last", date(2026, 3, 1))}))
    assert page.errors == ["It began on 1 April 2026, so its last day cannot be before that. Enter a later day"]
    services.revise_agreement(
        agreed.a_lead("Jo Wren"), in_force, changes={"deputy_email": "jo@westshire.example"}, at=given.AT
    )
    assert says not in opened(browser, in_force).words


def test_a_new_version_is_written_beside_the_one_in_force(browser, in_force):
    page = sent(browser, in_force, "new-version")
    assert page.heading == "Write version 2"
    page = opened(browser, in_force)
    assert "Version 1 is in force since 1 April 2026; its last day is 31 March 2027." in page.words
    assert "Version 2 is being written." in page.words
    assert opened(browser, in_force, "version", 1).heading == "Version 1"
    assert browser.get(at(in_force, "version", 7)).status_code == 404


def test_it_goes_onto_the_public_page_and_off_again(browser, in_force):
    assert "It is on the public page." in sent(browser, in_force, "publish").words
    assert agreed.fresh(in_force).public_from == given.ON
    assert "It is off the public page." in sent(browser, in_force, "unpublish").words


def test_another_body_takes_a_place_by_what_people_name(browser, in_force):
    party = agreed.party(in_force, given.DISTRICT).public_id
    page = Page(browser.get(f"{at(in_force, 'novate', party)}?q=eastshire"))
    where = page.links()["Choose Eastshire Council"]
    typed = {"decision": "", **day("on", given.ON)}
    assert "Say by what it took the place" in Page(browser.post(where, typed)).errors[0]
    page = Page(browser.post(where, {**typed, "decision": "Deed of novation"}, follow=True))
    assert "Eastshire Council holds the place of" in page.words


def test_a_party_leaves_only_where_enough_are_left(browser, in_force, lead):
    party = agreed.party(in_force, given.DISTRICT).public_id
    page = Page(browser.post(at(in_force, "leave", party), day("last", given.ON)))
    assert "Record that the agreement ends instead" in page.errors[0]
    three = agreed.signed(lead, agreed.an_agreement(lead, given.DISTRICT, given.TRUST), on=given.ON)
    party = agreed.party(three, given.DISTRICT).public_id
    sent(browser, three, "leave", party, **day("last", given.ON))
    assert agreed.fresh(three).parties.get(public_id=party).left_from == given.ON + timedelta(days=1)


def test_a_draft_that_nobody_saw_is_put_away_and_one_that_was_shared_is_not(browser, draft, lead):
    shared = agreed.an_agreement(lead)
    services.share_for_comment(lead, shared, at=given.AT)
    page = Page(browser.post(at(shared, "discard")))
    assert "it stays on record" in page.errors[0]
    page = sent(browser, draft, "discard")
    assert page.heading == "Agreements"
    assert not Agreement.objects.filter(pk=draft.pk).exists()
