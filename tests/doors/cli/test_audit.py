"""`concord audit verify`: holds or not, in words, in JSON and by its exit status."""

from __future__ import annotations

import json

import pytest
from django.db import connection

from concord.audit import triggers
from concord.audit.models import Entry
from concord.base.actor import Actor
from concord.cli import audit
from concord.cli.main import main
from concord.people import services

pytestmark = pytest.mark.django_db


@pytest.fixture
def entries():
    for number in range(3):
        services.add_person(Actor.command("test"), name="Jo", email=f"jo{number}@council.example")


def cut_off_the_end() -> None:
    with connection.cursor() as cursor:
        on_table = "" if connection.vendor == "sqlite" else " ON audit_entry"
        cursor.execute(
            f"DROP TRIGGER {'audit_entry_stay' if connection.vendor == 'sqlite' else 'audit_entry_keep'}{on_table}"
        )
        cursor.execute("DELETE FROM audit_entry WHERE seq = 3")
    triggers.install(connection)


def run(capsys, *words: str) -> tuple[int, str]:
    status = main(["audit", "verify", *words])
    return status, capsys.readouterr().out


def test_a_whole_record_holds_and_gives_what_to_note(entries, capsys):
    status, said = run(capsys)
    assert status == 0
    assert "It holds. All 3 entries hold" in said
    assert f"note: 3:{Entry.objects.get(seq=3).digest}" in said


def test_an_empty_record_holds(capsys):
    status, said = run(capsys)
    assert (status, "The record is empty" in said) == (0, True)


def test_a_broken_record_says_where(entries, capsys):
    cut_off_the_end()
    status, said = run(capsys)
    assert status == 1
    assert "IT DOES NOT HOLD. The record ends at 2, but 3 entries were written" in said
    assert "note:" not in said


def test_in_json(entries, capsys):
    status, said = run(capsys, "--json")
    found = json.loads(said)
    assert (status, found["format"], found["ok"], found["entries"], found["first_break"]) == (
        0,
        "concord.audit/1",
        True,
        3,
        None,
    )
    cut_off_the_end()
    status, said = run(capsys, "--json")
    found = json.loads(said)
    assert (status, found["ok"], found["first_break"]) == (1, False, 3)


def test_a_noted_entry_still_stands_or_not(entries, capsys):
    digest = Entry.objects.get(seq=2).digest
    assert run(capsys, "--noted", f"2:{digest}") == (0, run(capsys, "--noted", f"2:{digest}")[1])
    status, said = run(capsys, "--noted", f"2:{'a' * 64}")
    assert (status, "not the one that was noted" in said, "note:" in said) == (1, True, False)
    status, said = run(capsys, "--noted", f"9:{digest}", "--json")
    assert (status, "no longer in the record" in json.loads(said)["noted"]) == (1, True)


def test_what_is_no_noted_entry_is_said(capsys):
    with pytest.raises(SystemExit) as end:
        main(["audit", "verify", "--noted", "twelve"])
    assert end.value.code == 2
    assert "no noted entry" in capsys.readouterr().err


def test_a_long_proof_says_how_far_it_is_from_its_third_second_on(capsys, monkeypatch):
    seconds = iter([0.0, 1.0, 2.5, 3.0])
    monkeypatch.setattr(audit.time, "monotonic", lambda: next(seconds))
    show = audit._progress()
    for done in (2000, 4000, 5000):
        show(done, 5000)
    assert capsys.readouterr().err == "\r  4,000 of 5,000 entries (80 %)\r  5,000 of 5,000 entries (100 %)\n"
