"""Owners and deputies are reminded of reviews and ends at the lead times, each once, however often the work is done."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from concord.agreements import services
from concord.agreements.rules.reminding import About
from concord.agreements.services.reminding import remind_owner
from concord.agreements.work import OwnersReminders
from concord.base.errors import Conflict, NotAllowed
from concord.delivery.models import Outgoing
from kit import agreements_given as agreed
from kit import given

OWNED = {
    "owner_name": "Idris Okonjo",
    "owner_email": "idris.okonjo@westshire.example",
    "deputy_name": "Ada Pike",
    "deputy_email": "ada.pike@westshire.example",
}
ENDS = date(2027, 12, 1)
"""The first day out: the last day is 30 November 2027."""


def an_agreement(lead, **changes):
    return agreed.signed(lead, agreed.an_agreement(lead, **{**OWNED, "ends": ENDS, **changes}))


def work(on):
    return OwnersReminders().once(given.COMMAND, at=datetime(on.year, on.month, on.day, 9, tzinfo=UTC)).sent


def letters():
    return [(row.to, row.title) for row in Outgoing.objects.filter(message="agreement-due").order_by("pk")]


def test_the_end_is_told_ninety_thirty_and_seven_days_before_and_once_after_and_never_twice(lead):
    an_agreement(lead)
    days = [ENDS - timedelta(days=left) for left in (120, 90, 89, 31, 30, 7, 1, 0, -5, -40)]
    assert [work(on) for on in days] == [0, 1, 0, 0, 1, 1, 0, 1, 0, 0]
    assert [work(on) for on in days] == [0] * 10
    assert len(letters()) == 8
    assert letters()[0] == (
        OWNED["owner_email"],
        "“Westshire discharge protocol” ends: its last day is 30 November 2027",
    )
    assert letters()[-1] == (
        OWNED["deputy_email"],
        "“Westshire discharge protocol” lapsed: its last day was 30 November 2027",
    )


def test_a_day_that_was_missed_is_told_once_by_the_nearest_lead(lead):
    an_agreement(lead)
    assert work(ENDS - timedelta(days=5)) == 1
    assert work(ENDS - timedelta(days=4)) == 0


def test_a_review_is_told_and_no_more_once_it_has_begun(lead):
    row = an_agreement(lead, ends=None, review_on=date(2027, 6, 1))
    assert work(date(2027, 5, 20)) == 1
    services.begin_review(lead, row, on=date(2027, 5, 25))
    assert work(date(2027, 5, 28)) == 0


def test_what_nobody_is_named_for_and_what_has_ended_is_not_told(lead):
    agreed.signed(lead, agreed.an_agreement(lead, ends=ENDS))
    ended = an_agreement(lead)
    services.end_of_agreement(lead, ended, on=date(2027, 10, 1), why="No longer needed", at=given.AT)
    assert work(ENDS - timedelta(days=30)) == 0


def test_one_that_is_not_signed_by_all_is_not_told(lead):
    agreed.an_agreement(lead, **OWNED, ends=ENDS)
    assert work(ENDS - timedelta(days=30)) == 0


def test_the_same_reminder_is_refused_the_second_time_and_to_people(lead):
    row = an_agreement(lead)
    what = {"about": About.END, "day": ENDS, "lead": 7, "at": given.AT}
    remind_owner(given.COMMAND, row, **what)
    with pytest.raises(Conflict):
        remind_owner(given.COMMAND, row, **what)
    with pytest.raises(NotAllowed):
        remind_owner(lead, row, **what)
