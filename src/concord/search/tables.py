"""The index as each database keeps it, in its own SQL: FTS5 on SQLite, a GIN index of tsvectors on PostgreSQL.

Both are kept by the database itself beside the table of documents, so that they can never disagree with it. Words,
keys and permission are not known here: only fingerprints.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from django.db.backends.base.base import BaseDatabaseWrapper

    Groups = Sequence[Sequence[str]]
    Clause = tuple[Groups, Groups]
    """Of each group in the first at least one term; never all terms of a group in the second."""

_GONE = "INSERT INTO search_terms (search_terms, rowid, terms) VALUES ('delete', OLD.doc, OLD.terms);"
_COME = "INSERT INTO search_terms (rowid, terms) VALUES (NEW.doc, NEW.terms);"
SQLITE = (
    # Only whether a document holds a term: no places, no columns, no lengths, no second copy of the terms.
    """CREATE VIRTUAL TABLE IF NOT EXISTS search_terms USING fts5(
        terms, content='search_document', content_rowid='doc', tokenize='ascii', detail=none, columnsize=0)""",
    "DROP TRIGGER IF EXISTS search_document_come",
    f"CREATE TRIGGER search_document_come AFTER INSERT ON search_document BEGIN {_COME} END",
    "DROP TRIGGER IF EXISTS search_document_gone",
    f"CREATE TRIGGER search_document_gone AFTER DELETE ON search_document BEGIN {_GONE} END",
    "DROP TRIGGER IF EXISTS search_document_other",
    f"""CREATE TRIGGER search_document_other AFTER UPDATE OF terms ON search_document
        WHEN OLD.terms <> NEW.terms BEGIN {_GONE} {_COME} END""",
)

POSTGRESQL = (
    # Without statistics the planner takes every term for rare and uses the index, which is right for each query made
    # here; and the most frequent fingerprints are not listed in pg_stats.
    "ALTER TABLE search_document ALTER COLUMN terms SET STATISTICS 0",
    """CREATE INDEX IF NOT EXISTS search_document_terms ON search_document USING gin (terms)
        WITH (fastupdate = on, gin_pending_list_limit = 512)""",
)

BLOCKS = (12, 16, 20)
"""On PostgreSQL a document also carries the block of keys that it lies in, of 2^12, 2^16 and 2^20 keys.

A GIN index gives everything that matches, in no order. The newest are found by asking for the newest block first.
"""


def install(connection: BaseDatabaseWrapper) -> None:
    """Put the index beside the table of documents; may be run again. Raises ValueError for another database."""
    if connection.vendor not in {"sqlite", "postgresql"}:
        raise ValueError(f"Concord searches on SQLite or PostgreSQL; this database is {connection.vendor}.")
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        for statement in SQLITE if connection.vendor == "sqlite" else POSTGRESQL:
            cursor.execute(statement)


def put(connection: BaseDatabaseWrapper, doc: int, generation: int, terms: Iterable[str], *, block_of: int) -> None:
    """Put a document in place of what was there. Where nothing is different, nothing is written."""
    kept = " ".join(sorted({*terms, *_blocks(connection, block_of)}))
    as_terms = "%s::tsvector" if connection.vendor == "postgresql" else "%s"
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO search_document (doc, generation, terms) VALUES (%s, %s, {as_terms})"  # noqa: S608  no values
            " ON CONFLICT (doc) DO UPDATE SET generation = excluded.generation, terms = excluded.terms"
            " WHERE search_document.terms <> excluded.terms OR search_document.generation <> excluded.generation",
            [doc, generation, kept],
        )


def append(connection: BaseDatabaseWrapper, doc: int, terms: Iterable[str]) -> None:
    """Put further terms to those of a document."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            says = "UPDATE search_document SET terms = terms || %s::tsvector WHERE doc = %s"
            cursor.execute(says, [" ".join(sorted(terms)), doc])
            return
        cursor.execute("SELECT terms FROM search_document WHERE doc = %s", [doc])
        (kept,) = cursor.fetchone()
        both = " ".join(sorted({*kept.split(), *terms}))
        cursor.execute("UPDATE search_document SET terms = %s WHERE doc = %s", [both, doc])


