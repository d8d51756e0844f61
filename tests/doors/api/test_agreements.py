"""A council's own system writes agreements, has them agreed to and keeps them, by key; a partner's system agrees."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from concord.agreements.models import Agreement
from concord.audit.models import Entry
from concord.base import clock
from concord.delivery.models import Outgoing
from kit import agreements_given as agreed
from kit import given
from kit.agreements_api_given import a_program

pytestmark = pytest.mark.django_db

BEGUN = {"kind": "protocol", "field": "discharge", "title": "Discharge protocol", "starts": "2026-12-01"}
TIME = {
    "heading": "Answering in time",
    "number": "4.2",
    "commitment": "response-time",
    "terms": {"urgency": "routine", "answer_days": 2, "acknowledge_days": 1},
}
SIGNED = {"by_name": "Marlow Quist", "office": "Director"}


@pytest.fixture
def keeper(westshire):
    return a_program()


@pytest.fixture
def partner(westshire):
    return a_program("Marlow Quist", body=given.DISTRICT)


@pytest.fixture
def draft(keeper):
    """A draft with the district as its other party, and one clause."""
    ref = keeper.post("", BEGUN, expected=201)["id"]
    keeper.post(f"/{ref}/parties", {"body": "Aldermoor", "mailbox": "hub@aldermoor.example"}, expected=201)
    keeper.post(f"/{ref}/clauses", TIME, expected=201)
    return ref


def place(program, ref, body):
    return next(seat["party"] for seat in program.get(f"/{ref}")["parties"] if seat["body"] == body)


def test_an_agreement_is_begun_with_its_fields_in_one_call(keeper):
    told = keeper.post("", {**BEGUN, "purposes": ["protection"], "review_months": 12}, expected=201)
    assert (told["status"], told["version"], told["saves"]) == ("draft", 1, 1)
    shown = keeper.get(f"/{told['id']}")
    assert (shown["keeper"]["ref"], shown["ours"], shown["review_months"]) == (given.COUNTY, True, 12)
    assert (shown["versions"][0]["purposes"], shown["versions"][0]["starts"]) == (["protection"], "2026-12-01")
    assert [seat["ours"] for seat in shown["parties"]] == [True]
    events = Entry.objects.filter(subject=told["id"]).order_by("seq").values_list("event", "door")
    assert list(events) == [("agreement:revise", "api"), ("agreement:begin", "api"), ("agreement:see", "api")]


def test_where_a_field_is_wrong_nothing_is_begun(keeper):
    error = keeper.error("POST", "", {**BEGUN, "ends": "2026-11-01"}, expected=422)
    assert (error["code"], error["field"]) == ("invalid", "ends")
    assert keeper.error("POST", "", {**BEGUN, "topics": ["gardening"]}, expected=422)["field"] == "topics"
    assert keeper.error("POST", "", {**BEGUN, "under": "nothing"}, expected=422)["field"] == "under"
    assert keeper.error("POST", "", {**BEGUN, "kind": "policy"}, expected=422)["field"] == "field"
    assert not Agreement.objects.exists()


def test_a_call_that_is_sent_again_is_done_once(keeper):
    first = keeper.post("", BEGUN, expected=201, Idempotency_Key="k1")
    again = keeper.call("POST", "", BEGUN, expected=201, Idempotency_Key="k1")
    assert (again.json(), again["Idempotency-Replayed"]) == (first, "true")
    assert Agreement.objects.count() == 1
    keeper.error("POST", "", {**BEGUN, "title": "Another"}, expected=409, Idempotency_Key="k1")


def test_fields_change_and_go_and_nothing_is_overwritten_unseen(keeper, draft):
    saves = keeper.get(f"/{draft}")["saves"]
    told = keeper.call("PATCH", f"/{draft}", {"owner_name": "Ada Pike", "starts": None, "saves": saves}).json()
    assert told["saves"] == saves + 1
    shown = keeper.get(f"/{draft}")
    assert (shown["owner_name"], shown["versions"][0]["starts"]) == ("Ada Pike", None)
    error = keeper.error("PATCH", f"/{draft}", {"title": "Mine", "saves": saves}, expected=409)
    assert "Somebody else has changed this agreement" in error["message"]
    for method, address, said in (
        ("POST", "/share", {"saves": saves}),
        ("PUT", "/clauses/1", {**TIME, "saves": saves}),
        ("DELETE", f"/clauses/1?saves={saves}", None),
    ):
        assert keeper.error(method, f"/{draft}{address}", said, expected=409)["code"] == "conflict"


def test_clauses_say_what_they_commit_to_and_a_fault_is_told_at_its_field(keeper, draft):
    clause = keeper.get(f"/{draft}")["versions"][0]["clauses"][0]
    assert (clause["place"], clause["commitment"]) == (1, "response-time")
    assert clause["terms"] == {"urgency": "routine", "answer_days": 2, "acknowledge_days": 1, "topic": "", "asked": ""}
    wrong = {**TIME, "terms": {"urgency": "routine", "answer_days": 2, "acknowledge_days": 3}}
    assert keeper.error("PUT", f"/{draft}/clauses/1", wrong, expected=422)["field"] == "acknowledge_days"
    ladder = {
        "heading": "Ladder",
        "commitment": "ladder",
        "terms": {"levels": [{"role": "Head of service", "days": 3}]},
    }
    assert keeper.post(f"/{draft}/clauses", ladder, expected=201)["clause"] == 2
    assert keeper.call("DELETE", f"/{draft}/clauses/1").json()["status"] == "draft"
    (left,) = keeper.get(f"/{draft}")["versions"][0]["clauses"]
    (level,) = left["terms"]["levels"]
    assert (level["role"], level["days"], level["urgent_days"]) == ("Head of service", 3, 3)
    assert keeper.error("DELETE", f"/{draft}/clauses/1", expected=422)["message"].startswith("There is no such clause")


def test_it_is_shared_commented_on_answered_and_agreed_to_by_two_systems(keeper, partner, draft):
    assert partner.error("GET", f"/{draft}", expected=404)
    assert keeper.get(f"/{draft}")["may"][:2] == ["write", "share"]
    assert keeper.post(f"/{draft}/share")["told"] == 1
    assert Outgoing.objects.filter(to="hub@aldermoor.example").count() == 1

    seen = partner.get(f"/{draft}")
    assert (seen["ours"], seen["standing"]["status"], seen["may"]) == (False, "shared", ["comment", "sign"])
    assert {seat["mailbox"] for seat in seen["parties"]} == {""}
    partner.post(f"/{draft}/comment", {"words": "Two days are short.", "by_name": "Marlow Quist"})
    keeper.post(f"/{draft}/answer-comments", {"words": "We can ring you."})
    said = keeper.get(f"/{draft}")["versions"][0]["comments"]
    assert [(one["party"] != "", one["words"]) for one in said] == [
        (True, "Two days are short."),
        (False, "We can ring you."),
    ]

    signed = partner.post(f"/{draft}/sign", {**SIGNED, "saves": seen["saves"]})
    assert (signed["status"], len(signed["missing"])) == ("part-signed", 1)
    with clock.at(datetime(2026, 11, 30, 9, tzinfo=UTC)):
        made = keeper.post(f"/{draft}/sign", {**SIGNED, "saves": keeper.get(f"/{draft}")["saves"]})
        assert (made["status"], made["missing"]) == ("signed", [])
        today, later = keeper.get(f"/{draft}"), keeper.get(f"/{draft}?on=2026-12-01")
    assert today["standing"]["status"] == "signed"
    assert later["standing"]["status"] == "in-force"
    assert later["standing"]["in_force"] == {"from": "2026-12-01", "to": None}
    assert later["standing"]["says"] == [
        "Version 1 is in force since 1 December 2026; no last day is written.",
    ]


def test_nobody_agrees_to_words_that_were_not_read(keeper, partner, draft):
    keeper.post(f"/{draft}/share")
    seen = partner.get(f"/{draft}")["saves"]
    keeper.call("PUT", f"/{draft}/clauses/1", {**TIME, "heading": "Answering very fast"})
    error = partner.error("POST", f"/{draft}/sign", {**SIGNED, "saves": seen}, expected=409)
    assert "The words have changed" in error["message"]
    assert partner.error("POST", f"/{draft}/sign", SIGNED, expected=422)["field"] == "saves"


def test_signatures_on_paper_make_it_and_its_words_then_stay(keeper, draft):
    for body in (given.COUNTY, given.DISTRICT):
        said = {**SIGNED, "party": place(keeper, draft, body), "on": "2026-11-20"}
        told = keeper.post(f"/{draft}/record-signature", said)
    assert told["status"] == "signed"
    error = keeper.error("PATCH", f"/{draft}", {"summary": "Other words"}, expected=409)
    assert "Begin a new version to change them" in error["message"]
    assert keeper.error("POST", f"/{draft}/record-signature", said, expected=409)["code"] == "conflict"
    assert keeper.post(f"/{draft}/new-version")["version"] == 2
    (first, second) = keeper.get(f"/{draft}")["versions"]
    assert [one["on_paper"] for one in first["signatures"]] == [True, True]
    assert (second["made_on"], second["clauses"][0]["heading"]) == (None, "Answering in time")


def test_a_draft_is_put_away_as_long_as_nobody_saw_it(keeper, draft):
    assert keeper.call("DELETE", f"/{draft}").json() == {
        "format": "concord.agreement/1",
        "id": draft,
        "status": "discarded",
    }
    assert keeper.error("GET", f"/{draft}", expected=404)["code"] == "not_found"
    other = keeper.post("", BEGUN, expected=201)["id"]
    keeper.post(f"/{other}/parties", {"body": given.DISTRICT, "mailbox": "hub@aldermoor.example"}, expected=201)
    keeper.post(f"/{other}/share")
    assert keeper.error("DELETE", f"/{other}", expected=409)["message"].startswith("Others have seen this agreement")


def test_parties_are_added_changed_and_taken_out(keeper, draft):
    party = place(keeper, draft, given.DISTRICT)
    assert keeper.error("POST", f"/{draft}/parties", {"body": "Aldermoor"}, expected=422)["field"] == "body"
    assert keeper.error("POST", f"/{draft}/parties", {"body": "Nowhere at all"}, expected=422)["field"] == "body"
    keeper.call("PUT", f"/{draft}/parties/{party}", {"mailbox": "new@aldermoor.example", "contact_name": "Hub"})
    seat = next(seat for seat in keeper.get(f"/{draft}")["parties"] if seat["party"] == party)
    assert (seat["mailbox"], seat["contact_name"]) == ("new@aldermoor.example", "Hub")
    assert keeper.error("PUT", f"/{draft}/parties/{party}", {"mailbox": "no address"}, expected=422)["field"] == (
        "mailbox"
    )
    keeper.call("DELETE", f"/{draft}/parties/{party}")
    assert len(keeper.get(f"/{draft}")["parties"]) == 1
    assert keeper.error("DELETE", f"/{draft}/parties/{party}", expected=422)["field"] == "party"


def test_a_review_an_end_and_the_public_page(keeper, westshire):
    lead = agreed.a_lead()
    draft = agreed.an_agreement(lead, starts=date(2026, 11, 1), ends=date(2027, 11, 1))
    ref = agreed.signed(lead, draft, on=date(2026, 11, 1)).public_id
    assert keeper.post(f"/{ref}/begin-review", {"on": "2026-11-22"})["status"] == "under-review"
    assert keeper.error("POST", f"/{ref}/begin-review", {"on": "2026-11-22"}, expected=409)["code"] == "conflict"
    found = {"found": "continue", "words": "It works.", "on": "2026-11-22", "next_on": "2027-05-01"}
    assert keeper.error("POST", f"/{ref}/record-review", {**found, "next_on": "2026-11-22"}, expected=422)["field"] == (
        "next_on"
    )
    assert keeper.post(f"/{ref}/record-review", found)["review_on"] == "2027-05-01"
    assert keeper.post(f"/{ref}/publish")["public_from"] == "2026-11-22"
    assert keeper.post(f"/{ref}/unpublish")["public_from"] is None
    assert keeper.error("POST", f"/{ref}/rely-on", {"on": "2026-11-22"}, expected=409)["message"].startswith(
        "It has not"
    )
    assert keeper.error("POST", f"/{ref}/rely-on", {}, expected=422)["field"] == "on"
    assert keeper.error("POST", f"/{ref}/end", {"on": "2026-11-22", "why": ""}, expected=422)["field"] == "why"
    early = keeper.error("POST", f"/{ref}/end", {"on": "2026-11-01", "why": "Never used"}, expected=422)
    assert (early["field"], early["message"][:29]) == ("on", "It began on 1 November 2026, ")
    assert keeper.post(f"/{ref}/end", {"on": "2026-11-22", "why": "No longer needed"})["status"] == "ended"
    assert "has ended" in keeper.error("POST", f"/{ref}/new-version", {}, expected=409)["message"]


def test_a_plan_that_runs_before_it_is_signed_is_told_as_that(keeper, draft):
    assert keeper.post(f"/{draft}/run-unsigned", {"on": "2026-11-01"})["status"] == "running-unsigned"
    says = keeper.get(f"/{draft}")["standing"]["says"][0]
    assert says.startswith("Worked by since 1 November 2026, although")
    assert keeper.post(f"/{draft}/run-unsigned", {"on": None})["status"] == "draft"


def test_the_record_of_an_agreement_is_read(keeper, draft):
    told = keeper.get(f"/{draft}/record")
    assert told["id"] == draft
    assert [entry["event"] for entry in told["entries"]][:2] == ["agreement:revise", "agreement:begin"]
    assert {entry["door"] for entry in told["entries"]} == {"api"}
