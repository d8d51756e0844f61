"""A party leaves on a day to come: until then it is a party in everything, and from that day in nothing."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from concord.agreements import queries, services
from concord.agreements.models import Signature
from concord.agreements.queries import agreed_between_public
from concord.agreements.rules.commitments import Commitment
from concord.agreements.rules.standing import Status
from concord.base.clock import LONDON
from concord.base.errors import Conflict, Gone, Invalid
from concord.delivery.models import Outgoing
from kit import agreements_given as agreed
from kit import given

pytestmark = pytest.mark.django_db

LEAVES = date(2027, 4, 1)
EVE = LEAVES - timedelta(days=1)


@pytest.fixture
def lead(db, tmp_path):
    agreed.counties(tmp_path / "edition")
    return agreed.a_lead()


@pytest.fixture
def protocol(lead):
    row = agreed.an_agreement(lead, given.DISTRICT, agreed.NEIGHBOUR)
    services.write_clause(lead, row, clause=agreed.TWO_DAYS, at=given.AT)
    return agreed.fresh(row)


def leaves(lead, row, on=LEAVES):
    services.record_leaving(lead, row, party=agreed.party(row, given.DISTRICT).public_id, on=on, at=given.AT)
    return agreed.fresh(row)


def at(on):
    return datetime(on.year, on.month, on.day, 12, tzinfo=LONDON)


def seats(lead, row, on):
    return [seat.body for seat in queries.agreement_page(lead, row.public_id, on=on).seats]


def test_a_party_sits_at_the_table_until_its_last_day(lead, protocol):
    row = leaves(lead, agreed.signed(lead, protocol))
    assert given.DISTRICT in seats(lead, row, EVE)
    assert given.DISTRICT not in seats(lead, row, LEAVES)


def test_its_clauses_count_until_its_last_day(lead, protocol):
    leaves(lead, agreed.signed(lead, protocol))
    said = [
        len(agreed_between_public(Commitment.RESPONSE_TIME, given.COUNTY, given.DISTRICT, on=on))
        for on in (EVE, LEAVES)
    ]
    assert said == [1, 0]


def test_it_is_asked_and_can_agree_until_its_last_day(lead, protocol):
    row = leaves(lead, protocol)
    assert services.share_for_comment(lead, row, at=given.AT) == 2
    agreed.signs(agreed.by_link(row, given.DISTRICT, at=given.AT), row, given.DISTRICT, at=given.AT)
    assert Signature.objects.count() == 1


def test_what_is_not_signed_waits_for_it_until_its_last_day_and_no_longer(lead, protocol):
    row = leaves(lead, protocol)
    for body in (given.COUNTY, agreed.NEIGHBOUR):
        services.record_signature(
            lead, row, party=agreed.party(row, body).public_id, by_name="Marlow Quist", office="Director",
            on=given.ON, at=given.AT,
        )  # fmt: skip
    waits = queries.agreement_page(lead, row.public_id, on=EVE).standing
    assert (waits.status, len(waits.missing)) == (Status.PART_SIGNED, 1)
    assert queries.agreement_page(lead, row.public_id, on=LEAVES).standing.missing == frozenset()


def test_after_its_last_day_it_is_neither_written_to_nor_heard(lead, protocol):
    services.share_for_comment(lead, protocol, at=given.AT)
    partner = agreed.by_link(protocol, given.DISTRICT, at=given.AT)
    place = agreed.party(protocol, given.DISTRICT)
    row = leaves(lead, protocol)
    place.refresh_from_db()
    with pytest.raises(Conflict, match="no party of this agreement any more"):
        services.comment(partner, place, words="Too late.", by_name="Marlow Quist", at=at(LEAVES))
    with pytest.raises(Conflict, match="no party of this agreement any more"):
        agreed.signs(partner, row, given.DISTRICT, at=at(LEAVES))
    with pytest.raises(Invalid, match="no party any more"):
        services.change_party(lead, row, party=place.public_id, mailbox="", contact_name="", at=at(LEAVES))
    with pytest.raises(Gone):
        queries.party_cover_public(place.public_id, body=given.DISTRICT, on=LEAVES)
    before = Outgoing.objects.filter(to=place.mailbox).count()
    services.share_for_comment(lead, row, at=at(LEAVES))
    assert Outgoing.objects.filter(to=place.mailbox).count() == before


def test_it_can_leave_earlier_than_was_recorded(lead, protocol):
    row = leaves(lead, agreed.signed(lead, protocol))
    row = leaves(lead, row, date(2027, 2, 1))
    assert given.DISTRICT not in seats(lead, row, date(2027, 2, 1))


def test_a_place_that_passes_on_a_day_to_come_is_its_holders_until_then(lead, protocol):
    services.share_for_comment(lead, protocol, at=given.AT)
    partner = agreed.by_link(protocol, given.DISTRICT, at=given.AT)
    place = agreed.party(protocol, given.DISTRICT)
    services.novate_party(
        lead, protocol, party=place.public_id, to=given.TRUST, on=LEAVES, decision="A deed.", at=given.AT
    )
    page = queries.party_page(partner, on=EVE)
    assert page.seat.body == given.DISTRICT
    services.sign_agreement(
        partner, place, by_name="Marlow Quist", office="Director", at=at(EVE), saves=agreed.fresh(protocol).saves
    )
    assert queries.party_cover_public(place.public_id, body=given.DISTRICT, on=EVE)
    with pytest.raises(Gone):
        queries.party_cover_public(place.public_id, body=given.DISTRICT, on=LEAVES)
