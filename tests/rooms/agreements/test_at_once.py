"""Two who do at the same moment what cannot both be done, or both do it: nothing is done twice, nothing is lost."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from concord.agreements import services
from concord.agreements.models import Agreement, OwnerReminder, Signature, Version
from concord.agreements.services.rows import locked
from concord.agreements.work import OwnersReminders
from concord.base.errors import Conflict
from concord.delivery.models import Outgoing
from kit import agreements_given as agreed
from kit import given
from kit.at_once import at_once
from kit.sheets_given import in_csv, tried

ROW = ("Protocol", "Strategy", "Aldermoor District Council", "1/4/2026", "31/3/2028", "1/4/2027", "Jo Wren", "In force")


@pytest.mark.django_db(transaction=True)
def test_a_sheet_that_is_taken_in_twice_at_once_is_taken_in_once(lead):
    plan = tried(lead, in_csv([ROW]))
    told = at_once(*[lambda: services.import_agreements(lead, plan=plan, at=given.AT)] * 3)
    assert sorted(type(one).__name__ for one in told) == ["Conflict", "Conflict", "int"]
    assert Agreement.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_parties_that_agree_at_once_make_the_version_once(lead):
    row = agreed.an_agreement(lead)
    services.share_for_comment(lead, row, at=given.AT)
    they = agreed.a_lead("Marlow Quist", body=given.DISTRICT)
    told = at_once(
        *(
            lambda actor=actor, body=body: agreed.signs(actor, row, body, at=given.AT)
            for actor, body in ((lead, given.COUNTY), (they, given.DISTRICT))
        )
    )
    assert told == [None, None]
    assert Version.objects.get().made_on == given.ON
    assert Outgoing.objects.filter(message="agreement-made").count() == 1


@pytest.mark.django_db(transaction=True)
def test_one_party_that_agrees_twice_at_once_agrees_once(lead):
    row = agreed.an_agreement(lead)
    told = at_once(*[lambda: agreed.signs(lead, row, given.COUNTY, at=given.AT)] * 2)
    assert [type(one) for one in told].count(Conflict) == 1
    assert Signature.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_nobody_agrees_to_words_that_are_changed_in_the_same_moment(lead):
    row = agreed.an_agreement(lead)
    saves = agreed.fresh(row).saves
    place = agreed.party(row, given.COUNTY)
    told = at_once(
        lambda: services.sign_agreement(lead, place, by_name="Ida", office="Director", at=given.AT, saves=saves),
        lambda: services.revise_agreement(lead, row, changes={"summary": "Other"}, at=given.AT, saves=saves),
    )
    assert [type(one) for one in told].count(Conflict) == 1
    signed = Signature.objects.exists()
    assert Version.objects.get().summary == ("" if signed else "Other")


@pytest.mark.django_db(transaction=True)
def test_work_that_runs_twice_at_once_reminds_once(lead):
    row = agreed.an_agreement(lead, owner_name="Jo Wren", owner_email="jo.wren@westshire.example")
    services.revise_agreement(lead, row, changes={"review_on": agreed.FIRST}, at=given.AT)
    agreed.signed(lead, row)
    at = datetime(2026, 12, 2, 9, tzinfo=UTC)
    told = at_once(*[lambda: OwnersReminders().once(given.COMMAND, at=at)] * 3)
    assert [one.failed for one in told] == [0, 0, 0]
    assert sum(one.sent for one in told) == OwnerReminder.objects.count() == 1
    assert Outgoing.objects.filter(to="jo.wren@westshire.example").count() == 1


@pytest.mark.django_db
def test_who_was_let_in_before_another_body_kept_it_changes_nothing(lead):
    row = agreed.an_agreement(lead)
    Agreement.objects.filter(pk=row.pk).update(keeper=given.DISTRICT)
    with pytest.raises(Conflict, match="Another body keeps this agreement"):
        locked(row)


@pytest.mark.django_db
def test_who_writes_in_a_draft_that_was_put_away_is_told(lead):
    row = agreed.an_agreement(lead)
    services.discard_agreement(lead, agreed.fresh(row))
    with pytest.raises(Conflict, match="put this draft away"):
        locked(row)
