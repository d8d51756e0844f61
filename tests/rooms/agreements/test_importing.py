"""A council's own spreadsheet taken into its register: what rows would make, faults at their cells, all or nothing."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from concord.agreements import queries, services
from concord.agreements.models import Agreement, Party, Signature, Version
from concord.agreements.rules import cells
from concord.agreements.rules.columns import BY_HEADING, COLUMNS
from concord.agreements.rules.standing import Status
from concord.agreements.rules.vocabulary import AIMS, FIELDS, KINDS, PURPOSES, SAID, fold
from concord.agreements.wording import AIM, FIELD, KIND, PURPOSE, STATUS
from concord.audit.models import Entry
from concord.base.errors import Conflict, Invalid, NotFound
from concord.people.roles import Role
from concord.registry import queries as registry
from kit import agreements_given as agreed
from kit import given, mergers
from kit.sheets_given import in_csv, in_excel, taken, tried

pytestmark = pytest.mark.django_db

ALDERMOOR = "Aldermoor District Council"
WHOLE = (
    "Discharge protocol",
    "Joint protocol",
    ALDERMOOR,
    "1/4/2026",
    "31 March 2028",
    "2027-04-01",
    "Jo Wren",
    "In force",
)


def one(**changes):
    """A row as good as `WHOLE`, but for what `changes` alters, by place."""
    names = ("title", "kind", "parties", "starts", "ends", "review", "owner", "status")
    return tuple(changes.get(name, value) for name, value in zip(names, WHOLE, strict=True))


def told(plan):
    return [(fault.cell, fault.says, fault.remedy) for fault in plan.faults]


def status(row, on=given.ON):
    actor = agreed.given.COMMAND
    return next(
        line.standing.status for line in queries.due(actor, upto=date(2100, 1, 1), on=on) if line.agreement == row
    )


# ── What a good sheet makes ─────────────────────────────────────────────────────────────────────────────────────────


def test_a_row_becomes_an_agreement_with_its_parties_days_and_status(lead):
    assert taken(lead, in_csv([WHOLE])) == 1
    row = Agreement.objects.get()
    version = row.versions.get()
    assert (row.title, row.kind, row.field, row.owner_name) == (
        "Discharge protocol",
        "protocol",
        "discharge",
        "Jo Wren",
    )
    assert (version.starts, version.until, version.review_on) == (date(2026, 4, 1), date(2028, 4, 1), date(2027, 4, 1))
    held = [place.held_by.get().body_id for place in row.parties.all()]
    assert held == [given.COUNTY, given.DISTRICT]
    assert status(row) is Status.IN_FORCE


def test_in_force_without_a_signatory_is_kept_as_a_signature_that_is_not_recorded(lead):
    taken(lead, in_csv([WHOLE]))
    found = set(Signature.objects.values_list("by_name", "office", "signed_on", "on_paper"))
    assert found == {("not recorded", "as the council’s own register says", date(2026, 4, 1), True)}


def test_signatories_and_their_days_are_taken_line_by_line_beside_the_parties(lead):
    headings = ("Title", "Kind", "Parties", "Start", "Status", "Signatory", "Job title of signatory", "Date signed")
    names = "Westshire\nAldermoor"
    row = (
        "Memorandum",
        "MoU",
        names,
        "1/4/2026",
        "Signed",
        "Ada Finch\nMarlow Quist",
        "Director\nLeader",
        "2/3/26; 5/5/26",
    )
    taken(lead, in_csv([row], headings))
    found = list(Signature.objects.order_by("signed_on").values_list("by_name", "office", "signed_on"))
    assert found == [("Ada Finch", "Director", date(2026, 3, 2)), ("Marlow Quist", "Leader", date(2026, 5, 5))]
    assert Version.objects.get().made_on == date(2026, 5, 5)


def test_where_parties_are_written_to_is_taken_line_by_line_and_one_alone_is_the_others(lead):
    headings = ("Title", "Kind", "Parties", "Party email")
    rows = [
        ("One", "MoU", "Westshire\nAldermoor", "Ada Finch <ada@aldermoor.example>"),
        ("Two", "MoU", "Aldermoor", "housing@aldermoor.example"),
        ("Three", "MoU", "Westshire\nAldermoor", "none; hub@aldermoor.example"),
    ]
    taken(lead, in_csv(rows, headings))
    found = Party.objects.order_by("pk").values_list("mailbox", "contact_name")
    assert list(found) == [
        ("", ""),
        ("ada@aldermoor.example", "Ada Finch"),
        ("", ""),
        ("housing@aldermoor.example", ""),
        ("", ""),
        ("hub@aldermoor.example", ""),
    ]
    (fault,) = told(tried(lead, in_csv([("Four", "MoU", "Aldermoor", "the hub")], headings)))
    assert fault == ("D2", "“the hub” is no e-mail address.", "Write it like name@trust.example, or “none”.")


@pytest.mark.parametrize("made", [in_csv, in_excel])
def test_csv_and_excel_say_the_same_and_real_dates_are_taken(lead, made):
    starts = date(2026, 4, 1) if made is in_csv else datetime(2026, 4, 1)  # noqa: DTZ001  as Excel keeps a day
    plan = tried(lead, made([one(starts=starts)]), name="a.csv" if made is in_csv else "a.xlsx")
    assert plan.faults == ()
    assert plan.agreements[0].versions[0].starts == date(2026, 4, 1)


def test_headings_may_stand_under_a_title_and_be_called_as_councils_call_them(lead):
    headings = ("Name of agreement", "Agreement type", "Partner organisation(s)", "Effective date (dd/mm/yyyy)",
                "EXPIRY DATE", "Next review date", "Responsible officer", "Current status")  # fmt: skip
    plan = tried(lead, in_excel([WHOLE], headings, above=["Westshire: register of agreements", ""]), name="a.xlsx")
    assert (plan.faults, plan.left_out, len(plan.agreements)) == ((), (), 1)
    assert plan.agreements[0].newest.row.number == 4


def test_a_csv_of_old_excel_with_semicolons_is_read(lead):
    data = in_csv([one(owner="Zoë Wren")], encoding="cp1252").replace(b",", b";")
    assert tried(lead, data).agreements[0].newest.typed.texts["owner_name"] == "Zoë Wren"


def test_rows_of_one_reference_are_versions_and_each_gives_way_to_the_next(lead):
    headings = ("Ref", "Agreement", "Kind", "Partners", "Start", "Expiry", "Status")
    rows = [
        ("A1", "Section 75", "s75", ALDERMOOR, "1/4/2024", "", "Superseded"),
        ("A1", "Section 75", "s75", ALDERMOOR, "1/4/2026", "31/3/2028", "Active"),
    ]
    assert taken(lead, in_csv(rows, headings)) == 1
    found = list(Version.objects.order_by("number").values_list("number", "starts", "until"))
    assert found == [(1, date(2024, 4, 1), date(2026, 4, 1)), (2, date(2026, 4, 1), date(2028, 4, 1))]


@pytest.mark.parametrize(
    ("words", "ends", "stands"),
    [
        ("Draft", "", Status.DRAFT),
        ("", "", Status.DRAFT),
        ("Out for comment", "", Status.SHARED),
        ("Running, not signed by all", "", Status.RUNNING_UNSIGNED),
        ("Active", "", Status.IN_FORCE),
        ("Under review", "", Status.UNDER_REVIEW),
        ("Expired", "31/3/2026", Status.LAPSED),
        ("Expired but still in use", "31/3/2026", Status.RELIED_ON),
        ("Terminated", "31/3/2026", Status.ENDED),
    ],
)
def test_what_the_sheet_says_of_where_it_stands_is_where_it_stands(lead, words, ends, stands):
    data = in_csv([one(status=words, starts="1/4/2025", ends=ends, review="")])
    assert tried(lead, data).agreements[0].status is stands
    taken(lead, data)
    assert queries.agreements(lead, on=given.ON)[0].standing.status is stands


def test_what_it_hangs_under_and_replaces_is_found_in_the_sheet_and_in_the_register(lead):
    held = agreed.an_agreement(lead, kind="partnership")
    headings = ("Ref", "Agreement", "Kind", "Partners", "Parent", "Replaces")
    rows = [("B", "Schedule", "mou", ALDERMOOR, "A", held.title), ("A", "Framework", "mou", ALDERMOOR, "", "")]
    taken(lead, in_csv(rows, headings))
    row = Agreement.objects.get(reference="B")
    assert row.under is not None
    assert (row.under.reference, row.replaces) == ("A", held)


def test_a_document_is_kept_as_words_alone(lead):
    headings = ("Agreement", "Kind", "Partners", "Document")
    taken(lead, in_csv([("MoU", "mou", ALDERMOOR, r"\\server\agreements\mou.docx")], headings))
    assert Version.objects.get().summary == r"Document, as the spreadsheet names it: \\server\agreements\mou.docx"


def test_one_under_section_6_7_b_in_force_is_a_fact_of_law_from_the_import_on(lead):
    rows = [one(title="Neighbours", kind="s6(7)(b)", parties="Eastshire", ends="")]
    taken(lead, in_csv(rows))
    known = registry.register_of(given.COUNTY).facts
    assert any(fact.kind == "agreed" and agreed.NEIGHBOUR in {fact.body, fact.authority} for fact in known)


def test_the_record_keeps_how_many_and_the_digest_of_the_file(lead):
    data = in_csv([WHOLE])
    plan = tried(lead, data)
    services.import_agreements(lead, plan=plan, at=given.AT)
    facts = Entry.objects.get(event="agreement:import").facts
    assert facts == {
        "agreements": 1,
        "versions": 1,
        "rows": 1,
        "sha256": plan.sha256,
        "signatures": 2,
        "not_recorded": 2,
    }


# ── What is wrong, at its cell, with the remedy ─────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("changes", "cell", "says", "remedy"),
    [
        ({"title": ""}, "A2", "There is no title", "Write what the agreement is called"),
        ({"kind": "Handshake"}, "B2", "“Handshake” is no kind of agreement", "Joint protocol"),
        ({"parties": "Aldermore District Council"}, "C2", "no body called", "Did you mean Aldermoor District Council"),
        ({"parties": f"{ALDERMOOR}; Aldermoor"}, "C2", "One body is there twice", "Name each party once"),
        ({"parties": ""}, "C2", "Name at least two parties", "Correct the parties or the kind"),
        ({"starts": "31/2/2026"}, "D2", "There is no such day", "1 April 2026"),
        ({"starts": "April 2026"}, "D2", "cannot be read as a day", "1 April 2026"),
        ({"starts": 46113}, "D2", "is a number, not a day", "1 April 2026"),
        ({"ends": "9" * 400}, "E2", "is a number, not a day", "Write a day that exists"),
        ({"starts": ""}, "D2", "no start date, but the status says that it is agreed", "Write when it began"),
        ({"ends": "31/3/2025"}, "E2", "is before the start", "Correct one of the two"),
        ({"review": "1/1/2020"}, "F2", "is before the start", "Correct one of the two"),
        ({"status": "Lively"}, "H2", "“Lively” is no status", "In force"),
        ({"starts": "1/4/2024", "ends": "31/3/2025", "review": ""}, "H2", "is past", "Expired, still relied on"),
        ({"status": "Expired"}, "E2", "no last day is past", "Write the last day"),
        ({"title": "#REF!"}, "A2", "The formula in this cell fails", "Write what the cell is to hold"),
        ({"title": "x" * 201}, "A2", "The text is 201 characters long", "Shorten it to 200"),
    ],
)
def test_each_fault_is_told_at_its_cell_with_the_remedy(lead, changes, cell, says, remedy):
    plan = tried(lead, in_csv([one(**changes)]))
    found = [fault for fault in told(plan) if fault[0] == cell]
    assert found, told(plan)
    assert says in found[0][1]
    assert remedy in found[0][2]


def test_a_party_that_had_ended_on_the_day_is_named_with_who_took_over(db, tmp_path):
    mergers.load(tmp_path / "edition")
    hampshire = agreed.a_lead(body=mergers.HAMPSHIRE)
    rows = [one(parties="NHS Sussex ICB", starts="1/5/2026", ends="", review="")]
    ((cell, says, remedy),) = told(tried(hampshire, in_csv(rows)))
    assert (cell, says) == (
        "C2",
        "NHS Sussex Integrated Care Board did not exist on 1 May 2026: its last day was 31 March 2026.",
    )
    assert remedy == (
        "NHS Surrey and Sussex Integrated Care Board took over. Name who it was on that day, or correct the date."
    )
    before = tried(hampshire, in_csv([one(parties="NHS Sussex ICB", starts="1/5/2025", ends="", review="")]))
    assert before.faults == ()
    assert any("It stays the party until you say what became of its place." in note.says for note in before.notes)


def test_a_party_that_came_later_is_put_right_by_naming_who_held_the_place_before(lead):
    board = "NHS Westshire Integrated Care Board"
    ((cell, says, _),) = told(tried(lead, in_csv([one(parties=board, starts="1/4/2020")])))
    assert (cell, says) == ("C2", f"{board} did not exist on 1 April 2020: it began on 1 July 2022.")
    plan = tried(lead, in_csv([one(parties=f"{ALDERMOOR} > {board} from 1 July 2022", starts="1/4/2020")]))
    assert plan.faults == ()
    assert [held.ref for held in plan.agreements[0].places[1]] == [given.DISTRICT, given.BOARD]


def test_rows_of_one_agreement_that_overlap_are_told_at_the_later_one(lead):
    later = one(starts="1/1/2028", ends="31/12/2030", review="")
    ((cell, says, remedy),) = told(tried(lead, in_csv([WHOLE, later])))
    assert (cell, says) == ("D3", "Row 2 is the same agreement and runs until 31 March 2028, so the two overlap.")
    assert "Let row 2 end on 31 December 2027" in remedy


def test_what_is_held_already_is_told_by_reference_or_by_title_and_parties(lead):
    taken(lead, in_csv([WHOLE]))
    ((cell, says, _),) = told(tried(lead, in_csv([WHOLE])))
    assert (cell, says) == ("A2", "Your register holds “Discharge protocol” already.")
    assert told(tried(lead, in_csv([one(parties="Westshire Hospitals NHS Trust")]))) == []


def test_a_column_that_is_not_known_is_told_and_left_out(lead):
    plan = tried(lead, in_csv([(*WHOLE, "£20,000")], (*HEADS, "Budget")))
    assert (plan.faults, plan.left_out) == ((), (("I", "Budget"),))


HEADS = ("Agreement", "Type", "Partner(s)", "Start date", "Expiry", "Review", "Lead officer", "Status")


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("a.csv", b"", "is empty"),
        ("a.xls", b"\xd0\xcf\x11\xe0rest", "old Excel file"),
        ("a.xlsx", b"Agreement,Partners\nA,B\n", "is no Excel workbook, whatever its name says"),
        ("a.xlsx", b"PK\x03\x04rest", "cannot be read as an Excel workbook"),
        ("a.csv", b"\0\0\0", "neither CSV nor an Excel workbook"),
        ("a.csv", b"Colour,Shape\nred,round\n", "No row of headings was found"),
        ("a.csv", b"Agreement,Status\nA,Draft\n", "There is no column “Parties” in row 1"),
        ("a.csv", b"Agreement,Title,Partners\nA,A,B\n", "Column B “Title” means the same as the column “Agreement”"),
        ("a.csv", b"Agreement,Partners\n", "There are no rows under the headings"),
    ],
)
def test_a_file_that_holds_no_register_is_refused_in_words(lead, name, data, says):
    with pytest.raises(Invalid, match=says) as refused:
        tried(lead, data, name=name)
    assert refused.value.field == "files"


def test_ten_thousand_rows_are_the_most(lead):
    with pytest.raises(Invalid, match="more than 10,000 rows"):
        tried(lead, b"Agreement,Partners\n" + b"A,B\n" * 10_001)


# ── All or nothing, and for whom ────────────────────────────────────────────────────────────────────────────────────


def test_nothing_is_made_while_one_row_of_many_is_wrong(lead):
    plan = tried(lead, in_csv([WHOLE, one(title="Another", kind="Handshake")]))
    with pytest.raises(Invalid, match="the first at B3"):
        services.import_agreements(lead, plan=plan, at=given.AT)
    assert not Agreement.objects.exists()


def test_nothing_is_made_where_the_register_came_to_hold_one_meanwhile(lead):
    plan = tried(lead, in_csv([WHOLE, one(title="Another discharge protocol")]))
    taken(lead, in_csv([WHOLE]))
    with pytest.raises(Conflict, match="has come into your register meanwhile"):
        services.import_agreements(lead, plan=plan, at=given.AT)
    assert Agreement.objects.count() == 1


def test_only_who_keeps_agreements_tries_and_imports_and_only_for_the_own_body(lead):
    reader = given.acting(given.a_person("Ellis Marrow", role=Role.ASSURANCE))
    plan = tried(lead, in_csv([WHOLE]))
    with pytest.raises(NotFound):
        tried(reader, in_csv([WHOLE]))
    with pytest.raises(NotFound):
        services.import_agreements(reader, plan=plan, at=given.AT)
    with pytest.raises(NotFound):
        tried(lead, in_csv([WHOLE]), keeper=given.DISTRICT)
    with pytest.raises(NotFound):
        services.import_agreements(agreed.a_lead("Sol Abara", body=given.DISTRICT), plan=plan, at=given.AT)


# ── Words ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_every_word_that_concord_writes_it_reads():
    assert {KINDS[fold(words)] for words in KIND.values()} == set(KIND)
    assert {FIELDS[fold(words)] for words in FIELD.values()} == set(FIELD)
    assert {PURPOSES[fold(words)] for words in PURPOSE.values()} == set(PURPOSE)
    assert {AIMS[fold(words)] for words in AIM.values()} == set(AIM)
    assert [words for words in STATUS.values() if fold(words) not in SAID] == []


def test_no_heading_means_two_columns():
    known = [(column.title, column.name, *filter(None, column.also.split("|"))) for column in COLUMNS]
    headings = [one for names in known for one in {fold(name) for name in names}]
    assert sorted(set(headings)) == sorted(BY_HEADING)
    assert [one for one in headings if headings.count(one) > 1] == []


@pytest.mark.parametrize("text", ["01.04.2026", "1-Apr-26", "Wednesday 1st April 2026", "1 april 2026", "2026/4/1"])
def test_a_day_is_read_as_people_write_it(text):
    assert cells.day(text) == date(2026, 4, 1)
