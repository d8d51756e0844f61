"""An agreement behind a party's link: read whole, commented on, agreed to; what changed meanwhile; its end."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client

from concord.agreements import services
from concord.agreements.models import Comment, Signature
from concord.audit.models import Entry
from concord.base import clock
from concord.delivery.models import SecureLink
from kit import agreements_given as agreed
from kit import given, partner_given
from kit.reading import Page

pytestmark = pytest.mark.django_db

AGREE = {"by_name": "Marlow Quist", "office": "Director of Housing", "may": "on"}
SAYS = {"words": "Clause 4.2 needs a third day.", "by_name": "Marlow Quist"}


@pytest.fixture
def lead(tmp_path):
    agreed.counties(tmp_path / "edition")
    return agreed.a_lead()


@pytest.fixture
def shared(lead):
    """A protocol of three, with a clause that commits, sent to the two that are to agree."""
    row = agreed.an_agreement(
        lead, given.DISTRICT, given.BOARD, summary="Nobody waits for a home.", purposes=["quality"]
    )
    services.write_clause(lead, row, clause=agreed.TWO_DAYS, at=given.AT)
    services.share_for_comment(lead, row, at=given.AT)
    return agreed.fresh(row)


def link_of(row, body=given.DISTRICT):
    """The path of the newest link to the place of a body."""
    from_, to = "agreement-shared", agreed.party(row, body).mailbox
    letters = partner_given.Outgoing.objects.filter(message=from_, to=to)
    found = re.search(r"https?://[^/\s]+(/r/\S+)", letters.latest("id").text)
    assert found, "The e-mail has no link in it."
    return found[1]


def opened(row, body=given.DISTRICT):
    browser = Client()
    return browser, partner_given.enter(browser, link_of(row, body))


@pytest.fixture
def district(shared):
    return opened(shared)


def agree(browser, at, row, **more):
    return browser.post(f"{at}/agree", {**AGREE, "saves": agreed.fresh(row).saves, **more})


def test_the_cover_says_who_shares_what_with_whom_and_nothing_more(shared):
    answer = Client().get(link_of(shared))
    page = Page(answer)
    assert (
        page.heading == "Westshire County Council shares “Westshire discharge protocol” with Aldermoor District Council"
    )
    for words in ("Nobody waits", "4.2", "working days", "icb", "agreements@"):
        assert words not in answer.content.decode()
    assert "The link works until the end of 20 February 2027" in page.words


def test_the_button_leads_to_the_code_and_the_code_to_the_agreement(shared):
    browser = Client()
    code = browser.post(link_of(shared))["Location"]
    page = Page(browser.get(code))
    assert "shared by Westshire County Council" in page.words
    assert "ring the person" not in page.words
    assert browser.get(code.removesuffix("/code"))["Location"] == code
    assert browser.post(code, {"code": partner_given.newest_code()})["Location"] == code.removesuffix("/code")


def test_the_version_is_read_whole(district):
    browser, at = district
    page = Page(browser.get(at))
    assert page.heading == "Westshire discharge protocol"
    for words in (
        "Nobody waits for a home.",
        "Begins on 1 December 2026",
        "Last day None is written",
        "Joint protocol: discharge from hospital",
        "Quality of care and support",
        "NHS Westshire Integrated Care Board Has not agreed yet",
        "4.2 Answering in time",
        "Whoever is asked answers within two working days.",
        "To answer 2 working days",
        "Version 1 waits for Aldermoor District Council",
    ):
        assert words in page.words, words
    (entry,) = Entry.objects.filter(event="agreement:open")
    assert (entry.actor_kind, entry.facts["held_by"]) == ("partner", given.DISTRICT)


def test_a_comment_stands_for_every_party_to_read(shared, district):
    browser, at = district
    done = browser.post(f"{at}/comment", SAYS)
    assert done["Location"] == f"{at}?said=yes#comments"
    page = Page(browser.get(done["Location"]))
    assert "Your comment is here for every party to read." in page.words
    other, there = opened(shared, given.BOARD)
    words = Page(other.get(there)).words
    assert SAYS["words"] in words
    assert "Marlow Quist, Aldermoor District Council" in words
    assert Comment.objects.get().party == agreed.party(shared, given.DISTRICT)


def test_an_empty_comment_is_told_at_its_fields(district):
    browser, at = district
    page = Page(browser.post(f"{at}/comment", {"words": " ", "by_name": ""}))
    assert (page.status, page.errors) == (400, ["Enter what you want to say", "Enter your name"])


def test_a_party_agrees_and_reads_who_is_missing(shared, district):
    browser, at = district
    done = agree(browser, at, shared)
    assert done["Location"] == f"{at}/done"
    page = Page(browser.get(done["Location"]))
    assert "Marlow Quist, Director of Housing, agreed for Aldermoor District Council on 22 November 2026" in page.words
    assert "Not agreed yet: Westshire County Council, NHS Westshire Integrated Care Board." in page.words
    (entry,) = Entry.objects.filter(event="agreement:sign")
    assert (entry.facts["by_name"], entry.facts["office"]) == ("Marlow Quist", "Director of Housing")
    words = Page(browser.get(at)).words
    assert "Agreed on 22 November 2026 Marlow Quist, Director of Housing" in words
    assert "Agree to it" not in words


def test_nobody_agrees_without_saying_that_they_may(shared, district):
    browser, at = district
    page = Page(browser.post(f"{at}/agree", {"by_name": "Marlow Quist", "saves": shared.saves}))
    assert page.status == 400
    assert page.errors == [
        "Enter the office in which you agree, such as Director of Adult Social Care",
        "Tick the box if you may agree to this for Aldermoor District Council",
    ]
    assert "Marlow Quist" in page.tree.xpath("//input[@name='by_name']/@value")
    assert not Signature.objects.exists()


def test_words_that_changed_are_read_again_and_what_was_typed_is_kept(lead, shared, district):
    browser, at = district
    services.revise_agreement(lead, shared, changes={"summary": "Nobody waits for a bed."}, at=given.AT)
    page = Page(browser.post(f"{at}/agree", {**AGREE, "saves": shared.saves}))
    assert page.status == 409
    assert "The words have changed since you read them" in page.words
    assert "Nobody waits for a bed." in page.words
    assert page.tree.xpath("//details/@open")
    assert page.tree.xpath("//input[@name='office']/@value") == ["Director of Housing"]
    assert not page.tree.xpath("//input[@name='may']/@checked")
    assert not Signature.objects.exists()
    assert agree(browser, at, shared)["Location"] == f"{at}/done"


def test_words_that_changed_between_reading_and_agreeing_are_told_at_once(lead, shared, district):
    browser, at = district
    href = Page(browser.get(at)).links()["Agree to it"]
    assert "have changed" not in Page(browser.get(href)).words
    services.revise_agreement(lead, shared, changes={"summary": "Nobody waits for a bed."}, at=given.AT)
    assert "The words have changed since you read them" in Page(browser.get(href)).words


@pytest.mark.parametrize("saves", ["", "-1", "1e3", "9" * 30, "x"])
def test_what_no_page_sends_signs_nothing(district, saves):
    browser, at = district
    assert browser.post(f"{at}/agree", {**AGREE, "saves": saves}).status_code == 409
    assert not Signature.objects.exists()


def test_agreeing_twice_counts_once(shared, district):
    browser, at = district
    agree(browser, at, shared)
    page = Page(agree(browser, at, shared))
    assert page.status == 409
    assert "You agreed to version 1 already, on 22 November 2026." in page.words
    assert Signature.objects.count() == 1


def test_three_parties_agree_on_different_days_and_then_it_can_only_be_read(lead, shared, district):
    browser, at = district
    agree(browser, at, shared)
    later = given.AT + timedelta(days=5)
    with clock.at(later):
        services.sign_agreement(
            lead, agreed.party(shared, given.COUNTY), by_name="Idris", office="Lead", at=later, saves=shared.saves
        )
        board, there = opened(shared, given.BOARD)
        assert agree(board, there, shared)["Location"] == f"{there}/done"
        assert "Every party has agreed, the last on 27 November 2026" in Page(board.get(f"{there}/done")).words
        words = Page(board.get(there)).words
        assert "Comment on it" not in words
        assert "It begins on 1 December 2026" in words
        late = Page(board.post(f"{there}/comment", SAYS))
        assert late.status == 409
        assert "It can only be read now." in late.words
        assert SAYS["words"] in late.words
        assert not Comment.objects.exists()


def test_a_copy_to_print_has_the_words_and_the_signatures(shared, district):
    browser, at = district
    agree(browser, at, shared)
    copy = browser.get(f"{at}/copy").content.decode()
    for words in ("Whoever is asked answers within two working days.", "Marlow Quist, Director of Housing"):
        assert words in copy
    made = browser.get(f"{at}/copy.pdf")
    assert made["Content-Type"] == "application/pdf"
    assert made.content.startswith(b"%PDF")


def test_done_before_anything_was_done_leads_back(district):
    browser, at = district
    assert browser.get(f"{at}/done")["Location"] == at


def test_a_newer_version_waits_beside_the_one_in_force(lead, shared, district):
    browser, at = district
    agreed.signed(lead, shared)
    services.new_version(lead, shared, at=given.AT)
    services.revise_agreement(lead, shared, changes={"starts": agreed.FIRST, "summary": "New words."}, at=given.AT)
    assert "New words." not in browser.get(at).content.decode()  # not shared yet
    services.share_for_comment(lead, shared, at=given.AT)
    words = Page(browser.get(at)).words
    assert "New words." in words
    assert "Version 2 waits for Aldermoor District Council" in words
    assert "Nobody waits for a home." in Page(browser.get(f"{at}?version=1")).words


def test_a_link_opens_one_place_only(shared, district):
    browser, at = district
    other = at.replace(agreed.party(shared, given.DISTRICT).public_id, agreed.party(shared, given.BOARD).public_id)
    assert browser.get(other).status_code == 410


def test_a_place_that_passed_to_another_body_is_closed_to_the_one_before(lead, shared, district):
    browser, at = district
    place = agreed.party(shared, given.DISTRICT).public_id
    services.novate_party(
        lead, shared, party=place, to=agreed.NEIGHBOUR, on=given.ON, decision="A transfer order.", at=given.AT
    )
    assert browser.get(at).status_code == 404
    page = Page(Client().get(_first_link()))
    assert (page.status, page.heading) == (410, "This link no longer works")
    assert "Aldermoor District Council is no party of this agreement any more" in page.words
    assert not Signature.objects.exists()


def _first_link():
    letter = partner_given.Outgoing.objects.filter(message="agreement-shared").order_by("id").first()
    return re.search(r"https?://[^/\s]+(/r/\S+)", letter.text)[1]


def test_a_link_that_ended_or_was_withdrawn_says_so(lead, shared):
    with clock.at(given.AT + timedelta(days=91)):
        assert "This link stopped working on 21 February 2027" in Page(Client().get(link_of(shared))).words
    path = link_of(shared)
    SecureLink.objects.update(revoked_at=given.AT)
    page = Page(Client().get(path))
    assert (page.status, page.heading) == (410, "This link no longer works")


def test_reading_costs_few_reads(district, django_assert_max_num_queries):
    browser, at = district
    with django_assert_max_num_queries(25):
        browser.get(at)
