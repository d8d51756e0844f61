"""Who took over from a body, and whose lives ended: for requests that are open when a body goes."""

from __future__ import annotations

from datetime import date

import pytest

from concord.registry import queries

TODAY = date(2026, 11, 22)
DORSET = {"gss:E10000009"}


def steps(found):
    return [(one.old, one.ref, one.on.isoformat()) for one in found]


def test_a_county_council_is_followed_by_the_two_that_took_its_place(england):
    ended = {one.ref for one in queries.ended_between(date(2019, 3, 31), date(2019, 4, 1))}
    assert ended >= DORSET
    found = queries.successors_of("gss:E10000009", on=TODAY)
    assert {one.old for one in found} == DORSET
    assert len(found) >= 1
    assert all((one.on, one.exists) == (date(2019, 4, 1), True) for one in found)
    assert all(one.name and one.how_says for one in found)


def test_nobody_has_taken_over_before_the_day(england):
    assert queries.successors_of("gss:E10000009", on=date(2019, 3, 31)) == ()


def test_a_chain_is_followed_to_its_end(england):
    ref = "ods:99E"  # NHS Basildon and Brentwood CCG, then a board, then the board that the boards merged into
    found = queries.successors_of(ref, on=TODAY)
    assert len({one.on for one in found}) > 1
    assert [one.on for one in found] == sorted(one.on for one in found)
    assert (found[0].old, found[1].old) == (ref, found[0].ref)
    assert [one.exists for one in found] == [False, True]


def test_it_takes_two_queries(england, django_assert_num_queries):
    with django_assert_num_queries(2):
        queries.successors_of("gss:E10000009", on=TODAY)
    with django_assert_num_queries(2):
        queries.ended_between(date(2022, 6, 30), date(2022, 7, 1))


@pytest.mark.parametrize(
    ("after", "upto", "number"), [("2022-06-30", "2022-07-01", 106), ("2022-07-01", "2022-07-01", 0)]
)
def test_the_groups_ended_on_the_day_that_the_boards_began(england, after, upto, number):
    ended = queries.ended_between(date.fromisoformat(after), date.fromisoformat(upto))
    assert sum(one.kind == "ccg" for one in ended) == number


def test_a_body_that_goes_on_has_no_successor(england):
    assert queries.successors_of("gss:E10000012", on=TODAY) == ()
    assert queries.successors_of("gss:nowhere", on=TODAY) == ()
