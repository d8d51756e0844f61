"""Sheets as councils have them, and what is made of them; everybody in them is invented."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

import openpyxl

from concord.agreements import services
from concord.agreements.queries import import_plan
from kit import given

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from concord.agreements.queries import Plan
    from concord.base.actor import Actor

HEADINGS = ("Agreement", "Type", "Partner(s)", "Start date", "Expiry", "Review", "Lead officer", "Status")


def in_csv(rows: Iterable[Sequence[Any]], headings: Sequence[str] = HEADINGS, *, encoding: str = "utf-8") -> bytes:
    """A file as “Save as CSV” writes it."""
    text = io.StringIO()
    csv.writer(text).writerows([headings, *rows])
    return text.getvalue().encode(encoding)


def in_excel(rows: Iterable[Sequence[Any]], headings: Sequence[str] = HEADINGS, *, above: Sequence[str] = ()) -> bytes:
    """A workbook, with lines above the headings where there are any."""
    book = openpyxl.Workbook()
    sheet = book.active
    for line in above:
        sheet.append([line])
    sheet.append(list(headings))
    for row in rows:
        sheet.append(list(row))
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def tried(actor: Actor, data: bytes, *, name: str = "register.csv", at: datetime = given.AT, keeper: str = "") -> Plan:
    """A file tried out."""
    return import_plan(actor, keeper=keeper or actor.body or given.COUNTY, name=name, data=data, at=at)


def taken(actor: Actor, data: bytes, *, name: str = "register.csv", at: datetime = given.AT) -> int:
    """A file without faults taken in; how many agreements."""
    plan = tried(actor, data, name=name, at=at)
    assert plan.faults == (), plan.faults
    return services.import_agreements(actor, plan=plan, at=at)
