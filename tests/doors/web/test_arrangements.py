"""Pages of internal arrangements: what is missing, groups and pairs, changing them, requests that run on them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client

from concord.agreements import services
from concord.agreements.models import Arrangement, GroupOfficer
from concord.people.roles import Role
from concord.requests import services as requests
from kit import agreements_given as agreed
from kit import arrangements_given as arranged
from kit import given
from kit.reading import Page

pytestmark = pytest.mark.django_db

START = "/desk/arrangements"
PAIR = f"{START}/adults-and-children"
HOUSING = f"{START}/adults-and-housing"
GROUP = f"{START}/groups/adults"


@pytest.fixture
def counties(db, tmp_path):
    agreed.counties(tmp_path / "edition")


def desk_of(person):
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def lead(counties):
    return given.acting(given.a_person("Idris Okonjo", role=Role.PARTNERSHIP_LEAD))


@pytest.fixture
def desk(counties):
    """The browser of a manager of the county, who keeps its arrangements."""
    return desk_of(given.a_person("Ines Quarry", role=Role.MANAGER))


@pytest.fixture
def unitary(counties):
    return desk_of(given.a_person("Oona Marsh", role=Role.PARTNERSHIP_LEAD, body=agreed.NEIGHBOUR))


def boxes(name, day):
    return {f"{name}-day": day.day, f"{name}-month": day.month, f"{name}-year": day.year}


def words(**changes):
    return {**arranged.WORDS, "months": 12, **boxes("starts", arranged.SINCE), **changes}


def test_a_county_reads_that_its_districts_hold_the_housing_and_finds_them(desk):
    page = Page(desk.get(START))
    assert page.heading == "Internal arrangements"
    assert "In a county with districts the districts hold the housing" in page.words
    assert page.links()["Aldermoor District Council"] == f"/desk/contacts/{given.DISTRICT}"
    missing = page.tree.xpath("//section[@aria-labelledby='missing']//li")
    assert [one.text_content() for one in missing] == [
        "Adult care: no officer is named.",
        "Children’s services: no officer is named.",
        "Public health: no officer is named.",
        "Adult care and children’s services: no arrangement is in force.",
        "Adult care and public health: no arrangement is in force.",
        "Children’s services and public health: no arrangement is in force.",
    ]


def test_a_unitary_holds_all_four_and_everything_is_missing_at_first(unitary):
    page = Page(unitary.get(START))
    assert "All four groups work inside this one council" in page.words
    assert "Housing: no officer is named" in page.words
    assert "Adult care and housing: no arrangement is in force" in page.words
    assert "the districts hold the housing" not in page.words


def test_a_district_reads_why_it_has_none(counties):
    page = Page(desk_of(given.a_person("Tam Birch", body=given.DISTRICT)).get(START))
    assert "Aldermoor District Council is not a local authority for Part 1 of the Care Act 2014" in page.words
    assert not page.tree.xpath("//main//table")


def test_the_picture_shows_what_the_table_says(desk, lead):
    arranged.an_arrangement(lead, "adults-and-children")
    arranged.an_officer(lead)
    page = Page(desk.get(START))
    tables, drawing = page.tree.xpath("//main//table"), page.tree.xpath("//main//*[local-name()='svg']")[0]
    assert len(tables) == 2
    assert len(drawing.xpath(".//*[local-name()='line']")) == 6
    assert len(drawing.xpath(".//*[contains(@class, 'picture__line--missing')]")) == 5
    says = drawing.xpath(".//*[local-name()='desc']")[0].text_content()
    assert "A solid line, in force: Adult care and children’s services." in says
    before = [one.tag for one in page.tree.xpath("//main//table | //main//figure")]
    assert before == ["table", "table", "figure"]


def test_an_officer_is_named_changed_and_ended_and_all_is_told(desk):
    page = Page(desk.post(f"{GROUP}/name", {**arranged.OFFICER, **boxes("starts", arranged.SINCE)}, follow=True))
    assert page.heading == "Adult care: named officer"
    assert "The officer is named" in page.tree.text_content()
    for said in ("Jonquil Farrow", "Head of adult care", "Bram Hollis", "1 April 2026"):
        assert said in page.words
    form = Page(desk.get(f"{GROUP}/name"))
    assert "counts from 1 April 2026. Enter that day to put a mistake right" in form.words
    was = form.tree.xpath("//input[@name='was']/@value")[0]
    later = {**arranged.OFFICER, "name": "Ottilie Crane", "was": was, **boxes("starts", date(2026, 10, 1))}
    page = Page(desk.post(f"{GROUP}/name", later, follow=True))
    assert "From 1 April 2026 until 30 September 2026" in page.words
    page = Page(desk.post(f"{GROUP}/end", boxes("on", given.ON), follow=True))
    assert GroupOfficer.objects.get(name="Ottilie Crane").until == given.ON + timedelta(days=1)
    assert "Ottilie Crane" in page.words
    assert desk.get(f"{GROUP}/end").status_code == 404


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"name": ""}, "Enter the officer’s name"),
        ({"email": "adult.care"}, "Enter an e-mail address in the right form"),
        ({"deputy_name": ""}, "Enter the name of the deputy"),
        ({"starts-month": "13"}, "The day from which it counts must be a real date"),
    ],
)
def test_what_is_wrong_of_an_officer_stands_at_its_field_and_in_the_summary(desk, wrong, says):
    page = Page(desk.post(f"{GROUP}/name", {**arranged.OFFICER, **boxes("starts", arranged.SINCE), **wrong}))
    assert (page.status, page.title.startswith("Error")) == (400, True)
    assert page.words.count(says) == 2


def test_an_arrangement_is_written_with_its_last_day_as_people_say_it(desk):
    page = Page(desk.post(f"{PAIR}/write", words(**boxes("until", date(2027, 3, 31))), follow=True))
    assert page.heading == "Adult care and children’s services"
    for said in ("In force", "Since 1 April 2026, until 31 March 2027", arranged.WORDS["how"], "Every 12 months"):
        assert said in page.words
    assert Arrangement.objects.get().until == date(2027, 4, 1)
    form = Page(desk.get(f"{PAIR}/write"))
    assert form.tree.xpath("//input[@name='until-day']/@value") == ["31"]


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"title": ""}, "Enter what the arrangement is called"),
        ({"how": ""}, "Enter how the two groups work together"),
        ({"months": "a year"}, "Enter the months between reviews as a number, like 12"),
        ({"months": "61"}, "Enter the months between reviews as a whole number, from 1 to 60"),
        (boxes("until", date(2026, 3, 1)), "The last day is before the first"),
    ],
)
def test_what_is_wrong_of_an_arrangement_stands_at_its_field_and_in_the_summary(desk, wrong, says):
    page = Page(desk.post(f"{PAIR}/write", words(**wrong)))
    assert page.status == 400
    assert page.words.count(says) == 2
    assert not Arrangement.objects.exists()


def test_who_saves_second_sees_what_is_saved_and_keeps_what_was_typed(desk, lead):
    arranged.an_arrangement(lead, "adults-and-children")
    was = Page(desk.get(f"{PAIR}/write")).tree.xpath("//input[@name='was']/@value")[0]
    arranged.an_arrangement(lead, "adults-and-children", how="What the other wrote.")
    page = Page(desk.post(f"{PAIR}/write", words(how="What I typed.", was=was)))
    assert page.status == 400
    assert "Somebody else has saved this meanwhile" in page.words
    assert "What the other wrote." in page.words
    assert "What I typed." in page.tree.xpath("//textarea[@name='how']")[0].text_content()
    again = page.tree.xpath("//input[@name='was']/@value")[0]
    page = Page(desk.post(f"{PAIR}/write", words(how="Both together.", was=again), follow=True))
    assert "Both together." in page.words
    assert "What was arranged before (2)" in page.words
    assert "and put right" in page.words


def test_exercised_and_reviewed_are_recorded_and_shown_on_both_pages(desk, lead):
    arranged.an_arrangement(lead, "adults-and-children", starts=date(2024, 1, 1))
    assert "Such arrangements are often out of date" in Page(desk.get(START)).words
    day = date(2026, 11, 20)
    page = Page(desk.post(f"{PAIR}/exercise", {"words": "The panel met.", **boxes("on", day)}, follow=True))
    assert "20 November 2026: The panel met." in page.words
    given_ = {"found": "change", "words": "New posts.", **boxes("on", day), **boxes("next_on", date(2027, 2, 1))}
    page = Page(desk.post(f"{PAIR}/review", given_, follow=True))
    assert "It needs to change. New posts." in page.words
    assert "Next review: 1 February 2027" in page.words
    start = Page(desk.get(START)).words
    assert "often out of date" not in start
    assert "Next: 1 February 2027" in start


@pytest.mark.parametrize(
    ("act", "says"), [("exercise", "Enter what was done"), ("review", "Select what the review found")]
)
def test_an_act_without_its_words_is_refused(desk, lead, act, says):
    arranged.an_arrangement(lead, "adults-and-children")
    page = Page(desk.post(f"{PAIR}/{act}", boxes("on", given.ON)))
    assert (page.status, page.words.count(says)) == (400, 2)


def test_a_day_to_come_and_a_day_without_an_arrangement_are_refused_at_the_day(desk, lead):
    arranged.an_arrangement(lead, "adults-and-children")
    for day, says in ((date(2026, 12, 1), "still to come"), (date(2026, 1, 1), "No arrangement between these two")):
        page = Page(desk.post(f"{PAIR}/exercise", {"words": "A visit.", **boxes("on", day)}))
        assert (page.status, page.words.count(says)) == (400, 2)


def test_an_end_leaves_the_pair_without_an_arrangement(desk, lead):
    arranged.an_arrangement(lead, "adults-and-children")
    page = Page(desk.post(f"{PAIR}/end", boxes("on", date(2026, 11, 21)), follow=True))
    assert "None in force" in page.words
    assert "“Adult care and housing protocol” ended: its last day was 21 November 2026." in page.words
    assert desk.get(f"{PAIR}/end").status_code == 404


def test_the_clauses_of_the_agreement_that_it_hangs_on_are_shown(desk, lead):
    agreement = agreed.an_agreement(lead, starts=date(2026, 5, 1))
    services.write_clause(lead, agreement, clause=agreed.TWO_DAYS, at=given.AT)
    agreed.signed(lead, agreement)
    page = Page(desk.post(f"{PAIR}/write", words(agreement=agreement.public_id), follow=True))
    assert page.links()["Westshire discharge protocol"] == f"/desk/agreements/{agreement.public_id}"
    assert "4.2. Answering in time" in page.words


def test_what_is_not_there_is_not_found(desk, lead):
    for path in ("nonsense", "adults-and-adults", "groups/elders", "housing-and-adults", "groups/adults%00"):
        assert desk.get(f"{START}/{path}").status_code == 404
    assert desk.get(f"{PAIR}/end").status_code == 404


def test_who_only_reads_is_offered_nothing_to_change(lead):
    arranged.an_arrangement(lead, "adults-and-children")
    reader = desk_of(given.a_person("Ellis Marrow", role=Role.ASSURANCE))
    page = Page(reader.get(PAIR))
    assert "Record a review" not in page.words
    assert reader.post(f"{PAIR}/write", words()).status_code == 404


def test_arrangements_are_offered_to_councils_only(desk, counties):
    assert START in Page(desk.get("/desk/agreements")).tree.xpath("//a/@href")
    board = desk_of(given.a_person("Sol Abara", role=Role.MANAGER, body=given.BOARD))
    links = Page(board.get("/desk/agreements")).tree.xpath("//a/@href")
    assert START not in links


@pytest.fixture
def asked(counties):
    """The practitioner's browser, and a way to ask housing inside the county."""
    person = given.a_person()
    officer = given.acting(person)
    groups = {"asker_group": "adults", "asked_group": "housing"}
    return desk_of(person), lambda **more: given.a_draft(officer, asked=given.COUNTY, **{**groups, **more})


