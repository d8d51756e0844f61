"""Calendars to which Outlook and phones subscribe (iCalendar, RFC 5545): what is due, as all-day events.

What an event says is the caller's: a feed is read by machines that keep it, so it holds no personal data.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

import icalendar
from django.http import HttpResponse

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

MAKER: Final = "-//Concord//Co-operation//EN"
READ_AGAIN: Final = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Event:
    """A day in a calendar. `uid` is the same for the same thing for ever, so that a change moves it and adds none."""

    uid: str
    on: date
    summary: str
    description: str = ""
    url: str = ""
    categories: tuple[str, ...] = ()
    cancelled: bool = False


def calendar(name: str, events: Iterable[Event], *, at: datetime) -> bytes:
    """The calendar of these events as it stands `at` an aware instant. It keeps no day free and rings no bell."""
    made = icalendar.Calendar()
    made.add("prodid", MAKER)
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("name", name)
    made.add("x-wr-calname", name)
    made.add("refresh-interval", icalendar.vDuration(READ_AGAIN), parameters={"VALUE": "DURATION"})
    made.add("x-published-ttl", icalendar.vDuration(READ_AGAIN))
    for event in events:
        made.add_component(_entry(event, at))
    written: bytes = made.to_ical()
    return written


def calendar_response(name: str, events: Iterable[Event], *, at: datetime, file: str = "concord") -> HttpResponse:
    """The calendar under the address that a program reads again every hour."""
    response = HttpResponse(calendar(name, events, at=at), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'inline; filename="{file}.ics"'
    return response


def _entry(event: Event, at: datetime) -> icalendar.Event:
    entry = icalendar.Event()
    entry.add("uid", event.uid)
    entry.add("dtstamp", at)
    entry.add("dtstart", event.on)
    entry.add("dtend", event.on + timedelta(days=1))
    entry.add("summary", event.summary)
    entry.add("transp", "TRANSPARENT")
    if event.description:
        entry.add("description", event.description)
    if event.url:
        entry.add("url", event.url)
    if event.categories:
        entry.add("categories", list(event.categories))
    if event.cancelled:
        entry.add("status", "CANCELLED")
    return entry
