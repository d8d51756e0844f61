"""DuckDB in memory: three tables with whole-number keys, a prepared statement, columns fetched as arrays.

Chosen as the fastest of what was tried: one thread (two were slower on so few rows), no ART index (slower), the
settling of one body's facts by grouping what was met (a window function took half as long again), and arrays made
rows in Python (a quarter faster than fetchall).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import duckdb

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from peers.question import Question

_TABLES = (
    "CREATE TABLE council (id INT, ref TEXT, kind INT, starts INT, ends INT)",
    "CREATE TABLE body (id INT, ref TEXT)",
    "CREATE TABLE tie (council INT, body INT, fact TEXT, about INT, starts INT, ends INT, settled INT)",
    "CREATE TABLE limb (about INT, council_kind INT, starts INT, ends INT, ref TEXT)",
)
_ASK = """
PREPARE {name} AS
WITH met AS MATERIALIZED (
    SELECT c.ref AS council, t.body, l.ref AS provision, t.fact, t.settled
    FROM council c
    JOIN tie t ON t.council = c.id
    JOIN limb l ON l.about = t.about AND l.council_kind = c.kind
    WHERE c.starts <= $1 AND $1 < c.ends AND t.starts <= $1 AND $1 < t.ends AND l.starts <= $1 AND $1 < l.ends {only}
),
pair AS (SELECT council, body, max(settled) AS best, min(settled) AS worst FROM met GROUP BY council, body)
SELECT met.council, body.ref AS body, met.provision, met.fact, CASE WHEN pair.best = 1 THEN 'yes' ELSE 'unknown' END
FROM met JOIN pair USING (council, body) JOIN body ON body.id = met.body
WHERE pair.best = 1 OR pair.worst = 0
"""


class Duckdb:
    """A connection that holds the facts, the law and two prepared statements."""

    def __init__(self, question: Question) -> None:
        kinds = _numbers(c.kind for c in question.councils)
        refs = _numbers(c.ref for c in question.councils)
        bodies = _numbers(t.body for t in question.ties)
        abouts = _numbers([*(t.about for t in question.ties), *(m.about for m in question.limbs)])
        self._connection = duckdb.connect(":memory:", config={"threads": 1})
        for table in _TABLES:
            self._connection.execute(table)
        fill = self._connection.executemany
        fill(
            "INSERT INTO council VALUES (?, ?, ?, ?, ?)",
            [(refs[c.ref], c.ref, kinds[c.kind], c.starts.toordinal(), c.ends.toordinal()) for c in question.councils],
        )
        fill("INSERT INTO body VALUES (?, ?)", [(number, ref) for ref, number in bodies.items()])
        fill(
            "INSERT INTO tie VALUES (?, ?, ?, ?, ?, ?, ?)",
            [
                (
                    refs[t.council],
                    bodies[t.body],
                    t.fact,
                    abouts[t.about],
                    t.starts.toordinal(),
                    t.ends.toordinal(),
                    t.settled,
                )
                for t in question.ties
            ],
        )
        fill(
            "INSERT INTO limb VALUES (?, ?, ?, ?, ?)",
            [
                (abouts[m.about], kinds[m.council_kind], m.starts.toordinal(), m.ends.toordinal(), m.ref)
                for m in question.limbs
                if m.council_kind in kinds
            ],
        )
        self._connection.execute("ANALYZE")
        self._connection.execute(_ASK.format(name="england", only=""))
        self._connection.execute(_ASK.format(name="council", only="AND c.ref = $2"))

    def ready(self, council: str | None = None) -> None:
        """Nothing: a query leaves nothing behind."""

    def england(self, on: date) -> list[tuple[str, ...]]:
        """The answer for every council."""
        return self._rows(f"EXECUTE england({on.toordinal()})")

    def council(self, ref: str, on: date) -> list[tuple[str, ...]]:
        """The answer for one council."""
        return self._rows(f"EXECUTE council({on.toordinal()}, '{ref}')")

    def _rows(self, statement: str) -> list[tuple[str, ...]]:
        columns = self._connection.execute(statement).fetchnumpy().values()
        return list(zip(*(column.tolist() for column in columns), strict=True))


def _numbers(words: Iterable[str]) -> dict[str, int]:
    return {word: number for number, word in enumerate(dict.fromkeys(words))}
