"""What no honest browser sends, or sends by a slip of the paste: it gets a clear answer and nothing breaks."""

from __future__ import annotations

from datetime import date

import pytest
from cryptography.fernet import Fernet
from django.test import Client

from concord.requests.models import CooperationRequest
from kit import given
from kit.reading import Page

pytestmark = pytest.mark.django_db

CONTACTS = {
    "partner_email": "duty.desk@aldermoor.example",
    "contact_name": "Wren Okafor",
    "contact_phone": "01632 960 001",
    "contact_email": "wren.okafor@westshire.example",
}
LONG_ADDRESS = f"desk@{'.'.join(['a' * 60] * 4)}.example"


@pytest.fixture
def contacts(officer):
    return f"/desk/requests/{given.a_draft(officer).public_id}/contacts"


@pytest.fixture
def draft(officer):
    return f"/desk/requests/{given.a_draft(officer).public_id}"


@pytest.mark.parametrize("question", ["requests?before=%00", "requests?show=a%00", "requests/new?q=Alder%00moor"])
def test_a_sign_that_no_text_holds_is_a_clear_400(desk, question):
    page = Page(desk.get(f"/desk/{question}"))
    assert (page.status, page.heading) == (400, "We could not read what your browser sent")


def test_what_only_the_servers_keeper_can_mend_is_told_to_the_keeper(desk, officer, settings, caplog):
    address = f"/desk/requests/{given.a_request(officer).public_id}"
    settings.ENCRYPTION_KEYS = [Fernet.generate_key().decode()]
    page = Page(desk.get(address))
    assert (page.status, page.heading) == (503, "Something went wrong on our side")
    assert "CONCORD_" not in page.words
    assert "CONCORD_ENCRYPTION_KEYS" in caplog.text


def test_such_a_sign_signs_nobody_in(westshire, settings):
    settings.DEMONSTRATION = True
    page = Page(Client().post("/desk/sign-in", {"person": "a\0b"}))
    assert (page.status, page.heading) == (400, "We could not read what your browser sent")


@pytest.mark.parametrize("field", ["partner_email", "contact_email"])
def test_an_address_longer_than_can_be_kept_is_an_error_at_its_field(desk, contacts, field):
    assert len(LONG_ADDRESS) > 254
    page = Page(desk.post(contacts, {**CONTACTS, field: LONG_ADDRESS}))
    assert page.errors == ["The e-mail address must be 254 characters or fewer"]


def test_a_slip_in_the_year_is_an_error_at_the_year(desk, draft):
    day = {"needed_by-day": "31", "needed_by-month": "12", "needed_by-year": "9999"}
    said = {"needed_by_why": "It decides.", "otherwise": "She stays.", **day}
    page = Page(desk.post(f"{draft}/when", said))
    assert page.errors == ["The day that you ask for must be within a year from today"]
    assert page.links()[page.errors[0]] == "#id_needed_by-year"


def test_a_draft_with_such_a_day_can_be_put_right(desk, officer):
    address = f"/desk/requests/{given.a_draft(officer, **{**given.WHOLE, 'needed_by': date.max}).public_id}/check"
    assert "The day you ask for is more than a year away: give an earlier one" in Page(desk.get(address)).links()
    page = Page(desk.post(address))
    assert (page.status, page.errors) == (400, ["The day you ask for is more than a year away: give an earlier one"])


def test_a_text_too_long_says_by_how_much_and_counts_as_the_page_does(desk, draft):
    """A browser sends two signs for the end of a line; the page counts one, and so does the limit."""
    lines = "\r\n".join(["x" * 99] * 40)
    assert desk.post(f"{draft}/what", {"what": lines}).status_code == 302
    page = Page(desk.post(f"{draft}/what", {"what": f"{lines}{'y' * 30}"}))
    assert page.errors[0] == "Shorten “What are you asking them to do?” to 4000 characters or fewer: it has 4029"


def test_a_line_that_is_too_long_is_an_error_in_plain_words(desk, contacts):
    page = Page(desk.post(contacts, {**CONTACTS, "contact_name": "W" * 121, "contact_phone": "0" * 41}))
    assert page.errors == [
        "Shorten “Name” to 120 characters or fewer: it has 121",
        "Shorten “Telephone number” to 40 characters or fewer: it has 41",
    ]


def test_signs_that_turn_round_what_follows_are_left_out(desk, contacts):
    desk.post(contacts, {**CONTACTS, "contact_name": "Wren\u202e Okafor", "contact_phone": "\u202d01632 960 001\u202c"})
    ask = CooperationRequest.objects.get()
    assert (ask.contact_name, ask.contact_phone) == ("Wren Okafor", "01632 960 001")


def test_a_sign_that_cannot_be_kept_is_an_error_at_its_field(desk, contacts):
    page = Page(desk.post(contacts, {**CONTACTS, "contact_name": "Wren\0Okafor"}))
    assert page.errors == ["Take out the invisible sign that came in with “Name”, perhaps by pasting"]
    assert CooperationRequest.objects.get().contact_name != "Wren\0Okafor"


@pytest.mark.parametrize(
    ("page", "typed"),
    [
        ("whom", {"asked": "a\0b"}),
        ("help", {"help": "a\0b", "urgency": "\0", "template": "\0"}),
        ("person", {"person_category": "\0", "person_reference": "\0"}),
        ("function", {"function": "else", "function_else": "\0", "purposes": ["\0"]}),
        ("what", {"what": "a\0b"}),
        ("when", {"needed_by-day": "\0", "needed_by-month": "\0", "needed_by-year": "\0"}),
        ("wishes", {"told": "\0", "wishes": "\0"}),
        ("sharing", {"sharing_basis": "\0"}),
        ("attachments", {"remove": "\0"}),
        ("contacts", {"partner_email": "a\0@b.example"}),
        ("others", {"bodies": ["a\0b"], "joint": "no"}),
        ("others", {"bodies": ["gss:NONE"], "joint": "no"}),
        ("others", {"bodies": ["gss:E07000901"] * 900, "joint": "perhaps"}),
    ],
)
def test_what_no_form_here_sends_is_refused_in_words_and_changes_nothing(desk, draft, page, typed):
    before = CooperationRequest.objects.values().get()
    answer = desk.post(f"{draft}/{page}", typed)
    assert answer.status_code in {400, 404}
    assert Page(answer).heading
    assert CooperationRequest.objects.values().get() == before


@pytest.mark.parametrize(
    "typed", [{"what": "\0"}, {"what": "x" * 4001}, {"what": "Come.", "state": "\0", "sure": "\0"}]
)
def test_what_saves_itself_is_told_in_a_sentence_what_cannot_be_kept(desk, draft, typed):
    answer = desk.post(f"{draft}/what?autosave", typed)
    assert answer.status_code in {409, 422}
    assert all(says.rstrip(".").strip() for says in [*answer.json().get("errors", {}).get("what", []), "x"])


def test_a_page_that_another_kind_of_request_has_leads_to_its_own(desk, draft):
    assert desk.get(f"{draft}/conditions")["Location"] == f"{draft}/function"
    assert desk.post(f"{draft}/conditions", {"conditions": ["\0"]})["Location"] == f"{draft}/function"


def test_an_unsigned_browser_is_led_to_the_sign_in_page_whatever_it_sends(westshire, draft):
    for page in ("what?autosave", "check", "send-all", "others"):
        assert Client().post(f"{draft}/{page}", {"what": "x"}).status_code == 302
