"""Lists as CSV, XLSX and JSON: typed, whole, safe to open, and small in memory."""

from __future__ import annotations

import csv
import io
import json
import re
import tracemalloc
import zipfile
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import repeat
from xml.etree import ElementTree as ET

import pytest
from django.core.signals import request_finished
from django.db import close_old_connections

from concord.base.errors import Invalid
from concord.pages import spreadsheets
from concord.pages.spreadsheets import Column, csv_response, json_response, xlsx_response

AT = datetime(2026, 11, 22, 9, tzinfo=UTC)
COLUMNS = (
    Column("body", "Whom you asked"),
    Column("due", "Due", "day"),
    Column("sent", "Sent", "moment"),
    Column("days", "Working days", "number"),
    Column("urgent", "Urgent?", "yes_no"),
)
ROW = {
    "body": "Žofia’s “trust”, Łódź 🏥\nsecond line",
    "due": date(2026, 12, 1),
    "sent": datetime(2026, 7, 1, 23, 30, tzinfo=UTC),
    "days": 12,
    "urgent": True,
}
EMPTY = dict.fromkeys(ROW)
FORMULAS = [
    "=1+1",
    "+44 20 7946 0000",
    "-1+1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "  =1",
    "\n=1",
    "\N{FULLWIDTH EQUALS SIGN}1",
]


@pytest.fixture(autouse=True)
def _no_request():
    """A response closed here ends no request: the connections of other tests are not its business."""
    request_finished.disconnect(close_old_connections)
    yield
    request_finished.connect(close_old_connections)


def lines(response):
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline="")))


def sheet(response):
    """The cells of a workbook by their places: (type, text); and its whole XML."""
    with zipfile.ZipFile(io.BytesIO(b"".join(response.streaming_content))) as book:
        xml = book.read("xl/worksheets/sheet1.xml").decode()
    response.close()
    namespace = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
    cells = {}
    for cell in ET.fromstring(xml).iter(f"{namespace}c"):  # noqa: S314  what we wrote ourselves
        cells[cell.get("r")] = (cell.get("t"), "".join(cell.itertext()))
    return cells, xml


def test_csv_opens_in_excel_with_days_and_hours_that_sort():
    response = csv_response(COLUMNS, [ROW, EMPTY], "requests")
    assert response["Content-Disposition"] == 'attachment; filename="requests.csv"'
    assert b"".join(csv_response(COLUMNS, [], "r").streaming_content).startswith(b"\xef\xbb\xbf")
    assert lines(response) == [
        ["Whom you asked", "Due", "Sent", "Working days", "Urgent?"],
        [ROW["body"], "2026-12-01", "2026-07-02 00:30", "12", "Yes"],
        ["", "", "", "", ""],
    ]


@pytest.mark.parametrize("typed", FORMULAS)
def test_what_somebody_typed_is_never_a_formula(typed):
    columns = [Column("words", "Words")]
    assert lines(csv_response(columns, [{"words": typed}], "r"))[1] == [f"'{typed}"]
    cells, xml = sheet(xlsx_response(columns, [{"words": typed}], "r", at=AT))
    assert cells["A2"][0] == "inlineStr"
    assert "<f>" not in xml
    assert json.loads(b"".join(json_response(columns, [{"words": typed}], "r").streaming_content)) == [{"words": typed}]


def test_a_number_below_nothing_stays_a_number():
    columns = [Column("left", "Days left", "number")]
    assert lines(csv_response(columns, [{"left": -3}], "r"))[1] == ["-3"]


def test_a_link_in_a_text_is_no_link_in_excel():
    _, xml = sheet(xlsx_response([Column("a", "A")], [{"a": "https://example.com/"}], "r", at=AT))
    assert "hyperlink" not in xml


def test_json_tells_types_and_nothing_as_null():
    response = json_response(COLUMNS, [ROW, EMPTY], "requests")
    found = json.loads(b"".join(response.streaming_content))
    assert response["Content-Type"] == "application/json"
    assert found == [{**ROW, "due": "2026-12-01", "sent": "2026-07-01T23:30:00Z"}, EMPTY]
    assert json.loads(b"".join(json_response(COLUMNS, [], "r").streaming_content)) == []


def test_json_of_many_rows_is_one_array():
    found = json.loads(b"".join(json_response([Column("n", "N", "number")], ({"n": n} for n in range(450)), "r")))
    assert [row["n"] for row in found] == list(range(450))


def test_excel_has_typed_cells_a_head_that_stays_and_filters():
    cells, xml = sheet(xlsx_response(COLUMNS, [ROW, EMPTY], "requests", at=AT))
    assert cells["A1"] == ("inlineStr", "Whom you asked")
    assert cells["A2"] == ("inlineStr", ROW["body"])
    assert cells["B2"] == (None, "46357")
    assert cells["C2"][0] is None
    assert float(cells["C2"][1]) == pytest.approx(46205.0208, abs=0.001)
    assert cells["D2"] == (None, "12")
    assert cells["E2"] == ("inlineStr", "Yes")
    assert "A3" not in cells
    assert 'state="frozen"' in xml
    assert '<autoFilter ref="A1:E3"/>' in xml
    assert len(re.findall("<col ", xml)) == 5


def test_what_excel_cannot_hold_is_told_or_written_as_words(monkeypatch):
    columns = [Column("text", "Text"), Column("on", "On", "day"), Column("cost", "Cost", "number")]
    row = {"text": "x" * 40_000, "on": date(1857, 1, 2), "cost": Decimal("12.50")}
    cells, _ = sheet(xlsx_response(columns, [row], "r", at=AT))
    assert len(cells["A2"][1]) == spreadsheets.LONGEST_CELL
    assert cells["A2"][1].endswith(spreadsheets.CUT)
    assert cells["B2"] == ("inlineStr", "1857-01-02")
    assert cells["C2"] == (None, "12.50")
    monkeypatch.setattr(spreadsheets, "MOST_ROWS", 2)
    with pytest.raises(Invalid, match="take the CSV file"):
        xlsx_response(columns, [row] * 3, "r", at=AT)


def test_a_column_of_numbers_takes_no_words():
    with pytest.raises(TypeError):
        lines(csv_response([Column("n", "N", "number")], [{"n": "=1+1"}], "r"))


@pytest.mark.parametrize("send", [csv_response, json_response])
def test_rows_are_sent_as_they_are_read(send):
    read = []

    def rows():
        for n in range(20_000):
            read.append(n)
            yield {"body": "x"}

    pieces = iter(send([Column("body", "Body")], rows(), "r").streaming_content)
    next(pieces)
    next(pieces)
    assert len(read) < 1_000
    assert sum(1 for _ in pieces) > 50
    assert len(read) == 20_000


def test_twenty_thousand_rows_for_excel_take_little_memory():
    tracemalloc.start()
    try:
        response = xlsx_response([Column("body", "Body")], repeat({"body": "x" * 100}, 20_000), "r", at=AT)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    response.close()
    assert most < 2_000_000
