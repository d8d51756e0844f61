"""Writing a set of tables, such that reading it gives the same rows."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

from concord.registry.tables.reading import FORMAT

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from concord.registry.tables.schema import Table


def write_table(table: Table, rows: Iterable[Mapping[str, Any]]) -> bytes:
    """A table's file, sorted by its key; `rows` give the values by the model's field names."""
    lines = []
    for values in rows:
        text = {column.name: column.write(values[column.attribute]) for column in table.columns}
        if not text.get("ends", "-"):
            text = {**text, "end_standing": ""} if "end_standing" in text else text
        lines.append(text)
    lines.sort(key=lambda text: [text[name] for name in table.keys])
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, table.header, lineterminator="\n")
    writer.writeheader()
    writer.writerows(lines)
    return out.getvalue().encode("utf-8")


def write_edition_file(*, version: str, title: str, day: date, sha256: str) -> bytes:
    """`edition.toml` for tables that have been written."""
    quoted = {
        name: value.replace("\\", "").replace('"', "'") for name, value in (("version", version), ("title", title))
    }
    return (
        "# Whoever changes a table writes a new version, date and sum here.\n"
        f'format = "{FORMAT}"\nversion = "{quoted["version"]}"\ndate = {day.isoformat()}\n'
        f'title = "{quoted["title"]}"\nsha256 = "{sha256}"\n'
    ).encode()
