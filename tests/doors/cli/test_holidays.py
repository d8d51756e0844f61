"""`concord register holiday`: a one-off bank holiday, and one that is called off."""

from __future__ import annotations

from datetime import date

import pytest

from concord.base import clock
from concord.cli.main import main
from concord.registry import queries
from kit import editions, given

pytestmark = pytest.mark.django_db
SOURCE = ["--source", "Royal proclamation of 10 January 2027"]


@pytest.fixture(autouse=True)
def _at_nine():
    with clock.at(given.AT):
        yield


@pytest.fixture
def calendar(tmp_path):
    tables = editions.rows()
    tables["bank_holidays"] = [{"day": "2027-12-27", "title": "Christmas Day"}]
    given.load(tmp_path, tables)


def test_it_adds_a_day_and_calls_it_off(calendar, capsys):
    assert main(["register", "holiday", "add", "2027-05-28", "Jubilee", *SOURCE]) == 0
    assert capsys.readouterr().out == (
        "Jubilee, 28 May 2027, is a bank holiday from now on: no count of working days includes it.\n"
        "“concord work” counts the open requests over it again, and tells both sides.\n"
    )
    assert date(2027, 5, 28) in queries.bank_holidays()
    with clock.at(given.AT.replace(hour=10)):
        assert main(["register", "holiday", "remove", "2027-05-28", *SOURCE]) == 0
    assert "28 May 2027 is a working day again" in capsys.readouterr().out


def test_it_warns_past_the_end_of_the_calendar(calendar, capsys):
    assert main(["register", "holiday", "add", "2028-05-26", "Jubilee", *SOURCE]) == 0
    assert "end on 27 December 2027" in capsys.readouterr().out


def test_what_is_no_day_is_one_sentence(capsys):
    with pytest.raises(SystemExit, match="2"):
        main(["register", "holiday", "add", "28 May", "Jubilee", *SOURCE])
    assert "is no date" in capsys.readouterr().err
