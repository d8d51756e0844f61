"""The last pages: files, several bodies at once, the letter, the check, and who may send."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from concord.delivery.models import Outgoing
from concord.requests.models import CooperationRequest, Docket
from kit import given
from kit.asking_given import PAGES
from kit.contacts_given import a_contact
from kit.files_given import EXE, PDF
from kit.reading import Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def ask(officer):
    return given.a_draft(officer)


@pytest.fixture
def draft(ask):
    return f"/desk/requests/{ask.public_id}"


@pytest.fixture
def contractors_desk(westshire):
    client = Client()
    client.force_login(given.a_person("Tam Birch", role="contractor"))
    return client


def pdf(name="chronology.pdf", content=PDF):
    return SimpleUploadedFile(name, content)


def test_files_are_attached_without_script_and_taken_away_again(desk, draft):
    answer = desk.post(f"{draft}/attachments", {"files": [pdf(), pdf("plan.pdf")], "attach": "1"}, follow=True)
    page = Page(answer)
    assert "Attached already" in page.words
    assert {"chronology.pdf", "plan.pdf"} <= set(page.links())
    saved = desk.get(page.links()["chronology.pdf"])
    assert b"".join(saved.streaming_content) == PDF
    ids = page.tree.xpath("//button[@name='remove']/@value")
    page = Page(desk.post(f"{draft}/attachments", {"remove": ids[0]}, follow=True))
    assert "chronology.pdf was removed." in page.words
    assert "Attached files plan.pdf" in Page(desk.get(f"{draft}/check")).words
    assert Docket.objects.get().files == 1


def test_a_file_that_is_not_taken_is_told_at_its_field(desk, draft):
    page = Page(desk.post(f"{draft}/attachments", {"files": [pdf("notes.pdf", EXE)], "attach": "1"}))
    assert page.status == 400
    assert len(page.errors) == 1
    assert Page(desk.post(f"{draft}/attachments", {"attach": "1"})).errors == ["Choose a file"]
    assert desk.post(f"{draft}/attachments", {})["Location"] == f"{draft}/check"
    assert desk.post(f"{draft}/attachments", {"later": "1"})["Location"] == f"{draft}/draft"


def test_what_may_be_too_much_is_confirmed_by_a_tick_before_it_goes(desk, officer):
    ask = given.a_draft(officer, what="Please see Mrs Fletcher, born 3.4.1951.")
    check = f"/desk/requests/{ask.public_id}/check"
    page = Page(desk.get(check))
    assert "“Mrs Fletcher”" in page.words
    assert page.links()["What you ask"].endswith("/what")
    refused = Page(desk.post(check))
    assert (refused.status, len(refused.errors)) == (400, 1)
    assert refused.errors[0].startswith("Tick that you have looked")
    assert not Outgoing.objects.exists()
    assert desk.post(check, {"looked": "on"}).status_code == 302
    assert Outgoing.objects.count() == 1


def test_a_similar_open_request_is_pointed_out(desk, officer, draft):
    sent = given.a_request(officer)
    for page in ("draft", "check"):
        found = Page(desk.get(f"{draft}/{page}"))
        assert "They have been asked about this person already" in found.words
        assert found.links()[f"Request {sent.reference}"] == f"/desk/requests/{sent.public_id}"


def test_one_request_goes_to_several_bodies_and_one_that_cannot_go_stops_no_other(desk, draft):
    a_contact(of=given.BOARD, mailbox="board@westshire.example")
    page = Page(desk.get(f"{draft}/others"))
    assert "NHS Westshire Integrated Care Board" in page.words
    assert "Goes to board@westshire.example" in page.words
    assert "Aldermoor District Council" not in page.tree.xpath("//fieldset")[0].text_content()
    assert Page(desk.post(f"{draft}/others", {"joint": "no"})).errors == ["Select at least one other body, or go back."]
    chosen = {"bodies": [given.BOARD, given.TRUST], "joint": "yes"}
    assert desk.post(f"{draft}/others", chosen)["Location"] == f"{draft}/check"
    page = Page(desk.get(f"{draft}/check"))
    assert "There is now a draft of the same request to NHS Westshire Integrated Care Board, Westshire" in page.words
    assert "Send all 3" in page.words
    assert "Westshire Hospitals NHS Trust: a draft, which needs an e-mail address" in page.words
    sent = Page(desk.post(f"{draft}/send-all", follow=True))
    assert "Sent to Aldermoor District Council, NHS Westshire Integrated Care Board." in sent.words
    assert "Not sent to Westshire Hospitals NHS Trust: Give the e-mail address that the request goes to" in sent.words
    assert CooperationRequest.objects.filter(sent_at__isnull=False).count() == 2
    assert {ask.together.joint for ask in CooperationRequest.objects.all()} == {True}
    again = Page(desk.post(f"{draft}/send-all", follow=True))
    assert CooperationRequest.objects.filter(sent_at__isnull=False).count() == 2
    assert "Not sent to Aldermoor District Council: This request has been sent" in again.words


def test_words_and_files_are_copied_to_the_drafts_to_others(desk, draft):
    desk.post(f"{draft}/others", {"bodies": [given.BOARD], "joint": "no"})
    desk.post(f"{draft}/attachments", {"files": [pdf()], "attach": "1"})
    desk.post(f"{draft}/what", {"what": "Please send two people."})
    other = CooperationRequest.objects.get(asked=given.BOARD)
    assert other.what == given.WHOLE["what"]
    for _ in range(2):
        desk.post(f"{draft}/others", {"copy": "1"})
    other.refresh_from_db()
    assert other.what == "Please send two people."
    assert Docket.objects.get(ask=other).files == 1
    assert Docket.objects.get(ask__asked=given.DISTRICT).files == 1


def test_the_letter_is_shown_before_sending_and_afterwards_as_it_went(desk, officer, ask, draft):
    page = Page(desk.get(f"{draft}/letter"))
    assert "Not sent yet. This is how it would read if you sent it today." in page.words
    for said in ("Aldermoor District Council", "22 November 2026", given.WHOLE["what"], "LAS-20417",
                 "you must do what is asked, unless you consider", "We ask for it by 4 December 2026",
                 "The Act sets no time limit.", "section 6(7)(a)"):  # fmt: skip
        assert said in page.words
    made = desk.get(page.links()["PDF, to print or send"])
    assert (made["Content-Type"], made.content[:5]) == ("application/pdf", b"%PDF-")
    assert made["Content-Disposition"] == f'attachment; filename="request-{ask.reference}.pdf"'
    desk.post(f"{draft}/check")
    page = Page(desk.get(f"{draft}/letter"))
    assert "Not sent yet" not in page.words
    assert "you must do what is asked" in page.words


def test_the_letter_to_a_body_that_is_not_bound_says_so(desk, officer):
    added = desk.post(
        "/desk/requests/new/organisation", {"name": "Saltings Surgery", "kind": "gp-practice", "code": ""}
    )
    words = Page(desk.get(added["Location"].replace("/help", "/letter"))).words
    assert "the Care Act does not oblige you to answer this" in words
    assert "must do what is asked" not in words


def test_a_contractor_drafts_and_hands_over_and_only_the_council_sends(contractors_desk, desk):
    draft = contractors_desk.post("/desk/requests/new", {"asked": given.DISTRICT})["Location"].removesuffix("/help")
    for page, typed in PAGES.items():
        assert contractors_desk.post(f"{draft}/{page}", typed).status_code == 302
    page = Page(contractors_desk.get(f"{draft}/check"))
    assert "Section 79 of the Care Act keeps a council’s duties to co-operate with the council itself" in page.words
    assert "Send the request" not in page.words
    for address in ("check", "send-all"):
        assert contractors_desk.post(f"{draft}/{address}").status_code == 404
    contractors_desk.post(f"{draft}/hand-over")
    assert "You handed it over on 22 November 2026" in Page(contractors_desk.get(f"{draft}/check")).words
    assert "Handed over by a contractor" in Page(desk.get("/desk/requests?show=drafts")).words
    assert "This draft was handed over to Westshire County Council" in Page(desk.get(f"{draft}/draft")).words
    assert desk.post(f"{draft}/check").status_code == 302


def test_a_contractor_sees_no_draft_of_anybody_else(contractors_desk, draft):
    for page in ("draft", "what", "check", "letter"):
        assert contractors_desk.get(f"{draft}/{page}").status_code == 404
