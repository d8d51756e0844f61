"""When a partner is reminded, and when it is left in peace; and the next level of a ladder."""

from __future__ import annotations

from datetime import date

import pytest

from concord.requests.rules.chasing import Chased, Rhythm, remind_on
from concord.requests.rules.ladders import Rung, next_rung

FRIDAY = date(2026, 11, 27)
CHASED = {
    "waiting": "asked",
    "paused": False,
    "due_on": FRIDAY,
    "promised_on": None,
    "urgency": "routine",
    "unread_by_asker": 0,
    "reminded_on": None,
    "reminders_since_due": 0,
}


def reminded(**changes):
    return remind_on(Chased(**{**CHASED, **changes}), Rhythm(), frozenset())


def test_the_first_reminder_comes_on_the_working_day_before_the_due_day():
    assert reminded() == date(2026, 11, 26)
    assert reminded(due_on=date(2026, 11, 30)) == FRIDAY


def test_the_next_comes_on_the_working_day_after_the_due_day_and_then_every_second_one():
    assert reminded(reminded_on=date(2026, 11, 26)) == date(2026, 11, 30)
    assert reminded(reminded_on=date(2026, 11, 30), reminders_since_due=1) == date(2026, 12, 2)


def test_what_is_urgent_is_said_again_every_working_day():
    assert reminded(urgency="urgent", reminded_on=date(2026, 11, 30), reminders_since_due=1) == date(2026, 12, 1)


@pytest.mark.parametrize(
    "peace",
    [
        {"waiting": "asker"},
        {"waiting": "nobody"},
        {"paused": True},
        {"due_on": None},
        {"unread_by_asker": 1},
        {"reminded_on": date(2026, 12, 10), "reminders_since_due": 5},
    ],
)
def test_a_partner_is_left_in_peace(peace):
    assert reminded(**peace) is None


def test_nobody_is_reminded_while_a_promised_day_stands():
    promised = {"promised_on": date(2026, 12, 4), "due_on": None}
    assert reminded(**promised) == date(2026, 12, 7)


def test_an_authority_may_want_another_rhythm():
    chased = Chased(**CHASED)
    assert remind_on(chased, Rhythm(before=3, after=1), frozenset()) == date(2026, 11, 24)


RUNGS = [Rung(level=n, own_role=f"own {n}", their_role=f"their {n}", days=5, urgent_days=1) for n in (1, 2, 3, 4)]


@pytest.mark.parametrize(
    ("level", "urgency", "skips_to", "found"),
    [(0, "routine", 3, 1), (2, "urgent", 3, 3), (0, "immediate", 3, 3), (3, "immediate", 3, 4), (0, "immediate", 9, 4)],
)
def test_a_request_goes_up_one_level_and_immediate_danger_skips(level, urgency, skips_to, found):
    assert next_rung(RUNGS, level=level, urgency=urgency, skips_to=skips_to).level == found


def test_at_the_top_there_is_no_next_level():
    assert next_rung(RUNGS, level=4, urgency="routine", skips_to=1) is None


def test_a_level_has_less_time_when_it_is_urgent():
    assert (RUNGS[0].time("routine"), RUNGS[0].time("urgent"), RUNGS[0].time("immediate")) == (5, 1, 1)
