"""What a version that nobody has shared yet tells the other parties: nothing, in no list, matrix, check or page."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from concord.agreements import queries, services
from concord.agreements.queries.published import published_public
from concord.agreements.rules.commitments import Commitment
from concord.agreements.rules.kinds import Purpose
from concord.agreements.rules.standing import Status
from concord.agreements.services import Written
from kit import agreements_given as agreed
from kit import given

pytestmark = pytest.mark.django_db

LATER = given.AT + timedelta(days=2)
SHARES = Written(
    heading="What may be shared",
    commitment="sharing",
    terms={"classes": ["health"], "basis": "UK GDPR article 6(1)(e)"},
)


@pytest.fixture
def district(counties):
    return agreed.a_lead("Ada Finch", body=given.DISTRICT)


@pytest.fixture
def row(lead):
    """Agreed to by its keeper, on paper, and sent to the others; a next version is being written."""
    row = agreed.an_agreement(lead, given.DISTRICT, given.BOARD, purposes=["quality"], topics=["meeting"])
    services.share_for_comment(lead, row, at=given.AT)
    services.record_signature(
        lead,
        row,
        party=agreed.party(row, given.COUNTY).public_id,
        by_name="Idris Okonjo",
        office="Director",
        on=given.ON,
        at=given.AT,
    )
    services.new_version(lead, row, at=given.AT)
    services.revise_agreement(lead, row, changes={"purposes": ["protection"], "topics": ["advice"]}, at=given.AT)
    return agreed.fresh(row)


def line(actor):
    (found,) = queries.agreements(actor, on=given.ON)
    return found


def test_the_list_of_another_party_stands_by_what_it_was_shown(lead, row, district):
    ours, theirs = line(lead), line(district)
    assert (ours.standing.status, ours.standing.text.number) == (Status.DRAFT, 2)
    assert (theirs.standing.status, theirs.standing.text.number, theirs.standing.next) == (Status.PART_SIGNED, 1, None)
    assert (theirs.purposes, theirs.topics) == ({"quality"}, {"meeting"})
    services.share_for_comment(lead, row, at=LATER)
    assert line(district).standing.text.number == 2


def test_the_list_says_what_the_page_says(row, district):
    page = queries.agreement_page(district, row.public_id, on=given.ON)
    assert page.standing == line(district).standing


def test_an_agreement_that_all_have_signed_stays_signed_while_its_keeper_writes_the_next(lead, district):
    row = agreed.an_agreement(lead)
    services.share_for_comment(lead, row, at=given.AT)
    agreed.signed(lead, row)
    services.new_version(lead, row, at=LATER)
    assert (line(district).standing.status, line(district).standing.next) == (Status.SIGNED, None)
    services.publish_agreement(lead, row, on=given.ON)
    (published,) = published_public(given.COUNTY, on=given.ON + timedelta(days=3))
    assert (published.status, published.starts) == (Status.SIGNED, agreed.FIRST)


def test_the_matrix_of_another_party_knows_nothing_of_what_is_being_written(lead):
    neighbour = agreed.a_lead("Ny Berg", body=agreed.NEIGHBOUR)
    row = agreed.an_agreement(neighbour, given.COUNTY, given.DISTRICT, purposes=["quality"])
    services.share_for_comment(neighbour, row, at=given.AT)
    agreed.signed(neighbour, row)
    services.new_version(neighbour, row, at=LATER)
    services.revise_agreement(neighbour, row, changes={"purposes": ["protection"]}, at=LATER)

    def covered():
        matrix = queries.coverage(lead, on=given.ON, at=given.AT)
        (district,) = (found for found in matrix.rows if found.body == given.DISTRICT)
        return {purpose for purpose, cell in district.cells.items() if cell.agreements}

    assert covered() == {Purpose.QUALITY}
    services.share_for_comment(neighbour, row, at=LATER)
    assert covered() == {Purpose.PROTECTION}


def test_the_check_of_sharing_names_no_version_that_the_body_was_not_shown(lead, district):
    row = agreed.an_agreement(lead, starts=date(2026, 12, 1))
    services.share_for_comment(lead, row, at=given.AT)
    agreed.signed(lead, row)
    services.new_version(lead, row, at=LATER)
    services.write_clause(lead, row, clause=SHARES, at=LATER)

    def known(one, other):
        return queries.short_of_force_public(Commitment.SHARING, one, other, on=given.ON)

    assert [short.title for short in known(given.COUNTY, given.DISTRICT)] == [row.title]
    assert known(given.DISTRICT, given.COUNTY) == ()
    services.share_for_comment(lead, row, at=LATER)
    assert [short.title for short in known(given.DISTRICT, given.COUNTY)] == [row.title]


def test_the_record_tells_another_party_nothing_of_a_version_that_it_was_not_shown(lead, row, district):
    services.write_clause(lead, row, clause=SHARES, at=given.AT)
    ours, theirs = ([line.event for line in queries.record_of(reader, row.public_id)] for reader in (lead, district))
    assert ours[-3:] == ["agreement:new-version", "agreement:revise", "agreement:write-clause"]
    assert ours[:-3] == theirs
