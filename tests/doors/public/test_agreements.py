"""The public page of agreements: only what a council switched on, with no officer's name and no clause."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.test import Client

from concord.agreements import services
from concord.base import clock
from kit import agreements_given as agreed
from kit import given
from kit.reading import Page

ADDRESS = f"/councils/{given.COUNTY.removeprefix('gss:')}/agreements/"


@pytest.fixture
def lead(db, tmp_path):
    given.westshire(tmp_path)
    with clock.at(datetime(2026, 12, 20, 9, tzinfo=UTC)):
        yield agreed.a_lead()


def made(lead, **changes):
    row = agreed.an_agreement(lead, owner_name="Idris Okonjo", purposes=["protection"], **changes)
    services.write_clause(lead, row, clause=agreed.TWO_DAYS, at=given.AT)
    return agreed.signed(lead, agreed.fresh(row))


def test_nothing_stands_there_until_it_is_switched_on(lead):
    made(lead)
    page = Page(Client().get(ADDRESS))
    assert page.status == 200
    assert "has put none of its agreements on this page. That says nothing about whether it has any." in page.words
    assert "Westshire discharge protocol" not in page.words


def test_what_is_switched_on_shows_parties_days_and_purposes_and_nobodys_name_and_no_clause(lead):
    row = made(lead, review_on=date(2027, 9, 1), ends=date(2028, 12, 1))
    services.publish_agreement(lead, row, on=given.ON)
    words = Page(Client().get(ADDRESS)).words
    for says in (
        "KindJoint protocol: Discharge from hospital",
        "BetweenWestshire County Council; Aldermoor District Council",
        "Where it standsIn force",
        "From1 December 2026 to 30 November 2028",
        "Review1 September 2027",
        "PurposesProtection from abuse and neglect",
    ):
        assert says in words
    for secret in ("Idris", "Okonjo", "Marlow", "Quist", "two working days", "agreements@"):
        assert secret not in words


def test_what_was_taken_off_or_has_ended_is_gone(lead):
    row = made(lead)
    services.publish_agreement(lead, row, on=given.ON)
    services.unpublish_agreement(lead, agreed.fresh(row))
    assert "Westshire discharge protocol" not in Page(Client().get(ADDRESS)).words
    services.publish_agreement(lead, agreed.fresh(row), on=given.ON)
    services.end_of_agreement(lead, agreed.fresh(row), on=date(2026, 12, 15), why="Replaced", at=given.AT)
    assert "Westshire discharge protocol" not in Page(Client().get(ADDRESS)).words
