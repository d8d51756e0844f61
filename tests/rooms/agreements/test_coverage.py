"""What is agreed with whom, for which purpose: the matrix of an authority on a day, and its gaps in order."""

from __future__ import annotations

from datetime import date

import pytest

from concord.agreements import queries, services
from concord.agreements.queries.coverage import Covered
from concord.agreements.rules.kinds import Purpose
from concord.base.errors import Invalid, NotFound
from kit import agreements_given as agreed
from kit import given
from kit.counting import queries_of

pytestmark = pytest.mark.django_db

ON = date(2027, 2, 1)


def matrix(actor, *, on=ON, **narrowed):
    return queries.coverage(actor, on=on, at=given.AT, **narrowed)


def cells(actor, *, body=given.DISTRICT, on=ON, **narrowed):
    row = next(row for row in matrix(actor, on=on, **narrowed).rows if row.body == body)
    return {purpose.value: cell.covered for purpose, cell in row.cells.items() if cell.covered is not Covered.NOTHING}


def test_every_relevant_partner_has_a_row_and_who_is_none_has_not(lead):
    agreed.signed(lead, agreed.an_agreement(lead, agreed.NEIGHBOUR, purposes=["protection"]))
    found = matrix(lead)
    assert {row.body for row in found.rows} == {given.DISTRICT, given.BOARD}
    assert all(row.gaps == tuple(Purpose) for row in found.rows)


def test_a_body_that_may_be_no_partner_has_a_row_where_something_is_agreed_with_it_and_is_no_gap(lead):
    assert matrix(lead).unsure == ("Westshire Hospitals NHS Trust",)
    agreed.signed(lead, agreed.an_agreement(lead, given.TRUST, purposes=["quality"]))
    found = matrix(lead)
    assert {row.body: row.sure for row in found.rows} == {given.DISTRICT: True, given.BOARD: True, given.TRUST: False}
    assert cells(lead, body=given.TRUST) == {"quality": Covered.IN_FORCE}
    assert given.TRUST not in {row.body for row in found.gaps}
    assert found.unsure == ()


def test_a_cell_shows_the_best_that_there_is_on_the_day_and_leads_to_all_of_it(lead):
    old = agreed.signed(
        lead, agreed.an_agreement(lead, purposes=["protection", "quality"], ends=date(2027, 1, 1)), on=given.ON
    )
    assert cells(lead, on=date(2026, 12, 1)) == {"protection": Covered.EXPIRING, "quality": Covered.EXPIRING}
    assert cells(lead) == {}
    services.rely_on(lead, old, on=date(2027, 1, 1))
    draft = agreed.an_agreement(lead, purposes=["protection"])
    assert cells(lead) == {"protection": Covered.RELIED_ON, "quality": Covered.RELIED_ON}
    agreed.signed(lead, draft)
    assert cells(lead) == {"protection": Covered.IN_FORCE, "quality": Covered.RELIED_ON}
    row = next(row for row in matrix(lead).rows if row.body == given.DISTRICT)
    assert row.cells[Purpose.PROTECTION].agreements == (draft.public_id, old.public_id)
    assert row.cells[Purpose.PROTECTION].also == (Covered.RELIED_ON,)
    assert row.cells[Purpose.QUALITY].also == ()
    assert matrix(lead).beside[Covered.RELIED_ON] == 1


def test_gaps_come_in_the_order_of_the_business_between_the_two(lead):
    business = {given.DISTRICT: 3, given.BOARD: 40}
    assert [row.body for row in matrix(lead, business=business).gaps] == [given.BOARD, given.DISTRICT]
    assert [row.body for row in matrix(lead).gaps] == [given.DISTRICT, given.BOARD]


def test_one_topic_shows_what_is_agreed_on_that_alone(lead):
    agreed.signed(lead, agreed.an_agreement(lead, purposes=["quality"], topics=["discharge"]))
    assert cells(lead, topic="discharge") == {"quality": Covered.IN_FORCE}
    assert cells(lead, topic="carers") == {}


def test_an_agreement_that_is_filed_under_no_purpose_is_named_and_covers_nothing(lead):
    row = agreed.signed(lead, agreed.an_agreement(lead))
    assert cells(lead) == {}
    (found,) = [one for one in matrix(lead).rows if one.body == given.DISTRICT]
    assert found.unfiled == (row.public_id,)


def test_an_authority_keeps_its_own_list_of_topics_and_a_name_keeps_its_code(lead):
    assert "delegated-healthcare" in queries.topics_of(lead)
    services.set_topics(lead, names=["Discharge from hospital and transfer of care", "Hoarding", " "])
    assert queries.topics_of(lead) == {
        "discharge": "Discharge from hospital and transfer of care",
        "hoarding": "Hoarding",
    }
    with pytest.raises(Invalid, match="is there twice"):
        services.set_topics(lead, names=["Hoarding", "hoarding"])


def test_it_takes_no_more_reads_for_more_agreements(lead):
    agreed.an_agreement(lead)
    matrix(lead)
    few = len(queries_of(lambda: matrix(lead)))
    for _ in range(5):
        agreed.an_agreement(lead, given.DISTRICT, given.TRUST)
    assert len(queries_of(lambda: matrix(lead))) == few <= 15


def test_the_matrices_of_all_show_each_authority_what_it_may_see(lead):
    draft = agreed.an_agreement(lead, agreed.NEIGHBOUR, purposes=["quality"])
    found = queries.coverage_of_each(given.COMMAND, on=ON, at=given.AT)
    assert list(found[given.COUNTY].titles) == [draft.public_id]
    assert not found[agreed.NEIGHBOUR].titles
    agreed.signed(lead, draft)
    found = queries.coverage_of_each(given.COMMAND, on=ON, at=given.AT)
    assert list(found[agreed.NEIGHBOUR].titles) == [draft.public_id]


def test_the_matrices_of_all_are_for_the_server_alone(lead):
    agreed.signed(lead, agreed.an_agreement(lead, purposes=["quality"]))
    found = queries.coverage_of_each(given.COMMAND, on=ON, at=given.AT)
    assert found[given.COUNTY].counts[Covered.IN_FORCE] == 1
    assert found[agreed.NEIGHBOUR].counts[Covered.IN_FORCE] == 0
    with pytest.raises(NotFound):
        queries.coverage_of_each(lead, on=ON, at=given.AT)
