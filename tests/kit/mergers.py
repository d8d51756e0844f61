"""Parts of the packaged register of England: the merger of boards on 1 April 2026, as if it had been known before.

And Surrey, whose county council ends on 1 April 2027 and has two successors.
"""

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
SURREY, EAST_SURREY, WEST_SURREY = "gss:E10000030", "future:east-surrey", "future:west-surrey"
ELMBRIDGE, WOKING, SURREY_HEARTLANDS = "gss:E07000207", "gss:E07000217", "ods:QXU"
OF_SURREY: Final = frozenset(
    {SURREY, EAST_SURREY, WEST_SURREY, ELMBRIDGE, WOKING, SURREY_AND_SUSSEX, SURREY_HEARTLANDS, SUSSEX_BOARD}
)
_HERE: Final = frozenset(
    {HAMPSHIRE, WEST_SUSSEX, FRIMLEY, HAMPSHIRE_BOARD, SUSSEX_BOARD, SURREY_AND_SUSSEX, "ods:S0E4D"}
)
_REFS: Final = ("ref", "authority", "body", "old", "new")
_KEPT: Final = frozenset({"sources", "bodies", "names", "codes", "facts", "shares", "successions", "coverage"})


def load(folder: Path, bodies: frozenset[str] = _HERE) -> None:
    """Load bodies (those of the merger of boards) with their real rows, known since the start of 2025."""
    given.load(folder, {table.name: list(_rows(table.name, table.file, bodies)) for table in (SOURCES, *TABLES)})


def _rows(name: str, file: str, bodies: frozenset[str]) -> list[dict[str, str]]:
    if name not in _KEPT:
        return []
    with (PACKAGED / file).open(encoding="utf-8", newline="") as opened:
        rows = list(csv.DictReader(opened))
    return [_known(row) for row in rows if all(row.get(ref) in {None, "", *bodies} for ref in _REFS)]


def _known(row: dict[str, str]) -> dict[str, str]:
    return {**row, "recorded": "2025-01-01"} if "recorded" in row else row
