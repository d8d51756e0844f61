"""Connections: API keys shown once, one's own calendar address, and whom to act for."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from concord.people import keys, queries
from concord.people.services import give_role
from kit import given
from kit.reading import Page

WHOLE = {"name": "Mosaic link", "scope": "read", "ends-day": "1", "ends-month": "4", "ends-year": "2027"}


@pytest.fixture
def manager(westshire):
    return given.a_person("Ines Quarry", role="manager")


@pytest.fixture
def manager_s_desk(manager):
    client = Client()
    client.force_login(manager)
    return client


def secret(page):
    return page.tree.xpath("//code[@id='secret']")[0].text


def test_a_manager_makes_a_key_sees_it_once_and_revokes_it(manager_s_desk, manager):
    page = Page(manager_s_desk.post("/desk/api-keys/make", WHOLE))
    assert page.heading == "Key for Mosaic link"
    token = secret(page)
    actor = keys.enter(token, on=given.ON, correlation="c")
    assert (actor.person, actor.body, actor.door, actor.reads_only) == (manager.public_id, given.COUNTY, "api", True)

    listed = Page(manager_s_desk.get("/desk/api-keys"))
    assert "Reads only. Made by Ines Quarry on 22 November 2026, ends on 1 April 2027." in listed.words
    assert "Last used on 22 November 2026." in listed.words
    assert token not in listed.words
    away = listed.links()["Revoke Mosaic link"]
    assert Page(manager_s_desk.get(away)).heading == "Revoke this key?"
    assert "opens nothing any more" in Page(manager_s_desk.post(away, follow=True)).words
    with pytest.raises(queries.keys.NotFound):
        keys.enter(token, on=given.ON, correlation="c")
    assert manager_s_desk.get(away).status_code == 200
    assert "revoked before" in Page(manager_s_desk.post(away, follow=True)).words


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"name": ""}, "Enter what the key is for"),
        ({"scope": "everything"}, "Select what it may do"),
        ({"ends-year": "2026"}, "The day on which the key ends must be in the future."),
        ({"ends-year": "2028"}, "A key lasts a year at most. Give 22 November 2027 or earlier."),
        ({"ends-day": "31"}, None),
    ],
)
def test_what_is_wrong_with_a_key_is_said_at_its_field(manager_s_desk, changes, says):
    page = Page(manager_s_desk.post("/desk/api-keys/make", {**WHOLE, **changes}))
    assert page.status == 400
    assert len(page.errors) == 1
    assert says is None or page.errors == [says]


def test_a_practitioner_has_a_calendar_and_makes_no_keys(desk, person):
    page = Page(desk.get("/desk/api-keys"))
    assert page.heading == "Connections"
    assert "API keys" not in page.words
    assert "Webhooks" not in page.words
    for answer in (desk.get("/desk/api-keys/make"), desk.post("/desk/api-keys/make", WHOLE)):
        assert answer.status_code == 404

    first = secret(Page(desk.post("/desk/api-keys/calendar")))
    second = secret(Page(desk.post("/desk/api-keys/calendar")))
    assert first.startswith("http://127.0.0.1:8000/desk/calendar/cf_")
    token = second.removeprefix("http://127.0.0.1:8000/desk/calendar/").removesuffix(".ics")
    assert queries.person_of_feed(token, on=given.ON) == person
    assert keys.enter_feed(token, on=given.ON, correlation="c").reads_only
    page = Page(desk.get("/desk/api-keys"))
    assert "made on 22 November 2026, last read on 22 November 2026" in page.words
    desk.post(page.links()["Remove the address"])
    with pytest.raises(queries.keys.NotFound):
        queries.person_of_feed(token, on=given.ON)


def test_nobody_sees_or_revokes_the_keys_of_another_body_or_another_s_calendar(
    manager_s_desk, strangers_desk, desk, person
):
    manager_s_desk.post("/desk/api-keys/make", WHOLE)
    away = Page(manager_s_desk.get("/desk/api-keys")).links()["Revoke Mosaic link"]
    for other in (strangers_desk, desk):
        assert other.get(away).status_code == 404
        assert other.post(away).status_code == 404
    desk.post("/desk/api-keys/calendar")
    mine = Page(desk.get("/desk/api-keys")).links()["Remove the address"]
    assert manager_s_desk.get(mine).status_code == 404


def names(client):
    return [link.text_content().strip() for link in Page(client.get("/desk/api-keys")).tree.xpath("//nav//a")]


def test_who_works_for_two_bodies_chooses_and_the_header_says_for_whom(desk, person):
    assert desk.get("/desk/acting-for").status_code == 404
    assert not [name for name in names(desk) if name.startswith("For ")]
    give_role(given.COMMAND, person, body=given.DISTRICT, role="practitioner", starts=date(2025, 1, 1))
    assert "For Westshire County Council" in names(desk)
    page = Page(desk.get("/desk/acting-for"))
    assert page.heading == "For whom do you act?"
    chosen = desk.post("/desk/acting-for", {"body": given.DISTRICT})
    assert (chosen.status_code, chosen["Location"]) == (302, "/desk/")
    assert "For Aldermoor District Council" in names(desk)
    assert "Aldermoor District Council" in Page(desk.get("/desk/api-keys")).words
    for other in (given.TRUST, "", "gss:\0"):
        assert desk.post("/desk/acting-for", {"body": other}).status_code in {400, 404}
    assert "For Aldermoor District Council" in names(desk)


def test_a_role_that_has_ended_is_acted_in_no_longer(desk, person):
    session = desk.session
    session["acting_for"] = given.TRUST
    session.save()
    assert "Westshire County Council" in Page(desk.get("/desk/api-keys")).words
