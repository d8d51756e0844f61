"""Days and moments of knowledge, as typed: what every question on the command line has in common."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from concord.base import clock
from concord.cli.main import main
from kit import editions

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
ABOUT = ("--person", "adult", "--function", "CA2014.s9")


@pytest.fixture(autouse=True)
def _at_nine():
    with clock.at(NOW):
        yield


@pytest.fixture
def learnt(tmp_path):
    """Westshire, of which every row was recorded on one day."""

    def load(day: str) -> None:
        tables = {
            name: [{**row, **({} if name == "sources" else {"recorded": day})} for row in rows]
            for name, rows in editions.rows().items()
        }
        assert main(["register", "load", "--directory", str(editions.write(tmp_path / "westshire", tables))]) == 0

    return load


@pytest.mark.parametrize(
    ("day", "eve"), [("2026-11-21", "2026-11-20"), ("2026-04-01", "2026-03-31"), ("2026-10-26", "2026-10-25")]
)
def test_what_was_learnt_on_a_day_was_not_known_at_the_end_of_its_eve(learnt, capsys, day, eve):
    learnt(day)
    capsys.readouterr()
    assert main(["partners", "Westshire", "--known", eve]) == 2
    assert "The register knew nothing then" in capsys.readouterr().err
    assert main(["partners", "Westshire", "--known", day]) == 0
    assert f"register as known {int(day[-2:])} " in capsys.readouterr().out


def test_known_today_is_known_now(learnt, capsys):
    learnt("2026-11-21")
    capsys.readouterr()
    assert main(["partners", "Westshire", "--known", "2026-11-22", "--json"]) == 0
    assert '"known": "2026-11-22T09:00:00+00:00"' in capsys.readouterr().out


def test_nobody_knows_yet_what_will_be_known_tomorrow(capsys):
    assert main(["partners", "Westshire", "--known", "2026-11-23"]) == 2
    assert "--known 2026-11-23 lies in the future" in capsys.readouterr().err


@pytest.mark.parametrize("typed", ["2026-02-30", "20160501", "2016-W17-7", "1 May 2016", ""])
def test_a_day_is_written_in_one_way(capsys, typed):
    with pytest.raises(SystemExit) as ended:
        main(["partners", "Westshire", "--on", typed])
    assert ended.value.code == 2
    assert "Write a day that exists as year-month-day, such as 2016-05-01." in capsys.readouterr().err


@pytest.mark.parametrize("on", ["2026-11-22", "9999-12-30", "9999-12-31"])
def test_what_has_no_end_goes_on_to_the_last_day_of_the_calendar(learnt, capsys, on):
    learnt("2026-11-21")
    capsys.readouterr()
    assert main(["partners", "Westshire", "--on", on]) == 0
    assert "Westshire County Council has 2 relevant partners" in capsys.readouterr().out
    assert main(["duty", "--from", "Westshire", "--to", "Aldermoor", *ABOUT, "--on", on]) == 0
    assert capsys.readouterr().out.startswith("Bound: yes\n")


@pytest.mark.parametrize("command", [["timeline", "Westshire"], ["register", "changes"]])
def test_days_the_wrong_way_round_are_refused(capsys, command):
    assert main([*command, "--from", "2026-02-01", "--to", "2026-01-31"]) == 2
    assert "--to 2026-01-31 is before --from 2026-02-01. Turn the two round." in capsys.readouterr().err


def test_a_timeline_is_of_all_days_and_takes_none(capsys):
    with pytest.raises(SystemExit):
        main(["timeline", "Westshire", "--on", "2016-05-01"])
    assert "Unrecognized arguments: --on 2016-05-01." in capsys.readouterr().err


@pytest.mark.parametrize("on", ["2015-03-31", "0001-01-01"])
def test_before_its_first_day_nothing_is_in_force_and_no_error(learnt, capsys, on):
    learnt("2026-11-21")
    capsys.readouterr()
    assert main(["duty", "--from", "Westshire", "--to", "Aldermoor", *ABOUT, "--on", on]) == 0
    said = capsys.readouterr().out
    assert said.startswith("Bound: no\n")
    assert "was not in force" in said
