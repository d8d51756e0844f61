"""A body ends: which agreements it touches, months ahead, what is decided of each, and what follows.

The merger of integrated care boards on 1 April 2026, from the packaged register.
"""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from concord.agreements import queries, services
from concord.agreements.models import Party, Succeeded
from concord.agreements.rules.standing import Status
from concord.base.errors import Conflict, Invalid
from kit import agreements_given as agreed
from kit import given, mergers

pytestmark = pytest.mark.django_db

AT = datetime(2025, 12, 1, 9, tzinfo=UTC)
ON, MERGED = date(2025, 12, 1), date(2026, 4, 1)
ORDER = "The transfer scheme of 1 April 2026."


@pytest.fixture
def lead(db, tmp_path):
    mergers.load(tmp_path / "edition")
    return agreed.a_lead(body=mergers.WEST_SUSSEX)


@pytest.fixture
def protocol(lead):
    row = agreed.an_agreement(lead, mergers.SUSSEX_BOARD, at=AT, starts=date(2025, 12, 1))
    return agreed.signed(lead, row, on=ON, at=AT)


def work(lead, *, on=ON):
    return queries.changes_of_parties(lead, on=on, upto=date(2026, 12, 31))


def decide(lead, row, outcome, **values):
    place = Party.objects.get(agreement=row, held_by__body=mergers.SUSSEX_BOARD).public_id
    given_ = {"words": ORDER, "at": AT, **values}
    return services.decide_succession(lead, row, party=place, outcome=outcome, **given_)


def stands(lead, row, on):
    return queries.agreement_page(lead, row.public_id, on=on).standing.status


def test_months_ahead_the_work_list_names_who_ends_who_takes_over_and_every_agreement(lead, protocol):
    (change,) = work(lead)
    assert (change.ended.ref, change.ended.on, change.left) == (mergers.SUSSEX_BOARD, MERGED, 1)
    assert [after.ref for after in change.after] == [mergers.SURREY_AND_SUSSEX]
    assert [place.agreement for place in change.places] == [protocol.public_id]


def test_a_novated_place_is_held_by_the_successor_from_the_day_and_stays_on_the_list_as_decided(lead, protocol):
    decide(lead, protocol, "novated", to=mergers.SURREY_AND_SUSSEX)
    (change,) = work(lead)
    assert (change.left, change.places[0].decided.outcome) == (0, "novated")
    before = queries.agreement_page(lead, protocol.public_id, on=date(2026, 3, 31))
    after = queries.agreement_page(lead, protocol.public_id, on=MERGED)
    assert [seat.body for seat in before.seats] == [mergers.WEST_SUSSEX, mergers.SUSSEX_BOARD]
    assert [seat.body for seat in after.seats] == [mergers.WEST_SUSSEX, mergers.SURREY_AND_SUSSEX]
    assert after.standing.status is Status.IN_FORCE
    (past,) = work(lead, on=MERGED)
    assert (past.left, past.done, past.places[0].decided.to_name) == (
        0, 1, "NHS Surrey and Sussex Integrated Care Board",
    )  # fmt: skip


def test_what_is_to_be_agreed_anew_stays_on_the_list_as_decided_and_nothing_else_changes(lead, protocol):
    decide(lead, protocol, "agree-anew")
    (change,) = work(lead, on=date(2026, 5, 1))
    assert (change.left, change.places[0].decided.words) == (0, ORDER)
    assert stands(lead, protocol, date(2026, 5, 1)) is Status.IN_FORCE


def test_an_agreement_that_ends_with_the_body_ends_on_that_day(lead, protocol):
    decide(lead, protocol, "ended")
    assert stands(lead, protocol, date(2026, 3, 31)) is Status.EXPIRING
    assert stands(lead, protocol, MERGED) is Status.ENDED
    (change,) = work(lead)
    assert (change.left, change.places[0].final) == (0, True)


def test_an_agreement_that_ended_for_another_reason_is_not_on_the_list(lead, protocol):
    services.end_of_agreement(lead, protocol, on=date(2026, 1, 1), why="Replaced.", at=AT)
    assert work(lead) == ()


