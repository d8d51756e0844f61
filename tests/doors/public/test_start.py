"""The first page: what Concord answers, and every council."""

from __future__ import annotations

import pytest

from concord.registry import queries
from kit.given import ON


def test_it_says_what_it_answers_and_offers_a_search(see):
    page = see("/")
    assert page.heading == "Who must co-operate with your council?"
    assert page.document.find(".//form[@role='search']").get("action") == "/councils/"


def test_every_council_with_adult_social_care_duties_is_listed_once_by_letter_and_once_by_region(see):
    page = see("/")
    addresses = [a.get("href") for a in page.document.iterfind(".//main//a")]
    for council in queries.authorities(ON):
        assert addresses.count(f"/councils/{council.ref.removeprefix('gss:')}/") == 2, council.name
    assert "The 153 councils with adult social care duties, by region" in page.text
    assert "East of England (11)" in page.text


def test_councils_that_are_announced_or_have_ended_stand_apart(see):
    text = see("/").text
    assert "East Surrey Council, announced to begin on 1 April 2027" in text
    assert "Cumbria County Council, to 31 March 2023" in text


@pytest.mark.django_db
def test_an_empty_register_says_so(client):
    page = client.get("/").content.decode()
    assert "The register is empty" in page
    assert "concord register load" in page
