"""Calendars: all-day events that other programs read."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import icalendar

from concord.pages.calendars import Event, calendar, calendar_response

AT = datetime(2026, 11, 22, 9, tzinfo=UTC)
DUE = Event(
    uid="cr-7k2m@concord",
    on=date(2026, 12, 1),
    summary="Answer due: Thanet, housing; one line,\nand another",
    description="Asked on 20 November 2026 – “as agreed”. " * 5,
    url="https://concord.example/desk/requests/7k2m",
    categories=("Waiting for a partner", "Urgent"),
)


def read(made):
    return icalendar.Calendar.from_ical(made)


def test_an_event_is_read_back_as_it_was_meant():
    (entry,) = read(calendar("Requests, Essex", [DUE], at=AT)).walk("VEVENT")
    assert entry["UID"] == "cr-7k2m@concord"
    assert entry["SUMMARY"] == DUE.summary
    assert entry["DESCRIPTION"] == DUE.description
    assert entry["URL"] == DUE.url
    assert entry["CATEGORIES"].to_ical() == b"Waiting for a partner,Urgent"
    assert entry["DTSTAMP"].dt == AT


def test_an_event_takes_its_whole_day_and_keeps_nobody_from_anything_else():
    (entry,) = read(calendar("Requests", [DUE], at=AT)).walk("VEVENT")
    assert entry["DTSTART"].dt == date(2026, 12, 1)
    assert entry["DTEND"].dt == date(2026, 12, 2)
    assert entry["TRANSP"] == "TRANSPARENT"
    assert b"DTSTART;VALUE=DATE:20261201" in entry.to_ical()
    assert not entry.walk("VALARM")


def test_a_program_is_asked_to_read_again_every_hour():
    made = calendar("Requests", [], at=AT)
    found = read(made)
    assert found["REFRESH-INTERVAL"].dt == timedelta(hours=1)
    assert b"\r\nREFRESH-INTERVAL;VALUE=DURATION:PT1H\r\nX-PUBLISHED-TTL:PT1H\r\n" in made
    assert found["X-WR-CALNAME"] == "Requests"
    assert found["METHOD"] == "PUBLISH"
    assert found["VERSION"] == "2.0"


def test_lines_are_no_longer_than_the_standard_allows():
    made = calendar("Requests", [DUE], at=AT)
    assert made.endswith(b"\r\n")
    assert max(len(line) for line in made.split(b"\r\n")) <= 75


def test_what_was_withdrawn_is_cancelled_and_not_only_gone():
    (entry,) = read(calendar("R", [Event("1@concord", AT.date(), "x", cancelled=True)], at=AT)).walk("VEVENT")
    assert entry["STATUS"] == "CANCELLED"


def test_the_response_is_a_calendar():
    response = calendar_response("Requests", [DUE], at=AT, file="requests")
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert response["Content-Disposition"] == 'inline; filename="requests.ics"'
    assert read(response.content)