def test_an_internal_request_is_offered_the_named_officer_and_cites_the_arrangement(asked, lead):
    desk, ask = asked
    arranged.an_officer(lead, "housing", email="housing@westshire.example")
    draft = ask(partner_email="")
    whom = Page(desk.get("/desk/requests/new?q=housing")).words
    assert "Named officer: Jonquil Farrow, housing@westshire.example" in whom
    contacts = Page(desk.get(f"/desk/requests/{draft.public_id}/contacts"))
    assert "The named officer of housing: Jonquil Farrow, Head of adult care" in contacts.words
    assert contacts.tree.xpath("//input[@name='partner_email']/@value") == ["housing@westshire.example"]
    check = Page(desk.get(f"/desk/requests/{draft.public_id}/check")).words
    assert "No arrangement between adult care and housing was recorded for 22 November 2026" in check
    arranged.an_arrangement(lead)
    check = Page(desk.get(f"/desk/requests/{draft.public_id}/check"))
    assert "Adult care and housing have an arrangement in force since 1 April 2026" in check.words
    assert check.links()["Adult care and housing protocol"] == HOUSING
    assert "The two directors decide within five working days" in check.words


def test_a_request_that_was_sent_cites_what_was_in_force_on_its_day(asked, lead):
    desk, ask = asked
    arranged.an_arrangement(lead)
    sent = requests.send_request(given.acting(given.a_person("Ira Vance")), ask(), at=given.AT)
    services.end_arrangement(lead, pair=arranged.ADULTS_HOUSING, on=date(2026, 11, 23))
    page = Page(desk.get(f"/desk/requests/{sent.public_id}")).words
    assert "Adult care and housing have an arrangement in force since 1 April 2026" in page


