"""Asking, page by page: what is typed is saved, what is wrong is said where it is wrong, and it goes once."""

from __future__ import annotations

import pytest
from django.test import Client

from concord.audit.models import Entry
from concord.delivery.models import Outgoing
from concord.requests import services
from concord.requests.models import CooperationRequest
from kit import acts_given, given
from kit.asking_given import PAGES, filled
from kit.counting import queries_of
from kit.reading import Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(desk):
    """A draft to the district, just begun: its address below /desk/requests/."""
    return desk.post("/desk/requests/new", {"asked": given.DISTRICT})["Location"].removesuffix("/help")


def test_a_request_is_asked_page_by_page_and_sent(desk):
    assert Page(desk.get("/desk/requests/new")).heading == "Whom do you want to ask?"
    where = desk.post("/desk/requests/new", {"asked": given.DISTRICT})["Location"]
    seen = []
    for page, typed in PAGES.items():
        assert where.endswith(f"/{page}")
        seen.append(Page(desk.get(where)).heading)
        where = desk.post(where, typed)["Location"]
    assert seen == [
        "What kind of help you need",
        "Whom the request is about",
        "What it is for under the Act",
        "What you are asking for",
        "By when, and why",
        "What the person wants and knows",
        "Why you may share this",
        "Attached files",
        "Where it goes, and whom they can ring",
    ]
    page = Page(desk.get(where))
    assert page.title == "Check your request and send it – Concord"
    assert "Aldermoor District Council must comply with this request from Westshire County Council" in page.words
    assert "Care Act 2014, section 6(7)(a): District councils in a county" in page.words
    assert "To: duty.desk@aldermoor.example" in page.words
    assert "The link works until the end of 20 December 2026" in page.words
    sent = Page(desk.get(desk.post(where)["Location"]))
    assert "Request sent to Aldermoor District Council." in sent.words
    assert sent.heading == "Request to Aldermoor District Council"


def test_who_asks_for_a_later_day_than_the_policy_gives_is_warned_and_the_check_says_so_too(desk, draft):
    acts_given.ten_days(acts_given.a_manager())
    later = {**PAGES["when"], "needed_by-day": "11"}
    filled(desk, draft, pages={**PAGES, "when": later})
    for page in ("when", "check"):
        words = Page(desk.get(f"{draft}/{page}")).words
        assert "You ask for it by 11 December 2026, but the policy of Westshire County Council for any kind" in words
        assert "gives 4 December 2026 for an answer. They read both days." in words


def test_each_page_says_what_is_missing_and_keeps_what_was_typed(desk, draft):
    says = {
        "help": ["Select what kind of help you need", "Select how urgent it is"],
        "function": ["Select what your council is doing under the Care Act"],
        "what": ["Enter what you are asking them to do"],
        "wishes": ["Select whether the person knows of this request"],
        "sharing": ["Select on what basis you share this"],
    }
    for page, errors in says.items():
        assert Page(desk.post(f"{draft}/{page}", {})).errors == errors
    page = Page(desk.post(f"{draft}/person", {"person_category": "carer"}))
    assert page.title.startswith("Error: ")
    assert page.errors == ["Enter your own reference for the person"]
    assert page.tree.xpath("//input[@value='carer']/@checked")
    page = Page(desk.post(f"{draft}/when", {"needed_by_why": "It decides."}))
    assert page.errors == ["Enter the day that you ask for", "Enter what happens if they do not do it"]
    assert page.tree.xpath("//textarea[@name='needed_by_why']")[0].text.strip() == "It decides."
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
        (("31", "11", "2026"), "The day that you ask for must be a real date"),
        (("21", "11", "2026"), "The day that you ask for must be today or later"),
        (("4", "12", ""), "The day that you ask for must include a year"),
    ],
)
def test_a_day_that_cannot_be_asked_for_is_refused_in_words(desk, draft, day, says):
    typed = dict(zip(("needed_by-day", "needed_by-month", "needed_by-year"), day, strict=True))
    assert Page(desk.post(f"{draft}/when", {**PAGES["when"], **typed})).errors == [says]


