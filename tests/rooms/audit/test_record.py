"""The record: appended to, never changed, and proved."""

from __future__ import annotations

import threading

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from concord.audit import chain, queries, services, triggers
from concord.audit.models import Entry, Head
from concord.base.actor import Actor

pytestmark = pytest.mark.django_db


@pytest.fixture
def tamper():
    """Change the tables as somebody would who owns the database: with the guard taken off, and put back after."""

    def run(*statements: str) -> None:
        with connection.cursor() as cursor:
            if connection.vendor == "sqlite":
                for name in triggers.SQLITE:
                    cursor.execute(f"DROP TRIGGER {name}")
            else:
                cursor.execute("ALTER TABLE audit_entry DISABLE TRIGGER USER")
                cursor.execute("ALTER TABLE audit_head DISABLE TRIGGER USER")
            for statement in statements:
                cursor.execute(statement)
            if connection.vendor == "postgresql":
                cursor.execute("ALTER TABLE audit_entry ENABLE TRIGGER USER")
                cursor.execute("ALTER TABLE audit_head ENABLE TRIGGER USER")
        triggers.install(connection)

    return run


def test_an_empty_record_holds():
    found = queries.verify()
    assert (found.ok, found.entries, found.first_break) == (True, 0, None)
    assert "empty" in found.says


def test_each_entry_holds_the_digest_of_the_one_before(write):
    write("a", "b")
    write("c", ground="adverse-effect", count=2, all=["x", "ü"])
    entries = list(Entry.objects.order_by("seq"))
    assert [entry.seq for entry in entries] == [1, 2, 3]
    assert [entry.previous for entry in entries] == [chain.START, entries[0].digest, entries[1].digest]
    assert (Head.objects.get().seq, Head.objects.get().digest) == (3, entries[2].digest)
    found = queries.verify()
    assert (found.ok, found.entries, found.last, found.digest) == (True, 3, 3, entries[2].digest)
    assert found.says.startswith("All 3 entries hold")


def test_the_proof_reads_in_batches_and_says_how_far_it_is(write, monkeypatch):
    monkeypatch.setattr(queries, "BATCH", 2)
    write(*"abcde")
    steps = []
    assert queries.verify(lambda done, of: steps.append((done, of))).ok
    assert steps == [(2, 5), (4, 5)]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_entry SET person = 'p2'",
        "DELETE FROM audit_entry",
        "UPDATE audit_head SET seq = 0",
        "UPDATE audit_head SET digest = 'x'",
        "DELETE FROM audit_head",
    ],
)
def test_the_database_refuses_to_change_the_record(write, statement):
    write("a", "b")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert queries.verify().ok


@pytest.mark.parametrize(
    "over",
    [
        {
            "sqlite": "INSERT OR REPLACE INTO audit_entry SELECT * FROM audit_entry",
            "postgresql": (
                "INSERT INTO audit_entry SELECT * FROM audit_entry ON CONFLICT (seq) DO UPDATE SET person = 'p2'"
            ),
        },
        {
            "sqlite": "INSERT OR REPLACE INTO audit_head SELECT * FROM audit_head",
            "postgresql": "INSERT INTO audit_head SELECT * FROM audit_head ON CONFLICT (id) DO UPDATE SET seq = 0",
        },
    ],
)
def test_the_database_refuses_to_write_over_the_record(write, over):
    write("a", "b")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(over[connection.vendor])
    assert queries.verify().ok


def test_postgresql_refuses_to_empty_the_record(write):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no TRUNCATE")
    write("a")
    for table in ("audit_entry", "audit_head"):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"TRUNCATE {table}")


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("actor_name", "'Somebody Else'"),
        ("event", "'thing:undo'"),
        ("at", "'2026-11-22 09:30:15.123457+00:00'"),
        ("facts", "'{\"count\": 3}'"),
        ("subject", "'z'"),
    ],
)
def test_a_changed_entry_is_found(write, tamper, column, value):
    write("a", "b", "c", count=2)
    tamper(f"UPDATE audit_entry SET {column} = {value} WHERE seq = 2")  # noqa: S608 (the words are the test's own)
    found = queries.verify()
    assert (found.ok, found.first_break, found.entries) == (False, 2, 1)
    assert "Entry 2 was changed" in found.says


def test_a_changed_entry_with_a_digest_made_to_fit_is_found_at_the_next(write, tamper):
    write("a", "b", "c")
    entry = Entry.objects.get(seq=2)
    link = chain.Link(*(getattr(entry, name) for name in chain.Link._fields))._replace(actor_name="Somebody Else")
    tamper(f"UPDATE audit_entry SET actor_name = 'Somebody Else', digest = '{chain.digest(link)}' WHERE seq = 2")  # noqa: S608 (the words are the test's own)
    found = queries.verify()
    assert (found.first_break, found.says) == (
        3,
        "Entry 3 does not follow from entry 2: one of the two was replaced.",
    )


def test_a_removed_entry_is_found(write, tamper):
    write("a", "b", "c")
    tamper("DELETE FROM audit_entry WHERE seq = 2")
    found = queries.verify()
    assert (found.first_break, found.says) == (2, "Entry 2 is missing: after 1 comes 3.")


