"""Registers of agreements as councils keep them in spreadsheets, invented: always the same for the same council."""

from __future__ import annotations

import csv
import io
import random
from datetime import date, timedelta
from typing import TYPE_CHECKING

import xlsxwriter

if TYPE_CHECKING:
    from collections.abc import Sequence

HEADINGS = (
    *("Ref", "Agreement", "Type", "Partner(s)", "Start date", "Expiry date", "Review date", "Lead officer", "E-mail"),
    *("Status", "Purposes", "Area", "Notes"),
)
KINDS = ("MoU", "Information sharing agreement", "Section 75", "Partnership agreement", "Hospital discharge protocol")
LONGEST_AGO = 1_500
"""Days since the oldest agreement began."""
PURPOSES = (
    "Well-being of adults with needs and of carers",
    "Quality of care and support",
    "Smoother transition to adulthood",
    "Protection from abuse and neglect",
    "Learning from serious cases",
)


def rows(council: str, partners: Sequence[str], number: int, *, on: date) -> list[list[object]]:
    """So many agreements of a council with its partners, of the last four years: in force, lapsed, drafted, ended."""
    chance = random.Random(council)
    return [_row(chance, council, partners, place, on) for place in range(number)]


def _row(chance: random.Random, council: str, partners: Sequence[str], place: int, on: date) -> list[object]:
    kind = KINDS[place % len(KINDS)]
    status = chance.choices(
        ("In force", "Expired", "Expired but still in use", "Draft", "Terminated", "Under review"), (60, 15, 8, 9, 4, 4)
    )[0]
    starts = on - timedelta(days=chance.randrange(400, LONGEST_AGO))
    over = status in {"Expired", "Expired but still in use", "Terminated"}
    ends = (
        starts + timedelta(days=chance.randrange(100, 390)) if over else on + timedelta(days=chance.randrange(9, 1500))
    )
    with_whom = chance.sample(partners, min(len(partners), chance.choice((1, 1, 1, 2, 3))))
    return [
        f"{council[-4:]}/{place + 1}",
        f"{kind} {place + 1}: {chance.choice(('adults', 'carers', 'hospital', 'housing', 'equipment'))}",
        kind,
        "; ".join(with_whom),
        None if status == "Draft" else starts,
        None if status == "Draft" else ends,
        None if over or status == "Draft" else on + timedelta(days=chance.randrange(-60, 700)),
        chance.choice(("Jo Wren", "Ada Finch", "Marlow Quist", "Ines Quarry")),
        "agreements@council.example",
        status,
        "; ".join(chance.sample(PURPOSES, chance.choice((1, 1, 2, 3)))),
        "The whole area",
        "Kept by the partnerships team.",
    ]


def as_csv(found: list[list[object]]) -> bytes:
    """The rows as “Save as CSV” writes them."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(HEADINGS)
    writer.writerows([cell.isoformat() if isinstance(cell, date) else cell for cell in row] for row in found)
    return text.getvalue().encode()


def as_xlsx(found: list[list[object]]) -> bytes:
    """The rows as a workbook, with real dates."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"default_date_format": "dd/mm/yyyy"}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, HEADINGS)
        for number, row in enumerate(found, 1):
            for place, cell in enumerate(row):
                if isinstance(cell, date):
                    sheet.write_datetime(number, place, cell)
                elif cell is not None:
                    sheet.write(number, place, cell)
    return file.getvalue()
