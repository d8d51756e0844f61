"""Reading a set of tables. One that cannot be used is refused whole, with its file, line, column and what to do."""

from __future__ import annotations

import csv
import hashlib
import io
import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from concord.base.errors import Invalid
from concord.registry.tables.columns import WrongValueError, text
from concord.registry.tables.schema import SOURCES, TABLES, Table
from concord.statute.facts import FactKind, Standing

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

FORMAT: Final = "concord.register/1"
PACKAGED: Final = Path(__file__).parents[1] / "data"
EDITION_FILE: Final = "edition.toml"


class BadTable(Invalid):
    """A register table or edition that cannot be used: the file, the line, the column, what is wrong and what to do."""

    def __init__(self, file: str, problem: str, *, line: int = 0, column: str = "") -> None:
        place = ", ".join(
            part for part in (file, f"line {line}" if line else "", f"column “{column}”" if column else "") if part
        )
        super().__init__(f"{place}: {problem}")


@dataclass(frozen=True, slots=True)
class Line:
    """A row as read: the line of the file that it ends on, its key, and the values by the model's field names."""

    number: int
    key: str
    values: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Edition:
    """A whole set of tables and what `edition.toml` says of them."""

    version: str
    title: str
    day: date
    sha256: str
    rows: Mapping[str, tuple[Line, ...]]

    @property
    def counts(self) -> dict[str, int]:
        """How many rows each table has."""
        return {name: len(lines) for name, lines in self.rows.items()}


def read_edition(directory: Path) -> Edition:
    """The tables of a directory with its `edition.toml`. Raises BadTable for whatever cannot be used, and where."""
    facts = _read_edition_file(directory / EDITION_FILE)
    bytes_of = {table.file: _bytes(directory / table.file) for table in (SOURCES, *TABLES)}
    found = checksum(bytes_of)
    if found != facts["sha256"]:
        raise BadTable(
            EDITION_FILE,
            f"the tables are not those that this edition names (their SHA-256 is {found}). Restore them; or, if they"
            " were changed on purpose, write that sum, a new version and its date into the file.",
        )
    rows = {table.name: tuple(_lines(table, bytes_of[table.file])) for table in (SOURCES, *TABLES)}
    _check_references(rows)
    return Edition(facts["version"], facts["title"], facts["date"], found, rows)


def checksum(files: Mapping[str, bytes]) -> str:
    """The SHA-256 of tables: of each file its name, a line's end and its bytes, in the order of the names."""
    digest = hashlib.sha256()
    for name in sorted(files):
        digest.update(f"{name}\n".encode())
        digest.update(files[name])
    return digest.hexdigest()


