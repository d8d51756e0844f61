"""The columns of a register of agreements in a spreadsheet, by the many headings that councils give them. Pure.

The same columns are written and read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from concord.agreements.rules import cells
from concord.agreements.rules.tables import letter
from concord.agreements.rules.vocabulary import fold

if TYPE_CHECKING:
    from collections.abc import Mapping

    from concord.agreements.rules.tables import Table

LOOK_FOR_HEADINGS: Final = 20
"""Rows in which the headings are looked for: titles and notes often stand above them."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: the key of its values, its heading as we write it, and the other headings by which it is known."""

    name: str
    title: str
    also: str = ""
    is_day: bool = False


COLUMNS: Final = (
    Column("reference", "Reference", "ref|ref no|reference number|reference no|agreement ref|agreement reference|id|"
           "number"),
    Column("title", "Agreement", "title|name|agreement name|agreement title|name of agreement|document title|"
           "agreements"),
    Column("kind", "Kind", "type|agreement type|type of agreement|kind of agreement|category|document type"),
    Column("about", "Protocol about", "about|field|subject of the protocol"),
    Column("version", "Version", "version no|version number|ver"),
    Column("parties", "Parties", "party|partner|partners|partys|partner organisations|partner organisation|"
           "organisation|"
           "organisations|agency|agencies|partner agencies|partner agency|with|parties to the agreement|between"),
    Column("starts", "Start date", "start|starts|starts on|from|commencement|commencement date|effective date|"
           "effective from|"
           "date effective|in force from|begins|valid from|commences", is_day=True),
    Column("ends", "Last day", "end|ends|end date|expiry|expiry date|expires|expires on|expiration|expiration date|"
           "until|to|"
           "valid until|date of expiry|termination date|finish date|in force until", is_day=True),
    Column("review_on", "Review date", "review|reviews|next review|next review date|review due|"
           "review due date|review by|"
           "date of next review|due for review|date of review", is_day=True),
    Column("review_months", "Review every (months)", "review every|review cycle|review frequency|review period|cycle"),
    Column("status", "Status", "state|current status|position|where it stands"),
    Column("owner_name", "Owner", "lead|lead officer|responsible officer|owner name|agreement owner|council lead|"
           "lead name|"
           "contract manager|contact"),
    Column("owner_email", "Owner e-mail", "lead email|contact email|email|email address|owner email address"),
    Column("deputy_name", "Deputy", "deputy owner|deputy lead|deputy name"),
    Column("deputy_email", "Deputy e-mail", "deputy email address"),
    Column("purposes", "Purposes", "purpose|purposes of section 6 6|section 6 6 purposes"),
    Column("aims", "Aims", "aims of integration|aim"),
    Column("topics", "Topics", "topic|subject|subjects|theme"),
    Column("functions", "Functions", "functions covered|function"),
    Column("area", "Area", "area covered|geography"),
    Column("persons", "Persons covered", "persons|people covered|client group|cohort|service users|who it covers"),
    Column("summary", "Summary", "description|notes|note|comments|details|what it says"),
    Column("document", "Document", "documents|link|document link|file|file name|location|url|document name|hyperlink"),
    Column("signatories", "Signed by", "signatory|signatories|signed for|name of signatory"),
    Column("offices", "Office of signatory", "office|signatory office|signatory title|job title of signatory|"
           "position of signatory|signatory post|signatory role"),
    Column("signed_on", "Signed on", "date signed|signature date|signed date|date of signature|signed|date of signing"),
    Column("mailboxes", "E-mail of parties", "party email|party emails|partner email|partner emails|emails of parties|"
           "party e mails|partner e mails|e mails of parties"),
    Column("shared_on", "Shared on", "shared with partners on|out for comment on", is_day=True),
    Column("approved_by", "Approved by", "approval|approving body|approved at"),
    Column("decision", "Decision", "decision number|minute|minute reference|decision reference"),
    Column("approved_on", "Approved on", "approval date|date approved|date of approval", is_day=True),
    Column("under", "Hangs under", "parent|parent agreement|under"),
    Column("replaces", "Replaces", "supersedes|replaces agreement"),
    Column("running_from", "Worked by unsigned since", "running since|in use since", is_day=True),
    Column("relied_on_from", "Relied on since", "relied on after its end since", is_day=True),
    Column("review_begun_on", "Review begun on", "review started|review began", is_day=True),
    Column("ended_on", "Ended on", "date ended|terminated on|date terminated", is_day=True),
    Column("ended_why", "Why it ended", "reason ended|reason for ending|why ended"),
    Column("public_from", "On the public page since", "public since|published on|published", is_day=True),
)  # fmt: skip
BY_NAME: Final = {column.name: column for column in COLUMNS}
BY_HEADING: Final = {
    fold(heading): column
    for column in COLUMNS
    for heading in (column.title, column.name, *filter(None, column.also.split("|")))
}
NEEDED: Final = ("title", "parties")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A sheet whose headings were found: which column stands where, and those not known, with letters."""

    name: str
    head: int
    places: Mapping[str, int]
    headings: Mapping[str, str]
    unknown: tuple[tuple[str, str], ...]
    rows: tuple[tuple[int, tuple[Any, ...]], ...]
    twice: tuple[tuple[str, str, str], ...] = ()

    def cell(self, column: str, row: int) -> str:
        """How a spreadsheet names the cell of a column in a row; of one that is not there, the row alone."""
        return f"{letter(self.places[column])}{row}" if column in self.places else f"row {row}"


def sheet(found: tuple[Table, ...]) -> Sheet | None:
    """The first sheet in which the headings of a register of agreements stand; None where there is none."""
    read = [one for table in found if (one := _headed(table))]
    return max(read, key=lambda one: set(NEEDED) <= one.places.keys(), default=None)


def _headed(table: Table) -> Sheet | None:
    """The row of headings: of the first rows the one with most that are known, title or parties among them."""
    best: tuple[int, int] | None = None
    for place, (_, row) in enumerate(table.rows[:LOOK_FOR_HEADINGS]):
        known = {BY_HEADING[one].name for cell in row if (one := _heading(cell)) in BY_HEADING}
        if known & set(NEEDED) and len(known) > 1 and (best is None or len(known) > best[1]):
            best = (place, len(known))
    if best is None:
        return None
    head, row = table.rows[best[0]]
    places: dict[str, int] = {}
    headings: dict[str, str] = {}
    unknown, twice = [], []
    for place, cell in enumerate(row):
        column = BY_HEADING.get(_heading(cell))
        if column is None:
            if cells.words(cell) or any(
                len(line) > place and cells.words(line[place]) for _, line in table.rows[best[0] + 1 :]
            ):
                unknown.append((letter(place), " ".join(cells.words(cell).split())))
        elif column.name in places:
            twice.append((letter(place), cells.words(cell), headings[column.name]))
        else:
            places[column.name], headings[column.name] = place, " ".join(cells.words(cell).split())
    return Sheet(
        name=table.name,
        head=head,
        places=places,
        headings=headings,
        unknown=tuple(unknown),
        rows=table.rows[best[0] + 1 :],
        twice=tuple(twice),
    )


def _heading(cell: object) -> str:
    """A heading as it is compared; what stands in brackets, such as a form of dates, is left out."""
    folded = fold(cells.words(cell))
    return folded if folded in BY_HEADING else fold(re.sub(r"\([^)]{2,}\)", " ", cells.words(cell)))
