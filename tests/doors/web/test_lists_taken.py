"""What of lists is taken away: copies as files, days for calendars, figures."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from datetime import timedelta

import icalendar
import pytest
from django.test import Client

from concord.audit.models import Entry
from concord.base import clock
from concord.people.roles import Role
from concord.people.services import renew_feed
from concord.requests import services
from concord.requests.queries import copying
from kit import given
from kit.reading import Page

pytestmark = pytest.mark.django_db

LIST = "/desk/requests"
COPIES = f"{LIST}/copies"


def sent(answer):
    return b"".join(answer.streaming_content)


def table(answer):
    return list(csv.DictReader(io.StringIO(sent(answer).decode("utf-8-sig"))))


def days(answer):
    return list(icalendar.Calendar.from_ical(answer.content).walk("VEVENT"))


def test_the_list_is_copied_as_it_is_narrowed(desk, officer):
    ask = given.a_request(officer)
    given.refused(ask)
    given.a_request(officer)
    (row,) = table(desk.get(f"{COPIES}/csv?show=all&status=refused"))
    assert row["Reference"] == ask.reference
    assert (row["Asked by"], row["Asked of"]) == ("Westshire County Council", "Aldermoor District Council")
    assert (row["Answer due"], row["The due day comes from"]) == ("2026-12-04", "the day asked for")
    assert (row["Answer"], row["First answered"]) == ("Refused", "2026-11-22")
    assert row["Grounds of refusal"].count(";") == 1
    assert "Reference to the person" not in row


def test_references_to_people_come_only_where_they_are_asked_for_and_that_is_recorded(desk, officer):
    given.a_request(officer)
    (row,) = table(desk.get(f"{COPIES}/csv?show=all&people=yes"))
    assert row["Reference to the person"] == "LAS-20417"
    assert b"LAS-20417" not in sent(desk.get(f"{COPIES}/json?show=all"))
    first, second = Entry.objects.filter(event="request:browse").order_by("seq")
    assert first.facts == {"shown": 1, "copied": True, "as_file": "csv"}
    assert second.facts == {"shown": 1, "copied": False, "as_file": "json"}


def test_each_format_holds_the_same_rows(desk, officer):
    asks = [given.a_request(officer).reference for _ in range(3)]
    rows = json.loads(sent(desk.get(f"{COPIES}/json?show=all")))
    assert [row["reference"] for row in rows] == asks[::-1]
    with zipfile.ZipFile(io.BytesIO(sent(desk.get(f"{COPIES}/xlsx?show=all")))) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert [sheet.count(reference) for reference in asks] == [1, 1, 1]
    assert desk.get(f"{COPIES}/pdf").status_code == 404


def test_a_copy_that_is_cut_says_so_in_its_name(desk, officer, monkeypatch):
    monkeypatch.setattr(copying, "MOST_COPIED", 2)
    for _ in range(3):
        given.a_request(officer)
    answer = desk.get(f"{COPIES}/csv?show=all")
    assert len(table(answer)) == 2
    assert answer["Content-Disposition"] == 'attachment; filename="requests-2026-11-22-newest-2.csv"'


def test_the_page_of_copies_says_what_they_will_hold(desk, officer):
    page = Page(desk.get(f"{COPIES}?show=all&status=refused"))
    assert "The copy holds the requests of “All”, narrowed to Where it stands: Refused" in page.words
    assert page.tree.xpath("//button/@formaction") == [f"{COPIES}/{kind}" for kind in ("csv", "xlsx", "json")]


def test_a_search_is_copied_too(desk, officer):
    given.a_request(officer, what="A ramp.")
    given.a_request(officer)
    address = desk.post(f"{LIST}/search", {"query": "ramp"})["Location"]
    assert len(table(desk.get(address.replace(LIST, f"{COPIES}/csv")))) == 1


def test_a_persons_calendar_has_the_days_that_wait_and_nothing_about_anybody(officer):
    ask = given.a_request(officer)
    token = renew_feed(officer, at=given.AT).token
    answer = Client().get(f"/desk/calendar/{token}.ics")
    (event,) = days(answer)
    assert event["SUMMARY"] == f"Answer due: from Aldermoor District Council ({ask.reference})"
    assert str(event.decoded("DTSTART")) == "2026-12-04"
    assert event["URL"].endswith(f"{LIST}/{ask.public_id}")
    assert b"LAS-20417" not in answer.content
    assert "housing officer" not in answer.content.decode()


def test_a_calendar_moves_a_day_that_was_promised_and_drops_one_that_stands_still(officer):
    promised, paused = given.a_request(officer), given.a_request(officer)
    given.complied(promised)
    services.accept_answer(officer, promised, at=given.AT)
    services.pause_clock(officer, paused, why="They wait for a report.", at=given.AT)
    (event,) = days(Client().get(f"/desk/calendar/{renew_feed(officer, at=given.AT).token}.ics"))
    assert event["SUMMARY"].startswith("Promised: from Aldermoor")
    assert str(event.decoded("DTSTART")) == "2026-12-02"


def test_mine_is_what_i_asked_and_the_whole_is_the_bodys(officer):
    mine = given.a_request(officer)
    theirs = given.a_request(given.acting(given.a_person("Ode Lindqvist")))
    address = f"/desk/calendar/{renew_feed(officer, at=given.AT).token}.ics"
    assert [event["UID"] for event in days(Client().get(f"{address}?whose=mine"))] == [f"{mine.public_id}@concord"]
    assert len(days(Client().get(address))) == 2
    assert theirs.public_id in Client().get(address).content.decode()


def test_what_is_due_from_us_is_marked_as_ours(officer):
    ask = given.a_request(officer)
    sol = given.acting(given.a_person("Sol Abara", body=given.DISTRICT))
    (event,) = days(Client().get(f"/desk/calendar/{renew_feed(sol, at=given.AT).token}.ics"))
    assert event["SUMMARY"] == f"Answer due: our answer to Westshire County Council ({ask.reference})"


def test_a_wrong_address_of_a_calendar_is_not_there(westshire):
    for token in ("wrong", f"cf_{'a' * 43}"):
        assert Client().get(f"/desk/calendar/{token}.ics").status_code == 404


def test_one_request_is_put_into_a_calendar(desk, officer, strangers_desk):
    ask = given.a_request(officer)
    answer = desk.get(f"{LIST}/{ask.public_id}/calendar.ics")
    assert answer["Content-Disposition"] == f'attachment; filename="{ask.reference}.ics"'
    assert len(days(answer)) == 1
    services.withdraw_request(officer, ask, why="Gone home.", at=given.AT)
    gone = desk.get(f"{LIST}/{ask.public_id}/calendar.ics")
    assert gone.status_code == 409
    assert "waits for no day" in Page(gone).words
    draft = given.a_draft(officer)
    assert strangers_desk.get(f"{LIST}/{draft.public_id}/calendar.ics").status_code == 404


def test_figures_are_told_with_what_each_means(desk, officer):
    given.refused(given.a_request(officer))
    given.a_request(officer)
    page = Page(desk.get(f"{LIST}/figures"))
    assert page.heading == "Figures"
    for said in (
        "Requests sent from 23 November 2025 up to 22 November 2026, as they stand on 22 November 2026",
        "Requests that were entered in error are left out.",
        "No answer yet Nothing was answered. This is not a refusal, however long it lasts.",
        "One refusal can rest on both.",
        "1 of 1 (100%)",
    ):
        assert said in page.words
    assert page.links()["Aldermoor District Council"] == "?other=gss%3AE07000901"
    one = Page(desk.get(f"{LIST}/figures?other=gss%3AE07000901"))
    assert ", with Aldermoor District Council, as they stand" in one.words


def test_a_period_that_cannot_be_is_told_at_its_field(desk, officer):
    page = Page(desk.get(f"{LIST}/figures?starts=2026-11-22&last=2026-11-21"))
    assert page.errors == ["The last day must be the same as or after the first day"]
    for wrong in ("last=0001-01-01", "last=9999-12-31", "starts=2014-01-01"):
        assert Page(desk.get(f"{LIST}/figures?{wrong}")).errors == ["Choose a day from 2015 to the end of next year"]


def test_the_default_period_is_twelve_months_also_after_a_leap_day(desk, officer):
    page = Page(desk.get(f"{LIST}/figures?last=2024-02-29"))
    assert "sent from 1 March 2023 up to 29 February 2024" in page.words
    page = Page(desk.get(f"{LIST}/figures?last=2024-02-28"))
    assert "sent from 28 February 2023 up to 28 February 2024" in page.words


def test_figures_are_taken_away_as_a_file_both_sides_in_it(desk, officer):
    given.refused(given.a_request(officer))
    rows = table(desk.get(f"{LIST}/figures/csv"))
    assert [(row["Made or received"], row["Counted by"], row["Requests"]) for row in rows[:2]] == [
        ("Made", "Everything", "1"),
        ("Received", "Everything", "0"),
    ]
    assert rows[0]["Refused"] == "1"
    assert desk.get(f"{LIST}/figures/pdf").status_code == 404


def test_assurance_sees_figures_and_no_list(officer):
    looks = Client()
    looks.force_login(given.a_person("Ellis Marrow", role=Role.ASSURANCE))
    assert looks.get(f"{LIST}/figures").status_code == 200
    assert looks.get(LIST).status_code == looks.get(COPIES).status_code == 404


def test_a_calendar_of_tomorrow_still_holds_what_is_late(officer):
    given.a_request(officer)
    token = renew_feed(officer, at=given.AT).token
    with clock.at(given.AT + timedelta(days=40)):
        assert len(days(Client().get(f"/desk/calendar/{token}.ics"))) == 1
