"""The partners of a council on a day as a table that a spreadsheet opens. Pure."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from concord import statute
    from concord.public.councils.listing import Entry, Group, Listing

COLUMNS = (
    *("council", "council_code", "day", "provision", "partner", "partner_reference", "kind", "addressed_to", "answer"),
    *("partner_since", "partner_until", "rests_on", "source", "rulebook"),
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""How a cell begins that a spreadsheet would take for a formula."""


def as_csv(book: statute.Rulebook, page: Listing) -> str:
    """The whole list, partners first, then those that may be. One row a partner; the first line names the columns."""
    written = io.StringIO()
    rows = csv.writer(written)
    rows.writerow(COLUMNS)
    for answer, groups in (("yes", page.groups), ("unknown", page.possible)):
        for group in groups:
            rows.writerows(map(_plain, _cells(book, page, group, entry, answer)) for entry in _entries(group))
    return written.getvalue()


def _entries(group: Group) -> tuple[Entry, ...]:
    return (*group.entries, *group.slivers)


def _cells(book: statute.Rulebook, page: Listing, group: Group, entry: Entry, answer: str) -> Iterator[str]:
    facts = [step.fact for step in entry.because if step.fact]
    council = page.found.authority
    yield from (council.name_on(page.found.on), council.ref, page.found.on.isoformat(), group.provision.ref)
    yield from (entry.name, entry.body.ref, book.kind_name(entry.body.kind), entry.body.addressee, answer)
    yield from (_iso(entry.since), _iso(entry.last_day))
    yield from (_each(fact.evidence for fact in facts), _each(fact.source for fact in facts))
    yield f"{book.version} {book.digest[:12]}"


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _each(texts: Iterator[str]) -> str:
    return " ".join(dict.fromkeys(filter(None, texts)))


def _plain(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
