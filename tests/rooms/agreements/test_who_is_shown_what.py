"""Who came to the table for the next version is no party of this one; who has left is shown nothing that came after."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from concord.agreements import queries, services
from concord.agreements.queries.between import times_between_public
from concord.agreements.rules.kinds import Purpose
from concord.agreements.rules.standing import Status
from concord.base.errors import Conflict, NotFound
from kit import agreements_given as agreed
from kit import given
from kit.agreements_given import FIRST, fresh, party, signed

pytestmark = pytest.mark.django_db
LATER = given.AT + timedelta(days=1)
IN_FORCE = datetime(2026, 12, 2, 9, tzinfo=UTC)


@pytest.fixture
def made(lead):
    """Between the county and the district, with a time to answer; the neighbour is added for the next version."""
    row = agreed.an_agreement(lead, purposes=[Purpose.PROTECTION.value])
    services.write_clause(lead, row, clause=agreed.TWO_DAYS, at=given.AT)
    row = signed(lead, row)
    services.new_version(lead, row, at=given.AT)
    services.add_party(lead, row, body=agreed.NEIGHBOUR, mailbox="desk@eastshire.example", at=given.AT)
    return row


def times(other):
    found = times_between_public(given.COUNTY, other, topic="", urgency="routine", on=IN_FORCE.date())
    return [terms.answer_days for _, terms, short in found if short is None]


def test_a_clause_binds_nobody_who_has_not_agreed_to_it(made):
    assert times(given.DISTRICT) == [2]
    assert times(agreed.NEIGHBOUR) == []


def test_it_fills_no_cell_of_coverage_with_such_a_body(lead, made):
    outline = next(iter(queries.reading.outlines(None, on=IN_FORCE.date())))
    assert sorted(outline.bodies) == sorted([given.COUNTY, given.DISTRICT])


def test_such_a_body_sees_nothing_before_its_version_is_shared_and_then_that_version_alone(lead, made):
    they = agreed.a_lead("Ama Reyes", body=agreed.NEIGHBOUR)
    assert queries.agreements(they, on=given.ON) == ()
    with pytest.raises(NotFound):
        queries.agreement_page(they, made.public_id, on=given.ON)
    services.share_for_comment(lead, made, at=given.AT)
    page = queries.agreement_page(they, made.public_id, on=given.ON)
    assert [version.number for version in page.versions] == [2]
    (line,) = queries.agreements(they, on=given.ON)
    assert line.standing.status is Status.SHARED


def test_who_has_left_is_shown_what_it_agreed_to_and_nothing_that_came_after(lead):
    row = signed(lead, agreed.an_agreement(lead, given.DISTRICT, agreed.NEIGHBOUR))
    services.record_leaving(lead, row, party=party(row, given.DISTRICT).public_id, on=given.ON, at=given.AT)
    services.new_version(lead, row, at=given.AT)
    services.revise_agreement(lead, row, changes={"summary": "Marigold"}, at=given.AT)
    services.share_for_comment(lead, row, at=given.AT)
    they = agreed.a_lead("Marlow Quist", body=given.DISTRICT)
    page = queries.agreement_page(they, row.public_id, on=given.ON)
    assert [version.number for version in page.versions] == [1]
    found = queries.agreements(they, on=given.ON, narrowed=queries.Narrowed(words="marigold"))
    assert found == ()
    assert len(queries.agreements(they, on=given.ON)) == 1


def test_who_left_a_draft_is_not_shown_how_it_goes_on(lead):
    row = agreed.an_agreement(lead, given.DISTRICT, agreed.NEIGHBOUR)
    services.share_for_comment(lead, row, at=given.AT)
    place = party(row, given.DISTRICT)
    they = agreed.a_lead("Marlow Quist", body=given.DISTRICT)
    services.comment(they, place, words="Too few days.", by_name="Marlow Quist", at=given.AT)
    assert queries.agreement_page(they, row.public_id, on=given.ON).comments[1]
    services.remove_party(lead, row, party=place.public_id)
    with pytest.raises(NotFound):
        queries.agreement_page(they, row.public_id, on=given.ON)
    assert queries.agreements(they, on=given.ON) == ()


def test_a_body_whose_place_another_took_is_shown_nothing_that_the_other_agrees_to(lead):
    row = signed(lead, agreed.an_agreement(lead, given.DISTRICT))
    place = party(row, given.DISTRICT).public_id
    services.novate_party(lead, row, party=place, to=agreed.NEIGHBOUR, on=LATER.date(), decision="A deed", at=given.AT)
    before, after = agreed.a_lead("Mo Quist", body=given.DISTRICT), agreed.a_lead("Ama Reyes", body=agreed.NEIGHBOUR)
    services.new_version(lead, row, at=IN_FORCE)
    services.revise_agreement(lead, row, changes={"starts": FIRST + timedelta(days=30)}, at=IN_FORCE)
    services.share_for_comment(lead, row, at=IN_FORCE)
    shown = [
        [version.number for version in queries.agreement_page(one, row.public_id, on=IN_FORCE.date()).versions]
        for one in (before, after)
    ]
    assert shown == [[1], [1, 2]]
    signed(lead, row, on=IN_FORCE.date(), at=IN_FORCE)
    assert [one.number for one in queries.agreement_page(before, row.public_id, on=IN_FORCE.date()).versions] == [1]


def test_who_is_bound_is_not_taken_out_with_the_next_draft(lead, made):
    with pytest.raises(Conflict, match="Aldermoor District Council agreed to version 1"):
        services.remove_party(lead, made, party=party(made, given.DISTRICT).public_id)
    assert fresh(made).versions.count() == 2
    assert times(given.DISTRICT) == [2]


def test_whoever_is_added_to_an_unshared_draft_is_named_to_no_other_party(lead, made):
    they = agreed.a_lead("Marlow Quist", body=given.DISTRICT)
    page = queries.agreement_page(they, made.public_id, on=given.ON)
    assert [seat.name for seat in page.seats] == ["Westshire County Council", "Aldermoor District Council"]
    (line,) = queries.agreements(they, on=given.ON)
    assert [seat.body for seat in line.others] == [given.COUNTY]
    services.change_party(
        lead, made, party=party(made, agreed.NEIGHBOUR).public_id, mailbox="", contact_name="", at=given.AT
    )
    assert not [line for line in queries.record_of(they, made.public_id) if "Eastshire" in str(line)]
    services.share_for_comment(lead, made, at=given.AT)
    assert len(queries.agreement_page(they, made.public_id, on=given.ON).seats) == 3
    assert [line for line in queries.record_of(they, made.public_id) if "Eastshire" in str(line)]
