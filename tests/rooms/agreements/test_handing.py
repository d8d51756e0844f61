"""The body that keeps the agreements ends: Surrey County Council on 1 April 2027, with two councils after it.

Who keeps what is decided by people, ahead; nothing is left without a keeper that can be found, and no history is lost.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from concord import statute
from concord.agreements import queries, services
from concord.agreements.events import Event
from concord.agreements.models import Handover, Party
from concord.agreements.rules.standing import Status
from concord.agreements.work import OwnersReminders
from concord.audit.models import Entry
from concord.base.errors import Conflict, Invalid, NotFound
from concord.registry import queries as registry
from kit import agreements_given as agreed
from kit import given, mergers

pytestmark = pytest.mark.django_db

AT = datetime(2026, 12, 1, 9, tzinfo=UTC)
VESTING = date(2027, 4, 1)
AFTER = datetime(2027, 4, 2, 9, tzinfo=UTC)
ORDER = "The Surrey (Structural Changes) Order 2026."


@pytest.fixture
def lead(db, tmp_path):
    mergers.load(tmp_path / "edition", mergers.OF_SURREY | {mergers.WEST_SUSSEX})
    return agreed.a_lead(body=mergers.SURREY)


@pytest.fixture
def east(lead):
    return agreed.a_lead("Femi Adair", body=mergers.EAST_SURREY)


@pytest.fixture
def protocol(lead):
    row = agreed.an_agreement(lead, mergers.SURREY_AND_SUSSEX, at=AT, starts=date(2026, 12, 1))
    return agreed.signed(lead, row, on=date(2026, 12, 1), at=AT)


def decide(lead, row, outcome="novated", to=mergers.EAST_SURREY, at=AT):
    place = Party.objects.get(agreement=row, held_by__body=mergers.SURREY).public_id
    return services.decide_succession(lead, row, party=place, outcome=outcome, to=to, words=ORDER, at=at)


def work(actor, on):
    return queries.changes_of_parties(actor, on=on, upto=date(2028, 12, 31))


def move(at=AFTER):
    return OwnersReminders().keepers(given.COMMAND, at=at)


def may_keep(actor, row, on):
    try:
        return Event.REVISE in queries.agreement_page(actor, row.public_id, on=on).may
    except NotFound:
        return None


def test_months_ahead_all_that_it_keeps_is_to_be_handed_over_drafts_and_ended_ones_too(lead, protocol):
    draft = agreed.an_agreement(lead, mergers.SURREY_AND_SUSSEX, at=AT)
    ended = agreed.signed(lead, agreed.an_agreement(lead, mergers.SURREY_AND_SUSSEX, at=AT), at=AT)
    services.end_of_agreement(lead, ended, on=date(2027, 1, 1), why="Replaced.", at=AT)
    (change,) = work(lead, date(2026, 12, 1))
    assert (change.ours, change.left) == (True, 3)
    assert {place.agreement for place in change.places} == {protocol.public_id, draft.public_id, ended.public_id}
    assert [after.ref for after in change.after] == [mergers.EAST_SURREY, mergers.WEST_SURREY]


def test_until_the_day_its_keeper_keeps_it_and_from_the_day_the_successor_does(lead, east, protocol):
    decide(lead, protocol)
    assert (may_keep(lead, protocol, date(2027, 3, 31)), move(at=datetime(2027, 3, 31, 9, tzinfo=UTC)).sent) == (
        True,
        0,
    )
    assert not may_keep(east, protocol, date(2027, 3, 31))
    assert move().sent == 1
    assert may_keep(east, protocol, date(2027, 4, 2)) is True
    assert may_keep(lead, protocol, date(2027, 4, 2)) is False, "readable by who kept it, as by any former party"
    page = queries.agreement_page(east, protocol.public_id, on=date(2027, 4, 2))
    assert [seat.body for seat in page.seats] == [mergers.EAST_SURREY, mergers.SURREY_AND_SUSSEX]
    assert page.standing.status is Status.IN_FORCE
    services.begin_review(east, agreed.fresh(protocol), on=date(2027, 4, 2))
    assert move().sent == 0


def test_the_record_tells_who_decided_and_that_the_register_followed(lead, east, protocol):
    decide(lead, protocol)
    move()
    events = list(Entry.objects.filter(subject=protocol.public_id).order_by("seq").values_list("event", flat=True))
    assert events[-4:] == [Event.NOVATE, Event.HAND_OVER, Event.SUCCEED, Event.CHANGE_KEEPER]
    said = [line.says for line in queries.record_of(east, protocol.public_id)]
    assert "East Surrey" in said[-1]
    assert "Surrey County Council has ended" in said[-1]


def test_which_of_two_councils_keeps_it_can_be_decided_anew_until_the_day(lead, protocol):
    decide(lead, protocol)
    decide(lead, protocol, to=mergers.WEST_SURREY)
    assert [(row.to_id, row.done_at) for row in Handover.objects.all()] == [(mergers.WEST_SURREY, None)]
    move()
    assert agreed.fresh(protocol).keeper_id == mergers.WEST_SURREY


def test_who_ends_it_instead_hands_nothing_over(lead, protocol):
    decide(lead, protocol)
    decide(lead, protocol, "ended", to="")
    assert not Handover.objects.exists()
    assert queries.agreement_page(lead, protocol.public_id, on=VESTING).standing.status is Status.ENDED


@pytest.mark.parametrize("outcome", ["left", "agree-anew"])
def test_an_agreement_is_not_left_without_a_keeper(lead, protocol, outcome):
    with pytest.raises(Invalid, match="Choose who takes its place and keeps it") as caught:
        decide(lead, protocol, outcome)
    assert caught.value.field == "outcome"


def test_only_a_body_that_takes_over_can_be_the_next_keeper(lead, protocol):
    with pytest.raises(Invalid, match="bodies that take over") as caught:
        services.hand_over(lead, protocol, to=mergers.ELMBRIDGE, words=ORDER, at=AT)
    assert caught.value.field == "to"
    with pytest.raises(Invalid, match="what it rests on"):
        services.hand_over(lead, protocol, to=mergers.EAST_SURREY, words=" ", at=AT)


def test_a_relevant_partner_by_agreement_passes_to_the_successor_last_decided_and_to_no_other(lead):
    row = agreed.an_agreement(lead, mergers.WEST_SUSSEX, kind="appropriate", at=AT, starts=date(2026, 12, 1))
    row = agreed.signed(lead, row, on=date(2026, 12, 1), at=AT)
    decide(lead, row, at=AT + timedelta(hours=1))
    decide(lead, row, to=mergers.WEST_SURREY, at=AT + timedelta(hours=2))
    partners = {
        (body, on): is_partner(body, on)
        for body in (mergers.SURREY, mergers.EAST_SURREY, mergers.WEST_SURREY)
        for on in (date(2027, 3, 31), VESTING)
    }
    assert [key for key, answer in partners.items() if answer] == [
        (mergers.SURREY, date(2027, 3, 31)), (mergers.WEST_SURREY, VESTING),
    ]  # fmt: skip


def is_partner(body, on):
    found = statute.partners(
        statute.rulebook(), registry.register_with(mergers.WEST_SUSSEX, at=AFTER), authority=mergers.WEST_SUSSEX, on=on
    )
    return any(one.body.ref == body and one.ref == "CA2014.s6(7)(b)" for one in found.partners)


def test_an_ended_agreement_is_handed_over_with_its_history(lead, east, protocol):
    services.end_of_agreement(lead, protocol, on=date(2027, 1, 1), why="Replaced.", at=AT)
    services.hand_over(lead, agreed.fresh(protocol), to=mergers.EAST_SURREY, words=ORDER, at=AT)
    (change,) = work(lead, date(2026, 12, 1))
    assert (change.left, change.places[0].decided.to_name) == (0, "East Surrey Council")
    move()
    page = queries.agreement_page(east, protocol.public_id, on=date(2027, 4, 2))
    assert (page.agreement.keeper_id, page.agreement.ended_why) == (mergers.EAST_SURREY, "Replaced.")


def test_what_nobody_decided_on_is_found_by_the_successors_and_taken_over_by_one(lead, east, protocol):
    assert queries.left_behind(east, on=date(2027, 3, 31)) == ()
    ((name, (story,)),) = queries.left_behind(east, on=VESTING)
    assert (name, story.public_id) == ("Surrey County Council", protocol.public_id)
    row = queries.agreement_row(east, protocol.public_id, Event.TAKE_OVER)
    services.take_over(east, row, words=ORDER, at=AFTER)
    assert may_keep(east, protocol, date(2027, 4, 2)) is True
    (change,) = work(east, date(2027, 4, 2))
    assert (change.ended.ref, change.left) == (mergers.SURREY, 1), "to keep it is not to be bound by it"
    decide(east, agreed.fresh(protocol), at=AFTER)
    seats = queries.agreement_page(east, protocol.public_id, on=VESTING).seats
    assert [seat.body for seat in seats] == [mergers.EAST_SURREY, mergers.SURREY_AND_SUSSEX]


def test_nothing_is_taken_over_before_the_day_nor_by_who_succeeds_nobody(lead, east, protocol):
    row = queries.agreement_row(east, protocol.public_id, Event.TAKE_OVER)
    with pytest.raises(Conflict, match="keeps it until its end on 1 April 2027"):
        services.take_over(east, row, words=ORDER, at=AT)
    other = agreed.a_lead("Ama Birch", body=mergers.ELMBRIDGE)
    assert queries.left_behind(other, on=VESTING) == ()
    with pytest.raises(NotFound):
        services.take_over(other, row, words=ORDER, at=AFTER)


def test_what_was_handed_to_one_successor_is_not_taken_by_the_other(lead, protocol):
    decide(lead, protocol, to=mergers.WEST_SURREY)
    east = agreed.a_lead("Femi Adair", body=mergers.EAST_SURREY)
    with pytest.raises(Conflict, match="handed it to West Surrey"):
        services.take_over(east, agreed.fresh(protocol), words=ORDER, at=AFTER)
