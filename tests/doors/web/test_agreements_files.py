"""Pages of the register in and out: a sheet tried out, told what is wrong, taken in; copies to take away."""

from __future__ import annotations

from io import BytesIO

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from concord.agreements.models import Agreement
from concord.agreements.rules.columns import COLUMNS
from concord.people.roles import Role
from concord.web.agreements_files import keeping
from kit import given
from kit.reading import Page
from kit.sheets_given import in_csv, taken

pytestmark = pytest.mark.django_db

IMPORT, COPIES = "/desk/agreements/import", "/desk/agreements/copies"
GOOD = ("Discharge protocol", "Protocol", "Aldermoor", "1/4/2026", "31/3/2028", "1/4/2027", "Jo Wren", "In force")


@pytest.fixture
def lead(westshire):
    return given.a_person("Idris Okonjo", role=Role.PARTNERSHIP_LEAD)


@pytest.fixture
def leads_desk(lead):
    client = Client()
    client.force_login(lead)
    return client


def tried(client, *rows, data=None, name="register.csv"):
    file = SimpleUploadedFile(name, in_csv(rows) if data is None else data)
    return Page(client.post(IMPORT, {"files": file}))


def hidden(page):
    return {name: page.tree.xpath(f"//input[@name='{name}']/@value")[0] for name in ("name", "sheet")}


def test_a_sheet_in_order_is_shown_as_what_it_makes_and_taken_in_by_a_button(leads_desk):
    page = tried(leads_desk, GOOD)
    assert (page.status, page.heading) == (200, "The spreadsheet is in order")
    for said in (
        "Discharge protocol",
        "Westshire County Council; Aldermoor District Council",
        "From 1 April 2026 to 31 March 2028",
        "Nothing has been taken in yet",
        "Import 1 agreement",
    ):
        assert said in page.words, said
    assert not Agreement.objects.exists()
    after = Page(leads_desk.post(IMPORT, hidden(page), follow=True))
    assert "1 agreement is in the register now." in after.tree.text_content()
    assert Agreement.objects.get().title == "Discharge protocol"


def test_what_is_wrong_stands_with_its_cell_and_the_remedy_and_cannot_be_taken_in(leads_desk):
    page = tried(leads_desk, GOOD, ("Other", "Handshake", *GOOD[2:]))
    assert page.heading == "1 thing to put right in the spreadsheet"
    for said in ("B3", "Type", "“Handshake” is no kind of agreement", "Write one of: Partnership agreement"):
        assert said in page.words, said
    assert not page.tree.xpath("//input[@name='sheet']")
    corrected = tried(leads_desk, GOOD)
    assert corrected.heading == "The spreadsheet is in order"


def test_many_faults_are_counted_by_column_and_a_long_sheet_says_that_it_takes_a_while(leads_desk):
    page = tried(leads_desk, *((f"Other {number}", "Handshake", *GOOD[2:]) for number in range(201)))
    assert "Type: 201" in " ".join(page.words.split())
    assert "… and 1 more" in page.words
    long = tried(leads_desk, *((f"Discharge protocol {number}", *GOOD[1:]) for number in range(1000)))
    assert "Keep this page open: the register opens when all are in. If that fails, none is." in long.words
    assert "Keep this page open" not in tried(leads_desk, GOOD).words
    assert "1,000 of them have no e-mail address of an owner or a deputy, so nobody is reminded" in long.words


def test_what_came_into_the_register_meanwhile_is_told_in_place_of_the_import(leads_desk, lead):
    page = tried(leads_desk, GOOD)
    taken(given.acting(lead), in_csv([GOOD]))
    after = Page(leads_desk.post(IMPORT, hidden(page)))
    assert "Your register holds “Discharge protocol” already" in after.words
    assert Agreement.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("register.csv", b"", "The submitted file is empty|is empty"),
        ("register.xlsx", b"no workbook", "is no Excel workbook, whatever its name says"),
        ("register.csv", b"Colour,Shape\nred,round\n", "No row of headings was found"),
        ("register.xls", b"\xd0\xcf\x11\xe0", "Save it as an Excel workbook|as an Excel workbook"),
    ],
)
def test_a_file_that_holds_no_register_is_refused_at_the_field(leads_desk, name, data, says):
    page = tried(leads_desk, data=data, name=name)
    assert page.status == 400
    assert page.title.startswith("Error")
    assert any(one in " ".join(page.errors) for one in says.split("|")), page.errors


def test_no_file_and_a_sheet_that_did_not_come_through_are_told(leads_desk):
    assert Page(leads_desk.post(IMPORT, {})).errors == ["Choose a spreadsheet"]
    for sheet in ("nonsense", keeping.packed(b"x")[:-6]):
        page = Page(leads_desk.post(IMPORT, {"name": "a.csv", "sheet": sheet}))
        assert page.errors == [keeping.CHOOSE_AGAIN]


def test_what_keeps_nobody_from_importing_is_told_once_with_its_cells(leads_desk):
    rows = [(f"MoU {number}", "", "Aldermoor", "1/4/2026", "", "", "", "") for number in range(15)]
    page = tried(leads_desk, *rows)
    assert "The kind is taken from the title. B2, B3" in page.words
    assert "and 3 more" in page.words


def test_an_empty_sheet_holds_every_heading_and_is_read_again(leads_desk):
    book = openpyxl.load_workbook(BytesIO(leads_desk.get(f"{IMPORT}/empty.xlsx").content))
    assert [cell.value for cell in book.active[1]] == [column.title for column in COLUMNS]
    (error,) = tried(leads_desk, data=in_csv([], [one.title for one in COLUMNS])).errors
    assert "There are no rows under the headings" in error


@pytest.mark.parametrize("kind", ["csv", "xlsx", "json"])
def test_a_copy_is_a_file_of_its_day(leads_desk, lead, kind):
    taken(given.acting(lead), in_csv([GOOD]))
    assert Page(leads_desk.get(COPIES)).links()
    answer = leads_desk.get(f"{COPIES}/{kind}")
    assert answer["Content-Disposition"] == f'attachment; filename="agreements-2026-11-22.{kind}"'
    if kind != "xlsx":
        assert "Discharge protocol" in b"".join(answer).decode()
    answer.close()


def test_readers_take_copies_and_only_keepers_import(westshire):
    reader = Client()
    reader.force_login(given.a_person("Ellis Marrow", role=Role.ASSURANCE))
    assert reader.get(COPIES).status_code == 200
    assert [reader.get(IMPORT).status_code, reader.get(f"{IMPORT}/empty.xlsx").status_code] == [404, 404]
    assert reader.get(f"{COPIES}/pdf").status_code == 404
