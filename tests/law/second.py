"""A second reading of section 6(7) and (8), written by hand from the Act in SQL: it shares nothing with the evaluator.

No rulebook, no limbs: each paragraph is a query of its own with its own days. Where the two readings part, one of
them is wrong.
"""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from concord.statute import Register

TABLES = """
CREATE TABLE body (ref TEXT PRIMARY KEY, kind TEXT, born TEXT, died TEXT);
CREATE TABLE fact (kind TEXT, authority TEXT, body TEXT, matter TEXT, standing TEXT, first TEXT, beyond TEXT);
CREATE INDEX fact_by_kind ON fact (kind, authority, body);
"""

# Section 1(4) says who is a local authority; the Isles of Scilly are added, as their doubt is about another question.
AUTHORITIES = """
SELECT ref, kind FROM body
WHERE born <= :day AND :day < died
  AND kind IN ('county', 'unitary', 'metropolitan_district', 'london_borough', 'city_of_london', 'isles_of_scilly')
"""

# Each paragraph in the order of the Act: where it is, how the two are tied, and which days it has been law.
PARTNERS = """
WITH authority AS (SELECT * FROM local_authority),
living AS (SELECT ref, kind FROM body WHERE born <= :day AND :day < died),
tie AS (
  SELECT f.kind AS how, f.authority, f.body, f.matter, l.kind AS what, f.standing
  FROM fact f JOIN living l ON l.ref = f.body
  WHERE f.first <= :day AND :day < f.beyond
),
found AS (
  -- (7)(a): a county council, each district council in its area
  SELECT a.ref AS authority, t.body, '6(7)(a)' AS paragraph, t.standing FROM authority a JOIN tie t
  ON t.authority = a.ref WHERE t.how = 'district_of' AND a.kind = 'county' AND t.what = 'district'
  UNION ALL
  -- (7)(b): another local authority, or a district council, that it agrees with
  SELECT a.ref, t.body, '6(7)(b)', t.standing FROM authority a JOIN tie t ON t.authority = a.ref
  WHERE t.how = 'agreed' AND (t.what = 'district' OR t.body IN (SELECT ref FROM authority))
  UNION ALL
  -- (7)(c) with (8)(a): the NHS Commissioning Board, since 2022 NHS England, which works for the whole of England
  SELECT a.ref, t.body, '6(8)(a)', t.standing FROM authority a CROSS JOIN tie t
  WHERE t.how = 'exercises' AND t.matter = 'nhs-commissioning' AND t.what = 'nhs_england'
  UNION ALL
  -- (7)(c) with (8)(b): to 30 June 2022 clinical commissioning groups, from 1 July 2022 integrated care boards
  SELECT a.ref, t.body, '6(8)(b)', t.standing FROM authority a JOIN tie t ON t.authority = a.ref
  WHERE t.how = 'area_in' AND t.what = CASE WHEN :day < '2022-07-01' THEN 'ccg' ELSE 'icb' END
  UNION ALL
  -- (7)(c) with (8)(c): trusts of either sort that provide services in the area; Welsh trusts are another thing
  SELECT a.ref, t.body, '6(8)(c)', t.standing FROM authority a JOIN tie t ON t.authority = a.ref
  WHERE t.how = 'provides_services' AND t.what IN ('nhs_trust', 'nhs_foundation_trust')
  UNION ALL
  -- (7)(d): the Minister for social security, employment and training
  SELECT a.ref, t.body, '6(7)(d)', t.standing FROM authority a CROSS JOIN tie t
  WHERE t.how = 'exercises' AND t.matter = 'social-security-employment-training' AND t.what = 'minister'
  UNION ALL
  -- (7)(e): the chief officer of police for an area that touches the authority's
  SELECT a.ref, t.body, '6(7)(e)', t.standing FROM authority a JOIN tie t ON t.authority = a.ref
  WHERE t.how = 'area_in' AND t.what = 'chief_officer_of_police'
  UNION ALL
  -- (7)(f): the Minister for prisons
  SELECT a.ref, t.body, '6(7)(f)', t.standing FROM authority a CROSS JOIN tie t
  WHERE t.how = 'exercises' AND t.matter = 'prisons' AND t.what = 'minister'
  UNION ALL
  -- (7)(g): the provider of probation services for the area
  SELECT a.ref, t.body, '6(7)(g)', t.standing FROM authority a JOIN tie t ON t.authority = a.ref
  WHERE t.how = 'probation_for' AND t.what = 'probation_provider'
)
SELECT authority, body,
  -- the paragraphs of the facts that count; where none does, those that are proposed
  COALESCE(
    GROUP_CONCAT(DISTINCT CASE WHEN standing NOT IN ('proposed', 'rejected') THEN paragraph END),
    GROUP_CONCAT(DISTINCT paragraph)
  ),
  CASE
    WHEN SUM(standing NOT IN ('proposed', 'rejected')) > 0 THEN 'yes'
    WHEN SUM(standing = 'rejected') > 0 THEN 'no'
    ELSE 'unknown'
  END AS answer
FROM found
WHERE :day >= '2015-04-01'
GROUP BY authority, body
HAVING answer <> 'no'
"""


class Second:
    """The register in a database in memory, asked in SQL."""

    def __init__(self, register: Register) -> None:
        self._database = sqlite3.connect(":memory:")
        self._database.executescript(TABLES)
        self._database.executemany(
            "INSERT INTO body VALUES (?, ?, ?, ?)",
            ((b.ref, b.kind, *(day.isoformat() for day in b.exists)) for b in register.bodies.values()),
        )
        self._database.executemany(
            "INSERT INTO fact VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                (f.kind, f.authority, f.body, f.matter, f.standing, *(day.isoformat() for day in f.period))
                for f in register.facts
            ),
        )

    def partners(self, on: date) -> dict[str, set[tuple[str, frozenset[str], str]]]:
        """For each local authority of the day its partners, sure and possible: body, paragraphs and answer."""
        day = {"day": on.isoformat()}
        self._database.execute("DROP TABLE IF EXISTS local_authority")
        self._database.execute(f"CREATE TEMP TABLE local_authority AS {AUTHORITIES}", day)
        found: dict[str, set[tuple[str, frozenset[str], str]]] = {}
        for authority, body, paragraphs, answer in self._database.execute(PARTNERS, day):
            found.setdefault(authority, set()).add((body, frozenset(paragraphs.split(",")), answer))
        return found

    def close(self) -> None:
        """Let go of the database."""
        self._database.close()
