"""The packaged register of England: the counts, the reorganisations and the doubtful cases that its sources give."""

from __future__ import annotations

from datetime import date

import pytest

from concord.base.actor import Actor
from concord.registry import queries
from concord.registry.rules.counts import COUNTS
from concord.registry.tables.reading import PACKAGED, read_edition
from concord.statute.errors import UnknownBody
from concord.statute.periods import Period

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 22)
PUBLIC = Actor.public("public", correlation="c1")
HAMPSHIRE, SURREY, ESSEX = "gss:E10000014", "gss:E10000030", "gss:E10000012"


def area_of(register, authority, on):
    return {
        fact.body
        for fact in register.facts
        if (fact.kind, fact.authority) == ("area_in", authority) and fact.body.startswith("ods:")
        if fact.period.contains(on) and register.body(fact.body).exists.contains(on)
    }


def districts(register, county, on):
    return [
        fact.body
        for fact in register.facts
        if (fact.kind, fact.authority) == ("district_of", county) and fact.period.contains(on)
    ]


def test_no_check_fails_on_the_packaged_register(england):
    checks = queries.quality_checks()
    assert [(check.id, check.found) for check in checks if check.result == "failed"] == []
    assert all(check.why for check in checks)


@pytest.mark.parametrize("on", COUNTS)
def test_there_are_as_many_authorities_as_the_table_says(england, on):
    expected = {date(2015, 4, 1): 152, date(2019, 4, 1): 151, date(2020, 4, 1): 151, date(2021, 4, 1): 152}
    assert len(queries.authorities(on)) == sum(COUNTS[on][:-1]) == expected.get(on, 153)


@pytest.mark.parametrize(
    ("on", "number"), [("2015-04-01", 32_844), ("2022-07-01", 32_844), ("2023-04-01", 33_755), ("2026-04-01", 33_755)]
)
def test_the_small_areas_of_all_authorities_are_those_of_england(on, number):
    day = date.fromisoformat(on)
    shares = [line.values for line in read_edition(PACKAGED).rows["shares"]]
    held = [one for one in shares if Period.of(one["starts"], one["ends"]).contains(day)]
    assert sum(one["small_areas"] for one in held) == number


def test_frimley_was_divided_three_ways(england):
    eve, day = date(2026, 3, 31), date(2026, 4, 1)
    assert {found.new for found in england.successors("ods:QNQ")} == {"ods:QRL", "ods:S0E4D", "ods:S9B9J"}
    assert area_of(england, HAMPSHIRE, eve) == {"ods:QNQ", "ods:QRL"}
    assert area_of(england, HAMPSHIRE, day) == {"ods:QRL"}
    assert area_of(england, "gss:E06000039", day) == {"ods:S0E4D"}
    assert area_of(england, SURREY, day) == {"ods:S9B9J"}
    (fact,) = [fact for fact in england.facts if fact.id == "area_in/E06000039/S0E4D"]
    assert fact.note.startswith("Our reading")


def test_pennine_acute_has_two_successors(england):
    assert [(found.new, found.on) for found in england.successors("ods:RW6")] == [
        ("ods:R0A", date(2021, 10, 1)),
        ("ods:RM3", date(2021, 10, 1)),
    ]
    assert england.body("ods:RW6").exists.closed == date(2021, 10, 1)


def test_a_clinical_commissioning_group_gives_way_on_the_day(england):
    assert area_of(england, ESSEX, date(2022, 6, 30)) == {f"ods:{code}" for code in ("06Q", "06T", "07H", "99E", "99F")}
    assert area_of(england, ESSEX, date(2022, 7, 1)) == {f"ods:{code}" for code in ("QH8", "QJG", "QM7")}
    assert {found.new for found in england.successors("ods:01Y")} == {"ods:QJ2", "ods:QOP"}


def test_a_former_code_finds_the_council_of_today(england):
    assert england.body("gss:E08000016") is england.body("gss:E08000038")
    for typed in ("E08000016", "gss:E08000016", "e08000038", "BNS", "barnsley"):
        assert queries.find_body(typed) == "gss:E08000038"
    assert queries.find_body("E07000100") == "gss:E07000240"


def test_surrey_keeps_its_districts_to_the_eve_and_says_that_its_end_is_announced(england):
    surrey = england.body(SURREY)
    assert len(districts(england, SURREY, date(2027, 3, 31))) == 11
    assert districts(england, SURREY, date(2027, 4, 1)) == []
    assert (surrey.exists.closed, surrey.ends_announced) == (date(2027, 4, 1), True)
    east = england.body("future:east-surrey")
    assert (east.exists.opened, east.starts_announced) == (date(2027, 4, 1), True)
    assert {found.new for found in england.successors(SURREY) if found.announced} == {
        "future:east-surrey",
        "future:west-surrey",
    }
    (happening,) = [one for one in queries.changes(TODAY, date(2028, 1, 1)) if one.bodies[0] == SURREY]
    assert happening.announced


def test_a_name_is_the_name_of_the_day(england):
    shepway = england.body("gss:E07000112")
    assert shepway.name_on(date(2018, 3, 31)) == "Shepway District Council"
    assert shepway.name_on(date(2018, 4, 1)) == "Folkestone and Hythe District Council"
    assert england.body("ods:X24").name_on(date(2022, 6, 30)) == "NHS Commissioning Board"


def test_a_request_to_the_police_is_addressed_to_the_chief_officer(england):
    assert england.body("police:essex").addressee == "Chief Constable of Essex Police"
    assert england.body("police:metropolitan").addressee == "Commissioner of Police of the Metropolis"
    assert england.body("minister:justice").addressee == "Secretary of State for Justice"


