"""Where an agreement stands on a day, from what is dated about it."""

from __future__ import annotations

from datetime import date

import pytest

from concord.agreements.rules.standing import Kept, Status, Text, overlap, standing

OURS, THEIRS = "a", "b"
BOTH = frozenset({OURS, THEIRS})
FIRST, LAST = date(2026, 4, 1), date(2027, 4, 1)
SIGNED = {OURS: date(2026, 3, 2), THEIRS: date(2026, 3, 20)}


def text(number=1, **changes):
    return Text(**{"number": number, "parties": BOTH, "signed": SIGNED, "starts": FIRST, "until": LAST} | changes)


def on(day, *texts, **said):
    return standing(Kept(texts=texts or (text(),), **said), on=day)


@pytest.mark.parametrize(
    ("day", "status"),
    [
        (date(2026, 3, 1), Status.DRAFT),
        (date(2026, 3, 2), Status.PART_SIGNED),
        (date(2026, 3, 20), Status.SIGNED),
        (date(2026, 4, 1), Status.IN_FORCE),
        (date(2026, 12, 31), Status.IN_FORCE),
        (date(2027, 1, 1), Status.EXPIRING),
        (date(2027, 3, 31), Status.EXPIRING),
        (date(2027, 4, 1), Status.LAPSED),
    ],
)
def test_an_agreement_begins_when_all_have_signed_and_its_day_has_come_and_ends_on_its_last_day(day, status):
    assert on(day).status is status


def test_it_is_not_in_force_before_the_last_party_has_signed_whatever_day_is_written():
    late = text(signed={OURS: date(2026, 3, 2), THEIRS: date(2026, 5, 6)})
    assert on(date(2026, 5, 5), late).status is Status.PART_SIGNED
    assert on(date(2026, 5, 5), late).missing == {THEIRS}
    assert on(date(2026, 5, 5), late, running_from=FIRST).status is Status.RUNNING_UNSIGNED
    assert on(date(2026, 5, 6), late, running_from=FIRST).status is Status.IN_FORCE


def test_past_its_end_it_has_lapsed_even_where_it_is_still_relied_on_and_says_which():
    assert on(LAST, relied_on_from=LAST).status is Status.RELIED_ON
    assert on(date(2027, 3, 31), relied_on_from=LAST).status is Status.EXPIRING


def test_a_new_version_takes_over_on_its_first_day_and_not_before():
    takes_over = date(2026, 10, 1)
    old, new = text(until=takes_over), text(2, starts=takes_over, until=None)
    assert on(date(2026, 9, 30), old, new).text.number == 1
    assert on(date(2026, 9, 30), old, new).next.number == 2
    assert on(takes_over, old, new).text.number == 2
    assert on(takes_over, old, new).next is None


def test_a_draft_of_the_next_version_leaves_the_one_in_force_as_it_is():
    draft = Text(number=2, parties=BOTH)
    assert (on(date(2026, 5, 1), text(), draft).status, on(date(2026, 5, 1), text(), draft).next) == (
        Status.IN_FORCE,
        draft,
    )


def test_a_review_is_due_on_its_day_and_only_while_it_is_in_force():
    due = text(review_on=date(2026, 9, 1))
    assert [on(date(2026, 8, 31), due).review_due, on(date(2026, 9, 1), due).review_due] == [False, True]
    assert not on(LAST, due).review_due
    assert on(date(2026, 9, 3), due, review_begun_on=date(2026, 9, 2)).status is Status.UNDER_REVIEW


def test_once_ended_it_is_ended_whatever_else_is_said():
    assert on(date(2026, 5, 1), ended_from=date(2026, 5, 1), relied_on_from=FIRST).status is Status.ENDED
    assert on(date(2026, 4, 30), ended_from=date(2026, 5, 1)).status is Status.IN_FORCE


def test_periods_overlap_where_they_share_a_day_and_not_where_one_begins_as_the_other_ends():
    held = [(1, date(2025, 4, 1), date(2026, 4, 1))]
    assert overlap(date(2026, 4, 1), None, held) is None
    assert overlap(date(2026, 3, 31), None, held) == 1
    assert overlap(date(2024, 4, 1), date(2025, 4, 1), held) is None
    assert overlap(date(2024, 4, 1), None, [(3, date(2025, 4, 1), None)]) == 3
