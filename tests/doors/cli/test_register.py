"""`concord register …` from the outside: what is printed and the exit status."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from concord.audit.models import Entry
from concord.base import clock
from concord.cli.main import main
from concord.registry.tables.reading import read_edition
from kit import editions

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _at_nine():
    with clock.at(NOW):
        yield


@pytest.fixture
def westshire(tmp_path):
    """The invented county, loaded by the command."""
    folder = editions.write(tmp_path / "westshire", editions.rows())
    assert main(["register", "load", "--directory", str(folder)]) == 0
    return folder


def test_load_says_what_it_did_and_a_second_time_that_nothing_changed(tmp_path, capsys):
    folder = editions.write(tmp_path / "westshire", editions.rows())
    assert main(["register", "load", "--directory", str(folder)]) == 0
    assert capsys.readouterr().out == (
        "Westshire, version 1: 17 rows.\n17 rows added, 0 changed, 0 no longer in the edition.\n"
    )
    assert main(["register", "load", "--directory", str(folder)]) == 0
    assert "Nothing was changed" in capsys.readouterr().out


def test_a_malformed_table_is_one_clear_sentence_and_exit_status_2(tmp_path, capsys):
    tables = editions.rows()
    editions.row(tables, "facts", id=editions.AREA).update(starts="tomorrow")
    folder = editions.write(tmp_path / "bad", tables)
    assert main(["register", "load", "--directory", str(folder)]) == 2
    said = capsys.readouterr().err
    assert said.startswith("concord: facts.csv, line 3, column “starts”: “tomorrow” is no day. Write it as 2026-04-01")
    assert said.count("\n") == 1


def test_status_of_an_empty_register_says_how_to_load_it(capsys):
    assert main(["register", "status"]) == 1
    assert "concord register load" in capsys.readouterr().out


def test_status_counts_what_is_held(westshire, capsys):
    capsys.readouterr()
    assert main(["register", "status"]) == 0
    said = capsys.readouterr().out
    assert "Westshire, version 1, of 21 November 2026" in said
    assert "1  County council" in said
    assert "provides services (1 proposed)" in said


def test_check_fails_where_the_counts_are_not_those_of_england(westshire, capsys):
    capsys.readouterr()
    assert main(["register", "check", "--json"]) == 1
    said = json.loads(capsys.readouterr().out)
    assert said["format"] == "concord.register.check/1"
    assert "councils-counted" in {check["id"] for check in said["checks"] if check["result"] == "failed"}


def test_check_of_an_empty_register_is_no_answer(capsys):
    assert main(["register", "check"]) == 2
    assert "The register is empty" in capsys.readouterr().err


def test_the_packaged_register_passes_its_checks_and_shows_what_is_announced(capsys):
    assert main(["register", "load"]) == 0
    assert main(["register", "check"]) == 0
    assert "0 failed" in capsys.readouterr().out
    assert main(["register", "changes", "--to", "2027-04-01"]) == 0
    said = capsys.readouterr().out
    assert "1 April 2027 (announced)" in said
    assert "NHS England is to be abolished" in said


def test_export_writes_what_load_takes_and_overwrites_nothing(westshire, tmp_path, capsys):
    folder = tmp_path / "export"
    assert main(["register", "export", "--to", str(folder)]) == 0
    assert read_edition(folder).counts == read_edition(westshire).counts
    assert main(["register", "export", "--to", str(folder)]) == 2
    assert "is not an empty folder" in capsys.readouterr().err


@pytest.mark.parametrize("words", [["--from", "2027-01-01", "--to", "2026-01-01"]])
def test_days_the_wrong_way_round_are_refused(westshire, capsys, words):
    assert main(["register", "changes", *words]) == 2
    assert "Turn the two round" in capsys.readouterr().err


def test_the_command_is_recorded_like_a_page(westshire):
    entry = Entry.objects.get(event="register:load")
    assert (entry.actor_kind, entry.subject, entry.facts["added"]) == ("system", "1", 17)
