"""The arrangements inside a body, kept by its key: who may, what is recorded, who was overtaken, what is sent again."""

from __future__ import annotations

from datetime import date

import pytest

from concord.access.operation import READS_ONLY
from concord.agreements.models import Arrangement, Exercise, GroupOfficer
from concord.agreements.services.arranging import OVERTAKEN
from concord.api.interface import description
from kit import agreements_given as agreed
from kit import arrangements_given as arranged
from kit import given
from kit.agreements_api_given import INSIDE, a_program

pytestmark = pytest.mark.django_db

PAIR = "/adults-and-housing"
ADULTS = "/groups/adults"
OFFICER = {**arranged.OFFICER, "starts": "2026-04-01"}
WRITTEN = {**arranged.WORDS, "starts": "2026-04-01"}
SAID = {
    f"{ADULTS}/name": OFFICER,
    f"{ADULTS}/end": {"on": "2026-12-01"},
    f"{PAIR}/write": WRITTEN,
    f"{PAIR}/end": {"on": "2026-12-01"},
    f"{PAIR}/exercise": {"on": "2026-11-20", "words": "The two worked by it."},
    f"{PAIR}/review": {"on": "2026-11-20", "found": "continue"},
}


@pytest.fixture
def program(westshire):
    return a_program(base=INSIDE)


@pytest.fixture
def written(westshire):
    """An officer and an arrangement since April."""
    lead = agreed.a_lead()
    arranged.an_officer(lead)
    arranged.an_arrangement(lead)


def test_every_change_is_tried_here():
    found = {
        path.removeprefix(INSIDE).format(group="adults", pair="adults-and-housing")
        for path, methods in description()["paths"].items()
        if path.startswith(INSIDE) and "post" in methods
    }
    assert found == SAID.keys()


def test_an_officer_is_named_followed_and_ended(program):
    first = program.post(f"{ADULTS}/name", {**OFFICER, "was": ""})
    assert (first["group"], first["period"]) == ("adults", {"from": "2026-04-01", "to": None})
    assert program.get(ADULTS)["newest"] == first["newest"]
    second = program.post(
        f"{ADULTS}/name",
        {"name": "Wren Okafor", "office": "Director", "email": "w@westshire.example", "starts": "2026-12-01",
         "was": first["newest"]},
    )  # fmt: skip
    told = program.get(ADULTS)
    assert told["officer"]["name"] == "Jonquil Farrow", "who speaks for it today"
    assert [one["name"] for one in told["recorded"]] == ["Wren Okafor", "Jonquil Farrow"]
    assert told["recorded"][1]["period"] == {"from": "2026-04-01", "to": "2026-12-01"}
    assert (told["newest"], told["may_keep"]) == (second["newest"], True)
    ended = program.post(f"{ADULTS}/end", {"on": "2027-01-01", "was": second["newest"]})
    assert ended["period"] == {"from": "2026-12-01", "to": "2027-01-01"}


def test_an_arrangement_is_written_worked_by_reviewed_and_ended(program):
    lead = agreed.a_lead()
    row = agreed.an_agreement(lead)
    said = {**WRITTEN, "until": "2028-04-01", "months": 6, "agreement": row.public_id}
    made = program.post(f"{PAIR}/write", said)
    assert (made["period"], made["review_on"]) == ({"from": "2026-04-01", "to": "2028-04-01"}, "2026-10-01")
    program.post(f"{PAIR}/exercise", SAID[f"{PAIR}/exercise"])
    reviewed = program.post(f"{PAIR}/review", {**SAID[f"{PAIR}/review"], "next_on": "2027-06-01"})
    assert (reviewed["review_on"], reviewed["newest"]) == ("2027-06-01", made["newest"])
    told = program.get(PAIR)
    assert (told["arrangement"]["how"], told["agreement"]) == (arranged.WORDS["how"], row.public_id)
    assert told["exercises"] == [{"done_on": "2026-11-20", "words": "The two worked by it.", "by_name": "Ines Quarry"}]
    assert told["reviews"][0]["found"] == "continue"
    assert told["recorded"][0]["entered_name"] == "Ines Quarry"
    assert program.post(f"{PAIR}/end", {"on": "2026-12-01"})["period"]["to"] == "2026-12-01"