def test_a_decision_can_be_changed_until_its_day_and_the_newest_counts(lead, protocol):
    decide(lead, protocol, "novated", to=mergers.SURREY_AND_SUSSEX)
    decide(lead, protocol, "agree-anew", words="The board wants new terms.")
    (change,) = work(lead)
    assert (change.places[0].decided.outcome, change.places[0].decided.words) == (
        "agree-anew", "The board wants new terms.",
    )  # fmt: skip
    after = queries.agreement_page(lead, protocol.public_id, on=MERGED)
    assert [seat.body for seat in after.seats] == [mergers.WEST_SUSSEX, mergers.SUSSEX_BOARD]
    decide(lead, protocol, "novated", to=mergers.HAMPSHIRE_BOARD)
    after = queries.agreement_page(lead, protocol.public_id, on=MERGED)
    assert [seat.body for seat in after.seats] == [mergers.WEST_SUSSEX, mergers.HAMPSHIRE_BOARD]
    assert Succeeded.objects.count() == 3


def test_a_party_that_was_to_fall_away_can_be_kept_after_all(lead):
    row = agreed.an_agreement(lead, mergers.SUSSEX_BOARD, mergers.HAMPSHIRE, at=AT, starts=date(2025, 12, 1))
    row = agreed.signed(lead, row, on=ON, at=AT)
    decide(lead, row, "left")
    assert [seat.body for seat in queries.agreement_page(lead, row.public_id, on=MERGED).seats] == [
        mergers.WEST_SUSSEX, mergers.HAMPSHIRE,
    ]  # fmt: skip
    decide(lead, row, "novated", to=mergers.SURREY_AND_SUSSEX)
    assert [seat.body for seat in queries.agreement_page(lead, row.public_id, on=MERGED).seats] == [
        mergers.WEST_SUSSEX, mergers.SURREY_AND_SUSSEX, mergers.HAMPSHIRE,
    ]  # fmt: skip


def test_a_past_change_can_still_be_decided_and_holds_from_its_day(lead, protocol):
    late = datetime(2026, 6, 1, 9, tzinfo=UTC)
    decide(lead, protocol, "novated", to=mergers.SURREY_AND_SUSSEX, at=late)
    assert [seat.body for seat in queries.agreement_page(lead, protocol.public_id, on=MERGED).seats] == [
        mergers.WEST_SUSSEX, mergers.SURREY_AND_SUSSEX,
    ]  # fmt: skip


def test_the_work_list_costs_as_many_reads_however_many_agreements_there_are(
    lead, protocol, django_assert_max_num_queries
):
    for _ in range(5):
        agreed.an_agreement(lead, mergers.SUSSEX_BOARD, at=AT)
    with django_assert_max_num_queries(17):
        (change,) = work(lead)
    assert len(change.places) == 6


def test_a_place_falls_away_only_where_enough_parties_are_left(lead, protocol):
    with pytest.raises(Conflict, match="too few parties are left"):
        decide(lead, protocol, "left")
    assert work(lead)[0].left == 1


@pytest.mark.parametrize(
    ("outcome", "values", "field"),
    [
        ("forgotten", {}, "outcome"),
        ("novated", {}, "to"),
        ("novated", {"to": mergers.WEST_SUSSEX}, "to"),
        ("ended", {"words": " "}, "words"),
    ],
)
def test_a_decision_says_what_becomes_of_the_place_and_what_it_rests_on(lead, protocol, outcome, values, field):
    with pytest.raises(Invalid) as caught:
        decide(lead, protocol, outcome, **values)
    assert caught.value.field == field
    assert work(lead)[0].places[0].decided is None


def test_a_body_that_does_not_end_has_nothing_to_be_decided(lead, protocol):
    place = agreed.party(protocol, mergers.WEST_SUSSEX).public_id
    with pytest.raises(Conflict, match="knows of no end of West Sussex County Council"):
        services.decide_succession(lead, protocol, party=place, outcome="ended", words=ORDER, at=AT)


def test_a_party_that_ended_cannot_be_added_any_more(lead):
    row = agreed.an_agreement(lead, mergers.HAMPSHIRE, at=AT)
    with pytest.raises(Invalid, match="does not exist on 22 November 2026"):
        services.add_party(lead, row, body=mergers.SUSSEX_BOARD, at=given.AT)