def generation_for_writing(connection: BaseDatabaseWrapper, doc: int) -> int | None:
    """The generation that a document is of, None where there is no such document; it waits for other writers of it."""
    for_writing = " FOR UPDATE" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT generation FROM search_document WHERE doc = %s{for_writing}", [doc])  # noqa: S608  no values
        row = cursor.fetchone()
    return row[0] if row else None


def join_writers(connection: BaseDatabaseWrapper) -> None:
    """Be one of those who write to the index, until the transaction ends. Before any row: so none wait in a ring."""
    _lock(connection, "ROW EXCLUSIVE")


def halt_writers(connection: BaseDatabaseWrapper) -> None:
    """Wait for those who write to the index, and be the only one until the transaction ends."""
    _lock(connection, "SHARE ROW EXCLUSIVE")


def _lock(connection: BaseDatabaseWrapper, mode: str) -> None:
    if connection.vendor == "postgresql":  # on SQLite a transaction is the only writer anyway
        with connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE search_document IN {mode} MODE")


def newest(
    connection: BaseDatabaseWrapper, clauses: Sequence[Clause], *, above: int, below: int, limit: int
) -> list[int]:
    """The documents for which one of the clauses holds, the newest first: the ids between `above` and `below`."""
    if connection.vendor == "sqlite":
        match = " OR ".join(f"({_fts5(*clause)})" for clause in clauses)
        return _ids(
            connection,
            "SELECT rowid FROM search_terms WHERE search_terms MATCH %s AND rowid > %s AND rowid < %s"
            " ORDER BY rowid DESC LIMIT %s",
            [match, above, below, limit],
        )
    return _newest_of_blocks(
        connection, " | ".join(f"({_tsquery(*clause)})" for clause in clauses), above, below, limit
    )


def _newest_of_blocks(connection: BaseDatabaseWrapper, match: str, above: int, below: int, limit: int) -> list[int]:
    """Ask for the newest blocks, then for larger ones, and for all only where those hold too few."""
    top = _ids(connection, "SELECT max(doc) FROM search_document WHERE doc > %s AND doc < %s", [above, below])
    if not top:
        return []
    found: list[int] = []
    for bits in (*BLOCKS, None):
        reach = above if bits is None else max(above, top[0] - (1 << bits))
        # The planner is kept from walking the table backwards, reading the terms of each row.
        found = _ids(
            connection,
            "WITH found AS MATERIALIZED (SELECT doc FROM search_document WHERE terms @@ %s::tsquery)"
            " SELECT doc FROM found WHERE doc > %s AND doc < %s ORDER BY doc DESC LIMIT %s",
            [match if reach == above else f"({match}) & ({_reaching(bits or 0, top[0] - above)})", reach, below, limit],
        )
        if len(found) == limit or reach == above:
            break
    return found


def _reaching(bits: int, pk: int) -> str:
    """The block that a key lies in, or the one before it."""
    block = pk >> bits
    return f"{_block(bits, block)} | {_block(bits, block - 1)}" if block else _block(bits, block)


def _blocks(connection: BaseDatabaseWrapper, pk: int) -> list[str]:
    return [_block(bits, pk >> bits) for bits in BLOCKS] if connection.vendor == "postgresql" else []


def _block(bits: int, block: int) -> str:
    # No fingerprint has a 1 in it.
    return f"b1{bits}x{block:x}"


def _fts5(every: Groups, without: Groups) -> str:
    wanted = " AND ".join(f"({' OR '.join(group)})" for group in every)
    unwanted = " OR ".join(f"({' AND '.join(group)})" for group in without)
    return f"({wanted}) NOT ({unwanted})" if unwanted else wanted


def _tsquery(every: Groups, without: Groups) -> str:
    wanted = [f"({' | '.join(group)})" for group in every]
    return " & ".join([*wanted, *(f"!({' & '.join(group)})" for group in without)])


def _ids(connection: BaseDatabaseWrapper, statement: str, values: Sequence[str | int]) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return [row[0] for row in cursor.fetchall() if row[0] is not None]
