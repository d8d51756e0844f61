"""Lists as files: CSV for any spreadsheet, XLSX with typed cells, JSON for programs.

One description of the columns serves all three, rows are read one by one, and nothing that was typed becomes a formula.
"""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import islice
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, Any, Final, Literal

import xlsxwriter  # type: ignore[import-untyped]
from django.http import FileResponse, StreamingHttpResponse

from concord.base.clock import LONDON
from concord.base.errors import Invalid

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from xlsxwriter.format import Format  # type: ignore[import-untyped]
    from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

Kind = Literal["text", "day", "moment", "number", "yes_no"]

WIDTHS: Final[dict[Kind, int]] = {"text": 28, "day": 13, "moment": 18, "number": 11, "yes_no": 8}
LONGEST_CELL: Final = 32_767
"""Characters that a cell of Excel holds; what is longer is cut there, and whole in the other two files."""
MOST_ROWS: Final = 1_048_575
"""Rows of a sheet of Excel under its head."""
EXCEL_BEGINS: Final = date(1900, 3, 1)
"""The first day that Excel counts rightly; an earlier one is written as words."""
CUT: Final = " … (cut: the CSV and JSON files have all of it)"

# What a spreadsheet would take for the beginning of a formula, and what it skips before one.
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "\N{FULLWIDTH EQUALS SIGN}", "\N{FULLWIDTH PLUS SIGN}")
_AT_ONCE: Final = 200


@dataclass(frozen=True, slots=True)
class Column:
    """A column: the key of its values in a row (and in JSON), its heading, and what its values are."""

    name: str
    title: str
    kind: Kind = "text"


def csv_response(columns: Sequence[Column], rows: Iterable[Mapping[str, Any]], name: str) -> StreamingHttpResponse:
    """`<name>.csv`, sent as the rows are read: UTF-8 with the mark by which Excel knows it, ISO days, London's hours.

    A text that a spreadsheet would run as a formula is sent with an apostrophe before it.
    """
    return _download(_csv_lines(columns, rows), "text/csv; charset=utf-8", f"{name}.csv")


def json_response(columns: Sequence[Column], rows: Iterable[Mapping[str, Any]], name: str) -> StreamingHttpResponse:
    """`<name>.json`, sent as the rows are read: an array of objects, ISO days, instants in UTC, nothing as null."""
    return _download(_json_lines(columns, rows), "application/json", f"{name}.json")


def xlsx_response(
    columns: Sequence[Column], rows: Iterable[Mapping[str, Any]], name: str, *, at: datetime
) -> FileResponse:
    """`<name>.xlsx`, made `at` an aware instant in a temporary file, row by row. Raises Invalid beyond MOST_ROWS."""
    file = TemporaryFile()  # noqa: SIM115  the response closes it, and with that it is gone
    try:
        _write_book(file, columns, rows, at=at)
    except BaseException:
        file.close()
        raise
    file.seek(0)
    return FileResponse(
        file,
        as_attachment=True,
        filename=f"{name}.xlsx",
        content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    )


