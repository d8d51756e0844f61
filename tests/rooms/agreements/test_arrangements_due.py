"""Arrangements inside a council come up as agreements do: in what is due, and to their officers by e-mail."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from concord.agreements import services
from concord.agreements.queries import arrangements_due
from concord.agreements.rules.reminding import About
from concord.agreements.services.reminding_officers import remind_officers
from concord.agreements.work import OwnersReminders
from concord.base.errors import Conflict, NotAllowed
from concord.delivery.models import Outgoing
from kit import agreements_given as agreed
from kit import arrangements_given as arranged
from kit import given

pytestmark = pytest.mark.django_db

REVIEW = date(2027, 4, 1)
"""A year after the arrangement began."""


@pytest.fixture
def lead(counties):
    lead = agreed.a_lead()
    arranged.an_officer(lead)
    arranged.an_officer(lead, "housing", name="Perpetua Lyle", email="housing@westshire.example", deputy_email="")
    return lead


def due(actor, upto=date(2028, 12, 31), on=given.ON):
    return [(one.arrangement.title, one.about, one.day) for one in arrangements_due(actor, upto=upto, on=on)]


def work(on):
    return OwnersReminders().officers(given.COMMAND, at=datetime(on.year, on.month, on.day, 9, tzinfo=UTC)).sent


def test_the_review_comes_a_cycle_after_it_began_and_by_what_the_last_review_set(lead):
    arranged.an_arrangement(lead)
    title = arranged.WORDS["title"]
    assert due(lead) == [(title, About.REVIEW, REVIEW)]
    assert due(lead, upto=REVIEW - timedelta(days=1)) == []
    services.review_arrangement(
        lead,
        pair=arranged.ADULTS_HOUSING,
        on=given.ON,
        found="continue",
        words="",
        next_on=date(2027, 9, 1),
        at=given.AT,
    )
    assert due(lead) == [(title, About.REVIEW, date(2027, 9, 1))]


def test_an_end_that_nothing_follows_is_due_and_forgotten_a_month_after(lead):
    row = arranged.an_arrangement(lead, until=date(2027, 1, 1))
    assert (row.title, About.END, date(2027, 1, 1)) in due(lead)
    assert due(lead, on=date(2027, 1, 20)) == [(row.title, About.END, date(2027, 1, 1))]
    assert due(lead, on=date(2027, 2, 2)) == []


def test_only_the_council_itself_sees_its_own(lead):
    arranged.an_arrangement(lead)
    assert due(agreed.a_lead("Nia Croft", body=given.DISTRICT)) == []
    assert len(due(given.COMMAND)) == 1


def test_the_officers_and_their_deputies_are_reminded_at_the_lead_times_each_once(lead):
    arranged.an_arrangement(lead)
    days = [REVIEW - timedelta(days=left) for left in (120, 90, 89, 30, 7, 0, -40)]
    assert [work(on) for on in days] == [0, 1, 0, 1, 1, 1, 0]
    assert [work(on) for on in days] == [0] * 7
    first = Outgoing.objects.filter(message="arrangement-due").order_by("pk")[:3]
    boxes = {arranged.OFFICER["email"], arranged.OFFICER["deputy_email"], "housing@westshire.example"}
    assert {one.to for one in first} == boxes
    assert first[0].title == "“Adult care and housing protocol” is due for review on 1 April 2027"
    assert "/desk/arrangements/adults-and-housing" in first[0].text


def test_a_reminder_goes_once_and_by_the_work_alone(lead):
    row = arranged.an_arrangement(lead)
    given_ = {"officers": (), "about": About.REVIEW, "day": REVIEW, "lead": 7, "at": given.AT}
    remind_officers(given.COMMAND, row, **given_)
    with pytest.raises(Conflict):
        remind_officers(given.COMMAND, row, **given_)
    with pytest.raises(NotAllowed):
        remind_officers(lead, row, **{**given_, "lead": 30})
