"""A spreadsheet as bytes, read into rows of cells: CSV as councils save it, XLSX row by row, rows in JSON. Pure.

What a cell means is for `sheets`. A file is told by its content, never by its name alone; what is wrong is Invalid.
"""

from __future__ import annotations

import csv
import io
import json
import warnings
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import openpyxl  # type: ignore[import-untyped]
from openpyxl.utils import get_column_letter  # type: ignore[import-untyped]

from concord.base.errors import Invalid

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from openpyxl.worksheet._read_only import ReadOnlyWorksheet  # type: ignore[import-untyped]

FIELD: Final = "files"
MOST_ROWS: Final = 10_000
"""Rows under the headings that one file may have."""
MOST_COLUMNS: Final = 100
MOST_EMPTY: Final = 1_000
"""Empty rows one after another at which a sheet counts as ended: programs keep a million of them."""
MOST_UNPACKED: Final = 150 * 1024 * 1024
"""Bytes that a workbook may come to when it is unpacked."""
TOO_MANY: Final = (
    f"The sheet has more than {MOST_ROWS:,} rows. Save it in parts of at most {MOST_ROWS:,}, and import them one after"
    " another."
)

_OLD_OFFICE: Final = b"\xd0\xcf\x11\xe0"
_ERRORS: Final = frozenset({"#REF!", "#N/A", "#NAME?", "#VALUE!", "#DIV/0!", "#NULL!", "#NUM!"})
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "\N{FULLWIDTH EQUALS SIGN}", "\N{FULLWIDTH PLUS SIGN}")
_SAVE_AS: Final = "Open it in Excel, and save it as a workbook (.xlsx) or as CSV."


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet: its name (empty for CSV) and its rows that are not empty, each with its number as people count."""

    name: str
    rows: tuple[tuple[int, tuple[Any, ...]], ...]


def letter(place: int) -> str:
    """What a spreadsheet calls a column.

    >>> letter(0), letter(27)
    ('A', 'AB')
    """
    return str(get_column_letter(place + 1))


def is_error(value: object) -> bool:
    """Whether a cell holds what a spreadsheet shows where a formula failed."""
    return isinstance(value, str) and value.strip() in _ERRORS


def tables(name: str, data: bytes) -> tuple[Table, ...]:
    """The sheets of a file that hold anything, in their order. Raises Invalid (field "files"), in words."""
    if not data.strip():
        raise Invalid(f"The file {name} is empty. Check that it was saved, and choose it again.", field=FIELD)
    if data.startswith(_OLD_OFFICE):
        raise Invalid(
            f"The file {name} is an old Excel file (.xls) or is locked with a password. {_SAVE_AS}", field=FIELD
        )
    if data.startswith(b"PK"):
        return _workbook(name, data)
    if name.lower().endswith((".xlsx", ".xlsm")):
        raise Invalid(f"The file {name} is no Excel workbook, whatever its name says. {_SAVE_AS}", field=FIELD)
    if name.lower().endswith(".json"):
        return (_json(name, data),)
    return (_csv(name, data),)


# ── XLSX ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _workbook(name: str, data: bytes) -> tuple[Table, ...]:
    broken = f"The file {name} cannot be read as an Excel workbook. {_SAVE_AS}"
    try:
        _check_packed(data, broken)
        with warnings.catch_warnings():  # openpyxl warns of what it leaves out, such as lists that drop down
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
            try:
                found = [_sheet(sheet) for sheet in book.worksheets]
            finally:
                book.close()
    except Invalid:
        raise
    except Exception as error:  # the library raises whatever a broken file leads it to
        raise Invalid(broken, field=FIELD) from error
    return tuple(table for table in found if table.rows)


def _check_packed(data: bytes, broken: str) -> None:
    """Raise Invalid for what is no workbook, or would fill the memory when it is unpacked."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        parts = {part.filename: part.file_size for part in packed.infolist()}
    if "xl/workbook.xml" not in parts or sum(parts.values()) > MOST_UNPACKED:
        raise Invalid(broken, field=FIELD)


def _sheet(sheet: ReadOnlyWorksheet) -> Table:
    sheet.reset_dimensions()  # what a file claims of its size is often wrong
    return Table(sheet.title, tuple(_filled(sheet.iter_rows(max_col=MOST_COLUMNS, values_only=True))))


# ── JSON ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _json(name: str, data: bytes) -> Table:
    """Rows in JSON: a list of objects, each with the same keys or fewer. The first row is 1, its keys are row 0.

    A list in a cell stands for several, such as parties.
    """
    try:
        rows = json.loads(data)
    except ValueError as error:
        raise Invalid(f"The file {name} cannot be read as JSON in UTF-8.", field=FIELD) from error
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise Invalid(f"The file {name} is no list of rows, each an object in JSON.", field=FIELD)
    keys = list(dict.fromkeys(key for row in rows for key in row))[:MOST_COLUMNS]
    found = [(number, tuple(_flat(row.get(key)) for key in keys)) for number, row in enumerate(rows, start=1)]
    return Table("", ((0, tuple(keys)), *((number, row) for number, row in found if any(map(_said, row)))))


def _flat(value: Any) -> Any:
    if isinstance(value, list):
        return "\n".join(str(one) for one in value)
    return value if isinstance(value, str | int | float) and not isinstance(value, bool) else None


def _said(value: Any) -> bool:
    return value is not None and str(value).strip() != ""


# ── CSV ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _csv(name: str, data: bytes) -> Table:
    text = _text(data)
    if "\0" in text:
        raise Invalid(f"The file {name} is neither CSV nor an Excel workbook. {_SAVE_AS}", field=FIELD)
    delimiter = max((",", ";", "\t"), key=text[:4_000].count)
    try:
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=False)
        return Table("", tuple(_filled(tuple(_unguarded(cell) for cell in row[:MOST_COLUMNS]) for row in rows)))
    except csv.Error as error:
        raise Invalid(f"The file {name} cannot be read as CSV ({error}). {_SAVE_AS}", field=FIELD) from error


def _text(data: bytes) -> str:
    """UTF-8, as Excel's “CSV UTF-8” and every other program write it; else what Excel's plain “CSV” writes."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _unguarded(cell: str) -> str:
    """A cell without the apostrophe that our own CSV puts before what a spreadsheet would run."""
    return cell[1:] if cell.startswith("'") and cell[1:].lstrip(" ").startswith(_FORMULA) else cell


def _filled(rows: Iterable[tuple[Any, ...]]) -> Iterator[tuple[int, tuple[Any, ...]]]:
    """The rows in which something stands, with their numbers; a few more than are taken, so that it shows."""
    empty = told = 0
    for number, row in enumerate(rows, start=1):
        if all(cell is None or cell == "" or (isinstance(cell, str) and not cell.strip()) for cell in row):
            empty += 1
            if empty > MOST_EMPTY:
                return
            continue
        empty, told = 0, told + 1
        if told > MOST_ROWS + 30:  # with the headings, and what stands above them
            return
        yield number, row[: max(place for place, cell in enumerate(row) if cell not in {None, ""}) + 1]
