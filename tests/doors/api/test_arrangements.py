"""The arrangements inside a body, by its key."""

from __future__ import annotations

import pytest
from django.test import Client

from concord.agreements.rules.arrangements import PAIRS
from kit import agreements_given as agreed
from kit import arrangements_given as arranged
from kit import given
from kit.api_given import a_key, a_manager

pytestmark = pytest.mark.django_db
ADDRESS = "/api/v1/arrangements"


def asked(key: str, status: int = 200, **query: str):
    answer = Client().get(ADDRESS, query, headers={"authorization": f"Bearer {key}"})
    assert answer.status_code == status, answer.content
    return answer.json()


def test_a_program_reads_groups_pairs_and_what_is_missing(westshire):
    lead = agreed.a_lead()
    arranged.an_officer(lead)
    arranged.an_arrangement(lead, "adults-and-children")
    told = asked(a_key(a_manager()))
    assert (told["body"], told["why_not"], told["on"]) == (given.COUNTY, "", "2026-11-22")
    assert told["districts"] == [{"ref": given.DISTRICT, "name": "Aldermoor District Council"}]
    assert told["groups"][0]["officer"]["deputy_name"] == "Bram Hollis"
    assert told["groups"][0]["officer"]["period"] == {"from": "2026-04-01", "to": None}
    assert told["groups"][3]["missing"] == ["Public health: no officer is named."]
    assert [one["pair"] for one in told["pairs"]] == [pair.key for pair in PAIRS]
    held = told["pairs"][1]
    assert held["arrangement"]["title"] == arranged.WORDS["title"]
    assert (held["missing"], held["review_on"]) == ([], "2027-04-01")
    assert held["requests"] == {"number": 0, "answered_in_time": {"number": 0, "of": 0}}


def test_without_a_key_and_with_a_question_it_does_not_know_it_refuses(westshire):
    assert Client().get(ADDRESS).status_code == 401
    assert asked(a_key(a_manager()), 422, on="2026-01-01")["error"]["field"] == "on"
