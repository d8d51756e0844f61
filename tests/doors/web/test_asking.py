"""Asking, page by page: what is typed is saved, what is wrong is said where it is wrong, and it goes once."""

from __future__ import annotations

import pytest
from django.test import Client

from concord.delivery.models import Outgoing
from concord.requests.models import CooperationRequest
from kit import given
from kit.reading import Page

pytestmark = pytest.mark.django_db

ABOUT = {"person_category": "adult", "person_reference": "LAS-20417", "function": "CA2014.s42"}
MATTER = {
    "what": "Please send a housing officer to the meeting.",
    "needed_by-day": "4",
    "needed_by-month": "December",
    "needed_by-year": "2026",
    "needed_by_why": "The meeting decides.",
    "otherwise": "She stays on the ward.",
    "purposes": ["protection", "well-being"],
}
CONTACTS = {
    "partner_email": "duty.desk@aldermoor.example",
    "contact_name": "Wren Okafor",
    "contact_phone": "01632 960 001",
    "contact_email": "wren.okafor@westshire.example",
}


@pytest.fixture
def draft(desk):
    """A draft to the district, just begun: its address below /desk/requests/."""
    return desk.post("/desk/requests/new", {"asked": given.DISTRICT})["Location"].removesuffix("/about")


def test_a_request_is_asked_in_five_steps_and_sent(desk):
    assert Page(desk.get("/desk/requests/new")).heading == "Whom do you want to ask?"
    about = desk.post("/desk/requests/new", {"asked": given.DISTRICT})["Location"]
    assert Page(desk.get(about)).title == "Whom the request is about – Concord"
    matter = desk.post(about, ABOUT)["Location"]
    assert Page(desk.get(matter)).title == "What you are asking for – Concord"
    contacts = desk.post(matter, MATTER)["Location"]
    assert Page(desk.get(contacts)).title == "Where it goes, and whom they can ring – Concord"
    check = desk.post(contacts, CONTACTS)["Location"]

    page = Page(desk.get(check))
    assert page.title == "Check your request and send it – Concord"
    assert "Aldermoor District Council must comply with this request from Westshire County Council" in page.words
    assert "Care Act 2014, section 6(7)(a): District councils in a county" in page.words
    assert "To: duty.desk@aldermoor.example" in page.words
    assert "The link works until the end of 20 December 2026" in page.words

    sent = desk.post(check)
    page = Page(desk.get(sent["Location"]))
    assert "Request sent to Aldermoor District Council." in page.words
    assert page.heading == "Request to Aldermoor District Council"
    assert "Waiting for Aldermoor District Council" in page.words
    assert "The law as it stood on 22 November 2026" in page.words
    assert "Not opened yet. It works until the end of 20 December 2026." in page.words


def test_each_page_says_what_is_missing_and_keeps_what_was_typed(desk, draft):
    page = Page(desk.post(f"{draft}/about", {"person_category": "carer"}))
    assert page.title.startswith("Error: ")
    assert page.errors == [
        "Enter your own reference for the person",
        "Select what your council is doing under the Care Act",
    ]
    assert page.tree.xpath("//input[@value='carer']/@checked")
    page = Page(desk.post(f"{draft}/matter", {"what": "Please come."}))
    assert page.errors == [
        "Enter the day that you ask for",
        "Enter why you need it by then",
        "Enter what happens if they do not do it",
    ]
    assert page.tree.xpath("//textarea[@name='what']")[0].text.strip() == "Please come."
    page = Page(desk.post(f"{draft}/contacts", {"partner_email": "nobody", "contact_phone": "none"}))
    assert page.errors == [
        "Enter the partner’s e-mail address in the form name@example.nhs.uk",
        "Enter the name of the person they can ring",
        "Enter a telephone number, like 01632 960 001",
        "Enter your e-mail address",
    ]


@pytest.mark.parametrize(
    ("day", "says"),
    [
        (("31", "11", "2026"), "The day that you ask for must be a real date, like 1 4 2016"),
        (("21", "11", "2026"), "The day that you ask for must be today or later"),
        (("4", "12", ""), "The day that you ask for must include a year"),
    ],
)
def test_a_day_that_cannot_be_asked_for_is_refused_in_words(desk, draft, day, says):
    typed = dict(zip(("needed_by-day", "needed_by-month", "needed_by-year"), day, strict=True))
    assert Page(desk.post(f"{draft}/matter", {**MATTER, **typed})).errors == [says]


def test_a_function_can_be_chosen_from_the_whole_list(desk, draft):
    said = {**ABOUT, "function": "else", "function_else": ""}
    assert Page(desk.post(f"{draft}/about", said)).errors == ["Choose which function it is"]
    desk.post(f"{draft}/about", {**said, "function_else": "CA2014.s37"})
    assert CooperationRequest.objects.get().function == "CA2014.s37"
    page = Page(desk.get(f"{draft}/about"))
    assert page.tree.xpath("//option[@selected]/@value") == ["CA2014.s37"]


def test_a_draft_is_taken_up_where_it_was_left(desk, draft):
    desk.post(f"{draft}/about", ABOUT)
    assert "Aldermoor District Council" in Page(desk.get("/desk/requests?show=drafts")).words
    assert desk.get(draft)["Location"] == f"{draft}/matter"
    desk.post(f"{draft}/matter", MATTER)
    assert desk.get(draft)["Location"] == f"{draft}/contacts"
    page = Page(desk.get(f"{draft}/contacts"))
    assert page.tree.xpath("//input[@name='contact_name']/@value") == ["Wren Okafor"]
    desk.post(f"{draft}/contacts", CONTACTS)
    assert desk.get(draft)["Location"] == f"{draft}/check"


