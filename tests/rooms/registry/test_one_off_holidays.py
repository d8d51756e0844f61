"""A bank holiday that comes between two editions, and one that is called off: counts follow, the past stays."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from concord.base.actor import Actor
from concord.base.errors import Conflict, Invalid, NotAllowed
from concord.registry import queries, services
from kit import editions

AT = datetime(2027, 1, 11, 9, tzinfo=UTC)
LATER = datetime(2027, 3, 1, 9, tzinfo=UTC)
BEFORE = datetime(2027, 1, 10, 9, tzinfo=UTC)
FRIDAY = date(2027, 5, 28)
CHRISTMAS = date(2026, 12, 25)
COMMAND = Actor.command("concord register holiday add")
PROCLAIMED = "Royal proclamation of 10 January 2027."


@pytest.fixture
def calendar(load):
    """Westshire with two bank holidays."""
    tables = editions.rows()
    tables["bank_holidays"] = [
        {"day": "2026-12-25", "title": "Christmas Day"},
        {"day": "2026-12-28", "title": "Boxing Day"},
    ]
    load(tables)
    return tables


def added(day=FRIDAY, title="Jubilee", *, at=AT, actor=COMMAND):
    return services.add_bank_holiday(actor, day=day, title=title, source=PROCLAIMED, at=at)


def removed(day=FRIDAY, *, at=LATER):
    return services.remove_bank_holiday(COMMAND, day=day, source="Called off on 28 February.", at=at)


def test_it_counts_from_the_moment_that_it_is_added(calendar):
    added()
    assert FRIDAY in queries.bank_holidays()
    assert FRIDAY not in queries.bank_holidays(BEFORE)


def test_one_that_is_called_off_counts_no_more_but_did(calendar):
    added()
    removed()
    assert FRIDAY not in queries.bank_holidays()
    assert FRIDAY in queries.bank_holidays(datetime(2027, 2, 1, tzinfo=UTC))


def test_it_can_be_proclaimed_again(calendar):
    added()
    removed()
    added(at=datetime(2027, 3, 2, tzinfo=UTC))
    assert FRIDAY in queries.bank_holidays()


def test_a_holiday_of_the_edition_that_is_called_off_does_not_come_back_with_the_next_edition(calendar, load):
    removed(CHRISTMAS, at=AT)
    calendar["bank_holidays"].append({"day": "2029-01-01", "title": "New Year’s Day"})
    added()
    load(calendar, version="2", day="2027-02-01", at=LATER)
    assert queries.bank_holidays() == {date(2026, 12, 28), date(2029, 1, 1), FRIDAY}


def test_how_far_the_calendar_is_known_does_not_move_with_a_one_off_day(calendar):
    added(date(2031, 6, 2))
    assert queries.holidays_known_until() == date(2026, 12, 28)
    assert queries.register_status(FRIDAY).bank_holidays_until == date(2026, 12, 28)


def test_nothing_is_known_of_holidays_before_an_edition(db):
    assert queries.holidays_known_until() is None


def test_the_export_has_what_counts_now(calendar):
    added()
    removed(CHRISTMAS)
    table = queries.register_tables(FRIDAY)["bank_holidays.csv"].decode()
    assert "2027-05-28,Jubilee" in table
    assert "2026-12-25" not in table


@pytest.mark.parametrize(
    ("day", "title", "field"),
    [(date(2027, 5, 29), "Jubilee", "day"), (FRIDAY, " ", "title"), (FRIDAY, "x" * 121, "title")],
)
def test_a_weekend_or_no_title_is_refused(calendar, day, title, field):
    with pytest.raises(Invalid) as refused:
        added(day, title)
    assert refused.value.field == field


def test_a_day_is_a_bank_holiday_once(calendar):
    with pytest.raises(Conflict, match="Christmas Day"):
        added(CHRISTMAS)
    with pytest.raises(Invalid, match="no bank holiday"):
        removed(FRIDAY)


def test_a_source_is_needed(calendar):
    with pytest.raises(Invalid):
        services.add_bank_holiday(COMMAND, day=FRIDAY, title="Jubilee", source=" ", at=AT)


def test_nobody_signed_in_may(calendar, keeper):
    with pytest.raises(NotAllowed):
        added(actor=keeper)
