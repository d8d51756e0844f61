"""The register in memory is the register: what is learnt is known at once, and what was known stays known."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from concord.base.actor import Actor
from concord.registry import queries, services
from kit import editions

COMMAND = Actor.command("a test")

BEFORE = datetime(2026, 11, 23, 9, tzinfo=UTC)
AT = datetime(2026, 12, 1, 9, tzinfo=UTC)
AFTER = datetime(2026, 12, 2, 9, tzinfo=UTC)


def standing(at):
    register = queries.register_with(editions.COUNTY, editions.TRUST, at=at)
    return [fact.standing for fact in register.facts if fact.id.startswith(editions.SERVICES)]


def test_two_bodies_are_found_in_memory_after_the_first_time(westshire, django_assert_num_queries):
    first = queries.register_with(editions.COUNTY, editions.DISTRICT, at=AFTER)
    with django_assert_num_queries(1):
        assert queries.register_with(editions.COUNTY, editions.TRUST, at=AFTER) is first


def test_what_is_learnt_is_known_from_then_on_and_not_before(westshire, keeper):
    assert standing(BEFORE) == ["proposed"]
    services.confirm_services(keeper, queries.fact_row(editions.SERVICES), reason="Their own site list.", at=AT)
    assert standing(AFTER) == ["confirmed"]
    assert standing(BEFORE) == ["proposed"]


def test_a_holiday_that_is_added_counts_at_once(westshire, keeper):
    day = date(2027, 5, 10)
    assert day not in queries.holidays_known(BEFORE)
    services.add_bank_holiday(COMMAND, day=day, title="A coronation", source="A proclamation", at=AT)
    assert day in queries.holidays_known(AFTER)
    assert day not in queries.holidays_known(BEFORE)


def test_a_body_that_no_edition_lists_is_asked_of_the_tables(westshire, keeper):
    added = services.add_other_body(keeper, kind="gp-practice", name="Aldermoor Surgery", at=AT, on=AT.date())
    register = queries.register_with(editions.COUNTY, added.ref, at=AFTER)
    assert added.ref in register.bodies


@pytest.mark.django_db
def test_an_empty_register_is_not_kept_in_memory():
    assert not queries.register_with(editions.COUNTY, at=AT).bodies
    assert queries.holidays_known(AT) == frozenset()
