"""Agreeing: each party on its own day, to words that it has seen; what follows when the last has agreed."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from concord.access.operation import NOT_HERE
from concord.agreements import queries, services
from concord.agreements.models import Signature, Version
from concord.agreements.rules.standing import Status
from concord.base.errors import Conflict, Invalid, NotAllowed
from concord.delivery.models import Outgoing
from kit import agreements_given as agreed
from kit import given

pytestmark = pytest.mark.django_db

DAYS = [
    datetime(2026, 11, 23, 9, tzinfo=UTC),
    datetime(2026, 11, 30, 9, tzinfo=UTC),
    datetime(2026, 12, 9, 9, tzinfo=UTC),
]


def stands(lead, row, on):
    return queries.agreement_page(lead, row.public_id, on=on).standing


def test_three_bodies_agree_on_different_days_and_it_begins_when_the_last_has(lead):
    row = agreed.an_agreement(lead, given.DISTRICT, given.TRUST)
    services.share_for_comment(lead, row, at=given.AT)
    agreed.signs(lead, row, given.COUNTY, at=DAYS[0])
    agreed.signs(agreed.by_link(row, given.TRUST, at=DAYS[1]), row, given.TRUST, at=DAYS[1])
    found = stands(lead, row, date(2026, 12, 2))
    assert (found.status, len(found.missing)) == (Status.PART_SIGNED, 1)
    agreed.signs(agreed.by_link(row, given.DISTRICT, at=DAYS[2]), row, given.DISTRICT, at=DAYS[2])
    assert stands(lead, row, date(2026, 12, 8)).status is Status.PART_SIGNED
    assert stands(lead, row, date(2026, 12, 9)).status is Status.IN_FORCE
    assert Version.objects.get(agreement=row).made_on == date(2026, 12, 9)
    told = Outgoing.objects.filter(message="agreement-made", subject=row.public_id)
    assert sorted(told.values_list("to", flat=True)) == ["agreements@901.example", "agreements@rw9.example"]
    assert "It begins on 9 December 2026." in told[0].text


def test_nobody_agrees_to_words_that_have_changed_since_they_were_shown(lead):
    row = agreed.an_agreement(lead)
    services.share_for_comment(lead, row, at=given.AT)
    partner, seen = agreed.by_link(row, given.DISTRICT, at=given.AT), agreed.fresh(row).saves
    services.write_clause(lead, row, clause=agreed.TWO_DAYS, at=given.AT)
    with pytest.raises(Conflict, match="The words have changed since you opened this page"):
        services.sign_agreement(
            partner, agreed.party(row, given.DISTRICT), by_name="A", office="B", at=given.AT, saves=seen
        )
    assert not Signature.objects.exists()


def test_once_somebody_has_agreed_the_words_stay_and_a_new_version_takes_them_on(lead):
    row = agreed.an_agreement(lead)
    services.write_clause(lead, row, clause=agreed.TWO_DAYS, at=given.AT)
    agreed.signs(lead, row, given.COUNTY, at=given.AT)
    with pytest.raises(Conflict, match="Westshire County Council agreed to version 1 on 22 November 2026"):
        services.revise_agreement(lead, row, changes={"summary": "Other words."}, at=given.AT)
    with pytest.raises(Conflict, match="Begin a new version to change them"):
        services.write_clause(lead, row, clause=agreed.TWO_DAYS, at=given.AT)
    version = services.new_version(lead, row, at=given.AT)
    assert (version.number, [clause.heading for clause in version.clauses.all()]) == (2, ["Answering in time"])
    assert (version.starts, version.ends) == (None, None)
    services.revise_agreement(lead, row, changes={"summary": "Other words."}, at=given.AT)


def test_a_new_version_ends_the_one_before_on_the_day_it_begins(lead):
    row = agreed.signed(lead, agreed.an_agreement(lead))
    services.new_version(lead, row, at=given.AT)
    services.revise_agreement(lead, row, changes={"starts": date(2027, 4, 1)}, at=given.AT)
    agreed.signed(lead, row)
    first, second = Version.objects.filter(agreement=row)
    assert (first.until, second.until) == (date(2027, 4, 1), None)
    assert stands(lead, row, date(2027, 3, 31)).text.number == 1
    assert stands(lead, row, date(2027, 4, 1)).text.number == 2


def test_a_version_that_would_begin_before_the_one_in_force_is_refused_in_words(lead):
    row = agreed.signed(lead, agreed.an_agreement(lead))
    services.new_version(lead, row, at=given.AT)
    services.revise_agreement(lead, row, changes={"starts": date(2026, 11, 1)}, at=given.AT)
    with pytest.raises(Conflict, match="Version 1 begins on 1 December 2026, not before this one"):
        agreed.signed(lead, row)
    assert Version.objects.get(agreement=row, number=1).until is None


@pytest.mark.parametrize(
    ("changes", "field", "says"),
    [
        ({"by_name": " "}, "by_name", "Enter the name"),
        ({"office": ""}, "office", "Enter the office"),
        ({"on": date(2026, 11, 23)}, "on", "still to come"),
        ({"party": "nobody"}, "party", "Choose one of the parties"),
    ],
)
def test_a_signature_on_paper_is_recorded_with_name_office_and_a_day_that_has_come(lead, changes, field, says):
    row = agreed.an_agreement(lead)
    place = agreed.party(row, given.DISTRICT).public_id
    values = {"party": place, "by_name": "Marlow Quist", "office": "Director", "on": given.ON, **changes}
    with pytest.raises(Invalid, match=says) as caught:
        services.record_signature(lead, row, **values, at=given.AT)
    assert caught.value.field == field


def test_nobody_agrees_twice_and_nobody_before_there_is_a_first_day(lead):
    row = agreed.an_agreement(lead, starts=None)
    with pytest.raises(Invalid, match="Write the day on which the agreement begins"):
        agreed.signs(lead, row, given.COUNTY, at=given.AT)
    services.revise_agreement(lead, row, changes={"starts": agreed.FIRST}, at=given.AT)
    agreed.signs(lead, row, given.COUNTY, at=given.AT)
    with pytest.raises(Conflict, match=r"agreed to version 1 on 22 November 2026 already \(Marlow Quist, Director\)"):
        agreed.signs(lead, row, given.COUNTY, at=DAYS[0])


def test_a_body_agrees_for_itself_and_for_no_other(lead):
    row = agreed.an_agreement(lead, given.DISTRICT, given.TRUST)
    services.share_for_comment(lead, row, at=given.AT)
    elsewhere = agreed.a_lead("Sol Abara", body=given.TRUST)
    partner = agreed.by_link(row, given.TRUST, at=given.AT)
    for actor in (elsewhere, partner, lead):
        with pytest.raises(NotAllowed, match=NOT_HERE):
            agreed.signs(actor, row, given.DISTRICT, at=given.AT)
    agreed.signs(elsewhere, row, given.TRUST, at=given.AT)


def test_practitioners_read_the_agreements_of_their_body_and_keep_none(lead):
    row = agreed.an_agreement(lead)
    officer = given.acting(given.a_person())
    assert queries.agreement_page(officer, row.public_id, on=given.ON).may == frozenset()
    with pytest.raises(NotAllowed):
        services.revise_agreement(officer, row, changes={"title": "Mine"}, at=given.AT)
    with pytest.raises(NotAllowed):
        services.begin_agreement(officer, kind="policy", title="Mine", at=given.AT)
