"""The register by key: narrowed, in pages, on a day; what is due and covered; topics; the copy to take away."""

from __future__ import annotations

from datetime import date

import pytest

from concord.agreements import services
from concord.agreements.queries import register
from concord.agreements.queries.reading import stories
from concord.agreements.queries.whole import whole_register
from concord.api.v1.agreements import reading
from concord.audit.models import Entry
from concord.pages.agreement_files import KINDS, content, register_file
from kit import agreements_given as agreed
from kit import given
from kit.agreements_api_given import a_program

pytestmark = pytest.mark.django_db

STARTS = date(2026, 11, 1)


@pytest.fixture
def keeper(westshire):
    return a_program()


@pytest.fixture
def lead(westshire):
    return agreed.a_lead()


def titles(program, query=""):
    return [one["title"] for one in program.get(query)["agreements"]]


def titled(lead, title, **changes):
    return agreed.an_agreement(lead, title=title, **changes)


def test_the_register_is_narrowed_by_kind_status_party_and_purpose(keeper, lead):
    agreed.signed(lead, titled(lead, "Discharge", starts=STARTS, purposes=["well-being"]))
    titled(lead, "Sharing", kind="sharing", purposes=["protection"])
    titled(lead, "Board", kind="partnership", purposes=["protection", "lessons"])
    assert titles(keeper) == ["Board", "Discharge", "Sharing"]
    assert titles(keeper, "?kind=protocol&kind=sharing") == ["Discharge", "Sharing"]
    assert titles(keeper, "?status=in-force") == ["Discharge"]
    assert titles(keeper, "?status=in-force&on=2026-10-31") == []
    assert titles(keeper, "?purpose=protection") == ["Board", "Sharing"]
    assert titles(keeper, "?party=Aldermoor&kind=protocol") == ["Discharge"]
    assert titles(keeper, f"?party={given.BOARD}") == []
    assert titles(keeper, "?whose=theirs") == []
    (line,) = keeper.get("?status=in-force")["agreements"]
    assert line["in_force"] == {"from": "2026-11-22", "to": None}
    assert [seat["body"] for seat in line["parties"]] == [given.DISTRICT]


def test_a_word_that_is_none_and_a_slip_are_refused_at_their_place(keeper):
    for query, field in (
        ("?kind=treaty", "kind"),
        ("?status=fine", "status"),
        ("?party=Nowhere at all", "party"),
        ("?on=22.11.2026", "on"),
        ("?stauts=draft", "stauts"),
        ("?after=nothinghere", "after"),
    ):
        assert keeper.error("GET", query.replace(" ", "%20"), expected=422)["field"] == field


def test_the_register_comes_in_pages_that_nothing_falls_between(keeper, lead, monkeypatch):
    monkeypatch.setattr(reading, "A_PAGE", 2)
    rows = [titled(lead, title) for title in ("E", "c", "B", "a", "D")]
    first = keeper.get()
    assert ([one["title"] for one in first["agreements"]], first["number"]) == (["a", "B"], 5)
    services.discard_agreement(lead, rows[1])
    second = keeper.get(f"?after={first['next']}")
    assert [one["title"] for one in second["agreements"]] == ["D", "E"]
    assert second["next"] == ""
    services.revise_agreement(lead, rows[4], changes={"title": "Z"}, at=given.AT)
    assert titles(keeper, f"?after={rows[0].public_id}") == ["Z"]


def test_a_page_reads_no_more_agreements_than_it_shows(keeper, lead, monkeypatch):
    read = []

    def counted(rows, *, on):
        found = stories(rows, on=on)
        read.append(len(found))
        return found

    monkeypatch.setattr(reading, "A_PAGE", 2)
    monkeypatch.setattr(register, "stories", counted)
    for title in "EcBaD":
        titled(lead, title, purposes=["well-being"])
    first = keeper.get("?kind=protocol&whose=ours")
    assert (len(first["agreements"]), first["number"], read) == (2, 5, [2])
    assert Entry.objects.filter(event="agreement:browse", door="api").latest("seq").facts["shown"] == 2
    narrowed = keeper.get(f"?purpose=well-being&status=draft&after={first['next']}")
    assert ([one["title"] for one in narrowed["agreements"]], narrowed["number"]) == (["c", "D"], 5)
    assert titles(keeper, f"?purpose=well-being&after={narrowed['next']}") == ["E"]
    assert titles(keeper, "?whose=theirs") == []


def test_a_body_sees_what_is_shared_with_it_and_nothing_of_a_draft(keeper, lead):
    partner = a_program("Marlow Quist", body=given.DISTRICT)
    row = titled(lead, "Discharge")
    assert titles(partner) == []
    services.share_for_comment(lead, row, at=given.AT)
    (line,) = partner.get("?whose=theirs")["agreements"]
    assert (line["status"], line["ours"], line["keeper"]) == ("shared", False, given.COUNTY)


def test_one_is_told_as_it_stands_on_any_day_with_the_reason(keeper, lead):
    row = agreed.signed(lead, titled(lead, "Discharge", starts=STARTS, ends=date(2027, 1, 1)))
    for on, status, says in (
        ("2026-11-21", "draft", "Version 1 is a draft."),
        ("2026-12-01", "expiring", "Version 1 is in force since 22 November 2026; its last day is 31 December 2026."),
        ("2027-01-01", "lapsed", "It has lapsed: its last day was 31 December 2026."),
    ):
        stands = keeper.get(f"/{row.public_id}?on={on}")["standing"]
        assert stands["status"] == status
        assert stands["says"][0].startswith(says)
    assert keeper.error("GET", f"/{row.public_id}?day=2026-11-21", expected=422)["field"] == "day"