def test_a_function_can_be_chosen_from_the_whole_list(desk, draft):
    said = {"function": "else", "function_else": ""}
    assert Page(desk.post(f"{draft}/function", said)).errors == ["Choose which function it is"]
    desk.post(f"{draft}/function", {**said, "function_else": "CA2014.s37"})
    assert CooperationRequest.objects.get().function == "CA2014.s37"
    page = Page(desk.get(f"{draft}/function"))
    assert page.tree.xpath("//option[@selected]/@value") == ["CA2014.s37"]


def test_who_was_not_told_is_said_with_the_reason(desk, draft):
    assert Page(desk.post(f"{draft}/wishes", {"told": "no"})).errors == ["Enter why the person has not been told"]


def test_a_draft_is_taken_up_at_its_overview_which_says_what_is_done(desk, draft):
    filled(desk, draft, until="what")
    assert "Aldermoor District Council" in Page(desk.get("/desk/requests?show=drafts")).words
    assert desk.get(draft)["Location"] == f"{draft}/draft"
    page = Page(desk.get(f"{draft}/draft"))
    assert page.heading == "Your request to Aldermoor District Council"
    assert "Request under section 7(1)." in page.words
    assert "4 of 9 pages are completed." in page.words
    assert "What you are asking for Not yet started" in page.words
    assert "Attached files Optional" in page.words
    assert "Check your request and send it Cannot start yet" in page.words
    assert page.links()["Go on"] == f"{draft}/what"
    filled(desk, draft)
    page = Page(desk.get(f"{draft}/draft"))
    assert "9 of 9 pages are completed." in page.words
    assert "Check your request and send it Ready" in page.words


def test_a_page_can_be_saved_unfinished_and_gone_on_with_later(desk, draft):
    answer = desk.post(f"{draft}/when", {"otherwise": "She stays.", "later": "1"})
    assert answer["Location"] == f"{draft}/draft"
    assert CooperationRequest.objects.get().otherwise == "She stays."
    assert "By when, and why Incomplete" in Page(desk.get(f"{draft}/draft")).words
    wrong = {"needed_by-day": "40", "needed_by-month": "1", "needed_by-year": "2027", "later": "1"}
    assert Page(desk.post(f"{draft}/when", wrong)).errors == ["The day that you ask for must be a real date"]


def test_an_unfinished_draft_is_not_offered_for_sending(desk, draft):
    filled(desk, draft, until="what")
    page = Page(desk.get(f"{draft}/check"))
    assert page.links()["Say what you ask them to do"] == f"{draft}/what"
    assert "Send the request" not in page.words
    answer = desk.post(f"{draft}/check")
    assert answer.status_code == 400
    assert Page(answer).errors == ["Say what you ask them to do"]
    assert not Outgoing.objects.exists()


def test_the_check_says_in_one_line_who_is_bound_then_what_goes_and_folds_the_law_below(desk, officer):
    page = Page(desk.get(f"/desk/requests/{given.a_draft(officer).public_id}/check"))
    bound, goes = "must comply with this request from Westshire County Council", "Please send a housing officer"
    law = page.tree.get_element_by_id("law").text_content()
    assert page.words.index(bound) < page.words.index(goes) < page.words.index(law)
    assert law == "Does section 7 bind Aldermoor District Council?"
    provisions, reasons = page.tree.xpath("//h2[@id='law']/following-sibling::details")
    assert "Care Act 2014, section 6(7)(a)" in provisions.text_content()
    assert "Answered from version" in reasons.text_content()


def test_where_no_kind_fits_the_page_says_why_at_once_and_what_is_open(desk, draft):
    check = desk.post(f"{draft}/person", {"person_category": "nobody"})["Location"]
    assert check == f"{draft}/check"
    page = Page(desk.get(check))
    assert "Section 7 of the Care Act 2014 does not bind Aldermoor District Council" in page.words
    assert "This cannot go out as a request under the Care Act." in page.words
    assert "Care Act 2014, section 6(1)" in page.words
    assert page.links()["Ask somebody else"] == f"{draft}/whom"
    assert "Send the request" not in page.words


def test_a_doubt_is_shown_to_the_sender_who_may_send_all_the_same(desk):
    draft = desk.post("/desk/requests/new", {"asked": given.TRUST})["Location"].removesuffix("/help")
    filled(desk, draft)
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
    stale = desk.post(f"/desk/requests/{ask.public_id}/what", {"what": "Something else."})
    assert stale.status_code == 409
    assert "has been sent" in Page(stale).words


