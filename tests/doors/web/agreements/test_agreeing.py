"""A version shared with the parties, commented on and agreed to, at the desk and on paper."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from concord.agreements import services
from concord.agreements.models import Version
from concord.base import clock
from concord.delivery.models import Outgoing
from concord.people.roles import Role
from kit import agreements_given as agreed
from kit import given
from kit.agreement_pages import at, day, opened, sent, signed_in
from kit.reading import Page

pytestmark = pytest.mark.django_db


def test_a_draft_is_shared_commented_on_and_answered(browser, draft):
    page = opened(browser, draft, "share")
    assert "agreements@901.example" in page.words
    sent(browser, draft, "share")
    assert Outgoing.objects.filter(message="agreement-shared").count() == 1
    partner = agreed.by_link(draft, given.DISTRICT, at=given.AT)
    party = agreed.party(draft, given.DISTRICT)
    services.comment(partner, party, words="Two days is too short.", by_name="Marlow Quist", at=given.AT)
    page = opened(browser, draft, "answer-comments")
    assert "Two days is too short." in page.words
    page = sent(browser, draft, "answer-comments", words="We make it three.")
    assert "We make it three." in page.words
    assert "Comments on version 1" in page.words


def test_a_party_with_an_account_comments_and_agrees_at_its_own_desk(browser, draft, lead):
    tam = signed_in(given.a_person("Tam Birch", role=Role.MANAGER, body=given.DISTRICT))
    assert tam.get(at(draft, "page")).status_code == 404, "It was not shared yet."
    services.share_for_comment(lead, draft, at=given.AT)
    page = opened(tam, draft)
    assert "Version 1 was shared for comment on 22 November 2026." in page.words
    assert {"Comment on it", f"Agree for {district(draft)}"} <= page.links().keys()
    assert "Write version 1" not in page.links()
    sent(tam, draft, "comment", words="Fine by us.", by_name="Tam Birch")
    page = opened(tam, draft, "sign")
    seen = page.tree.xpath("//input[@name='saves']/@value")[0]
    page = sent(tam, draft, "sign", by_name="Tam Birch", office="Head of housing", saves=seen)
    assert "has agreed to version 1" in page.words
    assert "Not agreed yet: Westshire County Council." in page.words


def test_the_page_says_who_is_asked_and_who_is_not_and_says_it_again_afterwards(browser, lead):
    draft = agreed.an_agreement(lead, given.DISTRICT)
    services.add_party(lead, draft, body=given.BOARD, at=given.AT)
    services.add_party(lead, draft, body=given.TRUST, at=given.AT)
    given.a_person("Tam Birch", role=Role.MANAGER, body=given.TRUST)
    trust, board = (agreed.party(draft, body).held_by.get().name for body in (given.TRUST, given.BOARD))
    page = opened(browser, draft, "share")
    assert f"secure link goes to: {district(draft)} (agreements@901.example)." in page.words
    assert f"No e-mail goes to {trust}: no address is written for them." in page.words
    assert f"{board} will not be asked: no e-mail address is written for them" in page.words
    page = sent(browser, draft, "share")
    assert f"Version 1 is shared. An e-mail goes to {district(draft)}." in page.words
    assert f"{trust} can read it at their desk here; no e-mail goes to them." in page.words
    assert f"Not asked: {board}, for no e-mail address is written." in page.words


def test_what_would_reach_nobody_is_not_shared_and_the_page_says_what_to_do(browser, lead):
    draft = services.begin_agreement(lead, kind="partnership", title="Joint work", at=given.AT)
    services.add_party(lead, draft, body=given.BOARD, at=given.AT)
    page = Page(browser.post(at(draft, "share")))
    assert page.status == 400
    assert page.errors == [
        (
            "Nobody would be asked: no party has an e-mail address here, and none of them works with Concord. Write an"
            " address at one of the parties first"
        )
    ]
    assert Version.objects.get(agreement=draft).shared_at is None
    given.a_person("Ada Finch", role=Role.PARTNERSHIP_LEAD, body=given.BOARD)
    assert "Version 1 is shared." in sent(browser, draft, "share").words


def test_a_policy_of_one_body_is_shared_with_nobody(browser, lead):
    policy = services.begin_agreement(lead, kind="policy", title="Our way", at=given.AT)
    page = Page(browser.post(at(policy, "share")))
    assert page.errors == ["No other body is a party, so there is nobody to share it with"]


def district(row):
    return agreed.party(row, given.DISTRICT).held_by.get().name


def test_nobody_agrees_to_words_that_changed_under_their_eyes_and_the_new_ones_are_shown(browser, draft, lead):
    seen = opened(browser, draft, "sign").tree.xpath("//input[@name='saves']/@value")[0]
    services.write_clause(lead, draft, clause=agreed.TWO_DAYS, at=given.AT)
    typed = {"by_name": "Idris Okonjo", "office": "Director of Adult Social Care"}
    page = Page(browser.post(at(draft, "sign"), {**typed, "saves": seen}))
    assert "The words have changed since you opened this page" in page.errors[0]
    assert "Answering in time" in page.words
    seen = page.tree.xpath("//input[@name='saves']/@value")[0]
    assert browser.post(at(draft, "sign"), {**typed, "saves": seen}).status_code == 302


def test_the_page_names_each_signature_and_who_is_missing_until_all_have_agreed(browser, draft, lead):
    agreed.signs(lead, draft, given.COUNTY, at=given.AT)
    page = opened(browser, draft)
    assert (
        f"is agreed to by Westshire County Council on 22 November 2026. Not agreed yet: {district(draft)}."
        in page.words
    )
    party = agreed.party(draft, given.DISTRICT).public_id
    typed = {"party": party, "by_name": "Marlow Quist", "office": "Director", **day("on", date(2026, 11, 20))}
    assert (
        "still to come"
        in Page(browser.post(at(draft, "record-signature"), {**typed, **day("on", date(2026, 11, 23))})).errors[0]
    )
    page = sent(browser, draft, "record-signature", **typed)
    assert "Every party has agreed, the last on 22 November 2026. It begins on 1 December 2026." in page.words
    assert "Marlow Quist, DirectorOn paper" in page.words.replace("By: ", "")
    with clock.at(datetime(2026, 12, 1, 9, tzinfo=UTC)):
        assert "Version 1 is in force since 1 December 2026; no last day is written." in opened(browser, draft).words


def test_a_plan_that_runs_before_its_agreement_is_signed_says_exactly_that(browser, draft):
    page = sent(browser, draft, "run-unsigned", **day("on", date(2026, 11, 1)))
    assert "Worked by since 1 November 2026, although" in page.words
    assert "Until every party has, it is not in force." in page.words
    assert "back" in opened(browser, draft, "run-unsigned").tree.xpath("//button/@name")
    page = sent(browser, draft, "run-unsigned", back="1")
    assert "Worked by since" not in page.words
