"""The contacts of bodies by key: read, added, put right, doubted, checked and ended; never overwritten."""

from __future__ import annotations

from datetime import date

import pytest

from kit import given
from kit.agreements_api_given import a_program
from kit.contacts_given import MAILBOX, a_contact

pytestmark = pytest.mark.django_db


@pytest.fixture
def council(westshire):
    program = a_program()
    program.base = "/api/v1/contacts"
    return program


@pytest.fixture
def contact(westshire):
    return a_contact(office="Duty desk").public_id


def test_a_body_has_its_contacts_in_use(council, contact):
    told = council.get("?body=Aldermoor")
    assert [(one["id"], one["mailbox"], one["topic_name"]) for one in told["contacts"]] == [
        (contact, MAILBOX, "Any kind of help")
    ]
    assert council.get()["contacts"] == []
    assert council.error("GET", "?body=Nowhere%20at%20all", expected=422)["field"] == "body"
    assert council.error("GET", "?boby=Aldermoor", expected=422)["field"] == "boby"


def test_one_is_added_once_and_faults_are_told_at_their_field(council, contact):
    said = {"body": given.DISTRICT, "topic": "meeting", "mailbox": "meet@aldermoor.example", "council": "Westshire"}
    told = council.post("", said, expected=201, Idempotency_Key="k")
    assert (told["topic"], told["council"], told["checked_on"]) == ("meeting", given.COUNTY, "2026-11-22")
    assert council.post("", said, expected=201, Idempotency_Key="k") == told
    assert council.error("POST", "", said, expected=409)["field"] == "topic"
    assert council.error("POST", "", {**said, "topic": "equipment", "phone": "x"}, expected=422)["field"] == "phone"
    assert council.error("POST", "", {**said, "mailbox": "no address"}, expected=422)["field"] == "mailbox"
    assert council.error("POST", "", {**said, "topic": "gardening"}, expected=422)["field"] == "topic"


def test_a_change_ends_the_one_before_and_both_are_known(council, contact):
    told = council.call("PATCH", f"/{contact}", {"phone": "01632 960 001"}).json()
    assert (told["phone"], told["office"], told["id"] != contact) == ("01632 960 001", "Duty desk", True)
    assert council.get(f"/{contact}")["ends"] == "2026-11-22"
    assert council.error("PATCH", f"/{contact}", {"phone": "01632 960 002"}, expected=409)["code"] == "conflict"


def test_a_contact_is_doubted_checked_and_ended(council, contact):
    assert council.post(f"/{contact}/doubt")["doubt"] == "Somebody says that it is wrong"
    assert [one["id"] for one in council.get()["contacts"]] == [contact]
    assert council.post(f"/{contact}/confirm")["doubt"] == ""
    assert council.call("DELETE", f"/{contact}").json()["ends"] == "2026-11-22"
    assert council.get("?body=Aldermoor")["contacts"] == []


def test_what_nobody_checked_for_a_year_is_to_be_looked_at(council):
    old = a_contact(topic="meeting", on=date(2025, 10, 1)).public_id
    (told,) = council.get()["contacts"]
    assert (told["id"], told["needs_checking"]) == (old, True)


def test_another_councils_own_contact_is_not_there_and_a_reading_key_changes_nothing(council, contact):
    own = a_contact(topic="meeting", council=given.COUNTY).public_id
    board = a_program("Sol Marsh", body=given.BOARD)
    board.base = council.base
    assert board.error("GET", f"/{own}", expected=404)["code"] == "not_found"
    assert board.error("PATCH", f"/{own}", {"phone": "01632 960 001"}, expected=404)
    reader = a_program("Ada Pike", "read")
    reader.base = council.base
    assert reader.get(f"/{own}")["id"] == own
    assert reader.error("DELETE", f"/{own}", expected=403)["code"] == "reads_only"
    nobody = a_program("")
    nobody.base = council.base
    assert nobody.error("GET", "", expected=401)["code"] == "no_key"
