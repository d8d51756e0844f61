"""Boards of several councils name them all; and the older way between the NHS and councils, where no request fits."""

from __future__ import annotations

import pytest

from concord.people.roles import Role
from concord.registry.services import add_board
from concord.requests import queries
from kit import editions, given

pytestmark = pytest.mark.django_db

EAST, EAST_BOARD = "gss:E06000991", "ods:QE1"
SUPPLY = ["for_board_function", "likely_to_hold", "concerns_addressee"]
HEALTH = "NHSA2006.s82"


@pytest.fixture
def two_councils(tmp_path):
    """Westshire, and Eastshire beside it, which has an integrated care board of its own."""
    tables, life = editions.rows(), {"start_certainty": "earlier", "standing": "in_force"}
    tables["bodies"] += [
        {"ref": EAST, "kind": "unitary", **life},
        {"ref": EAST_BOARD, "kind": "icb", "starts": "2022-07-01", **life, "start_certainty": "exact"},
    ]
    tables["names"] += [
        {"ref": EAST, "name": "Eastshire Council"},
        {"ref": EAST_BOARD, "name": "NHS Eastshire Integrated Care Board", "starts": "2022-07-01"},
    ]
    tables["facts"] += [
        {
            "id": "area_in/E06000991/QE1",
            "kind": "area_in",
            "authority": EAST,
            "body": EAST_BOARD,
            "starts": "2022-07-01",
            "standing": "asserted",
        },
    ]
    given.load(tmp_path / "two", tables)


@pytest.fixture
def board(two_councils):
    councils = [given.COUNTY, EAST]
    body = add_board(given.COMMAND, name="The Shires Safeguarding Adults Board", authorities=councils, at=given.AT)
    return given.acting(given.a_person("Ines Calder", role=Role.MANAGER, body=body.ref))


def test_a_board_of_two_councils_names_both_and_offers_the_partners_of_both(board):
    ask = given.a_request(board, asked=given.TRUST, conditions=SUPPLY, function="")
    claim = ask.finding["because"]["claim"]
    assert "Westshire County Council" in claim
    assert "Eastshire Council" in claim
    page = queries.whom(board, q="", on=given.ON, at=given.AT)
    offered = [choice.ref for group in page.groups for choice in (*group.sure, *group.possible)]
    assert {given.BOARD, EAST_BOARD, given.DISTRICT} <= set(offered)
    assert len(offered) == len(set(offered))


@pytest.mark.parametrize(
    ("asker", "asked"), [(given.DISTRICT, given.BOARD), (given.BOARD, given.DISTRICT), (given.DISTRICT, given.TRUST)]
)
def test_a_district_and_an_nhs_body_are_shown_the_duty_that_they_have(two_councils, asker, asked):
    actor = given.acting(given.a_person("Marlow Quist", role=Role.MANAGER, body=asker))
    page = queries.check(actor, given.a_draft(actor, asked=asked).public_id, on=given.ON, at=given.AT)
    assert (page.may_be_sent, page.ask.kind) == (False, "")
    assert [one.ref for one in page.instead] == [HEALTH]


def test_that_duty_is_not_named_where_a_request_fits_or_no_nhs_body_is_concerned(two_councils):
    district = given.acting(given.a_person("Marlow Quist", role=Role.MANAGER, body=given.DISTRICT))
    county = given.acting(given.a_person("Wren Okafor", body=given.COUNTY))
    for actor, asked in ((district, given.COUNTY), (district, "police:westshire"), (county, given.BOARD)):
        page = queries.check(actor, given.a_draft(actor, asked=asked).public_id, on=given.ON, at=given.AT)
        assert HEALTH not in [one.ref for one in page.instead]
