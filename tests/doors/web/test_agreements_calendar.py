"""A year's reviews and ends of agreements in a calendar: to take away, and by the address that a person has made."""

from __future__ import annotations

from datetime import date

import icalendar
import pytest
from django.test import Client

from concord.people.services import renew_feed
from kit import agreements_given as agreed
from kit import arrangements_given as arranged
from kit import given


@pytest.fixture
def protocol(westshire):
    lead = agreed.a_lead()
    row = agreed.an_agreement(lead, starts=given.ON, review_on=date(2027, 6, 1), ends=date(2027, 10, 1))
    return agreed.signed(lead, row)


def days(answer):
    assert answer.status_code == 200
    found = icalendar.Calendar.from_ical(answer.content)
    return sorted((event["dtstart"].dt, str(event["summary"])) for event in found.walk("VEVENT"))


BOTH = [
    (date(2027, 6, 1), "Review: Westshire discharge protocol"),
    (date(2027, 9, 30), "Last day: Westshire discharge protocol"),
]


def test_it_is_taken_away_as_a_file(desk, protocol):
    answer = desk.get("/desk/coverage/calendar.ics")
    assert days(answer) == BOTH
    assert answer["Content-Disposition"] == 'attachment; filename="agreements.ics"'


def test_a_calendar_program_reads_it_by_the_address_and_by_no_other(officer, protocol):
    token = renew_feed(officer, at=given.AT).token
    assert days(Client().get(f"/desk/calendar/{token}/agreements.ics")) == BOTH
    assert Client().get(f"/desk/calendar/{token}x/agreements.ics").status_code == 404


def test_the_arrangements_inside_the_council_are_in_it(desk, officer):
    arranged.an_arrangement(agreed.a_lead())
    assert days(desk.get("/desk/coverage/calendar.ics")) == [
        (date(2027, 4, 1), "Review: Adult care and housing protocol")
    ]
