"""Days that do not fit are said in words: a body that was not there, an end before the beginning, a note grown old."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from concord.agreements import queries, services
from concord.agreements.models import Signature, Version
from concord.agreements.rules.standing import Status
from concord.base.errors import Conflict, Invalid
from kit import agreements_given as agreed
from kit import given, mergers

pytestmark = pytest.mark.django_db


def at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 9, tzinfo=UTC)


def on_paper(lead, row, body, on):
    services.record_signature(
        lead,
        row,
        party=agreed.party(row, body).public_id,
        by_name="Marlow Quist",
        office="Chair",
        on=on,
        at=given.AT,
    )


def test_no_body_signs_on_a_day_on_which_it_did_not_exist(db, tmp_path):
    mergers.load(tmp_path / "edition")
    lead = agreed.a_lead(body=mergers.HAMPSHIRE)
    row = agreed.an_agreement(lead, mergers.SURREY_AND_SUSSEX, kind="partnership")
    with pytest.raises(Invalid, match="did not exist on 31 March 2026: it began on 1 April 2026") as told:
        on_paper(lead, row, mergers.SURREY_AND_SUSSEX, date(2026, 3, 31))
    assert told.value.field == "on"
    on_paper(lead, row, mergers.SURREY_AND_SUSSEX, date(2026, 4, 1))
    assert Signature.objects.count() == 1


def test_an_agreement_that_has_begun_does_not_end_before_it_began(lead):
    row = agreed.signed(lead, agreed.an_agreement(lead, starts=date(2026, 11, 1)), on=date(2026, 11, 3))
    with pytest.raises(Invalid, match="It began on 3 November 2026, so its last day cannot be before that") as told:
        services.end_of_agreement(lead, row, on=date(2026, 11, 3), why="Never worked.", at=given.AT)
    assert told.value.field == "on"
    services.end_of_agreement(lead, row, on=date(2026, 11, 4), why="Never worked.", at=given.AT)


def test_one_that_is_still_to_begin_may_fall_away_before_it_does(lead):
    row = agreed.signed(lead, agreed.an_agreement(lead))
    services.end_of_agreement(lead, row, on=given.ON, why="Withdrawn.", at=given.AT)
    assert queries.agreement_page(lead, row.public_id, on=agreed.FIRST).standing.status is Status.ENDED


def test_that_an_old_version_was_relied_on_says_nothing_of_the_next_one(lead):
    row = agreed.signed(
        lead, agreed.an_agreement(lead, starts=date(2026, 10, 1), ends=date(2026, 11, 10)), on=date(2026, 10, 1)
    )
    services.rely_on(lead, row, on=date(2026, 11, 10))

    def stands(on):
        return queries.agreement_page(lead, row.public_id, on=on).standing.status

    assert stands(given.ON) is Status.RELIED_ON
    services.new_version(lead, row, at=given.AT)
    services.revise_agreement(lead, row, changes={"starts": date(2026, 12, 1), "ends": date(2027, 6, 1)}, at=given.AT)
    agreed.signed(lead, row)
    assert stands(date(2026, 11, 30)) is Status.RELIED_ON
    assert stands(date(2026, 12, 1)) is Status.IN_FORCE
    with pytest.raises(Conflict, match="not relied on beyond its end"):
        services.rely_on(lead, row, on=date(2026, 12, 1))
    assert stands(date(2027, 6, 1)) is Status.LAPSED


@pytest.mark.parametrize(
    ("written", "first"),
    [
        ({}, date(2027, 12, 1)),
        ({"review_on": date(2027, 3, 1)}, date(2027, 3, 1)),
        ({"ends": date(2027, 6, 1)}, None),
    ],
)
def test_where_no_review_is_written_the_first_follows_from_the_cycle(lead, written, first):
    row = agreed.signed(lead, agreed.an_agreement(lead, review_months=12, **written))
    assert Version.objects.get(agreement=row).review_on == first
