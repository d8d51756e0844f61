"""Who keeps an agreement next, by key: decided ahead, handed over at once, left behind and taken over."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from concord.agreements.models import Agreement, Party
from concord.base import clock
from concord.people.services import make_api_key
from kit import agreements_given as agreed
from kit import given, mergers
from kit.agreements_api_given import ADDRESS
from kit.api_given import Program, a_manager

pytestmark = pytest.mark.django_db

AT = datetime(2026, 12, 1, 9, tzinfo=UTC)
VESTING = "2027-04-01"
AFTER = datetime(2027, 4, 2, 9, tzinfo=UTC)
ORDER = "The Surrey (Structural Changes) Order 2026."
TO_EAST = {"to": mergers.EAST_SURREY, "words": ORDER}


def with_a_longer_key(name, body):
    """A body's own system whose key works on after the day on which the county ends."""
    manager = a_manager(name, body=body)
    made = make_api_key(manager, name="Register", scopes=["write"], ends=date(2027, 10, 1), at=given.AT)
    program = Program(made.token)
    program.base = ADDRESS
    return program


@pytest.fixture
def lead(db, tmp_path):
    mergers.load(tmp_path / "edition", mergers.OF_SURREY | {mergers.WEST_SUSSEX})
    return agreed.a_lead(body=mergers.SURREY)


@pytest.fixture
def surrey(lead):
    return with_a_longer_key("Ines Quarry", mergers.SURREY)


@pytest.fixture
def east(lead):
    return with_a_longer_key("Femi Adair", mergers.EAST_SURREY)


@pytest.fixture
def draft(lead):
    return agreed.an_agreement(lead, mergers.SURREY_AND_SUSSEX, at=AT).public_id


@pytest.fixture
def signed(lead):
    row = agreed.an_agreement(lead, mergers.SURREY_AND_SUSSEX, at=AT, starts=date(2026, 12, 1))
    return agreed.signed(lead, row, on=date(2026, 12, 1), at=AT).public_id


def test_ahead_of_the_day_it_is_decided_and_can_be_decided_anew(surrey, signed):
    with clock.at(AT):
        told = surrey.post(f"/{signed}/hand-over", {**TO_EAST, "to": mergers.WEST_SURREY})
        assert told["handed"] == {"to": mergers.WEST_SURREY, "on": VESTING, "done": False}
        assert (told["keeper"], told["address"]) == (mergers.SURREY, f"/api/v1/agreements/{signed}")
        assert surrey.post(f"/{signed}/hand-over", TO_EAST)["handed"]["to"] == mergers.EAST_SURREY
        decided = surrey.get("/due?to=2027-12-31")["changes"][0]["places"][0]["decided"]
    assert (decided["to"], decided["on"], decided["words"]) == (mergers.EAST_SURREY, VESTING, ORDER)


def test_what_the_old_keeper_sees_no_more_is_receipted_without_an_address(surrey, east, draft):
    with clock.at(AFTER):
        told = surrey.post(f"/{draft}/hand-over", TO_EAST, Idempotency_Key="one")
        assert told["handed"] == {"to": mergers.EAST_SURREY, "on": VESTING, "done": True}
        assert (told["keeper"], told["address"], told["status"]) == (mergers.EAST_SURREY, None, "draft")
        assert surrey.post(f"/{draft}/hand-over", TO_EAST, Idempotency_Key="one") == told
        surrey.get(f"/{draft}", expected=404)
        assert east.get(f"/{draft}")["ours"]
        assert surrey.error("POST", f"/{draft}/hand-over", TO_EAST, expected=404)["code"] == "not_found"


def test_what_the_old_keeper_was_a_party_of_it_reads_still(surrey, east, signed):
    with clock.at(AFTER):
        told = surrey.post(f"/{signed}/hand-over", TO_EAST)
        assert (told["keeper"], told["address"]) == (mergers.EAST_SURREY, f"/api/v1/agreements/{signed}")
        read = surrey.get(f"/{signed}")
        assert (read["ours"], read["keeper"]["ref"]) == (False, mergers.EAST_SURREY)
        assert east.get(f"/{signed}")["ours"]


def test_a_place_decided_after_the_day_hands_a_draft_over_and_is_receipted_too(surrey, draft):
    place = Party.objects.get(agreement__public_id=draft, held_by__body=mergers.SURREY).public_id
    with clock.at(AFTER):
        told = surrey.post(f"/{draft}/parties/{place}/succeed", {**TO_EAST, "outcome": "novated"})
    assert (told["keeper"], told["address"]) == (mergers.EAST_SURREY, None)


def test_what_was_left_to_nobody_is_found_and_taken_over_by_a_successor(east, signed):
    with clock.at(AT):
        assert east.get("/left-behind")["agreements"] == []
        assert east.error("POST", f"/{signed}/take-over", {"words": ORDER}, expected=409)["code"] == "conflict"
    with clock.at(AFTER):
        (left,) = east.get("/left-behind")["agreements"]
        assert (left["id"], left["left_by"]) == (signed, "Surrey County Council")
        assert mergers.SURREY_AND_SUSSEX in {one["body"] for one in left["parties"]}
        assert east.error("POST", f"/{signed}/take-over", {"words": " "}, expected=422)["field"] == "words"
        told = east.post(f"/{signed}/take-over", {"words": ORDER})
        assert told["handed"] == {"to": mergers.EAST_SURREY, "on": VESTING, "done": True}
        assert (told["keeper"], told["address"]) == (mergers.EAST_SURREY, f"/api/v1/agreements/{signed}")
        assert east.get("/left-behind")["agreements"] == []


def test_it_goes_only_to_a_body_that_takes_over(surrey, signed):
    with clock.at(AT):
        for to in (mergers.ELMBRIDGE, "Nowhere"):
            error = surrey.error("POST", f"/{signed}/hand-over", {**TO_EAST, "to": to}, expected=422)
            assert error["field"] == "to"
    assert Agreement.objects.get(public_id=signed).keeper_id == mergers.SURREY
