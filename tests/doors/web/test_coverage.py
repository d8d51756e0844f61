"""Coverage at the desk: the table first, its gaps by business, the picture, the file, and the checklist of topics."""

from __future__ import annotations

import pytest
from django.test import Client

from concord.base import clock
from concord.people.roles import Role
from kit import agreements_given as agreed
from kit import given
from kit.reading import Page

COVERAGE = "/desk/coverage"


@pytest.fixture
def lead(westshire):
    return agreed.a_lead()


@pytest.fixture
def leads_desk(lead):
    client = Client()
    client.force_login(given.a_person("Ada Pike", role=Role.MANAGER))
    return client


@pytest.fixture
def protocol(lead):
    row = agreed.an_agreement(lead, starts=given.ON, purposes=["protection"], topics=["discharge"])
    return agreed.signed(lead, row)


def cells(page, name):
    (row,) = page.tree.xpath(f"//table//tr[th[contains(., '{name}')]]")
    return [" ".join("".join(cell.itertext()).split()) for cell in row.xpath("td")]


def test_each_cell_says_in_words_what_is_agreed_and_leads_to_it(leads_desk, protocol):
    page = Page(leads_desk.get(COVERAGE))
    says = cells(page, "Aldermoor")
    assert says[3].startswith("Protection from abuse and neglect: In force with Aldermoor District Council")
    assert says[0] == "Well-being of adults with needs and of carers: Nothing"
    (link,) = page.tree.xpath("//td/a/@href")
    listed = Page(leads_desk.get(link))
    assert "1 agreement." in listed.words
    assert "Westshire discharge protocol" in listed.links()


def test_it_says_that_the_act_asks_for_none_of_it(leads_desk):
    page = Page(leads_desk.get(COVERAGE))
    assert "Sections 6 and 7 ask for no such agreement: an empty cell is a gap in practice" in page.words


def test_gaps_come_by_how_much_business_passes_between_the_two(leads_desk, officer):
    with clock.at(given.AT):
        given.a_request(officer)
    page = Page(leads_desk.get(COVERAGE))
    first = page.tree.xpath("//ol/li")[0]
    assert " ".join(first.text.split()) == "Aldermoor District Council: all five purposes. 1 request in 12 months."


def test_another_topic_and_another_day_show_another_matrix(leads_desk, protocol):
    assert cells(Page(leads_desk.get(f"{COVERAGE}?topic=carers")), "Aldermoor")[3].endswith("Nothing")
    assert "In force" in cells(Page(leads_desk.get(f"{COVERAGE}?topic=discharge")), "Aldermoor")[3]
    before = Page(leads_desk.get(f"{COVERAGE}?on-day=1&on-month=11&on-year=2026"))
    assert "Each cell leads to its agreements as they stand today." in before.words
    assert "on 1 November 2026" in before.words
    assert "Being drafted" in cells(before, "Aldermoor")[3]


def test_a_day_that_is_none_is_said_at_its_field(leads_desk):
    page = Page(leads_desk.get(f"{COVERAGE}?on-day=31&on-month=2&on-year=2026"))
    assert page.status == 400
    assert "The day must be a real date" in page.words


def test_the_picture_says_the_same_in_words(leads_desk, protocol):
    page = Page(leads_desk.get(COVERAGE))
    titles = [one.text for one in page.tree.xpath("//*[local-name()='title']") if one.text]
    assert "Aldermoor District Council, Protection from abuse and neglect: In force" in titles


def test_it_can_be_taken_away_as_csv(leads_desk, protocol):
    answer = leads_desk.get(f"{COVERAGE}/coverage.csv?topic=discharge")
    lines = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()
    assert lines[0].startswith("Relevant partner,Paragraph that makes it one,")
    assert any(line.startswith("Aldermoor District Council,") and "In force" in line for line in lines)


def test_a_body_that_is_no_authority_reads_that_there_is_nothing_to_cover(westshire):
    client = Client()
    client.force_login(given.a_person("Tam Birch", body=given.DISTRICT))
    assert "so there is nothing to cover" in Page(client.get(COVERAGE)).words


def test_the_checklist_of_topics_begins_with_what_is_known_and_is_edited(leads_desk):
    page = Page(leads_desk.get(f"{COVERAGE}/topics"))
    assert "Delegated healthcare tasks" in page.tree.xpath("string(//textarea)")
    saved = Page(leads_desk.post(f"{COVERAGE}/topics", {"names": "Carers and young carers\nFlu jabs"}, follow=True))
    assert "The topics are saved." in saved.words
    assert saved.tree.xpath("//select[@name='topic']/option/text()") == [
        "Every topic",
        "Carers and young carers",
        "Flu jabs",
    ]


def test_of_two_who_edit_the_topics_the_second_reads_both_lists_and_loses_nothing(leads_desk):
    was = Page(leads_desk.get(f"{COVERAGE}/topics")).tree.xpath("string(//input[@name='was']/@value)")
    leads_desk.post(f"{COVERAGE}/topics", {"names": "Flu jabs", "was": was})
    page = Page(leads_desk.post(f"{COVERAGE}/topics", {"names": "Falls", "was": was}))
    assert page.status == 400
    assert "Somebody else has saved the topics since you opened this page." in page.words
    assert page.tree.xpath("//section[@aria-labelledby='saved']//li/text()") == ["Flu jabs"]
    assert page.tree.xpath("string(//textarea)").strip() == "Falls"
    now = page.tree.xpath("string(//input[@name='was']/@value)")
    saved = Page(leads_desk.post(f"{COVERAGE}/topics", {"names": "Flu jabs\nFalls", "was": now}, follow=True))
    assert "The topics are saved." in saved.words


def test_a_topic_named_twice_is_said_and_what_was_typed_stays(leads_desk):
    page = Page(leads_desk.post(f"{COVERAGE}/topics", {"names": "Carers\ncarers"}))
    assert (page.status, "“Carers” is there twice" in page.words) == (400, True)
    assert "carers" in page.tree.xpath("string(//textarea)")