def test_a_trust_is_only_ever_proposed(england):
    assert {fact.standing.value for fact in england.facts if fact.kind == "provides_services"} == {"proposed"}
    assert "provides_services" not in {coverage.kind.value for coverage in england.coverage}


def test_one_authority_alone_gives_the_same_facts_as_the_whole(england):
    for ref in (ESSEX, SURREY, "gss:E06000063", "gss:E06000053"):
        alone = queries.register_of(ref)
        assert alone.facts == tuple(fact for fact in england.facts if fact.authority in {ref, ""})
        assert alone.successors(ref) == england.successors(ref)
        assert set(alone.bodies.values()) <= set(england.bodies.values())


def test_one_authority_takes_four_queries_and_the_whole_register_eight(england, django_assert_num_queries):
    with django_assert_num_queries(4):
        queries.register_of(ESSEX, "gss:E07000077")
    with django_assert_num_queries(8):
        queries.register_known()


@pytest.mark.parametrize(
    ("typed", "on", "ref"),
    [
        ("Essex", None, ESSEX),
        ("essex county council", None, ESSEX),
        ("Essex council", None, ESSEX),
        ("NHS Essex ICB", None, "ods:D7T5G"),
        ("Essex Police", None, "police:essex"),
        ("Surrey", None, SURREY),
        ("Surrey", date(2027, 5, 1), SURREY),
        ("North Yorkshire", None, "gss:E06000065"),
        ("North Yorkshire", date(2020, 1, 1), "gss:E10000023"),
        ("North Yorkshire", date(2023, 3, 31), "gss:E10000023"),
        ("North Yorkshire", date(2023, 4, 1), "gss:E06000065"),
        ("Kingston upon Hull", None, "gss:E06000010"),
        ("St. Helens", None, "gss:E08000013"),
        ("Guy's and St Thomas'", None, "ods:RJ1"),
        ("DWP", None, "minister:work-and-pensions"),
        ("  camden ", None, "gss:E09000007"),
    ],
)
def test_a_body_is_found_by_what_people_type(england, typed, on, ref):
    assert queries.find_body(typed, on=on) == ref


def test_a_name_of_several_bodies_is_answered_with_their_references(england):
    with pytest.raises(UnknownBody, match=r"Norfolk and Suffolk"):
        queries.find_body("Norfolk and Sufolk")
    with pytest.raises(UnknownBody, match=r"Thames Valley"):
        queries.find_body("Thames Valley")
    assert queries.find_body("police:thames-valley") == "police:thames-valley"


@pytest.mark.parametrize(("typed", "name"), [("Esex", "Essex County Council"), ("Bristl", "Bristol City Council")])
def test_a_typo_is_answered_with_the_nearest_names(england, typed, name):
    with pytest.raises(UnknownBody, match=f"Did you mean .*{name}") as caught:
        queries.find_body(typed)
    assert name in caught.value.nearest


def test_who_looks_for_a_body_to_turn_to_is_offered_those_that_exist_and_for_an_ended_one_its_successors(england):
    for typed in ("NHS", "Sussex", "NHS Frimley", "Northamptonshire County Council"):
        found = queries.living_bodies(PUBLIC, typed, on=TODAY, limit=8)
        assert found
        assert all(line.exists.contains(TODAY) for line in found)
    first = queries.living_bodies(PUBLIC, "NHS Sussex", on=TODAY, limit=8)[0]
    assert first.ref == "ods:S9B9J"
    assert any(not line.exists.contains(TODAY) for line in queries.search_bodies("NHS Sussex", on=TODAY))


@pytest.mark.parametrize("typed", ["", " ", "?", "’", "\0"])
def test_signs_alone_name_nobody(england, typed):
    assert queries.search_bodies(typed) == ()
    with pytest.raises(UnknownBody):
        queries.find_body(typed)


def test_a_district_is_no_authority_and_the_message_says_what_it_is(england):
    with pytest.raises(UnknownBody, match=r"is Braintree District Council .* of the kind “District council”"):
        queries.find_council("Braintree")


def test_the_tables_written_out_are_the_packaged_ones_to_the_byte(england):
    files = queries.register_tables(TODAY)
    assert [name for name, data in files.items() if data != (PACKAGED / name).read_bytes()] == []


def test_bank_holidays_are_known_to_the_end_of_2028(england):
    holidays = queries.bank_holidays()
    assert date(2026, 12, 28) in holidays
    assert date(2026, 12, 29) not in holidays
    assert queries.register_status(TODAY).bank_holidays_until == date(2028, 12, 26)


def test_the_page_of_a_body_has_all_that_is_known_of_it(england):
    page = queries.body_page("gss:E06000063", on=TODAY)
    assert page.line.name == "Cumberland Council"
    assert {found.old for found in page.before} >= {"gss:E10000006", "gss:E07000026"}
    assert {code.scheme for code in page.codes} >= {"gss", "slug"}
    assert all(fact.body in page.bodies for fact in page.facts)
    with pytest.raises(UnknownBody):
        queries.body_page("gss:E99999999")


def test_areas_that_move_between_bodies_that_go_on_are_changes(england):
    says = [one.says for one in queries.changes(date(2023, 4, 1), date(2023, 4, 2))]
    assert any("No part of the area of West Sussex County Council is left" in one for one in says)
    assert any("Cumbria County Council ended the day before" in one for one in says)
