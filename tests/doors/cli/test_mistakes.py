"""Wrong input and broken surroundings: each is one clear sentence and exit status 2, never a stack trace."""

from __future__ import annotations

import errno
import sys

import pytest
from django.db import OperationalError

from concord.cli import mistakes, words
from concord.cli.main import main
from kit import editions

ABOUT = ["--person", "adult", "--function", "CA2014.s9"]

pytestmark = pytest.mark.django_db


def refused(capsys, *typed: str) -> str:
    """What the command says where it refuses: one line on standard error and nothing else."""
    try:
        status = main(list(typed))
    except SystemExit as end:
        status = end.code
    said = capsys.readouterr()
    assert (status, said.out, said.err.count("\n")) == (2, "", 1)
    return said.err


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ([], "Name a command: partners, why,"),
        (["partner"], "There is no command “partner”. Did you mean partners? Use one of: partners,"),
        (["zzz"], "There is no command “zzz”. Use one of: partners,"),
        (["--nothing"], "The following arguments are required: COMMAND. “concord --help” shows how it is written."),
        (["partners"], "The following arguments are required: authority. “concord partners --help” shows"),
        (["register"], "The following arguments are required: COMMAND. “concord register --help” shows"),
        (["audit", "prove"], "Argument COMMAND: invalid choice: 'prove' (choose from"),
        (
            ["work", "--once", "--loop"],
            "Argument --loop: not allowed with argument --once. “concord work --help” shows",
        ),
        (["demo", "twice"], "Unrecognized arguments: twice. “concord --help” shows"),
        (["manage", "nothing"], "Django has no command “nothing”. “concord manage help” lists them."),
        (["manage", "help", "nothing"], "Django has no command “nothing”."),
        (["manage", "migrate", "--nothing"], "migrate: Error: unrecognized arguments: --nothing"),
        (
            ["law", "test", "/dev/null/cases.toml"],
            "/dev/null/cases.toml cannot be used: Not a directory. Check the name",
        ),
        (["law", "space", "--to", "/dev/null/space"], "/dev/null/space cannot be used: Not a directory."),
        (["register", "export", "--to", "x" * 300], "The register is empty."),
        (["partners", "Essex"], "The register is empty. Load it with “concord register load”."),
        (["duty", "--from", "Essex", "--to", "Kent", *ABOUT], "The register is empty."),
    ],
)
def test_what_cannot_be_used_is_one_sentence(capsys, typed, says):
    assert says in refused(capsys, *typed)


@pytest.mark.parametrize("asked", [["help"], ["--help"], ["-h"], ["help", "migrate"], []])
def test_django_s_own_commands_are_listed_and_explained(capsys, asked):
    assert main(["manage", *asked]) == 0
    assert "migrate" in capsys.readouterr().out


def test_a_name_that_is_no_text_is_a_name_that_nobody_has(capsys, tmp_path):
    assert main(["register", "load", "--directory", str(editions.write(tmp_path, editions.rows()))]) == 0
    capsys.readouterr()
    assert "The register holds no body called" in refused(capsys, "partners", "\udcff\x00")


@pytest.mark.parametrize(
    ("error", "says"),
    [
        ("attempt to write a readonly database", "The database can only be read."),
        ("cannot execute INSERT in a read-only transaction", "The database can only be read."),
        ("database disk image is malformed", "The database file is damaged."),
        ("UNIQUE constraint failed: people_person.email", "recorded the same thing at the same moment"),
        ("duplicate key value violates unique constraint", "recorded the same thing at the same moment"),
        ("couldn't get a connection after 10.00 sec", "The database server does not answer."),
        ("something new\nwith its detail: Jo Ward", "The database cannot be used: something new\n"),
        ("", "The database cannot be used: it does not say why"),
    ],
)
def test_an_error_of_the_database_says_what_to_do(capsys, monkeypatch, error, says):
    monkeypatch.setattr("concord.cli.main._run", _raising(OperationalError(error)))
    assert says in refused(capsys, "work")


def test_brackets_in_brackets_without_end_are_said(capsys, tmp_path):
    (tmp_path / "deep.toml").write_text(f"x = {'[' * 20_000}", encoding="utf-8")
    assert "nests brackets too deeply" in refused(capsys, "law", "test", str(tmp_path / "deep.toml"))


def test_a_disk_that_is_full_is_said(capsys, monkeypatch):
    monkeypatch.setattr("concord.cli.main._run", _raising(OSError(errno.ENOSPC, "No space left on device")))
    assert "The answer could not be written: No space left on device." in refused(capsys, "work")


def test_a_reader_who_has_had_enough_is_no_error(capsys, monkeypatch):
    monkeypatch.setattr("concord.cli.main._run", _raising(BrokenPipeError(errno.EPIPE, "Broken pipe")))
    assert main(["work"]) == 0
    assert capsys.readouterr() == ("", "")


def test_nowhere_to_write_is_no_error(monkeypatch):
    monkeypatch.setattr(sys, "stdout", None)
    words.print_json({"answer": "yes"})
    assert main(["work"]) == 0


def test_a_mistake_in_options_says_it_once():
    parser = mistakes.Parser(prog="concord x")
    with pytest.raises(SystemExit) as end:
        parser.error("expected one argument.")
    assert end.value.code == mistakes.UNUSABLE


def _raising(error):
    def run(_words):
        raise error

    return run
