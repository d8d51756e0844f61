"""What nobody would do on purpose: days out of our time, a keeper that leaves, a place held twice, a draft leant on."""

from __future__ import annotations

from datetime import date

import pytest

from concord.agreements import services
from concord.agreements.models import Agreement, Review
from concord.agreements.queries.published import published_public
from concord.base.errors import Conflict, Invalid
from kit import agreements_given as agreed
from kit import given
from kit.agreements_given import FIRST, fresh, party, signed

pytestmark = pytest.mark.django_db
TOO_EARLY, TOO_LATE = date(1, 1, 1), date(9999, 12, 31)


@pytest.fixture
def draft(lead):
    return agreed.an_agreement(lead, given.DISTRICT, agreed.NEIGHBOUR)


@pytest.mark.parametrize("day", [TOO_EARLY, date(206, 4, 1), TOO_LATE])
@pytest.mark.parametrize("field", ["starts", "ends", "review_on", "approved_on"])
def test_a_day_out_of_our_time_is_told_at_its_field(lead, draft, field, day):
    with pytest.raises(Invalid, match="The year must be between 1948 and 2200") as refused:
        services.revise_agreement(lead, draft, changes={"starts": None, field: day}, at=given.AT)
    assert refused.value.field == field


@pytest.mark.parametrize("day", [TOO_EARLY, TOO_LATE])
def test_so_it_is_of_every_day_that_is_noted(lead, draft, day):
    with pytest.raises(Invalid, match="year"):
        signed(lead, draft, on=day)
    with pytest.raises(Invalid, match="year"):
        services.run_unsigned(lead, draft, on=day)
    row, place = signed(lead, draft), party(draft, given.DISTRICT).public_id
    for act in (
        lambda: services.record_leaving(lead, row, party=place, on=day, at=given.AT),
        lambda: services.novate_party(lead, row, party=place, to=given.TRUST, on=day, decision="A deed", at=given.AT),
        lambda: services.end_of_agreement(lead, row, on=day, why="It ends.", at=given.AT),
        lambda: services.begin_review(lead, row, on=day),
        lambda: services.rely_on(lead, row, on=day),
    ):
        with pytest.raises(Invalid, match="year"):
            act()
    assert fresh(row).ended_from is None


def test_the_keeper_stays_a_party(lead, draft):
    row = signed(lead, draft)
    own = party(row, given.COUNTY).public_id
    with pytest.raises(Invalid, match="Westshire County Council keeps this agreement"):
        services.record_leaving(lead, row, party=own, on=FIRST, at=given.AT)
    with pytest.raises(Invalid, match="Westshire County Council keeps this agreement"):
        services.novate_party(lead, row, party=own, to=given.TRUST, on=FIRST, decision="A deed", at=given.AT)
    assert party(row, given.COUNTY).left_from is None


def test_no_body_holds_two_places(lead, draft):
    row, place = signed(lead, draft), party(draft, given.DISTRICT).public_id
    with pytest.raises(Invalid, match="a party already") as refused:
        services.novate_party(lead, row, party=place, to=agreed.NEIGHBOUR, on=FIRST, decision="A deed", at=given.AT)
    assert refused.value.field == "to"


def test_a_place_that_was_left_passes_to_nobody(lead, draft):
    row, place = signed(lead, draft), party(draft, given.DISTRICT).public_id
    services.record_leaving(lead, row, party=place, on=given.ON, at=given.AT)
    with pytest.raises(Invalid, match="no party on that day") as refused:
        services.novate_party(lead, row, party=place, to=given.TRUST, on=FIRST, decision="A deed", at=given.AT)
    assert refused.value.field == "on"


def test_a_party_that_has_said_something_is_taken_out_and_what_it_said_stays(lead, draft):
    services.share_for_comment(lead, draft, at=given.AT)
    they, place = agreed.a_lead("Marlow Quist", body=given.DISTRICT), party(draft, given.DISTRICT)
    said = services.comment(they, place, words="Two days are too few.", by_name="Marlow Quist", at=given.AT)
    services.remove_party(lead, draft, party=place.public_id)
    place.refresh_from_db()
    said.refresh_from_db()
    assert (place.left_from, said.words) == (given.ON, "Two days are too few.")


def test_a_draft_goes_with_its_review_but_not_from_under_another(lead, draft):
    services.begin_review(lead, draft, on=given.ON)
    rota = services.begin_agreement(lead, kind="strategy", title="Rota", at=given.AT, changes={"under": draft})
    with pytest.raises(Conflict, match="“Rota” hangs on this draft"):
        services.discard_agreement(lead, draft)
    services.discard_agreement(lead, rota)
    services.discard_agreement(lead, draft)
    assert not Agreement.objects.exists()
    assert not Review.objects.exists()


def test_the_public_page_names_no_party_of_a_version_that_is_still_written(lead):
    row = signed(lead, agreed.an_agreement(lead))
    services.publish_agreement(lead, row, on=given.ON)
    services.new_version(lead, row, at=given.AT)
    services.add_party(lead, row, body=agreed.NEIGHBOUR, at=given.AT)
    (shown,) = published_public(given.COUNTY, on=FIRST)
    assert shown.parties == ("Westshire County Council", "Aldermoor District Council")