def test_an_unfinished_draft_is_not_offered_for_sending(desk, draft):
    desk.post(f"{draft}/about", ABOUT)
    page = Page(desk.get(f"{draft}/check"))
    assert page.links()["Say what you ask them to do"] == f"{draft}/matter"
    assert "Send the request" not in page.words
    answer = desk.post(f"{draft}/check")
    assert answer.status_code == 400
    assert Page(answer).errors == ["Say what you ask them to do"]
    assert not Outgoing.objects.exists()


def test_where_section_7_does_not_bind_the_page_says_why_at_once_and_what_is_open(desk, draft):
    check = desk.post(f"{draft}/about", {"person_category": "nobody", "function": "CA2014.s42"})["Location"]
    assert check == f"{draft}/check"
    page = Page(desk.get(check))
    assert "Section 7 of the Care Act 2014 does not bind Aldermoor District Council" in page.words
    assert "This cannot go out as a section 7 request." in page.words
    assert "Care Act 2014, section 6(1)" in page.words
    assert page.links()["Ask somebody else"] == f"{draft}/whom"
    assert "Send the request" not in page.words


def test_a_doubt_is_shown_to_the_sender_who_may_send_all_the_same(desk):
    about = desk.post("/desk/requests/new", {"asked": given.TRUST})["Location"]
    draft = about.removesuffix("/about")
    for step, said in (("about", ABOUT), ("matter", MATTER), ("contacts", CONTACTS)):
        desk.post(f"{draft}/{step}", said)
    page = Page(desk.get(f"{draft}/check"))
    assert "Not known" in page.words
    assert "proposed on evidence" in page.words
    assert "tells Westshire Hospitals NHS Trust that this is not certain" in page.words
    assert desk.post(f"{draft}/check").status_code == 302


def test_sending_twice_sends_once(desk, officer):
    ask = given.a_draft(officer)
    check = f"/desk/requests/{ask.public_id}/check"
    first, second = desk.post(check), desk.post(check)
    assert first["Location"] == second["Location"] == f"/desk/requests/{ask.public_id}"
    assert Outgoing.objects.count() == 1
    stale = desk.post(f"/desk/requests/{ask.public_id}/matter", MATTER)
    assert stale.status_code == 409
    assert "has been sent" in Page(stale).words


def test_another_body_can_be_chosen_before_sending(desk, officer):
    ask = given.a_draft(officer)
    page = Page(desk.get(f"/desk/requests/{ask.public_id}/whom"))
    assert page.heading == "Whom do you want to ask?"
    desk.post(f"/desk/requests/{ask.public_id}/whom", {"asked": given.BOARD})
    page = Page(desk.get(f"/desk/requests/{ask.public_id}/check"))
    assert "Does section 7 bind NHS Westshire Integrated Care Board?" in page.words
    assert "Give the e-mail address that the request goes to" in page.links()


def test_choosing_nobody_and_a_body_that_is_not_there_is_said(desk):
    assert Page(desk.post("/desk/requests/new", {})).errors == ["Choose whom you want to ask"]
    answer = Page(desk.post("/desk/requests/new", {"asked": "ods:NONE"}))
    assert answer.errors == ["The register holds no such body. Choose one from the list."]


def test_the_search_works_without_script_and_says_what_it_found(desk):
    page = Page(desk.get("/desk/requests/new?q=aldermoor"))
    assert "1 match for “aldermoor”." in page.words
    assert Page(desk.get("/desk/requests/new?q=zzzz")).words.count("Nothing in the register matches") == 1
    surgery = Page(desk.get("/desk/requests/new?q=gp+practice"))
    assert "Section 7 does not bind it" in surgery.words
    assert "Care Act 2014, section 6(2)" in surgery.links()


def test_a_draft_is_discarded_after_asking(desk, officer):
    ask = given.a_draft(officer)
    page = Page(desk.get(f"/desk/requests/{ask.public_id}/discard"))
    assert page.heading == "Discard this draft?"
    assert desk.post(f"/desk/requests/{ask.public_id}/discard")["Location"] == "/desk/requests"
    assert "There are no drafts." in Page(desk.get("/desk/requests?show=drafts")).words


@pytest.mark.parametrize("step", ["", "/whom", "/about", "/matter", "/contacts", "/check", "/discard", "/withdraw"])
def test_another_councils_request_is_not_there(strangers_desk, officer, step):
    for ask in (given.a_draft(officer), given.a_request(officer)):
        address = f"/desk/requests/{ask.public_id}{step}"
        assert strangers_desk.get(address).status_code == 404
        assert strangers_desk.post(address, {"asked": given.BOARD, "why": "No"}).status_code in {404, 405}
    assert CooperationRequest.objects.filter(withdrawn_at__isnull=False).count() == 0


def test_a_form_that_this_site_did_not_hand_out_changes_nothing(person, officer):
    ask = given.a_draft(officer)
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(person)
    assert browser.post(f"/desk/requests/{ask.public_id}/check").status_code == 403
    assert not Outgoing.objects.exists()


def test_no_page_of_the_desk_is_cached(desk, officer):
    ask = given.a_request(officer)
    for address in ("/desk/requests", f"/desk/requests/{ask.public_id}", "/desk/requests/new", "/desk/sign-in"):
        assert "no-store" in desk.get(address)["Cache-Control"]
