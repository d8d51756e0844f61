"""Where a request stands, whose move it is and what may come next: folded from its steps."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.requests.rules.kinds import ANSWERS_TO, WITH_GROUNDS, Kind
from concord.requests.rules.standing import (
    ALLOWED,
    ANSWERED,
    OPEN,
    Considered,
    Status,
    Taken,
    is_past,
    may,
    stand,
)
from concord.requests.rules.steps import ANSWERS, BY_ASKED, Side, StepKind

START = datetime(2026, 11, 23, 9, tzinfo=UTC)
DAY = date(2026, 11, 30)


def told(*kinds, read=True):
    """Steps in this order, an hour apart, each by the side whose step it is."""
    return [
        Taken(
            kind=kind,
            side=Side.ASKED if kind in BY_ASKED else Side.ASKER,
            at=START + timedelta(hours=number),
            promised_on=DAY if kind in {StepKind.COMPLIED, StepKind.PARTLY} else None,
            read=read,
        )
        for number, kind in enumerate(kinds)
    ]


S = StepKind


@pytest.mark.parametrize(
    ("kinds", "status", "waiting"),
    [
        ((), Status.DRAFT, Side.ASKER),
        ((S.SENT,), Status.SENT, Side.ASKED),
        ((S.SENT, S.ACKNOWLEDGED), Status.ACKNOWLEDGED, Side.ASKED),
        ((S.SENT, S.QUESTION), Status.QUESTION, Side.ASKER),
        ((S.SENT, S.QUESTION, S.WROTE), Status.ACKNOWLEDGED, Side.ASKED),
        ((S.SENT, S.REFUSED), Status.REFUSED, Side.ASKER),
        ((S.SENT, S.REFUSED, S.ACCEPTED), Status.REFUSED, Side.NOBODY),
        ((S.SENT, S.REFUSED, S.CONTESTED), Status.CONTESTED, Side.ASKED),
        ((S.SENT, S.REFUSED, S.CONTESTED, S.QUESTION, S.WROTE), Status.CONTESTED, Side.ASKED),
        ((S.SENT, S.REFUSED, S.CONTESTED, S.REFUSED), Status.REFUSED, Side.ASKER),
        ((S.SENT, S.COMPLIED), Status.COMPLIED, Side.ASKER),
        ((S.SENT, S.COMPLIED, S.ACCEPTED), Status.COMPLIED, Side.ASKED),
        ((S.SENT, S.COMPLIED, S.ACCEPTED, S.KEPT), Status.COMPLIED, Side.NOBODY),
        ((S.SENT, S.COMPLIED, S.BROKEN), Status.BROKEN, Side.ASKED),
        ((S.SENT, S.WITHDRAWN), Status.WITHDRAWN, Side.NOBODY),
        ((S.SENT, S.REFUSED, S.ERROR), Status.ERROR, Side.NOBODY),
        ((S.SENT, S.ESCALATED), Status.SENT, Side.ASKED),
    ],
)
def test_where_a_request_stands_and_whose_move_it_is_follows_from_its_steps(kinds, status, waiting):
    standing = stand(told(*kinds))
    assert (standing.status, standing.waiting) == (status, waiting)


def test_a_draft_that_was_put_away_waits_on_nobody():
    standing = stand([], discarded=True)
    assert (standing.status, standing.waiting) == (Status.DISCARDED, Side.NOBODY)


def test_silence_is_never_a_refusal_however_high_it_is_escalated():
    standing = stand(told(S.SENT, S.ESCALATED, S.ESCALATED, S.ESCALATED, S.ESCALATED))
    assert standing.answer == ""
    assert standing.answered_on is None
    assert standing.status is Status.SENT


def test_each_contest_and_each_promise_not_kept_opens_the_next_round():
    assert stand(told(S.SENT, S.REFUSED)).round == 1
    assert stand(told(S.SENT, S.REFUSED, S.CONTESTED)).round == 2
    assert stand(told(S.SENT, S.REFUSED, S.CONTESTED, S.COMPLIED, S.BROKEN)).round == 3


def test_the_day_of_the_first_answer_stays_through_every_reconsideration():
    steps = told(S.SENT, S.REFUSED)
    later = Taken(kind=S.CONTESTED, side=Side.ASKER, at=START + timedelta(days=9))
    again = Taken(kind=S.COMPLIED, side=Side.ASKED, at=START + timedelta(days=20), promised_on=DAY)
    standing = stand([*steps, later, again])
    assert standing.answered_on == START.date()
    assert standing.answer == "complied"


def test_an_answer_is_not_yet_considered_until_the_asker_says_so():
    assert stand(told(S.SENT, S.REFUSED)).considered == Considered.NOT_YET
    assert stand(told(S.SENT, S.REFUSED, S.ACCEPTED)).considered == Considered.ACCEPTED
    assert stand(told(S.SENT, S.REFUSED, S.CONTESTED)).considered == Considered.CONTESTED
    assert stand(told(S.SENT, S.REFUSED, S.CONTESTED, S.PARTLY)).considered == Considered.NOT_YET


def test_a_second_answer_does_not_fit_unless_the_first_was_contested():
    answered = stand(told(S.SENT, S.REFUSED))
    assert not any(may(answered, kind) for kind in ANSWERS)
    contested = stand(told(S.SENT, S.REFUSED, S.CONTESTED))
    assert all(may(contested, kind) for kind in ANSWERS)


def test_an_answer_is_considered_once():
    accepted = stand(told(S.SENT, S.REFUSED, S.ACCEPTED))
    assert not may(accepted, S.ACCEPTED)
    assert not may(accepted, S.CONTESTED)


def test_what_was_agreed_to_in_full_cannot_be_contested():
    assert not may(stand(told(S.SENT, S.COMPLIED)), S.CONTESTED)


def test_a_request_is_withdrawn_until_it_is_answered_and_marked_as_an_error_at_any_time():
    assert may(stand(told(S.SENT, S.ACKNOWLEDGED)), S.WITHDRAWN)
    assert not may(stand(told(S.SENT, S.REFUSED)), S.WITHDRAWN)
    for kinds in ((S.SENT,), (S.SENT, S.REFUSED), (S.SENT, S.WITHDRAWN)):
        assert may(stand(told(*kinds)), S.ERROR)
    assert not may(stand(told(S.SENT, S.ERROR)), S.ERROR)


def test_a_message_can_be_written_after_the_answer_and_after_withdrawal_but_not_to_an_error():
    for kinds in ((S.SENT,), (S.SENT, S.REFUSED, S.ACCEPTED), (S.SENT, S.WITHDRAWN)):
        assert may(stand(told(*kinds)), S.WROTE)
    assert not may(stand(told(S.SENT, S.ERROR)), S.WROTE)


def test_the_clock_is_stopped_once_and_set_running_once():
    running = stand(told(S.SENT))
    still = stand(told(S.SENT, S.PAUSED))
    assert may(running, S.PAUSED)
    assert not may(running, S.RESUMED)
    assert may(still, S.RESUMED)
    assert not may(still, S.PAUSED)


def test_every_step_has_its_place_in_the_table():
    assert set(ALLOWED) == set(StepKind)


def test_what_waits_to_be_read_is_counted_for_the_side_that_has_not_read_it():
    standing = stand(told(S.SENT, S.QUESTION, S.WROTE, S.REFUSED, read=False))
    assert (standing.unread_by_asker, standing.unread_by_asked) == (2, 1)


def test_only_requests_under_section_7_are_refused_on_its_grounds():
    for kind in Kind:
        assert (S.REFUSED in ANSWERS_TO[kind]) == (kind in WITH_GROUNDS)
        assert (S.DECLINED in ANSWERS_TO[kind]) == (kind not in WITH_GROUNDS)


@pytest.mark.parametrize(
    ("waiting", "paused", "due", "late"),
    [
        ("asked", False, date(2026, 11, 30), False),
        ("asked", False, date(2026, 11, 29), True),
        ("asked", True, date(2026, 11, 1), False),
        ("asker", False, date(2026, 11, 1), False),
        ("asked", False, None, False),
    ],
)
def test_overdue_is_the_day_after_the_due_day_while_the_other_side_is_to_move(waiting, paused, due, late):
    assert is_past(waiting=waiting, paused=paused, due_on=due, on=date(2026, 11, 30)) is late


@given(st.lists(st.sampled_from(sorted(StepKind)), max_size=25))
def test_whatever_is_tried_only_what_fits_is_taken_and_every_standing_makes_sense(tries):
    taken, standing = told(S.SENT), stand(told(S.SENT))
    for kind in tries:
        if not may(standing, kind):
            continue
        taken = told(*(step.kind for step in taken), kind)
        standing = stand(taken)
    answers = [step.kind for step in taken if step.kind in ANSWERS]
    openings = [step.kind for step in taken if step.kind in {S.CONTESTED, S.BROKEN}]
    assert standing.round == 1 + len(openings)
    assert len(answers) <= standing.round
    assert (standing.status in OPEN) <= (standing.waiting is not Side.NOBODY)
    assert (standing.status in ANSWERED) <= bool(answers)
