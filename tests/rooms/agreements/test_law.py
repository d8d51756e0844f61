"""An agreement under section 6(7)(b) is a fact of law from the day it begins to its last day, and no other kind is."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from concord import statute
from concord.agreements import services
from concord.base.errors import Conflict, Invalid
from concord.registry import queries as registry
from concord.statute import Answer
from kit import agreements_given as agreed
from kit import given

pytestmark = pytest.mark.django_db

LATER = datetime(2026, 11, 23, 9, tzinfo=UTC)


def test_the_neighbour_is_a_relevant_partner_from_the_first_day_to_the_last_and_the_county_is_one_of_the_neighbours(
    lead,
):
    row = agreed.an_agreement(lead, agreed.NEIGHBOUR, kind="appropriate", ends=date(2027, 4, 1))
    assert is_partner(date(2026, 12, 1)) is False
    agreed.signed(lead, row)
    days = [date(2026, 11, 30), date(2026, 12, 1), date(2027, 3, 31), date(2027, 4, 1)]
    assert [is_partner(day) for day in days] == [False, True, True, False]
    assert [is_partner(day, back=True) for day in days] == [False, True, True, False]


def test_it_makes_no_partner_before_both_have_signed(lead):
    row = agreed.an_agreement(lead, agreed.NEIGHBOUR, kind="appropriate")
    agreed.signs(lead, row, given.COUNTY, at=given.AT)
    assert is_partner(date(2026, 12, 9)) is False
    place = agreed.party(row, agreed.NEIGHBOUR).public_id
    services.record_signature(
        lead, row, party=place, by_name="A", office="B", on=date(2026, 12, 9), at=datetime(2026, 12, 9, 12, tzinfo=UTC)
    )
    assert [is_partner(date(2026, 12, 8)), is_partner(date(2026, 12, 9))] == [False, True]


def test_ending_it_unmakes_the_partner_from_that_day_and_leaves_the_days_before(lead):
    row = agreed.signed(lead, agreed.an_agreement(lead, agreed.NEIGHBOUR, kind="appropriate"))
    services.end_of_agreement(lead, row, on=date(2027, 1, 15), why="The placement ended.", at=LATER)
    assert [is_partner(date(2027, 1, 14)), is_partner(date(2027, 1, 15))] == [True, False]
    with pytest.raises(Conflict, match="This agreement has ended"):
        services.revise_agreement(lead, row, changes={"title": "Again"}, at=LATER)


def test_one_that_is_ended_before_it_began_never_made_a_partner(lead):
    row = agreed.signed(lead, agreed.an_agreement(lead, agreed.NEIGHBOUR, kind="appropriate"))
    services.end_of_agreement(lead, row, on=date(2026, 12, 1), why="Withdrawn.", at=LATER)
    assert is_partner(date(2026, 12, 1)) is False


def test_a_protocol_with_the_neighbour_makes_no_partner(lead):
    agreed.signed(lead, agreed.an_agreement(lead, agreed.NEIGHBOUR))
    assert is_partner(date(2026, 12, 1)) is False


def test_a_trust_cannot_agree_under_section_6_7_b_and_nothing_is_half_signed(lead):
    row = agreed.an_agreement(lead, given.TRUST, kind="appropriate")
    with pytest.raises(Invalid, match="Only a local authority, or a district council"):
        agreed.signed(lead, row)
    assert is_partner(date(2026, 12, 1), body=given.TRUST) is False


def test_a_third_party_has_no_place_in_an_agreement_between_two(lead):
    row = agreed.an_agreement(lead, agreed.NEIGHBOUR, kind="appropriate")
    with pytest.raises(Invalid, match="is between two"):
        services.add_party(lead, row, body=given.DISTRICT, at=given.AT)


def is_partner(on, *, back=False, body=agreed.NEIGHBOUR):
    """Whether the law says yes, as the register is known much later."""
    authority, other = (body, given.COUNTY) if back else (given.COUNTY, body)
    register = registry.register_of(authority, other, at=datetime(2027, 12, 1, 9, tzinfo=UTC))
    found = statute.partner(statute.rulebook(), register, authority=authority, body=other, on=on)
    return found.answer is Answer.YES
