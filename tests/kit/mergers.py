"""A part of the packaged register of England: the merger of boards on 1 April 2026, as if it had been known before."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Final

from concord.registry.tables.reading import PACKAGED
from concord.registry.tables.schema import SOURCES, TABLES
from kit import given

if TYPE_CHECKING:
    from pathlib import Path

HAMPSHIRE, WEST_SUSSEX = "gss:E10000014", "gss:E10000032"
FRIMLEY, HAMPSHIRE_BOARD = "ods:QNQ", "ods:QRL"
SUSSEX_BOARD, SURREY_AND_SUSSEX = "ods:QNX", "ods:S9B9J"
_HERE: Final = frozenset(
    {HAMPSHIRE, WEST_SUSSEX, FRIMLEY, HAMPSHIRE_BOARD, SUSSEX_BOARD, SURREY_AND_SUSSEX, "ods:S0E4D"}
)
_REFS: Final = ("ref", "authority", "body", "old", "new")
_KEPT: Final = frozenset({"sources", "bodies", "names", "codes", "facts", "shares", "successions", "coverage"})


def load(folder: Path) -> None:
    """Load the bodies of the merger with their real rows, known since the start of 2025."""
    given.load(folder, {table.name: list(_rows(table.name, table.file)) for table in (SOURCES, *TABLES)})


def _rows(name: str, file: str) -> list[dict[str, str]]:
    if name not in _KEPT:
        return []
    with (PACKAGED / file).open(encoding="utf-8", newline="") as opened:
        rows = list(csv.DictReader(opened))
    return [_known(row) for row in rows if all(row.get(ref) in {None, "", *_HERE} for ref in _REFS)]


def _known(row: dict[str, str]) -> dict[str, str]:
    return {**row, "recorded": "2025-01-01"} if "recorded" in row else row
