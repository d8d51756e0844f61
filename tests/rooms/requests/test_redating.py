"""A bank holiday that comes late: previewed, then the open requests over it are counted again, and both sides told."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from concord.base import clock
from concord.base.errors import NotFound
from concord.cli.main import main
from concord.delivery.models import Outgoing
from concord.registry.services import add_bank_holiday, remove_bank_holiday
from concord.requests import queries, services
from concord.requests.models import Clock, Step
from concord.requests.queries import Move
from kit import given
from kit.working_given import a_manager, a_turn, fresh, nine

pytestmark = pytest.mark.django_db

JUBILEE = date(2026, 11, 26)
LATER = given.AT + timedelta(hours=1)
COUNTED = "requests counted again for bank holidays"


@pytest.fixture
def manager(officer):
    """The county answers in five working days by its own policy."""
    found = a_manager()
    services.set_response_time(found, help_="", urgency="routine", acknowledge_days=2, answer_days=5, on=given.ON)
    return found


def proclaimed(day=JUBILEE, at=LATER):
    add_bank_holiday(given.COMMAND, day=day, title="Jubilee", source="A proclamation", at=at)


def counted(at=LATER + timedelta(minutes=1)):
    return a_turn(at).of[COUNTED]


def letters():
    return list(Outgoing.objects.filter(message="request-redated").order_by("id"))


def test_open_requests_over_the_day_are_counted_again_once_and_both_sides_told(officer, manager):
    ask, paused, answered = (given.a_request(officer) for _ in range(3))
    services.pause_clock(officer, paused, why="The family asked for time.", at=given.AT)
    given.refused(answered)
    assert fresh(ask).docket.due_on == date(2026, 11, 27)
    assert counted() == 0
    proclaimed()
    assert counted() == 1
    assert counted() == 0
    assert fresh(ask).docket.due_on == date(2026, 11, 30)
    assert {letter.to for letter in letters()} == {"duty.desk@aldermoor.example", "wren.okafor@westshire.example"}
    assert "An answer is now due on 30 November 2026; before, it was 27 November 2026." in letters()[0].text
    (step,) = Step.objects.filter(ask=ask, kind="redated")
    assert (step.detail["was"], step.detail["due_on"]) == ("2026-11-27", "2026-11-30")
    derivation = Clock.objects.get(ask=ask, which="answer", superseded_at=None).derivation
    assert derivation["passed_over"] == ["2026-11-26"]


def test_a_holiday_that_is_called_off_brings_the_day_back(officer, manager):
    proclaimed(at=given.AT - timedelta(hours=1))
    ask = given.a_request(officer)
    assert fresh(ask).docket.due_on == date(2026, 11, 30)
    remove_bank_holiday(given.COMMAND, day=JUBILEE, source="Called off", at=LATER)
    assert counted() == 1
    assert fresh(ask).docket.due_on == date(2026, 11, 27)


def test_where_only_the_acknowledgement_moves_the_notice_says_so(officer, manager):
    ask = given.a_request(officer)
    services.give_more_time(officer, ask, to=date(2026, 12, 11), why="They asked.", at=given.AT)
    proclaimed(day=date(2026, 11, 24))
    assert counted() == 1
    assert "An acknowledgement is now due on 25 November 2026; before, it was 24 November 2026." in letters()[0].text
    assert fresh(ask).docket.due_on == date(2026, 12, 11)


def test_a_day_that_was_named_and_not_counted_stays(officer):
    ask = given.a_request(officer)
    proclaimed()
    assert counted() == 0
    assert fresh(ask).docket.due_on == date(2026, 12, 4)


def test_a_manager_sees_before_how_many_of_the_own_requests_would_move(officer, manager, stranger):
    given.a_request(officer)
    given.a_request(officer, at=nine(date(2026, 11, 24)))
    moved = queries.moved_by_holiday(manager, JUBILEE)
    assert (moved.body, moved.count) == (given.COUNTY, 2)
    assert moved.earliest == Move(date(2026, 11, 27), date(2026, 11, 30))
    assert moved.latest == Move(date(2026, 12, 1), date(2026, 12, 2))
    assert queries.moved_by_holiday(a_manager("Kit Oyelaran", body=given.DISTRICT), JUBILEE).count == 0
    for other in (officer, stranger):
        with pytest.raises(NotFound):
            queries.moved_by_holiday(other, JUBILEE)


def test_the_terminal_previews_by_authority_and_changes_nothing(officer, manager, capsys):
    ask = given.a_request(officer)
    with clock.at(LATER):
        assert main(["register", "holiday", "add", "2026-11-26", "Jubilee", "--preview"]) == 0
        said = capsys.readouterr().out
        assert "1 open request would be dated anew. Nothing was changed." in said
        assert "Westshire County Council: 1 open request\n" in said
        assert "from 27 November 2026 to 30 November 2026" in said
        assert ask.reference not in said
        assert main(["register", "holiday", "add", "2026-11-26", "Jubilee"]) == 2
        assert "Give --source" in capsys.readouterr().err
    assert counted() == 0
