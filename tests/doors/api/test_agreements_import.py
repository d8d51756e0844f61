"""A register brought in by key: a sheet or rows in JSON, tried out cell by cell, taken in whole or not at all."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from concord.agreements.models import Agreement
from kit import sheets_given
from kit.agreements_api_given import ADDRESS, a_program

pytestmark = pytest.mark.django_db

HEADINGS = ("Agreement", "Type", "Partner(s)", "Start date", "Expiry", "Status")
GOOD = ("Discharge protocol", "Protocol", "Aldermoor District Council", "1/11/2026", "", "In force")
ROW = {
    "title": "Discharge protocol",
    "kind": "protocol",
    "about": "discharge",
    "parties": ["Westshire County Council", "Aldermoor District Council"],
    "starts": "2026-11-01",
    "status": "draft",
}


@pytest.fixture
def keeper(westshire):
    return a_program()


def sent(program, address, data, *, name="register.csv", expected=200, **headers):
    answer = program.client.post(
        f"{ADDRESS}{address}",
        data,
        content_type="application/octet-stream",
        headers={**program.headers, "Concord-File-Name": name, **headers},
    )
    assert answer.status_code == expected, answer.content.decode()
    return answer.json()


def test_a_sheet_is_tried_out_and_nothing_is_kept(keeper):
    told = sent(keeper, "/import/trial", sheets_given.in_csv([GOOD], HEADINGS))
    assert (told["rows"], told["number"], told["number_of_faults"]) == (1, 1, 0), told
    assert (told["agreements"][0]["title"], told["statuses"]) == ("Discharge protocol", {"in-force": 1})
    assert not Agreement.objects.exists()


def test_each_fault_is_told_with_its_cell_and_the_remedy_and_nothing_is_half_done(keeper):
    wrong = ("Sharing", "Treaty", "Nowhere at all", "31/2/2026", "", "In force")
    data = sheets_given.in_csv([GOOD, wrong], HEADINGS)
    told = sent(keeper, "/import/trial", data)
    assert told["number_of_faults"] >= 3
    assert {one["cell"] for one in told["faults"]} >= {"B3", "C3", "D3"}
    assert all(one["says"] and one["remedy"] for one in told["faults"])
    error = sent(keeper, "/import", data, expected=422)["error"]
    assert "faults; the first at B3" in error["message"]
    assert not Agreement.objects.exists()


def test_a_sheet_is_taken_in_once_however_often_it_is_sent(keeper):
    data = sheets_given.in_excel([GOOD], HEADINGS)
    first = sent(keeper, "/import", data, name="register.xlsx", expected=201, **{"Idempotency-Key": "k"})
    assert (first["number"], first["statuses"]) == (1, {"in-force": 1})
    assert sent(keeper, "/import", data, name="register.xlsx", expected=201, **{"Idempotency-Key": "k"}) == first
    assert "holds" in sent(keeper, "/import", data, name="register.xlsx", expected=422)["error"]["message"]
    assert Agreement.objects.count() == 1


def test_it_comes_as_a_part_of_a_form_too(keeper):
    file = SimpleUploadedFile("register.csv", sheets_given.in_csv([GOOD], HEADINGS))
    answer = keeper.client.post(f"{ADDRESS}/import/trial", {"file": file}, headers=keeper.headers)
    assert (answer.status_code, answer.json()["name"]) == (200, "register.csv")


def test_rows_in_json_are_taken_as_a_sheet_is(keeper):
    told = keeper.post("/import/trial", {"rows": [ROW]})
    assert (told["number_of_faults"], told["number"], told["statuses"]) == (0, 1, {"draft": 1}), told["faults"]
    assert keeper.post("/import", {"rows": [ROW]}, expected=201)["number"] == 1
    assert Agreement.objects.get().title == "Discharge protocol"


def test_a_fault_in_json_names_the_row_and_the_key(keeper):
    told = keeper.post("/import/trial", {"rows": [ROW, {**ROW, "title": "Other", "ends": "2026-02-31"}]})
    (fault,) = told["faults"]
    assert (fault["row"], fault["heading"], fault["cell"][-1]) == (2, "ends", "2")


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({}, "rows"),
        ({"rows": "x"}, "rows"),
        ({"rows": [1]}, "rows"),
        ({"rows": [{"title": {"a": 1}}]}, "rows"),
        ({"rows": []}, "rows"),
        ({"rows": [{"nothing": "known"}]}, "rows"),
        ({"rows": [ROW], "more": 1}, "more"),
    ],
)
def test_what_is_no_list_of_rows_is_said_in_words(keeper, said, field):
    error = keeper.error("POST", "/import/trial", said, expected=422)
    assert (error["field"], error["message"].endswith(".")) == (field, True)


def test_what_is_no_sheet_is_said_in_words(keeper):
    error = sent(keeper, "/import/trial", b"MZ\0\0", name="register.xlsx", expected=422)["error"]
    assert (error["field"], "no Excel workbook" in error["message"]) == ("file", True)
