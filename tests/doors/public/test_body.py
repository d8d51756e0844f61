"""The page of one body: names, codes, life, who came before and after, and whose partner it is on a day."""

from __future__ import annotations

import pytest


def test_a_board_is_a_partner_of_the_councils_in_whose_area_it_lies(see):
    page = see("/bodies/ods:QM7/", on="2024-05-01")
    assert page.heading == "NHS Hertfordshire and West Essex Integrated Care Board"
    part = page.part("Exists") if "Exists" in page.heading else page.text
    assert "From 1 July 2022 to 31 March 2026" in part
    assert "Whose relevant partner it is on 1 May 2024 2 councils:" in page.text
    assert page.links["Essex County Council"] == "/councils/E10000012/why/?body=ods%3AQM7&on=2024-05-01"


def test_those_before_and_after_it_are_named_with_the_day(see):
    page = see("/bodies/ods:QM7/")
    assert "1 July 2022: took over from NHS West Essex Clinical Commissioning Group" in page.text
    assert "1 April 2026: divided; part of it went to NHS Essex Integrated Care Board" in page.text


def test_a_body_with_national_functions_is_a_partner_of_every_council(see):
    assert "Of every council with adult social care duties: all 153 of them." in see("/bodies/ods:X24/").text
    assert "all 152 of them" in see("/bodies/minister:justice/", on="2015-04-01").text
    assert "names no council" in see("/bodies/minister:justice/", on="2015-03-31").text


def test_names_and_codes_are_told_over_time(see):
    page = see("/bodies/ods:X24/", on="2016-05-01")
    assert page.heading == "NHS Commissioning Board"
    assert "NHS Commissioning Board from 1 October 2012 to 30 June 2022" in page.text
    page = see("/bodies/gss:E08000038/")
    assert "E08000016 Government Statistical Service code to 31 March 2025" in page.text


def test_the_office_to_write_to_is_named(see):
    assert "Write to Chief Constable of Essex Police" in see("/bodies/police:essex/").text


def test_a_trust_says_of_which_councils_it_may_be_a_partner_and_on_what_evidence(see):
    page = see("/bodies/ods:RDE/")
    assert "It may be a relevant partner of" in page.text
    assert "Essex County Council section 6(7)(c) with section 6(8)(c): Headquarters; a hospital in 2024" in page.text


def test_a_council_leads_to_its_own_partners(see):
    page = see("/bodies/gss:E10000012/")
    assert page.links["See the relevant partners of Essex County Council"] == "/councils/E10000012/"
    assert "Prisons in its area" in page.text


def test_an_announced_end_is_told_as_announced(see):
    page = see("/bodies/gss:E07000209/")
    assert "announced to end on 31 March 2027" in page.text


def test_a_body_is_found_under_its_other_codes(client, england):
    response = client.get("/bodies/QH8/")
    assert (response.status_code, response["Location"]) == (302, "/bodies/ods:QH8/")


def test_an_unknown_body_is_not_found(see):
    assert see("/bodies/ods:ZZZ/", 404).heading == "The register holds nothing called “ods:ZZZ”"


@pytest.mark.parametrize("ref", ["ods:X24", "gss:E10000012"])
def test_a_wrong_day_is_an_error_at_the_field(see, ref):
    page = see(f"/bodies/{ref}/", 400, on="2016-02-31")
    assert page.text.count("The day must be a real date") == 2
