"""`concord law space --to FOLDER`: the whole rule space as tables that a lawyer can read and sign."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from concord import statute
from concord.base.errors import Invalid
from concord.statute import space

if TYPE_CHECKING:
    import argparse
    from pathlib import Path


def write_space(args: argparse.Namespace) -> int:
    """Write one CSV file for each table of the rule space."""
    folder: Path = args.to
    if folder.exists() and not folder.is_dir():
        raise Invalid(f"{folder} is a file. Name a folder for the tables.")
    folder.mkdir(parents=True, exist_ok=True)
    for name, table in space.tables(statute.rulebook()).items():
        with (folder / name).open("w", encoding="utf-8", newline="") as file:
            rows = list(table)
            csv.writer(file, lineterminator="\n").writerows(rows)
        print(f"{folder / name}: {len(rows) - 1} rows")
    return 0
