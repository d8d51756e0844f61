"""The clock, ids, errors and actors: what every room stands on."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from concord.base import clock, ids
from concord.base.actor import Actor
from concord.base.errors import Conflict, Gone, Invalid, NotAllowed, NotFound, TooMany, Unavailable

pytestmark = pytest.mark.any_database


def test_the_day_is_londons_and_begins_an_hour_earlier_in_summer():
    with clock.at(datetime(2026, 6, 30, 23, 30, tzinfo=UTC)):
        assert clock.today() == date(2026, 7, 1)
    with clock.at(datetime(2026, 11, 30, 23, 30, tzinfo=UTC)):
        assert clock.today() == date(2026, 11, 30)


def test_the_clock_set_inside_wins_and_the_one_outside_comes_back():
    outer, inner = datetime(2026, 1, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC)
    with clock.at(outer):
        with clock.at(inner):
            assert clock.now() == inner
        assert clock.now() == outer


def test_the_clock_is_set_by_an_aware_instant_and_tells_utc():
    paris = timezone(timedelta(hours=1))
    with clock.at(datetime(2026, 1, 1, 1, tzinfo=paris)) as now:
        assert now == datetime(2026, 1, 1, tzinfo=UTC)
        assert clock.now().tzinfo is UTC
    with pytest.raises(ValueError, match="aware"), clock.at(datetime(2026, 1, 1)):  # noqa: DTZ001 (the mistake at issue)
        pass


def test_public_ids_spell_no_word_and_do_not_come_twice():
    made = {ids.new_id() for _ in range(2000)}
    assert len(made) == 2000
    assert not set("".join(made)) & set("aeiouyl01")


def test_what_an_actor_may_not_do_looks_like_what_is_not_there():
    assert issubclass(NotAllowed, NotFound)
    assert NotAllowed.status == NotFound.status == 404


@pytest.mark.parametrize(("error", "status"), [(Invalid, 400), (Conflict, 409), (Gone, 410), (Unavailable, 503)])
def test_an_error_carries_its_sentence_its_field_and_its_status(error, status):
    wrong = error("Say when.", field="when")
    assert (str(wrong), wrong.message, wrong.field, wrong.status) == ("Say when.", "Say when.", "when", status)


def test_too_many_tries_say_how_long_to_wait():
    assert (TooMany("Wait.", wait=60).wait, TooMany.status) == (60, 429)


def test_a_link_reaches_its_one_thing_and_an_officer_reaches_by_policy_only():
    partner = Actor.partner("l1", body="ods:X", kind="request", subject="r1", correlation="c")
    officer = Actor.signed_in("p1", "Jo Ward", body="gss:E1", roles=frozenset(), door="desk", correlation="c")
    assert (partner.reaches("request"), partner.reaches("agreement")) == ("r1", "")
    assert officer.reaches("request") == ""


def test_a_command_has_a_correlation_of_its_own():
    assert Actor.command("concord work").correlation != Actor.command("concord work").correlation