def _download(lines: Iterator[bytes], kind: str, file: str) -> StreamingHttpResponse:
    response = StreamingHttpResponse(lines, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{file}"'
    return response


def _batches(rows: Iterable[Mapping[str, Any]]) -> Iterator[list[Mapping[str, Any]]]:
    """Some rows at a time: each piece that is sent costs, and each that is kept takes memory."""
    remaining = iter(rows)
    while batch := list(islice(remaining, _AT_ONCE)):
        yield batch


# ── CSV ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _csv_lines(columns: Sequence[Column], rows: Iterable[Mapping[str, Any]]) -> Iterator[bytes]:
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow([column.title for column in columns])
    yield b"\xef\xbb\xbf" + buffer.getvalue().encode()
    for batch in _batches(rows):
        buffer.seek(0)
        buffer.truncate()
        writer.writerows([[_csv_cell(column.kind, row.get(column.name)) for column in columns] for row in batch])
        yield buffer.getvalue().encode()


def _csv_cell(kind: Kind, value: Any) -> str:
    if value is None:
        return ""
    match kind:
        case "day":
            return _day(value).isoformat()
        case "moment":
            return f"{value.astimezone(LONDON):%Y-%m-%d %H:%M}"
        case "number":
            return str(_number(value))
        case "yes_no":
            return "Yes" if value else "No"
        case "text":
            text = str(value)
            return f"'{text}" if text.lstrip(" ").startswith(_FORMULA) else text


# ── JSON ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _json_lines(columns: Sequence[Column], rows: Iterable[Mapping[str, Any]]) -> Iterator[bytes]:
    before = "[\n"
    for batch in _batches(rows):
        objects = ({column.name: _json_value(column.kind, row.get(column.name)) for column in columns} for row in batch)
        yield (before + ",\n".join(json.dumps(one, ensure_ascii=False) for one in objects)).encode()
        before = ",\n"
    yield b"[]\n" if before == "[\n" else b"\n]\n"


def _json_value(kind: Kind, value: Any) -> str | int | float | bool | None:
    if value is None:
        return None
    match kind:
        case "day":
            return _day(value).isoformat()
        case "moment":
            return str(value.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z"))
        case "number":
            number = _number(value)
            return float(number) if isinstance(number, Decimal) else number
        case "yes_no":
            return bool(value)
        case "text":
            return str(value)


# ── XLSX ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _write_book(file: Any, columns: Sequence[Column], rows: Iterable[Mapping[str, Any]], *, at: datetime) -> None:
    """A head that stays in sight and filters, then a row for each row, each written out before the next is read."""
    with xlsxwriter.Workbook(file, {"constant_memory": True}) as book:
        book.set_properties({"created": at.astimezone(UTC).replace(tzinfo=None), "author": "Concord"})
        head = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        formats = {
            "text": book.add_format({"valign": "top"}),
            "day": book.add_format({"valign": "top", "num_format": "d mmm yyyy", "align": "left"}),
            "moment": book.add_format({"valign": "top", "num_format": "d mmm yyyy hh:mm", "align": "left"}),
        }
        sheet = book.add_worksheet()
        sheet.freeze_panes(1, 0)
        for place, column in enumerate(columns):
            sheet.set_column(place, place, max(WIDTHS[column.kind], min(len(column.title) + 4, 40)))
            sheet.write_string(0, place, column.title, head)
        last = 0
        for last, row in enumerate(rows, start=1):
            if last > MOST_ROWS:
                raise Invalid("This list is too long for Excel. Narrow it, or take the CSV file.")
            for place, column in enumerate(columns):
                _write_cell(sheet, last, place, column.kind, row.get(column.name), formats)
        sheet.autofilter(0, 0, last, len(columns) - 1)


def _write_cell(
    sheet: Worksheet, down: int, across: int, kind: Kind, value: Any, formats: Mapping[str, Format]
) -> None:
    """One cell, of its type. A text is always a text: neither a formula nor a link."""
    if value is None:
        return
    if kind in {"day", "moment"} and _day(value) >= EXCEL_BEGINS:
        when = _day(value) if kind == "day" else value.astimezone(LONDON).replace(tzinfo=None)
        sheet.write_datetime(down, across, when, formats[kind])
    elif kind == "number":
        sheet.write_number(down, across, _number(value))
    else:
        text = _csv_cell(kind, value) if kind != "text" else str(value)
        if len(text) > LONGEST_CELL:
            text = text[: LONGEST_CELL - len(CUT)] + CUT
        sheet.write_string(down, across, text, formats["text"])


# ── Values ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def _day(value: date) -> date:
    """The day of a value; of an aware instant, the day it is in London."""
    if isinstance(value, datetime):
        return (value.astimezone(LONDON) if value.tzinfo else value).date()
    return value


def _number(value: Any) -> int | float | Decimal:
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        raise TypeError(f"A column of numbers was given {type(value).__name__}.")
    return value