def test_what_is_due_who_has_not_signed_and_which_body_ends_are_one_list(keeper, lead):
    agreed.signed(lead, titled(lead, "Discharge", starts=STARTS, ends=date(2027, 1, 1)))
    waiting = titled(lead, "Waiting")
    services.share_for_comment(lead, waiting, at=given.AT)
    agreed.signs(lead, waiting, given.COUNTY, at=given.AT)
    titled(lead, "A mere draft")
    told = keeper.get("/due")
    assert (told["on"], told["to"]) == ("2026-11-22", "2027-02-20")
    (due,) = told["due"]
    assert (due["title"], due["due"], due["last_day"]) == ("Discharge", "2027-01-01", "2026-12-31")
    (unsigned,) = told["unsigned"]
    assert (unsigned["title"], [one["body"] for one in unsigned["missing"]]) == ("Waiting", [given.DISTRICT])
    assert told["changes"] == []
    assert keeper.get("/due?to=2026-12-01")["due"] == []
    assert keeper.error("GET", "/due?to=2026-01-01", expected=422)["field"] == "to"


def test_coverage_names_each_partner_and_the_gaps_in_order(keeper, lead):
    row = agreed.signed(lead, titled(lead, "Discharge", starts=STARTS, purposes=["well-being"], topics=["discharge"]))
    told = keeper.get("/coverage")
    assert (told["authority"]["ref"], told["on"], told["topic"]) == (given.COUNTY, "2026-11-22", "")
    district = next(one for one in told["partners"] if one["body"] == given.DISTRICT)
    assert district["because_of"].startswith("CA2014.s6(7)")
    assert district["cells"]["well-being"] == {"covered": "in-force", "agreements": [row.public_id]}
    assert district["cells"]["lessons"] == {"covered": "nothing", "agreements": []}
    assert told["titles"] == {row.public_id: "Discharge"}
    assert next(gap for gap in told["gaps"] if gap["body"] == given.DISTRICT)["purposes"] == [
        "quality", "transition", "protection", "lessons",
    ]  # fmt: skip
    assert sum(told["counts"].values()) == 5 * len(told["partners"])
    other = keeper.get("/coverage?topic=crisis")
    assert other["counts"]["in-force"] == 0
    assert keeper.error("GET", "/coverage?topic=gardening", expected=422)["field"] == "topic"


def test_the_checklist_of_topics_is_read_and_kept(keeper):
    assert keeper.get("/topics")["topics"][0]["code"] == "delegated-healthcare"
    told = keeper.call("PUT", "/topics", {"names": ["Carers and young carers", "Gardens"]}).json()
    assert told["topics"] == [
        {"code": "carers", "name": "Carers and young carers"},
        {"code": "gardens", "name": "Gardens"},
    ]
    assert keeper.error("PUT", "/topics", {"names": ["One", "one"]}, expected=422)["field"] == "names"


def test_another_list_of_topics_that_was_kept_meanwhile_is_not_overwritten(keeper):
    read = keeper.get("/topics")["mark"]
    now = keeper.call("PUT", "/topics", {"names": ["Gardens"], "was": read}).json()["mark"]
    assert keeper.error("PUT", "/topics", {"names": ["Ponds"], "was": read}, expected=409)["code"] == "conflict"
    keeper.call("PUT", "/topics", {"names": ["Ponds"], "was": now})


def test_the_copy_is_the_one_that_the_command_writes_and_is_recorded(keeper, lead):
    agreed.signed(lead, titled(lead, "Discharge", starts=STARTS))
    told = keeper.get("/export")
    assert told == whole_register(given.COMMAND, keeper=given.COUNTY, at=given.AT)
    entry = Entry.objects.filter(event="agreement:browse", door="api").latest("seq")
    assert (entry.facts["as_file"], entry.facts["shown"]) == ("json", 1)


@pytest.mark.parametrize("kind", list(KINDS))
def test_each_file_is_byte_for_byte_the_one_of_the_desk_and_of_the_command(kind, keeper, lead):
    agreed.signed(lead, titled(lead, "=Discharge; “home”", starts=STARTS))
    answer = keeper.call("GET", f"/export?format={kind}")
    name = "agreements-2026-11-22"
    same = register_file(given.COMMAND, keeper=given.COUNTY, kind=kind, name=name, at=given.AT)
    assert b"".join(answer) == b"".join(content(same))
    assert answer["Content-Disposition"] == f'attachment; filename="{name}.{kind}"'
    assert (answer["Content-Type"], answer["Cache-Control"]) == (same["Content-Type"], "no-store")
    entry = Entry.objects.filter(event="agreement:browse", door="api").latest("seq")
    assert (entry.facts["as_file"], entry.facts["shown"]) == (kind, 1)


def test_a_kind_of_file_that_there_is_not_is_refused(keeper):
    assert keeper.error("GET", "/export?format=pdf", expected=422)["field"] == "format"
