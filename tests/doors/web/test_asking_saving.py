"""Saved as it is typed: by itself, by its buttons, beside somebody else; and what Concord fills in and warns of."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from concord.audit.models import Entry
from concord.base import clock
from concord.contacts.models import Contact
from concord.requests import services
from concord.requests.models import CooperationRequest
from kit import given
from kit.asking_given import PAGES
from kit.contacts_given import a_contact
from kit.reading import Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(desk):
    return desk.post("/desk/requests/new", {"asked": given.DISTRICT})["Location"].removesuffix("/help")


@pytest.fixture
def colleague(westshire):
    client = Client()
    client.force_login(given.a_person("Ines Quarry"))
    return client


def state(client, address):
    return Page(client.get(address)).tree.xpath("//input[@name='state']/@value")[0]


def test_what_is_typed_is_saved_by_itself_and_the_form_is_told_its_new_state(desk, draft):
    before = state(desk, f"{draft}/what")
    answer = desk.post(f"{draft}/what?autosave", {"what": "Please come.", "state": before})
    assert answer.status_code == 204
    assert answer["Saved-As"] == state(desk, f"{draft}/what") != before
    assert CooperationRequest.objects.get().what == "Please come."
    again = desk.post(f"{draft}/what?autosave", {"what": "Please come soon.", "state": answer["Saved-As"]})
    assert again.status_code == 204


def test_a_page_that_is_saved_without_a_change_is_no_change_on_the_record(desk, draft):
    for _ in range(3):
        desk.post(f"{draft}/what?autosave", {"what": "Please come."})
    assert Entry.objects.filter(event="request:revise").count() == 1


def test_what_cannot_be_kept_yet_is_told_and_the_rest_is_saved(desk, draft):
    typed = {"needed_by-day": "31", "needed_by-month": "11", "needed_by-year": "2026", "otherwise": "She stays."}
    answer = desk.post(f"{draft}/when?autosave", typed)
    assert answer.status_code == 422
    assert answer.json() == {"errors": {"needed_by": ["The day that you ask for must be a real date"]}}
    assert CooperationRequest.objects.get().otherwise == "She stays."


def test_half_a_page_is_no_fault_while_it_is_typed(desk, draft):
    assert desk.post(f"{draft}/person?autosave", {"person_category": "carer"}).status_code == 204
    assert CooperationRequest.objects.get().person_category == "carer"


def test_two_who_change_the_same_page_see_both_texts_and_nothing_is_lost(desk, colleague, draft):
    mine, theirs = state(desk, f"{draft}/what"), state(colleague, f"{draft}/what")
    colleague.post(f"{draft}/what", {"what": "Please send the key worker.", "state": theirs})
    told = desk.post(f"{draft}/what?autosave", {"what": "Please send a housing officer.", "state": mine})
    assert told.status_code == 409
    assert "somebody else has changed this page" in told.json()["says"]
    page = Page(desk.post(f"{draft}/what", {"what": "Please send a housing officer.", "state": mine}))
    assert page.status == 409
    assert "Somebody else has changed this page since you opened it." in page.errors[0]
    assert "What is saved now: What are you asking them to do? Please send the key worker." in page.words
    assert page.tree.xpath("//textarea[@name='what']")[0].text.strip() == "Please send a housing officer."
    assert CooperationRequest.objects.get().what == "Please send the key worker."
    now = page.tree.xpath("//input[@name='state']/@value")[0]
    both = {"what": "Please send the key worker and a housing officer.", "state": now}
    assert desk.post(f"{draft}/what", both).status_code == 302
    assert CooperationRequest.objects.get().what == both["what"]


def test_a_fault_to_put_right_hides_no_change_of_somebody_else(desk, colleague, draft):
    mine = state(desk, f"{draft}/when")
    colleague.post(f"{draft}/when", {**PAGES["when"], "otherwise": "She loses her home."})
    wrong = Page(desk.post(f"{draft}/when", {**PAGES["when"], "needed_by-day": "40", "state": mine}))
    assert wrong.status == 400
    kept = wrong.tree.xpath("//input[@name='state']/@value")[0]
    page = Page(desk.post(f"{draft}/when", {**PAGES["when"], "state": kept}))
    assert page.status == 409
    assert "She loses her home." in page.words


def test_two_who_change_different_pages_are_not_in_each_others_way(desk, colleague, draft):
    mine = state(desk, f"{draft}/what")
    colleague.post(f"{draft}/sharing", PAGES["sharing"])
    assert desk.post(f"{draft}/what", {**PAGES["what"], "state": mine}).status_code == 302


def test_the_same_page_saved_twice_by_one_person_is_no_dispute(desk, draft):
    first = state(desk, f"{draft}/what")
    desk.post(f"{draft}/what?autosave", {**PAGES["what"], "state": first})
    assert desk.post(f"{draft}/what", {**PAGES["what"], "state": first}).status_code == 302


def test_more_than_is_needed_is_pointed_out_once_and_never_stopped(desk, draft):
    text = {"what": "Please see Mrs Fletcher at the meeting."}
    look = desk.post(f"{draft}/what", text)
    assert look["Location"] == f"{draft}/what?look"
    page = Page(desk.get(look["Location"]))
    assert "Is all of this needed?" in page.words
    assert "Continue" in [button.text_content().strip() for button in page.tree.xpath("//main//button")]
    assert "“Mrs Fletcher”. This looks like somebody's name." in page.words
    assert CooperationRequest.objects.get().what == text["what"]
    sure = page.tree.xpath("//input[@name='sure']/@value")[0]
    assert desk.post(f"{draft}/what", {**text, "sure": sure})["Location"] == f"{draft}/when"
    more = {"what": "Please see Mrs Fletcher, born 3.4.1951.", "sure": sure}
    assert desk.post(f"{draft}/what", more)["Location"] == f"{draft}/what?look"
    assert desk.post(f"{draft}/what", PAGES["what"])["Location"] == f"{draft}/when"


def test_a_template_fills_in_what_is_empty_and_changes_nothing_that_was_written(desk, draft):
    manager = given.acting(given.a_person("Mo Ellis", role="manager"))
    values = {"what": "Please send somebody to the planning meeting.", "otherwise": "The meeting cannot decide."}
    kept = services.keep_template(manager, name="Planning meeting", values=values, at=given.AT)
    desk.post(f"{draft}/when", {"otherwise": "She stays on the ward.", "later": "1"})
    page = Page(desk.get(f"{draft}/help"))
    assert page.words.index("Planning meeting") < page.words.index("What kind of help do you need?")
    desk.post(f"{draft}/help", {**PAGES["help"], "template": kept.public_id})
    ask = CooperationRequest.objects.get()
    assert (ask.what, ask.otherwise) == (values["what"], "She stays on the ward.")
    gone = Page(desk.post(f"{draft}/help", {**PAGES["help"], "template": "nothing"}))
    assert gone.errors == ["This template is no longer there. Choose another, or none."]


def test_nothing_of_the_person_beside_the_reference_is_asked_for_until_a_manager_switches_it_on(desk, draft):
    page = Page(desk.get(f"{draft}/person"))
    assert not page.tree.xpath("//input[@name='person_nhs_number' or @name='person_initials' or @name='person_name']")
    desk.post(f"{draft}/person", {**PAGES["person"], "person_name": "Ada Fletcher"})
    assert CooperationRequest.objects.get().person_name == ""
    manager = given.acting(given.a_person("Mo Ellis", role="manager"))
    services.set_practice(manager, initials=True, nhs_number=True, name=False, remind_before=2, remind_after=1)
    wrong = Page(desk.post(f"{draft}/person", {**PAGES["person"], "person_nhs_number": "943 476 5918"}))
    assert wrong.errors == ["This is not an NHS number: a digit is wrong, or two have changed places. Check it."]
    said = {**PAGES["person"], "person_nhs_number": "943 476 5919", "person_initials": "AF", "person_name": "Ada"}
    desk.post(f"{draft}/person", said)
    ask = CooperationRequest.objects.get()
    assert (ask.person_nhs_number, ask.person_initials, ask.person_name) == ("9434765919", "AF", "")


def test_the_page_shows_the_day_that_would_follow_and_whose_rule_it_is(desk, draft):
    page = Page(desk.get(f"{draft}/when"))
    assert "If you sent it today" not in page.words
    desk.post(f"{draft}/when", PAGES["when"])
    page = Page(desk.get(f"{draft}/when"))
    assert "If you sent it today" in page.words
    assert "Due 4 December 2026, from the day asked for. The Act sets no time limit." in page.words
    manager = given.acting(given.a_person("Mo Ellis", role="manager"))
    services.set_response_time(manager, help_="", urgency="routine", acknowledge_days=2, answer_days=10, on=given.ON)
    page = Page(desk.get(f"{draft}/when"))
    assert "the policy of Westshire County Council" in page.words
    assert "policy, not law" in page.words
    assert "Working days counted10" in page.words


def test_the_day_that_the_policy_gives_is_suggested_and_can_be_changed(desk, draft):
    boxes = "//input[starts-with(@name, 'needed_by')]/@value"
    page = Page(desk.get(f"{draft}/when"))
    assert "We suggest" not in page.words
    assert page.tree.xpath(boxes) == ["", "", ""]
    manager = given.acting(given.a_person("Mo Ellis", role="manager"))
    services.set_response_time(manager, help_="", urgency="routine", acknowledge_days=2, answer_days=10, on=given.ON)
    page = Page(desk.get(f"{draft}/when"))
    assert "We suggest 4 December 2026: it is the day that the policy of Westshire County Council" in page.words
    assert "That is policy, not law." in page.words
    assert page.tree.xpath(boxes) == ["4", "12", "2026"]
    assert CooperationRequest.objects.get().needed_by is None
    desk.post(f"{draft}/when", {**PAGES["when"], "needed_by-day": "1"})
    page = Page(desk.get(f"{draft}/when"))
    assert "We suggest" not in page.words
    assert page.tree.xpath(boxes) == ["1", "12", "2026"]


def test_the_basis_of_the_last_request_of_the_same_kind_is_selected_and_said(desk, officer, draft):
    chosen = "//input[@name='sharing_basis'][@checked]/@value"
    assert Page(desk.get(f"{draft}/sharing")).tree.xpath(chosen) == []
    last = given.a_request(officer)
    page = Page(desk.get(f"{draft}/sharing"))
    assert page.tree.xpath(chosen) == [last.sharing_basis]
    assert "See whether it fits here too." in page.words
    inside = desk.post("/desk/requests/new", {"asked": "own:children"})["Location"].removesuffix("/help")
    assert Page(desk.get(f"{inside}/sharing")).tree.xpath(chosen) == []


def test_where_it_goes_and_whom_to_ring_are_filled_in_with_the_reason(desk, draft):
    a_contact(mailbox="front.door@aldermoor.example")
    a_contact(topic="meeting", mailbox="meetings@aldermoor.example")
    desk.post(f"{draft}/help", PAGES["help"])
    page = Page(desk.get(f"{draft}/contacts"))
    assert page.tree.xpath("//input[@name='partner_email']/@value") == ["meetings@aldermoor.example"]
    assert page.tree.xpath("//input[@name='contact_name']/@value") == ["Wren Okafor"]
    assert "Their contact for “Attend a meeting or assessment”." in page.words


def test_an_address_is_kept_for_everybody_where_somebody_says_so(desk, draft):
    page = Page(desk.get(f"{draft}/contacts"))
    assert page.tree.xpath("//input[@name='remember']")
    desk.post(f"{draft}/contacts?autosave", {**PAGES["contacts"], "remember": "on"})
    assert not Contact.objects.exists()
    desk.post(f"{draft}/contacts", {**PAGES["contacts"], "remember": "on"})
    assert Contact.objects.get().mailbox == "duty.desk@aldermoor.example"
    assert not Page(desk.get(f"{draft}/contacts")).tree.xpath("//input[@name='remember']")


def test_whom_they_could_ring_last_time_is_remembered(desk, draft):
    desk.post(f"{draft}/contacts", PAGES["contacts"])
    with clock.at(given.AT + timedelta(minutes=1)):
        other = desk.post("/desk/requests/new", {"asked": given.BOARD})["Location"].removesuffix("/help")
        page = Page(desk.get(f"{other}/contacts"))
    assert page.tree.xpath("//input[@name='contact_phone']/@value") == ["01632 960 001"]


def test_immediate_danger_is_told_to_ring_first(desk, draft):
    a_contact(phone="01632 960 261")
    assert "Ring first: 999 where life is at risk" in Page(desk.get(f"{draft}/help")).words
    desk.post(f"{draft}/help", {"help": "accommodation", "urgency": "immediate"})
    assert "Aldermoor District Council: 01632 960 261" in Page(desk.get(f"{draft}/help")).words
    for page in ("draft", "check"):
        assert "Somebody is in immediate danger: ring first." in Page(desk.get(f"{draft}/{page}")).words


def test_a_draft_that_somebody_sent_meanwhile_is_told_to_what_saves_it(desk, officer):
    ask = given.a_request(officer)
    told = desk.post(f"/desk/requests/{ask.public_id}/what?autosave", {"what": "Later."})
    assert told.status_code == 409
    assert "has been sent" in told.json()["says"]
