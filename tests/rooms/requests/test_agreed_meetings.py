"""A request to come to a meeting shows both sides what they agreed to about meetings, with the clause."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from concord.agreements import services as agreements
from concord.agreements.services import Written
from concord.requests import queries
from kit import agreements_given as agreed
from kit import given

pytestmark = pytest.mark.django_db

CITED = "clause 6 of “Westshire discharge protocol”"
LATER = datetime(2026, 12, 15, 9, tzinfo=UTC)


@pytest.fixture
def lead(westshire):
    return agreed.a_lead()


def protocol(lead, **changes):
    row = agreed.an_agreement(lead, starts=date(2026, 11, 1), **changes)
    place = agreed.party(row, given.DISTRICT).public_id
    terms = {"meeting": "Weekly planning", "office": "Housing officer", "party": place}
    terms |= {"often": "Each Tuesday", "notice_days": "2"}
    clause = Written(heading="Meetings", number="6", commitment="attendance", terms=terms)
    agreements.write_clause(lead, row, clause=clause, at=given.AT)
    return agreed.signed(lead, agreed.fresh(row), on=date(2026, 11, 2))


def test_both_sides_see_who_comes_how_often_and_with_which_notice(officer, lead):
    protocol(lead)
    draft = given.a_draft(officer)
    (checked,) = queries.check(officer, draft.public_id, on=given.ON, at=given.AT).meetings
    ask = given.a_request(officer)
    (shown,) = queries.request_page(officer, ask.public_id, on=given.ON).meetings
    (theirs,) = queries.partner_page(given.a_partner(ask), on=given.ON).meetings
    assert checked == shown == theirs
    assert (shown.cited, shown.short) == (CITED, "")
    assert shown.pairs == (
        ("Meeting", "Weekly planning"),
        ("Who comes", "Aldermoor District Council: Housing officer"),
        ("How often", "Each Tuesday"),
        ("Notice", "2 working days"),
    )


def test_after_it_lapsed_the_page_of_an_earlier_request_keeps_it_and_a_new_one_says_why_not(officer, lead):
    protocol(lead, ends=date(2026, 12, 1))
    ask = given.a_request(officer)
    (kept,) = queries.request_page(officer, ask.public_id, on=LATER.date()).meetings
    assert kept.short == ""
    draft = given.a_draft(officer, at=LATER, needed_by=date(2027, 1, 4))
    (now,) = queries.check(officer, draft.public_id, on=LATER.date(), at=LATER).meetings
    assert now.short == "it lapsed on 30 November 2026"


def test_nothing_is_shown_for_another_kind_of_help(officer, lead):
    protocol(lead)
    ask = given.a_request(officer, help="information")
    assert queries.request_page(officer, ask.public_id, on=given.ON).meetings == ()
