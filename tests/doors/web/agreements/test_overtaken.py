"""Two people at work on one agreement: who comes second is told before anything is recorded, and can then do it."""

from __future__ import annotations

from datetime import date

import pytest

from concord.agreements import services
from concord.agreements.services.rows import OVERTAKEN
from kit import agreements_given as agreed
from kit import given
from kit.agreement_pages import at, day, opened
from kit.reading import Page

pytestmark = pytest.mark.django_db

LAST = {**day("last", date(2026, 12, 31)), "why": "Replaced."}


def read(browser, row, *address):
    """The count of changes that stands in the form."""
    return opened(browser, row, *address).tree.xpath("string(//input[@name='saves']/@value)")


def test_an_end_is_not_recorded_over_a_version_that_a_colleague_began(browser, in_force, lead):
    seen = read(browser, in_force, "end")
    services.new_version(lead, in_force, at=given.AT)
    page = Page(browser.post(at(in_force, "end"), {**LAST, "saves": seen}))
    assert page.errors == [OVERTAKEN]
    assert agreed.fresh(in_force).ended_from is None
    again = page.tree.xpath("string(//input[@name='saves']/@value)")
    assert "Replaced." in page.words
    assert browser.post(at(in_force, "end"), {**LAST, "saves": again}).status_code == 302
    assert agreed.fresh(in_force).ended_from == date(2027, 1, 1)


def test_what_was_looked_at_stays_so_while_a_field_is_put_right(browser, in_force, lead):
    seen = read(browser, in_force, "end")
    services.new_version(lead, in_force, at=given.AT)
    page = Page(browser.post(at(in_force, "end"), {**LAST, "why": "", "saves": seen}))
    assert page.errors == ["Say why it ends"]
    still = page.tree.xpath("string(//input[@name='saves']/@value)")
    assert Page(browser.post(at(in_force, "end"), {**LAST, "saves": still})).errors == [OVERTAKEN]


@pytest.mark.parametrize(
    ("word", "typed"),
    [
        ("rely-on", day("on", given.ON)),
        ("record-review", {"found": "continue", **day("on", given.ON)}),
    ],
)
def test_a_note_and_a_review_are_not_recorded_unseen_either(browser, in_force, lead, word, typed):
    services.begin_review(lead, in_force, on=given.ON)
    seen = read(browser, in_force, word)
    services.new_version(lead, in_force, at=given.AT)
    assert Page(browser.post(at(in_force, word), {**typed, "saves": seen})).errors == [OVERTAKEN]


def test_nothing_is_shared_that_a_colleague_wrote_unread(browser, draft, lead):
    seen = read(browser, draft, "share")
    services.write_clause(lead, draft, clause=agreed.TWO_DAYS, at=given.AT)
    assert Page(browser.post(at(draft, "share"), {"saves": seen})).errors == [OVERTAKEN]
    assert Page(browser.post(at(draft, "share"), {"saves": "²"}, follow=True)).status == 200


def test_no_party_is_taken_out_of_a_draft_that_a_colleague_changed(browser, draft, lead):
    party = agreed.party(draft, given.DISTRICT).public_id
    seen = read(browser, draft, "remove-party", party)
    services.write_clause(lead, draft, clause=agreed.TWO_DAYS, at=given.AT)
    assert Page(browser.post(at(draft, "remove-party", party), {"saves": seen})).errors == [OVERTAKEN]
