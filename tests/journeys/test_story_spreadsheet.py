"""A council brings the list of agreements that it has always kept, with twelve faults; put right, it is in.

Three people use the browser in three ways: by mouse, by keyboard alone, without script.
"""

from __future__ import annotations

import pytest

from concord.agreements.models import Agreement
from kit.sheets_given import in_csv, in_excel
from kit.walking import KEYS

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

HEADINGS = (
    "Ref",
    "Agreement",
    "Type",
    "Partner(s)",
    "Start date",
    "Expiry",
    "Review",
    "Cycle",
    "Owner",
    "E-mail",
    "Status",
)
HELD = ("P/0", "Carers compact", "MoU", "Basildon Borough Council", "1/4/2025", "", "", "", "", "", "In force")
BOARD = "NHS Essex Integrated Care Board"
FAULTY = (
    ("P/1", "Hospital discharge protocol", "Handshake", BOARD, "1/5/2026", "31/3/2028", "", "12", "", "", "In force"),
    (
        "P/2",
        "Prevention memorandum",
        "MoU",
        "Basilden Borough Council",
        "1/4/2025",
        "31/3/2028",
        "",
        "",
        "",
        "",
        "Active",
    ),
    ("P/3", "Section 75: equipment", "s75", "NHS Mid and South Essex ICB", "1/5/2026", "", "", "", "", "", "Signed"),
    ("P/4", "Housing protocol", "Protocol", "Colchester; Tendring", "1/4/2026", "31/3/2025", "", "", "", "", "Active"),
    ("P/5", "Information sharing", "ISA", "Essex Police", "1/1/2024", "31/12/2027", "", "", "", "", "Active"),
    ("P/5", "Information sharing", "ISA", "Essex Police", "1/1/2027", "31/12/2029", "", "", "", "", "Active"),
    ("P/6", "Adaptations", "MoU", "Harlow District Council", "31/2/2026", "", "", "", "", "", "Draft"),
    ("P/7", "", "MoU", "Maldon District Council", "1/4/2026", "", "", "", "", "", "Draft"),
    ("P/8", "Transition protocol", "Protocol", BOARD, "", "31/3/2029", "", "", "", "", "In force"),
    ("P/0", "Carers compact", "MoU", "Basildon Borough Council", "1/4/2025", "", "", "", "", "", "In force"),
    (
        "P/9",
        "Safeguarding protocol",
        "Protocol",
        "Essex Police",
        "1/4/2026",
        "",
        "",
        "often",
        "",
        "jo at essex",
        "Active",
    ),
)
"""Ten agreements; what is wrong stands in C2, D3, D4, F5, E7, E8, B9, E10, A11, H12, J12 and, of two words, K13."""
LIVELY = ("P/10", "Crisis concordat", "MoU", "Essex Police", "1/4/2026", "", "", "", "", "", "Lively")
FAULTS = ("C2", "D3", "D4", "F5", "E7", "E8", "B9", "E10", "A11", "H12", "J12", "K13")


def put_right():
    """What the officer makes of the faulty rows."""
    rows = [list(row) for row in (*FAULTY, LIVELY)]
    changes = {
        (0, 2): "Joint protocol", (1, 3): "Basildon Borough Council", (2, 3): BOARD, (3, 5): "31/3/2029",
        (4, 5): "31/12/2026", (6, 4): "28/2/2026", (7, 1): "Respite memorandum", (8, 4): "1 September 2026",
        (10, 7): "annual", (10, 9): "jo@essex.example", (11, 10): "In force",
    }  # fmt: skip
    for (row, column), text in changes.items():
        rows[row][column] = text
    del rows[9]
    return rows


def bring(walker, name, data, button):
    field = walker.page.get_by_label("Spreadsheet", exact=True)
    if walker.way == KEYS:
        walker._reach(lambda words, _: words == "Spreadsheet", "Spreadsheet")
    field.set_input_files({"name": name, "mimeType": "application/octet-stream", "buffer": data})
    walker.press(button)


def cells(walker):
    return [cell.inner_text() for cell in walker.page.locator("tbody tr td:first-child strong").all()]


def test_a_spreadsheet_with_twelve_faults_is_put_right_and_taken_in(officer):
    lead = officer("Tomos Ashgrove")
    lead.go("/desk/agreements")
    before = Agreement.objects.count()
    lead.press("Import a spreadsheet")
    bring(lead, "held.csv", in_csv([HELD], HEADINGS), "Try it out")
    lead.press("Import 1 agreement")
    lead.sees("1 agreement is in the register now.")

    lead.press("Import a spreadsheet")
    faulty = in_excel([*FAULTY, LIVELY], HEADINGS, above=())
    bring(lead, "Essex agreements 2026.xlsx", faulty, "Try it out")
    lead.sees("12 things to put right in the spreadsheet", "Nothing has been taken in.")
    assert cells(lead) == list(FAULTS)
    lead.sees(
        "“Handshake” is no kind of agreement",
        "Did you mean Basildon Borough Council",
        "NHS Mid and South Essex Integrated Care Board did not exist on 1 May 2026: its last day was 31 March 2026.",
        "NHS Essex Integrated Care Board took over.",
        "Row 6 is the same agreement and runs until 31 December 2027",
        "There is no such day as “31/2/2026”.",
        "Your register holds “Carers compact” already.",
    )
    assert Agreement.objects.count() == before + 1

    bring(lead, "Essex agreements 2026.xlsx", in_excel(put_right(), HEADINGS), "Try it again")
    lead.sees("The spreadsheet is in order", "11 rows, 10 agreements.")
    lead.press("Import 10 agreements")
    lead.sees("10 agreements are in the register now.", "Hospital discharge protocol", "Crisis concordat")
    assert Agreement.objects.count() == before + 11

    lead.press("Take a copy")
    csv = lead.take("CSV, for any spreadsheet").decode("utf-8-sig")
    assert "Respite memorandum" in csv
    assert "not recorded" in csv
