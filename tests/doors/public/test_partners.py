"""The relevant partners of a council on any day, each with its reason."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime

import pytest

from concord.base.actor import Actor
from concord.registry import queries, services
from kit import editions

ESSEX = "/councils/E10000012/"
DISTRICTS = "District councils in a county"
TRUSTS = "NHS trusts and foundation trusts"
COMMISSIONER = "The local NHS commissioner"
LATER = datetime(2026, 11, 22, 12, tzinfo=UTC)
COMMAND = Actor.command("a test")


def test_essex_in_2016(see):
    page = see(ESSEX, on="2016-05-01")
    assert page.heading == "Relevant partners on 1 May 2016"
    assert len(page.names(DISTRICTS)) == 12
    assert {"Basildon Borough Council", "Uttlesford District Council"} <= set(page.names(DISTRICTS))
    assert page.names(COMMISSIONER) == [
        "NHS Basildon and Brentwood Clinical Commissioning Group",
        "NHS Castle Point and Rochford Clinical Commissioning Group",
        "NHS Mid Essex Clinical Commissioning Group",
        "NHS North East Essex Clinical Commissioning Group",
        "NHS West Essex Clinical Commissioning Group",
    ]
    assert page.names("Chief officer of police") == ["Chief Constable of Essex Police"]
    assert page.names("The Minister for benefits and jobs") == ["Secretary of State for Work and Pensions"]
    assert page.names("The Minister for prisons") == ["Secretary of State for Justice"]
    assert page.names("NHS England") == ["NHS Commissioning Board"]


def test_what_the_register_cannot_say_about_2016_is_said(see):
    text = see(ESSEX, on="2016-05-01").part("What the register cannot say")
    assert "Providers of probation services: The register is complete here only from 26 June 2021" in text
    assert "No public list says where each trust provides services" in text


def test_essex_today(see):
    page = see(ESSEX)
    assert page.heading == "Relevant partners on 22 November 2026"
    assert page.names(COMMISSIONER) == ["NHS Essex Integrated Care Board"]
    assert page.names("Providers of probation services") == ["Probation Service, East of England"]
    assert "The register names 18 relevant partners of Essex County Council on 22 November 2026." in page.text
    assert "Since 1 April 2026" in page.part(COMMISSIONER)
    assert "Known since 26 June 2021" in page.part("Providers of probation services")


def test_the_page_asks_the_database_at_most_eight_times(client, england, django_assert_max_num_queries):
    for query in ({}, {"on": "2016-05-01"}, {"known": "2026-11-21"}):
        with django_assert_max_num_queries(8):
            assert client.get(ESSEX, query).status_code == 200


def test_each_reason_goes_down_to_the_provision_and_the_fact(see):
    part = see(ESSEX, on="2016-05-01").part(DISTRICTS)
    assert "Essex County Council is a local authority for Part 1 of the Care Act 2014" in part
    assert "Care Act 2014, section 6(7)(a), in force from 1 April 2015." in part
    assert "Basildon Borough Council is a district council in the area of Essex County Council" in part
    assert "Rests on: A district council in the area of this county council" in part
    assert "Stated by an official source. Source: Local authority district to county lookups" in part
    assert "Recorded on 21 November 2026." in part


def test_reasons_are_folded_until_they_are_asked_for(see):
    folded, unfolded = see(ESSEX), see(ESSEX, reasons="all")
    assert not folded.document.findall(".//li/details[@open]")
    assert len(unfolded.document.findall(".//li/details[@open]")) == 36


def test_trusts_that_nobody_has_confirmed_stand_apart_with_their_evidence(see):
    page = see(ESSEX)
    assert "18 more may be partners: nobody has confirmed them" in page.text
    part = page.part(TRUSTS)
    assert "Mid and South Essex NHS Foundation Trust A hospital in 2024; 84 sites in September 2018" in part
    assert part.index("Strong evidence (10)") < part.index("Some evidence (1)") < part.index("Weak evidence (7)")
    assert "either can have it confirmed or rejected in the register" in part


def test_a_board_with_a_sliver_of_the_area_is_folded_and_a_partner_all_the_same(see):
    page = see("/councils/E06000060/")
    assert page.names(COMMISSIONER) == [
        "NHS Thames Valley Integrated Care Board",
        "NHS Central East Integrated Care Board",
    ]
    assert "And 1 more, with under 2% of the council’s area" in page.part(COMMISSIONER)


def test_a_day_before_the_act_is_no_error(see):
    page = see(ESSEX, on="2015-03-31")
    assert "was not in force on 31 March 2015: section 6 began on 1 April 2015." in page.text
    assert page.links["See 1 April 2015, the first day"] == f"{ESSEX}?on=2015-04-01"


def test_a_day_in_three_boxes_is_a_day(see):
    query = {"on-day": "1", "on-month": "may", "on-year": "2016"}
    assert see(ESSEX, **query).heading == "Relevant partners on 1 May 2016"


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ({"on-day": "31", "on-month": "2", "on-year": "2016"}, "The day must be a real date"),
        ({"on": "2016-02-31"}, "The day must be a real date"),
        ({"on": "yesterday"}, "The day must include a month"),
        ({"on-day": "1", "on-month": "5", "on-year": ""}, "The day must include a year"),
        ({"known": "2020-01-01"}, "The register knew nothing then: its first edition is of 21 November 2026"),
        ({"known": "2030-01-01"}, "The day of knowledge must be today or in the past"),
    ],
)
def test_a_day_that_is_none_is_an_error_at_its_field_and_first_on_the_page(see, query, says):
    page = see(ESSEX, 400, **query)
    assert page.title.startswith("Error: Essex County Council")
    assert page.text.count(says) == 2
    assert "Relevant partners on" not in page.heading


def test_an_unknown_council_is_answered_with_the_nearest_names(see):
    page = see("/councils/esexx/", 404)
    assert page.heading == "The register holds nothing called “esexx”"
    assert page.links["Essex County Council"] == ESSEX


@pytest.mark.parametrize("spelt", ["essex", "Essex", "gss:E10000012", "ESS"])
def test_a_council_has_one_address_and_is_found_under_its_other_names(client, england, spelt):
    response = client.get(f"/councils/{spelt}/", {"on": "2016-05-01"})
    assert response.status_code == 302
    assert response["Location"] == f"{ESSEX}?on=2016-05-01"


def test_an_address_without_its_last_slash_is_found(client, england):
    response = client.get("/councils/E10000012", {"on": "2016-05-01"})
    assert response.status_code == 301
    assert response["Location"] == f"{ESSEX}?on=2016-05-01"


def test_a_council_that_has_ended_says_so_and_leads_to_its_successors_on_that_day(see):
    page = see("/councils/E10000006/", on="2024-05-01")
    assert "Cumbria County Council did not exist on 1 May 2024: its last day was 31 March 2023." in page.text
    assert page.links["Cumberland Council"] == "/councils/E06000063/?on=2024-05-01"
    assert page.links["Westmorland and Furness Council"] == "/councils/E06000064/?on=2024-05-01"
    assert page.links["See its partners on 31 March 2023, its last day"] == "/councils/E10000006/?on=2023-03-31"


def test_a_council_that_had_not_begun_leads_to_those_before_it(see):
    page = see("/councils/E06000063/", on="2016-05-01")
    assert page.links["Cumbria County Council"] == "/councils/E10000006/?on=2016-05-01"


def test_an_announced_end_is_shown_as_announced(see):
    page = see("/councils/E10000030/")
    assert (
        "Announced East Surrey and West Surrey replace the county and its eleven districts: 1 April 2027" in page.text
    )
    assert "Since 1 April 2015 Announced to end on 31 March 2027" in page.part(DISTRICTS)
    after = see("/councils/E10000030/", on="2027-04-01")
    assert "Its place is to be taken by:" in after.text
    assert "East Surrey Council" in after.links


def test_a_past_day_is_not_burdened_with_what_is_announced_today(see):
    assert "NHS England is to be abolished" in see(ESSEX).text
    assert "NHS England is to be abolished" not in see(ESSEX, on="2016-05-01").text


def test_a_day_to_come_says_that_it_looks_ahead(see):
    assert "This day is in the future" in see("/councils/future:east-surrey/", on="2027-04-01").text


def test_the_doubt_about_scilly_is_told_with_both_readings(see):
    page = see("/councils/E06000053/")
    assert "This can be argued" in page.text
    assert "How Concord reads it" in page.text
    assert "The other reading" in page.text


def test_a_provision_that_cannot_name_anybody_here_says_why(see):
    text = see("/councils/E06000060/").text
    assert "It applies only where the council is a county council; this one is a unitary council." in text


def test_a_district_is_told_to_be_no_local_authority_and_leads_to_its_own_page(see):
    page = see("/councils/E07000066/")
    assert "Basildon Borough Council is not a local authority for Part 1" in page.text
    assert page.links["See whose partner Basildon Borough Council is"] == "/bodies/gss:E07000066/"


def test_the_days_on_which_the_list_changed_are_offered_each_with_the_day_before(see):
    page = see(ESSEX)
    assert page.links["1 April 2026"] == "?on=2026-04-01"
    assert page.links["day before: 31 March 2026"] == "?on=2026-03-31"
    assert page.links["day before: 30 June 2022"] == "?on=2022-06-30"


def test_the_same_list_is_to_be_had_for_spreadsheets_and_programs(see, client):
    page = see(ESSEX, on="2016-05-01")
    assert page.links["For programs (JSON)"].endswith("?on=2016-05-01")
    response = client.get(page.links["Spreadsheet (CSV)"])
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="partners-E10000012-2016-05-01.csv"'
    rows = list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert [row["partner"] for row in rows if row["provision"] == "CA2014.s6(7)(e)"] == [
        "Chief Constable of Essex Police"
    ]
    assert sum(row["provision"] == "CA2014.s6(7)(a)" for row in rows) == 12
    assert {row["answer"] for row in rows} == {"yes", "unknown"}
    assert client.get(page.links["For programs (JSON)"]).json()["question"] == "partners"


def test_a_wrong_day_for_a_spreadsheet_is_told_in_words(client, england):
    response = client.get(f"{ESSEX}partners.csv", {"on": "2016-02-31"})
    assert (response.status_code, response["Content-Type"]) == (400, "text/plain; charset=utf-8")
    assert response.content.decode() == "The day must be a real date\n"


def test_a_trust_that_is_confirmed_becomes_a_partner_and_what_was_known_before_stays(look):
    assert "1 more may be partners" in look("/councils/E10000091/").text
    services.confirm_services(COMMAND, queries.fact_row(editions.SERVICES), reason="It runs our hospital.", at=LATER)
    page = look("/councils/E10000091/")
    assert page.names(TRUSTS) == ["Westshire Hospitals NHS Trust"]
    assert "Confirmed by" in page.part(TRUSTS)
    before = look("/councils/E10000091/", known="2026-11-21")
    assert "This is what the register knew at the end of 21 November 2026, not what it knows now." in before.text
    assert "1 more may be partners" in before.text


def test_a_trust_that_is_rejected_is_gone(look):
    services.reject_services(COMMAND, queries.fact_row(editions.SERVICES), reason="It left in 2014.", at=LATER)
    assert "Westshire Hospitals" not in look("/councils/E10000091/").text


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_the_pages_only_answer(client, db, method):
    assert getattr(client, method)(ESSEX).status_code == 405
