"""The register taken away: a sheet that, taken in again, is the same sheet; and the register whole as JSON."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from io import BytesIO

import openpyxl
import pytest

from concord.agreements import queries, services
from concord.agreements.models import Agreement, Party, PartyBody, Review, Signature, Version
from concord.agreements.queries.exporting import sheet_rows
from concord.agreements.queries.whole import whole_register
from concord.audit.models import Entry
from concord.base.errors import NotFound
from concord.pages.agreement_files import SHEET, as_json, content, register_file
from concord.people.roles import Role
from kit import agreements_given as agreed
from kit import given
from kit.counting import queries_of
from kit.sheets_given import in_csv, taken

pytestmark = pytest.mark.django_db


def rows(actor, *, at=given.AT):
    return sheet_rows(actor, keeper=actor.body, at=at, as_file="csv")


def file(actor, kind, *, at=given.AT):
    return b"".join(content(register_file(actor, keeper=actor.body, kind=kind, name="register", at=at)))


def emptied():
    """The register without its agreements, as another installation has it."""
    for table in (Signature, Review, Version, PartyBody, Party):
        table.objects.all().delete()
    Agreement.objects.update(under=None, replaces=None)
    Agreement.objects.all().delete()


@pytest.fixture
def kept(lead):
    """Agreements in most of the ways in which one can stand, made as people make them."""
    agreed.an_agreement(lead, reference="WS/1", purposes=["protection", "lessons"], topics=["discharge"])
    two = agreed.an_agreement(lead, kind="partnership", title="Compact", ends=date(2027, 12, 1), owner_name="Jo Wren",
                              owner_email="jo@westshire.example", review_months=12, review_on=date(2027, 6, 1),
                              aims=["quality"], area="All of it", approved_by="Cabinet", decision="C/14",
                              approved_on=date(2026, 11, 1), summary="One.\nTwo.")  # fmt: skip
    agreed.signed(lead, two)
    services.new_version(lead, two, at=given.AT)
    services.revise_agreement(lead, two, changes={"starts": date(2027, 6, 1)}, at=given.AT)
    half = agreed.an_agreement(lead, given.DISTRICT, given.TRUST, title="Adaptations", about="housing")
    services.record_signature(lead, half, party=agreed.party(half, given.TRUST).public_id, by_name="Ada Finch",
                              office="Chair", on=given.ON, at=given.AT)  # fmt: skip
    services.run_unsigned(lead, half, on=given.ON)
    over = agreed.signed(
        lead, agreed.an_agreement(lead, kind="sharing", title="Data", starts=date(2025, 1, 1)), on=date(2025, 1, 2)
    )
    services.end_of_agreement(lead, over, on=given.ON, why="A new one.", at=given.AT)
    agreed.an_agreement(lead, kind="partnership", title="Under", under=two, replaces=over)
    services.end_of_agreement(
        lead, agreed.an_agreement(lead, title="Never signed"), on=given.ON, why="No.", at=given.AT
    )
    live = agreed.signed(lead, agreed.an_agreement(lead, title="Passed on", starts=date(2026, 1, 1)))
    services.novate_party(lead, live, party=agreed.party(live, given.DISTRICT).public_id, to=given.TRUST,
                          on=date(2026, 12, 1), decision="A deed.", at=given.AT)  # fmt: skip
    services.begin_review(lead, live, on=given.ON)
    services.publish_agreement(lead, live, on=given.ON)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_what_is_taken_out_and_in_again_is_the_same_sheet(lead, kept, kind):
    before, data = rows(lead), file(lead, kind)
    emptied()
    assert taken(lead, data, name=f"register.{kind}") == 7
    assert rows(lead) == before


def test_where_each_party_is_written_to_comes_back_too(lead, kept):
    row = Agreement.objects.get(title="Adaptations")
    place = agreed.party(row, given.TRUST)
    services.change_party(
        lead, row, party=place.public_id, mailbox="ward@trust.example", contact_name="Ada Finch; matron", at=given.AT
    )

    def written_to():
        return sorted(Party.objects.values_list("agreement__title", "place", "mailbox", "contact_name"))

    before, data = written_to(), file(lead, "csv")
    emptied()
    taken(lead, data, name="register.csv")
    assert [one for one in written_to() if one[2] == "ward@trust.example"] == [
        ("Adaptations", 3, "ward@trust.example", "Ada Finch matron")
    ]
    assert [one[:3] for one in written_to()] == [one[:3] for one in before]


def test_and_stands_the_same_on_later_days_too(lead, kept):
    def stands(on):
        return {line.agreement.title: line.standing.status for line in queries.agreements(lead, on=on)}

    days = [given.ON + timedelta(days=ahead) for ahead in (0, 9, 180, 400)]
    before, data = [stands(on) for on in days], file(lead, "csv")
    emptied()
    taken(lead, data)
    assert [stands(on) for on in days] == before


def test_what_a_council_brought_comes_out_as_it_went_in(lead):
    taken(
        lead, in_csv([("MoU", "MoU", "Aldermoor District Council", "1/4/2026", "31/3/2028", "", "Jo Wren", "Active")])
    )
    (row,) = rows(lead)
    assert (row["title"], row["starts"], row["ends"], row["status"]) == (
        "MoU",
        date(2026, 4, 1),
        date(2028, 3, 31),
        "In force",
    )
    assert row["parties"] == f"Westshire County Council ({given.COUNTY})\nAldermoor District Council ({given.DISTRICT})"
    assert (row["signatories"], row["signed_on"]) == ("not recorded\nnot recorded", "2026-04-01\n2026-04-01")


def test_a_workbook_has_real_days_and_no_formula_runs(lead):
    taken(lead, in_csv([("=SUM(A1)", "MoU", "Aldermoor", "1/4/2026", "", "", "", "Active")]))
    sheet = openpyxl.load_workbook(BytesIO(file(lead, "xlsx"))).active
    heads = [cell.value for cell in sheet[1]]
    assert heads == [column.title for column in SHEET]
    assert sheet.cell(2, heads.index("Start date") + 1).value == datetime(2026, 4, 1)  # noqa: DTZ001  as Excel keeps it
    title = sheet.cell(2, heads.index("Agreement") + 1)
    assert (title.value, title.data_type) == ("=SUM(A1)", "s")
    assert b"'=SUM(A1)" in file(lead, "csv")


def test_json_holds_the_register_whole(lead, kept):
    row = Agreement.objects.get(title="Compact")
    services.write_clause(lead, row, clause=agreed.TWO_DAYS, at=given.AT)
    whole = json.loads(as_json(whole_register(lead, keeper=given.COUNTY, at=given.AT)))
    assert (whole["format"], whole["keeper"]["name"]) == ("concord.agreements/1", "Westshire County Council")
    found = next(one for one in whole["agreements"] if one["title"] == "Compact")
    assert (found["status"], found["owner_email"]) == ("draft", "jo@westshire.example")
    assert [version["number"] for version in found["versions"]] == [1, 2]
    assert found["versions"][0]["signatures"][0]["by_name"] == "Marlow Quist"
    assert found["versions"][1]["clauses"][0]["terms"]["answer_days"] == 2
    passed = next(one for one in whole["agreements"] if one["title"] == "Passed on")
    assert [held["body"] for held in passed["parties"][1]["held_by"]] == [given.DISTRICT, given.TRUST]
    assert passed["reviews"][0]["begun_on"] == given.ON.isoformat()


def test_only_what_the_body_keeps_is_in_its_copy_and_each_copy_is_recorded(lead, kept):
    assert rows(agreed.a_lead("Sol Abara", body=given.DISTRICT)) == []
    rows(lead)
    last = Entry.objects.filter(event="agreement:browse").latest("seq")
    assert (last.facts["shown"], last.facts["as_file"]) == (7, "csv")


def test_nobody_else_takes_a_copy(lead, kept):
    keeper = given.acting(given.a_person("Cas Verrall", role=Role.CONTRACTOR))
    for copy in (lambda: sheet_rows(keeper, keeper=given.COUNTY, at=given.AT, as_file="csv"),
                 lambda: whole_register(keeper, keeper=given.COUNTY, at=given.AT)):  # fmt: skip
        with pytest.raises(NotFound):
            copy()


def test_it_takes_no_more_reads_for_more_agreements(lead):
    agreed.an_agreement(lead)
    few = len(queries_of(lambda: rows(lead)))
    for number in range(4):
        agreed.an_agreement(lead, title=f"Protocol {number}")
    assert len(queries_of(lambda: rows(lead))) == few <= 20
