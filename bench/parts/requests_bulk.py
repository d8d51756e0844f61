"""How each database takes millions of rows quickly: indexes away and back again, no journal; statistics at the end.

Also the few words of SQL in which the two differ: days that are shifted, ids that follow from another.
"""

from __future__ import annotations

import contextlib
import hashlib
from typing import TYPE_CHECKING

from django.db import connection

from concord.search import tables as search

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

_SIGNS = str.maketrans("01ae", "ghjk")
"""Sixteen signs of the alphabet of public ids in place of the hexadecimal ones: 64 bits in an id."""


def on_postgresql() -> bool:
    """Which of the two it is."""
    return connection.vendor == "postgresql"


def run(statement: str, values: Sequence[object] = ()) -> None:
    """One statement."""
    with connection.cursor() as cursor:
        cursor.execute(statement, list(values) or None)


def rows(statement: str, values: Sequence[object] = ()) -> list[tuple[object, ...]]:
    """What a question gives."""
    with connection.cursor() as cursor:
        cursor.execute(statement, list(values) or None)
        return cursor.fetchall()


# ── Words of SQL ────────────────────────────────────────────────────────────────────────────────────────────────────
def day(column: str) -> str:
    """A date, as many days later as the plan says."""
    return f"{column} + p.shift" if on_postgresql() else f"date({column}, p.shift || ' days')"


def instant(column: str) -> str:
    """An instant, the same."""
    if on_postgresql():
        return f"{column} + p.shift * interval '1 day'"
    return f"date(substr({column}, 1, 10), p.shift || ' days') || substr({column}, 11)"


def made_id(token: str) -> str:
    """A public id that follows from the copy's own and a token: the same wherever it is named."""
    if on_postgresql():
        return f"translate(substr(md5(p.public_id || {token}), 1, 16), '01ae', 'ghjk')"
    return f"bench_id(p.public_id, {token})"


def made_digest(token: str) -> str:
    """The digest of a link that nobody holds: 64 hexadecimal signs."""
    if on_postgresql():
        return f"md5(p.public_id || {token}) || md5({token} || p.public_id)"
    return f"bench_digest(p.public_id, {token})"


def ready_functions() -> None:
    """SQLite has no md5: Python's."""
    connection.ensure_connection()
    if not on_postgresql():
        connection.connection.create_function("bench_id", 2, _id, deterministic=True)
        connection.connection.create_function("bench_digest", 2, _digest, deterministic=True)


def _md5(text: str) -> str:
    return hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()


def _id(public_id: str, token: str) -> str:
    return _md5(public_id + token)[:16].translate(_SIGNS)


def _digest(public_id: str, token: str) -> str:
    return _md5(public_id + token) + _md5(token + public_id)


# ── Quickly ─────────────────────────────────────────────────────────────────────────────────────────────────────────
@contextlib.contextmanager
def quickly(names: Sequence[str], say: Callable[[str], None]) -> Iterator[None]:
    """Without the indexes of these tables, which are made again at the end; nothing of it survives a crash."""
    with _postgresql(names, say) if on_postgresql() else _sqlite(names, say):
        yield


@contextlib.contextmanager
def _postgresql(names: Sequence[str], say: Callable[[str], None]) -> Iterator[None]:
    for setting in ("fsync", "full_page_writes", "synchronous_commit", "autovacuum"):
        run(f"ALTER SYSTEM SET {setting} = off")
    run("SELECT pg_reload_conf()")
    unique = rows(
        "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint"
        " WHERE contype = 'u' AND conrelid = ANY(%s::text[]::regclass[])",
        [list(names)],
    )
    for table, name, _ in unique:
        run(f'ALTER TABLE {table} DROP CONSTRAINT "{name}"')
    plain = rows(
        "SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index"
        " WHERE NOT indisprimary AND indrelid = ANY(%s::text[]::regclass[])",
        [list(names)],
    )
    for name, _ in plain:
        run(f"DROP INDEX {name}")
    yield
    made = [f'ALTER TABLE {table} ADD CONSTRAINT "{name}" {says}' for table, name, says in unique]
    _in_turn([*made, *(str(says) for _, says in plain)], say)
    run("ALTER SYSTEM RESET ALL")
    run("SELECT pg_reload_conf()")


@contextlib.contextmanager
def _sqlite(names: Sequence[str], say: Callable[[str], None]) -> Iterator[None]:
    for pragma in ("foreign_keys = OFF", "journal_mode = OFF", "synchronous = OFF", "cache_size = -2000000"):
        run(f"PRAGMA {pragma}")
    places = ", ".join("%s" for _ in names)
    found = rows(
        f"SELECT type, name, sql FROM sqlite_master WHERE tbl_name IN ({places}) AND sql IS NOT NULL"  # noqa: S608  places
        " AND (type = 'index' OR name LIKE 'search_document_%%')",
        names,
    )
    for kind, name, _ in found:
        run(f"DROP {kind} {name}")
    yield
    _in_turn([str(says) for kind, _, says in found if kind == "index"], say)
    say("making the index of words anew")
    run("INSERT INTO search_terms (search_terms, rank) VALUES ('hashsize', 268435456)")
    run("INSERT INTO search_terms (search_terms) VALUES ('rebuild')")
    run("INSERT INTO search_terms (search_terms, rank) VALUES ('hashsize', 1048576)")
    search.install(connection)
    for pragma in ("journal_mode = WAL", "synchronous = NORMAL", "foreign_keys = ON", "cache_size = 2000"):
        run(f"PRAGMA {pragma}")


def _in_turn(statements: Sequence[str], say: Callable[[str], None]) -> None:
    for number, statement in enumerate(statements, 1):
        run(statement)
        if number % 10 == 0 or number == len(statements):
            say(f"{number} of {len(statements)} indexes made")


def settle() -> None:
    """What a database does by itself in time: statistics, and on PostgreSQL what a VACUUM leaves."""
    if on_postgresql():
        run("VACUUM ANALYZE")
        run("CHECKPOINT")
    else:
        run("PRAGMA analysis_limit = 2000")
        run("ANALYZE")