def test_the_first_entry_removed_is_found(write, tamper):
    write("a", "b")
    tamper("DELETE FROM audit_entry WHERE seq = 1")
    assert queries.verify().first_break == 1


def test_a_cut_tail_is_found(write, tamper):
    write("a", "b", "c")
    tamper("DELETE FROM audit_entry WHERE seq > 1")
    found = queries.verify()
    assert (found.first_break, found.entries) == (2, 1)
    assert "3 entries were written" in found.says


def test_everything_cut_is_found(write, tamper):
    write("a", "b")
    tamper("DELETE FROM audit_entry")
    assert queries.verify().first_break == 1


def test_a_missing_head_is_found_and_nothing_more_is_recorded(write, tamper):
    write("a", "b")
    tamper("DELETE FROM audit_head")
    assert queries.verify().first_break == 3
    with pytest.raises(services.BrokenRecordError, match="concord audit verify"):
        write("c")


def test_the_first_writer_of_all_may_be_overtaken_by_another(write, monkeypatch):
    look, looks = services._locked_head, []

    def overtaken():
        looks.append(1)
        if len(looks) > 1:
            return look()
        write("theirs")  # between this writer's first look and its second
        return None

    monkeypatch.setattr(services, "_locked_head", overtaken)
    write("ours")
    assert list(Entry.objects.order_by("seq").values_list("subject", flat=True)) == ["theirs", "ours"]
    assert queries.verify().ok


def test_entries_after_the_head_are_found(write, tamper):
    write("a", "b", "c")
    digest = Entry.objects.get(seq=2).digest
    tamper(f"UPDATE audit_head SET seq = 2, digest = '{digest}'")  # noqa: S608 (the words are the test's own)
    assert queries.verify().first_break == 3


def test_a_head_with_another_digest_is_found(write, tamper):
    write("a", "b")
    tamper(f"UPDATE audit_head SET digest = '{'f' * 64}'")  # noqa: S608 (the words are the test's own)
    assert queries.verify().first_break == 2


def test_a_guard_taken_away_is_found(write):
    write("a")
    with connection.cursor() as cursor:
        on_table = "" if connection.vendor == "sqlite" else " ON audit_entry"
        cursor.execute(f"DROP TRIGGER audit_entry_keep{on_table}")
    found = queries.verify()
    assert not found.ok
    assert "audit_entry_keep missing or altered. “concord manage migrate” puts that right" in found.says
    call_command("migrate", verbosity=0)
    assert queries.verify().ok


def test_a_guard_that_no_longer_refuses_is_found(write):
    write("a")
    hollow = {
        "sqlite": (
            "DROP TRIGGER audit_entry_keep",
            "CREATE TRIGGER audit_entry_keep BEFORE UPDATE ON audit_entry BEGIN SELECT 1; END",
        ),
        "postgresql": (
            "CREATE FUNCTION audit_nod() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$",
            (
                "CREATE OR REPLACE TRIGGER audit_entry_keep BEFORE UPDATE OR DELETE ON audit_entry"
                " FOR EACH STATEMENT EXECUTE FUNCTION audit_nod()"
            ),
        ),
    }
    with connection.cursor() as cursor:
        for statement in hollow[connection.vendor]:
            cursor.execute(statement)
    assert "audit_entry_keep missing or altered" in queries.verify().says
    call_command("migrate", verbosity=0)
    assert queries.verify().ok


@pytest.mark.parametrize("state", ["DISABLE", "ENABLE REPLICA"])
def test_on_postgresql_a_guard_that_is_switched_off_is_found(write, state):
    if connection.vendor != "postgresql":
        pytest.skip("only PostgreSQL has triggers that are there and do not fire")
    write("a")
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE audit_entry {state} TRIGGER audit_entry_keep")
    assert "audit_entry_keep missing or altered" in queries.verify().says
    call_command("migrate", verbosity=0)
    assert queries.verify().ok


def test_entries_are_written_in_a_transaction_only():
    draft = services.Draft(actor=Actor.command("x"), at=None, event="thing:do", subject_kind="thing", subject="a")
    atomic = connection.in_atomic_block
    connection.in_atomic_block = False
    try:
        with pytest.raises(transaction.TransactionManagementError):
            services.record([draft])
    finally:
        connection.in_atomic_block = atomic


def test_the_record_of_a_thing_is_told_oldest_first_and_names_an_officer_to_colleagues_only(write):
    write("a")
    write("b", "a")
    colleague = Actor.signed_in("p2", "Al", body="gss:E1", roles=frozenset(), door="desk", correlation="c")
    partner = Actor.partner("l1", body="ods:X", kind="thing", subject="a", correlation="c")
    assert [(line.seq, line.who) for line in queries.entries_about(colleague, "thing", "a")] == [
        (1, "Jo Ward"),
        (3, "Jo Ward"),
    ]
    assert {line.who for line in queries.entries_about(partner, "thing", "a")} == {"An officer"}
    assert queries.entries_about(colleague, "other", "a") == []


@pytest.mark.django_db(transaction=True)
def test_many_writers_at_once_make_one_chain(write):
    def work(name: str) -> None:
        try:
            for number in range(5):
                write(f"{name}{number}")
        finally:
            connection.close()

    threads = [threading.Thread(target=work, args=(name,)) for name in "abcd"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    found = queries.verify()
    assert (found.ok, found.entries) == (True, 20)