def test_a_request_to_another_body_says_nothing_of_arrangements(asked, lead):
    desk, _ = asked
    arranged.an_arrangement(lead)
    draft = given.a_draft(given.acting(given.a_person("Ira Vance")))
    assert "arrangement" not in Page(desk.get(f"/desk/requests/{draft.public_id}/check")).words


def test_internal_requests_count_by_pair_with_those_answered_in_time(asked, lead, desk):
    _, ask = asked
    officer = given.acting(given.a_person("Ira Vance"))
    arranged.an_arrangement(lead)
    sent = [requests.send_request(officer, ask(), at=given.AT) for _ in range(2)]
    requests.send_request(officer, ask(asker_group="housing", asked_group="adults"), at=given.AT)
    given.complied(sent[0])
    page = Page(desk.get(HOUSING)).words
    assert "In the last 12 months: 3, 1 of 1 answered in time. The newest was sent on 22 November 2026." in page
    assert "An internal request" in Page(desk.get(START)).words
    assert "In the last 12 months: none" in Page(desk.get(PAIR)).words


def test_the_page_of_all_is_read_in_a_few_queries(desk, lead, django_assert_max_num_queries):
    arranged.an_arrangement(lead)
    desk.get(START)
    with django_assert_max_num_queries(28):
        desk.get(START)