def test_a_page_of_a_draft_that_was_sent_leads_to_the_request_and_of_one_that_was_discarded_nowhere(desk, officer):
    sent, gone = given.a_request(officer), given.a_draft(officer)
    stopped = Page(desk.get(f"/desk/requests/{sent.public_id}/what"))
    assert stopped.status == 409
    assert desk.get(stopped.links()["Open the request"]).status_code == 200
    services.discard_request(officer, gone, at=given.AT)
    assert "Open the request" not in Page(desk.get(f"/desk/requests/{gone.public_id}/what")).links()


def test_another_body_can_be_chosen_before_sending(desk, officer):
    ask = given.a_draft(officer)
    page = Page(desk.get(f"/desk/requests/{ask.public_id}/whom"))
    assert page.heading == "Whom do you want to ask?"
    assert desk.post(f"/desk/requests/{ask.public_id}/whom", {"asked": given.BOARD})["Location"].endswith("/contacts")
    page = Page(desk.get(f"/desk/requests/{ask.public_id}/check"))
    assert "Does section 7 bind NHS Westshire Integrated Care Board?" in page.words
    assert "Give the e-mail address that the request goes to" in page.links()


def test_choosing_nobody_and_a_body_that_is_not_there_is_said(desk):
    assert Page(desk.post("/desk/requests/new", {})).errors == ["Choose whom you want to ask"]
    answer = Page(desk.post("/desk/requests/new", {"asked": "ods:NONE"}))
    assert answer.errors == ["The register holds no such body. Choose one from the list."]
    answer = Page(desk.post("/desk/requests/new", {"asked": "own:gardens"}))
    assert answer.errors == ["Choose a part of your council from the list."]


def test_a_draft_is_discarded_after_asking(desk, officer):
    ask = given.a_draft(officer)
    page = Page(desk.get(f"/desk/requests/{ask.public_id}/discard"))
    assert page.heading == "Discard this draft?"
    desk.post(f"/desk/requests/{ask.public_id}/discard")
    ask.refresh_from_db()
    assert ask.discarded_at


STEPS = ["", "/draft", "/whom", *(f"/{page}" for page in PAGES), "/conditions", "/others", "/check", "/send-all",
         "/hand-over", "/letter", "/letter.pdf", "/discard"]  # fmt: skip


@pytest.mark.parametrize("step", STEPS)
def test_another_councils_request_is_not_there(strangers_desk, officer, step):
    """Of a draft, nothing at all; of what was sent to the stranger's own body, no page of asking."""
    ask = given.a_draft(officer, asked=given.BOARD)
    address = f"/desk/requests/{ask.public_id}{step}"
    assert strangers_desk.get(address).status_code in {404, 405}
    assert strangers_desk.post(address, {"asked": given.BOARD}).status_code in {404, 405}
    sent = given.a_request(officer, asked=given.BOARD)
    assert strangers_desk.get(f"/desk/requests/{sent.public_id}{step}").status_code in {404, 405}
    assert CooperationRequest.objects.filter(sent_at__isnull=False).count() == 1


def test_a_form_that_this_site_did_not_hand_out_changes_nothing(person, officer):
    ask = given.a_draft(officer)
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(person)
    assert browser.post(f"/desk/requests/{ask.public_id}/check").status_code == 403
    assert browser.post(f"/desk/requests/{ask.public_id}/what?autosave", {"what": "x"}).status_code == 403
    assert not Outgoing.objects.exists()


def test_no_page_of_the_desk_is_cached(desk, officer):
    ask = given.a_request(officer)
    for address in ("/desk/requests", f"/desk/requests/{ask.public_id}", "/desk/requests/new", "/desk/sign-in"):
        assert "no-store" in desk.get(address)["Cache-Control"]


def test_looking_at_the_pages_of_a_draft_is_on_record_and_asks_little_of_the_database(desk, officer):
    ask = given.a_draft(officer)
    where = f"/desk/requests/{ask.public_id}"
    most = {"what": 7, "when": 10, "contacts": 10, "draft": 18, "check": 19, "letter": 13}
    asked = {page: len(queries_of(lambda page=page: desk.get(f"{where}/{page}"))) for page in most}
    assert {page: number for page, number in asked.items() if number > most[page]} == {}
    assert Entry.objects.filter(event="request:see", subject=ask.public_id).count() == len(most)