@pytest.mark.parametrize("address", [f"{ADULTS}/name", f"{ADULTS}/end", f"{PAIR}/write", f"{PAIR}/end"])
def test_what_a_colleague_recorded_meanwhile_is_not_overwritten(written, program, address):
    where = address.rpartition("/")[0]
    read = program.get(where)["newest"]
    first = OFFICER if where == ADULTS else WRITTEN
    program.post(f"{where}/{'name' if where == ADULTS else 'write'}", {**first, "starts": "2026-06-01"})
    error = program.error("POST", address, {**SAID[address], "was": read}, expected=409)
    assert error["code"] == "conflict"
    assert GroupOfficer.objects.count() + Arrangement.objects.count() == 3


def test_what_is_overtaken_is_told_in_the_words_of_the_desk(written, program):
    assert program.error("POST", f"{PAIR}/write", {**WRITTEN, "was": ""}, expected=409)["message"] == OVERTAKEN


def test_a_call_that_is_sent_again_is_done_once(written, program):
    first = program.call("POST", f"{PAIR}/exercise", SAID[f"{PAIR}/exercise"], Idempotency_Key="one")
    again = program.call("POST", f"{PAIR}/exercise", SAID[f"{PAIR}/exercise"], Idempotency_Key="one")
    assert (again.json(), again["Idempotency-Replayed"]) == (first.json(), "true")
    assert Exercise.objects.count() == 1


@pytest.mark.parametrize(
    ("address", "wrong", "field"),
    [
        (f"{ADULTS}/name", {"email": "no address"}, "email"),
        (f"{ADULTS}/name", {"name": " "}, "name"),
        (f"{ADULTS}/name", {"deputy_name": ""}, "deputy_name"),
        (f"{ADULTS}/name", {"starts": "2026-03-01"}, "starts"),
        (f"{PAIR}/write", {"how": ""}, "how"),
        (f"{PAIR}/write", {"until": "2026-04-01"}, "until"),
        (f"{PAIR}/write", {"months": 61}, "months"),
        (f"{PAIR}/write", {"agreement": "7k3f92xqbdmhpt8v"}, "agreement"),
        (f"{PAIR}/end", {"on": "2026-04-01"}, "on"),
        (f"{PAIR}/exercise", {"on": "2026-11-23"}, "on"),
        (f"{PAIR}/exercise", {"on": "2026-03-01"}, "on"),
        (f"{PAIR}/review", {"found": "fine"}, "found"),
        (f"{PAIR}/review", {"next_on": "2026-11-20"}, "next_on"),
    ],
)
def test_what_is_wrong_is_told_at_its_field(written, program, address, wrong, field):
    assert program.error("POST", address, {**SAID[address], **wrong}, expected=422)["field"] == field


@pytest.mark.parametrize("address", SAID)
def test_a_body_without_such_arrangements_records_none(written, address):
    error = a_program("Marlow Quist", body=given.DISTRICT, base=INSIDE).error(
        "POST", address, SAID[address], expected=409 if address.endswith("end") else 422
    )
    assert error["message"]
    assert GroupOfficer.objects.get().until is None
    assert Arrangement.objects.get().until is None


def test_a_body_without_such_arrangements_has_no_groups_and_no_pairs(written):
    district = a_program("Marlow Quist", body=given.DISTRICT, base=INSIDE)
    assert (district.get()["groups"], district.get()["may_keep"]) == ([], False)
    for address in (ADULTS, PAIR):
        district.get(address, expected=404)


@pytest.mark.parametrize("address", SAID)
def test_a_key_that_may_only_read_records_nothing(written, address):
    reader = a_program("Ada Pike", "read", base=INSIDE)
    assert reader.get(PAIR)["arrangement"]["period"]["from"] == date(2026, 4, 1).isoformat()
    assert reader.error("POST", address, SAID[address], expected=403)["message"] == READS_ONLY
    assert a_program("", base=INSIDE).error("POST", address, SAID[address], expected=401)["code"] == "no_key"


@pytest.mark.parametrize("address", ["/groups/cooks", "/groups/cooks/name", "/housing-and-adults", "/nobody/write"])
def test_there_are_four_groups_and_six_pairs(program, address):
    method = "GET" if address.count("/") < 2 + address.startswith("/groups") else "POST"
    said = {"/groups/cooks/name": OFFICER, "/nobody/write": WRITTEN}.get(address)
    assert program.error(method, address, said, expected=404)["code"] == "not_found"
