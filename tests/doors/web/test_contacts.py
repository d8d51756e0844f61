"""Pages of contacts: a body looked up, its contacts kept right, a body added that the register does not list."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client

from concord.base import clock
from concord.contacts import queries, services
from concord.people.roles import Role
from concord.registry import queries as registry
from kit import given
from kit.contacts_given import MAILBOX, a_contact
from kit.reading import Page

pytestmark = pytest.mark.django_db

SEARCH = "/desk/contacts"
DISTRICT = f"{SEARCH}/{given.DISTRICT}"
WHOLE = {"topic": "accommodation", "council": given.COUNTY, "office": "Housing options", "mailbox": MAILBOX,
         "phone": "01632 960 001", "hours": "9 to 5", "deputy": "Marlow Quist"}  # fmt: skip


def contact():
    (line,) = queries.contacts_of(given.COMMAND, given.DISTRICT, on=clock.today())
    return line


def at(line, verb):
    return f"{SEARCH}/entry/{line.public_id}/{verb}"


def test_a_body_is_found_and_its_contacts_are_a_click_away(desk):
    page = Page(desk.get(f"{SEARCH}?q=alder"))
    assert "1 match for “alder”" in page.words
    assert page.tree.xpath(f"//a[@href='{DISTRICT}']")
    assert "Nothing matches “zzz”" in Page(desk.get(f"{SEARCH}?q=zzz")).words


def test_a_contact_is_added_and_shown_with_all_it_says(desk):
    assert "Nobody has entered a contact yet" in Page(desk.get(DISTRICT)).words
    page = Page(desk.post(f"{DISTRICT}/add", WHOLE, follow=True))
    assert page.heading == "Contacts of Aldermoor District Council"
    for said in ("Accommodation", "For Westshire County Council", MAILBOX, "Housing options", "01632 960 001",
                 "9 to 5", "When nobody answers: Marlow Quist", "22 November 2026"):  # fmt: skip
        assert said in page.words


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"mailbox": ""}, "Enter the e-mail address"),
        ({"mailbox": "desk"}, "Enter an e-mail address in the form"),
        ({"topic": "nonsense"}, "Choose a kind of help from the list"),
        ({"council": given.BOARD}, "Choose a council from the list"),
        ({"phone": "none"}, "Enter a telephone number"),
    ],
)
def test_what_is_wrong_stands_at_its_field_and_in_the_summary(desk, wrong, says):
    page = Page(desk.post(f"{DISTRICT}/add", {**WHOLE, **wrong}))
    assert (page.status, page.title.startswith("Error")) == (400, True)
    assert page.words.count(says) == 2


def test_a_second_one_for_the_same_help_is_refused_at_the_kind_of_help(desk):
    a_contact(topic="accommodation", council=given.COUNTY)
    page = Page(desk.post(f"{DISTRICT}/add", WHOLE))
    assert page.status == 400
    assert "There is a contact for “Accommodation or a tenancy” already" in page.words


def test_a_contact_is_changed_and_the_one_before_stays_to_be_read(desk):
    a_contact(**{**WHOLE, "mailbox": "old@aldermoor.example"}, on=date(2026, 11, 1))
    form = Page(desk.get(at(contact(), "change")))
    assert form.tree.xpath("//input[@name='mailbox']/@value") == ["old@aldermoor.example"]
    page = Page(desk.post(at(contact(), "change"), WHOLE, follow=True))
    assert "What it was before stays on record" in page.words
    assert contact().mailbox == MAILBOX
    assert "Used before (1) Accommodation or a tenancy: old@aldermoor.example" in page.words


def test_a_change_that_changes_nothing_says_what_to_do(desk):
    a_contact(**WHOLE)
    page = Page(desk.post(at(contact(), "change"), WHOLE))
    assert (page.status, "Nothing is different" in page.words) == (400, True)


def test_checking_a_contact_takes_the_doubt_away(desk):
    services.doubt_contact(given.COMMAND, a_contact(), why="bounce", at=given.AT)
    assert "May be wrong A message to it came back, 22 November 2026" in Page(desk.get(DISTRICT)).words
    assert "To check (1)" in Page(desk.get(SEARCH)).words
    assert "The contact is checked" in Page(desk.post(at(contact(), "confirm"), {"answer": "right"}, follow=True)).words
    assert "May be wrong" not in Page(desk.get(DISTRICT)).words
    assert "To check" not in Page(desk.get(SEARCH)).words


def test_one_that_is_wrong_can_be_said_to_be_wrong(desk):
    a_contact()
    desk.post(at(contact(), "confirm"), {"answer": "wrong"})
    assert contact().doubt == "Somebody says that it is wrong"


def test_checking_asks_for_an_answer(desk):
    a_contact()
    page = Page(desk.post(at(contact(), "confirm"), {}))
    assert (page.status, page.words.count("Select whether the contact is right")) == (400, 2)


def test_one_that_was_checked_more_than_a_year_ago_says_so(desk):
    a_contact(on=given.ON - timedelta(days=400))
    assert "More than a year ago" in Page(desk.get(DISTRICT)).words
    assert "Last checked on" in Page(desk.get(SEARCH)).words


def test_a_contact_is_ended(desk):
    a_contact()
    line = contact()
    page = Page(desk.post(at(line, "end"), follow=True))
    assert "Nobody has entered a contact yet" in page.words
    assert "Used before (1)" in page.words
    assert desk.post(at(line, "end")).status_code == 409


def test_a_bodys_own_people_choose_among_all_councils_and_others_their_own(desk, strangers_desk):
    def councils(client):
        return Page(client.get(f"{DISTRICT}/add")).tree.xpath("//select[@name='council']/option/@value")

    assert councils(desk) == councils(strangers_desk) == ["", given.COUNTY]
    assert strangers_desk.get(f"{SEARCH}/{given.TRUST}/add").status_code == 404


def test_assurance_reads_and_is_offered_no_change(westshire):
    a_contact()
    client = Client()
    client.force_login(given.a_person("Ellis Marrow", role=Role.ASSURANCE))
    page = Page(client.get(DISTRICT))
    assert MAILBOX in page.words
    assert not page.tree.xpath("//a[contains(@href, '/entry/') or contains(@href, '/add')]")


@pytest.mark.parametrize("address", [f"{SEARCH}/gss:nowhere", f"{SEARCH}/entry/nothing/end", f"{SEARCH}/a%00b",
                                     f"{SEARCH}/entry/a%00b/change", f"{SEARCH}/gss:nowhere/add"])  # fmt: skip
def test_what_is_not_there_is_not_found(desk, address):
    assert desk.get(address).status_code == 404


# A body that the register does not list

SURGERY = {"name": "Quayside Surgery", "kind": "gp-practice", "code": "A81001"}


def test_a_practice_is_added_and_then_found(desk):
    page = Page(desk.post(f"{SEARCH}/add-body", SURGERY, follow=True))
    assert page.heading == "Contacts of Quayside Surgery"
    assert "GP practice" in Page(desk.get(f"{SEARCH}?q=quayside")).words
    assert "Quayside" not in Page(Client().get("/search?q=quayside")).words


def test_a_name_that_is_nearly_there_is_shown_before_it_is_added(desk):
    desk.post(f"{SEARCH}/add-body", SURGERY)
    again = {**SURGERY, "name": "Quayside surgery", "code": ""}
    page = Page(desk.post(f"{SEARCH}/add-body", again))
    assert (page.status, "Is it one of these? Quayside Surgery (GP practice)" in page.words) == (400, True)
    assert desk.post(f"{SEARCH}/add-body", {**again, "although_alike": "on"}).status_code == 302
    assert len(registry.all_other_bodies(given.COMMAND, on=given.ON)) == 2


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"name": ""}, "Enter the name of the body"),
        ({"kind": ""}, "Choose what kind of body it is"),
        ({"kind": "county"}, "from the list"),
        ({"code": "81001"}, "a letter and five numbers"),
        ({"name": "a\0b"}, "invisible"),
    ],
)
def test_what_is_wrong_about_a_body_stands_at_its_field(desk, wrong, says):
    page = Page(desk.post(f"{SEARCH}/add-body", {**SURGERY, **wrong}))
    assert (page.status, says in page.words) == (400, True)