def _read_edition_file(path: Path) -> dict[str, Any]:
    try:
        facts = tomllib.loads(_bytes(path).decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadTable(path.name, f"cannot be read as TOML ({error}). Put the line right.") from None
    if facts.get("format") != FORMAT:
        raise BadTable(path.name, f"`format` is not “{FORMAT}”, the only one that this version of Concord reads.")
    for name, longest in (("version", 40), ("title", 200)):
        try:
            facts[name] = text(longest, needed=True)(facts[name])
        except (KeyError, TypeError):
            raise BadTable(path.name, f"`{name}` is missing or no text. Add it as in the packaged edition.") from None
        except WrongValueError as problem:
            raise BadTable(path.name, f"`{name}` {problem}") from None
    if type(facts.get("date")) is not date:
        raise BadTable(path.name, "`date` is missing or no day. Write it without quotation marks: date = 2026-11-21")
    if not isinstance(facts.get("sha256"), str):
        raise BadTable(path.name, "`sha256` is missing or no text. Add it as in the packaged edition.")
    return facts


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise BadTable(
            path.name, f"is missing from {path.parent}. “concord register export” writes every table."
        ) from None
    except OSError as error:
        raise BadTable(path.name, f"cannot be read: {error.strerror}.") from None


def _lines(table: Table, data: bytes) -> Iterable[Line]:
    try:
        content = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        place = data[: error.start].count(b"\n") + 1
        raise BadTable(table.file, "is not UTF-8. Save the file as “CSV UTF-8”.", line=place) from None
    reader = csv.reader(io.StringIO(content, newline=""), strict=True)
    seen: dict[str, int] = {}
    try:
        if next(reader, []) != table.header:
            expected = ",".join(table.header)
            raise BadTable(table.file, f"the columns are not the expected ones. Write: {expected}", line=1)
        for cells in reader:
            line = _line(table, reader.line_num, cells)
            if line.key in seen:
                raise BadTable(
                    table.file, f"names the same row as line {seen[line.key]} ({line.key}). Keep one.", line=line.number
                )
            seen[line.key] = line.number
            yield line
    except csv.Error as error:
        raise BadTable(
            table.file, f"is not well-formed CSV ({error}). Check the quotation marks.", line=reader.line_num
        ) from None


def _line(table: Table, number: int, cells: Sequence[str]) -> Line:
    if len(cells) != len(table.columns):
        raise BadTable(
            table.file,
            f"has {len(cells)} cells where there are {len(table.columns)} columns. Check the commas.",
            line=number,
        )
    written: dict[str, str] = {}
    values: dict[str, Any] = {}
    for column, cell in zip(table.columns, cells, strict=True):
        try:
            value = values[column.attribute] = column.read(cell.strip())
            written[column.name] = column.write(value)
        except WrongValueError as problem:
            raise BadTable(table.file, str(problem), line=number, column=column.name) from None
    _check_row(table, number, values)
    return Line(number, table.key(written), values)


def _check_row(table: Table, number: int, values: Mapping[str, Any]) -> None:
    """What a row must be in itself, as the database's own constraints have it, but in words and with a place."""
    starts, ends = values.get("starts"), values.get("ends")
    if starts and ends and ends <= starts:
        raise BadTable(
            table.file, f"{ends} is not after the start {starts}. It is the first day out, not the last day in.",
            line=number, column="ends",
        )  # fmt: skip
    if values.get("ends_announced") and not ends:
        raise BadTable(
            table.file, "an announced end has no day. Give it in “ends”.", line=number, column="end_standing"
        )
    if table.name == "successions" and values["old_id"] == values["new_id"]:
        raise BadTable(table.file, "a body cannot succeed itself. Name another.", line=number, column="new")
    if table.name == "facts":
        _check_fact(table, number, values)


def _check_fact(table: Table, number: int, values: Mapping[str, Any]) -> None:
    if (values["kind"] == FactKind.EXERCISES) == bool(values["authority_id"]):
        raise BadTable(
            table.file, "a fact of the kind “exercises” is national and names no authority; every other names one.",
            line=number, column="authority",
        )  # fmt: skip
    settled = values["standing"] in {Standing.CONFIRMED, Standing.DISPUTED, Standing.REJECTED}
    if settled and not (values["settled_by"] and values["settled_on"]):
        raise BadTable(
            table.file, f"a fact that is {values['standing']} says by whom (settled_by) and when (settled_on).",
            line=number, column="settled_by",
        )  # fmt: skip


def _check_references(rows: Mapping[str, Sequence[Line]]) -> None:
    """Every source is in sources.csv and every body in bodies.csv."""
    sources = {line.key for line in rows[SOURCES.name]}
    bodies = {line.key for line in rows["bodies"]}
    for table in TABLES:
        names = [column for column in table.columns if column.attribute.endswith("_id") and column.name != "source"]
        for line in rows[table.name]:
            if line.values["source_id"] not in sources:
                raise BadTable(
                    table.file,
                    f"no source “{line.values['source_id']}” in sources.csv. Add it there.",
                    line=line.number,
                    column="source",
                )
            for column in names:
                ref = line.values[column.attribute]
                if ref is not None and ref not in bodies:
                    raise BadTable(
                        table.file,
                        f"no body “{ref}” in bodies.csv. Add it there.",
                        line=line.number,
                        column=column.name,
                    )
