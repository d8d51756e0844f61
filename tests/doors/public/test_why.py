"""Why a body is, is not or may be a relevant partner of a council."""

from __future__ import annotations

import pytest

WHY = "/councils/E10000012/why/"


def test_before_a_question_it_says_what_it_answers_and_offers_the_kinds(see):
    page = see(WHY)
    assert "Name a body" in page.text
    assert page.links["a GP practice"] == "?body=kind:gp-practice"
    assert page.links["a housing association or other registered landlord"] == "?body=kind:social-landlord"


def test_a_body_that_is_a_partner_is_answered_yes_with_the_steps(see):
    page = see(WHY, body="ods:D7T5G")
    assert page.heading == "Is NHS Essex Integrated Care Board a relevant partner on 22 November 2026?"
    assert "Yes NHS Essex Integrated Care Board is a relevant partner of Essex County Council" in page.text
    assert [about for about, _ in page.steps()] == ["The council", "The body", "The law", "The law", "The fact"]
    assert "Rests on: 903 of 903 small areas." in page.steps()[-1][1]


def test_a_board_elsewhere_is_answered_no_with_the_reason_and_what_is_open_instead(see):
    page = see(WHY, body="ods:QMF")
    assert "No NHS North East London Integrated Care Board is not a relevant partner" in page.text
    assert "no part of the area of NHS North East London Integrated Care Board lies in the area of Essex" in page.text
    assert "What is open instead Other people and bodies in the area Care Act 2014, section 6(2)" in page.text
    assert "This binds the council alone" in page.text


def test_a_body_that_has_ended_leads_to_its_successors(see):
    page = see(WHY, body="ods:QM7")
    assert "did not exist on 22 November 2026: its last day was 31 March 2026" in page.text
    assert "NHS Essex Integrated Care Board took over all or part of" in page.text
    assert "and is a relevant partner" in page.text


def test_the_same_body_on_a_day_when_it_was_one(see):
    assert "Yes NHS Hertfordshire and West Essex" in see(WHY, body="ods:QM7", on="2024-05-01").text


@pytest.mark.parametrize("typed", ["GP practice", "a gp practice", "GP practices", "kind:gp-practice", "gp-practice"])
def test_a_kind_that_the_register_does_not_list_is_known_by_its_name(see, typed):
    page = see(WHY, body=typed)
    assert page.heading == "Is a GP practice a relevant partner on 22 November 2026?"
    assert "A GP practice is not a relevant partner." in page.text
    assert "section 6(2)" in page.part("What is open instead")


def test_a_part_of_a_kind_offers_the_kinds(see):
    page = see(WHY, body="housing")
    assert "Which do you mean by “housing”?" in page.text
    assert any(address.startswith("?body=kind:") for address in page.links.values())


def test_a_name_that_several_bodies_have_is_asked_back(see):
    page = see(WHY, body="frimley")
    assert "Which do you mean by “frimley”?" in page.text
    assert page.links["Frimley Health NHS Foundation Trust"] == "?body=ods%3ARDU"


def test_the_council_itself_is_told_of_its_own_departments(see):
    page = see(WHY, body="Essex County Council")
    assert "cannot be its own partner" in page.text
    assert "Working together inside the council" in page.part("What is open instead")


def test_a_trust_that_nobody_has_confirmed_is_neither_yes_nor_no(see):
    page = see(WHY, body="ods:RDE")
    assert (
        "The register cannot say East Suffolk and North Essex NHS Foundation Trust may be a relevant partner"
        in page.text
    )
    assert "What it would rest on" in page.text
    assert "not settled" in page.steps()[-1][1]
    assert "have this settled in the register" in page.text


def test_a_trust_without_any_evidence_is_not_known_either(see):
    page = see(WHY, body="ods:RX1")
    assert "The register cannot say whether" in page.text
    assert "What is missing" in page.text


def test_a_district_of_another_county_is_no_partner(see):
    page = see(WHY, body="Guildford Borough Council")
    assert "No Guildford Borough Council is not a relevant partner" in page.text
    assert "have no recorded agreement to co-operate under section 6" in page.text


def test_a_doubt_is_told_with_both_readings(see):
    page = see("/councils/E09000001/why/", body="police:metropolitan")
    assert "How Concord reads it" in page.text
    assert "The other reading" in page.text


def test_before_the_act_nothing_was_in_force(see):
    assert "section 6 began on 1 April 2015" in see(WHY, body="ods:X24", on="2015-03-31").text


def test_words_that_fit_nothing_say_what_to_do(see):
    assert "The register holds no body called “xqzzyqx”. Check the spelling" in see(WHY, body="xqzzyqx").text


def test_no_body_is_an_error_at_the_field(see):
    page = see(WHY, 400, body="")
    assert page.text.count("Enter the name or the code of a body") == 2


def test_a_wrong_day_is_an_error_at_the_field(see):
    assert see(WHY, 400, body="ods:X24", on="2016-02-31").text.count("The day must be a real date") == 2


def test_a_link_that_carries_only_the_day_is_no_error(see):
    page = see(WHY, on="2016-05-01")
    assert page.links["a GP practice"] == "?body=kind:gp-practice&on=2016-05-01"


def test_the_form_stands_filled_with_what_was_asked(see):
    page = see(WHY, body="ods:QMF", on="2024-05-01")
    typed = {box.get("name"): box.get("value") for box in page.document.iterfind(".//input")}
    assert typed["body"] == "NHS North East London Integrated Care Board"
    assert [typed[f"on-{part}"] for part in ("day", "month", "year")] == ["1", "5", "2024"]
