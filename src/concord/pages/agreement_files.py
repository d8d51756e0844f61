"""The register of agreements as a file: CSV and XLSX with the columns that an import takes again, and whole as JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from django.http import FileResponse, HttpResponse

from concord.agreements.queries.exporting import sheet_rows
from concord.agreements.queries.whole import whole_register
from concord.agreements.rules.columns import COLUMNS
from concord.pages.spreadsheets import Column, csv_response, xlsx_response

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from django.http import StreamingHttpResponse

    from concord.base.actor import Actor

KINDS: Final = {"xlsx": "Excel", "csv": "CSV, for any spreadsheet", "json": "JSON, for programs"}
_NUMBERS: Final = frozenset({"version", "review_months"})
SHEET: Final = tuple(
    Column(one.name, one.title, "day" if one.is_day else "number" if one.name in _NUMBERS else "text")
    for one in COLUMNS
)


def register_file(
    actor: Actor, *, keeper: str, kind: str, name: str, at: datetime
) -> HttpResponse | StreamingHttpResponse | FileResponse:
    """The agreements that a body keeps as a file of one of `KINDS`, called `name` and its ending."""
    if kind == "json":
        response = HttpResponse(as_json(whole_register(actor, keeper=keeper, at=at)), content_type="application/json")
        response["Content-Disposition"] = f'attachment; filename="{name}.json"'
        return response
    return sheet_file(sheet_rows(actor, keeper=keeper, at=at, as_file=kind), kind=kind, name=name, at=at)


def sheet_file(
    rows: Sequence[dict[str, Any]], *, kind: str, name: str, at: datetime
) -> StreamingHttpResponse | FileResponse:
    """Rows as CSV or XLSX; without any, an empty sheet to fill in."""
    return csv_response(SHEET, rows, name) if kind == "csv" else xlsx_response(SHEET, rows, name, at=at)


def as_json(content: dict[str, Any]) -> str:
    """Plain values as JSON, to be read by people too."""
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def content(response: HttpResponse | StreamingHttpResponse | FileResponse) -> Iterator[bytes]:
    """What a file holds, part by part, for who asks without a browser: nothing of a request is ended by it."""
    yield from response
    if isinstance(response, FileResponse) and response.file_to_stream:
        response.file_to_stream.close()
