"""Messages at the desk from either side, and the files that go with them."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from concord.requests import services
from concord.requests.models import Docket, Step
from kit import given
from kit.attaching_given import attached
from kit.files_given import PDF
from kit.reading import Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def ask(officer):
    return given.a_request(officer)


@pytest.fixture
def theirs(westshire):
    client = Client()
    client.force_login(given.a_person("Tam Birch", body=given.DISTRICT))
    return client


def at(ask, act="message"):
    return f"/desk/requests/{ask.public_id}/{act}"


def after(browser, address, said):
    answer = browser.post(address, said)
    assert answer.status_code == 302, Page(answer).errors
    return Page(browser.get(answer["Location"])).words


def test_a_message_is_written_and_waits_to_be_read(desk, ask):
    assert Page(desk.post(at(ask), {})).errors == ["Enter your message"]
    words = after(desk, at(ask), {"words": "The meeting moved to ten."})
    assert "Message sent." in words
    assert "The meeting moved to ten." in words
    assert Docket.objects.get(ask=ask).unread_by_asked == 1


def test_a_message_answers_the_question_that_waits(desk, ask):
    services.ask_question(given.a_partner(ask), ask, question="Which ward?", **given.SIGNED, at=given.AT)
    page = Page(desk.get(at(ask)))
    assert page.heading == "Answer their question"
    assert "Which ward?" in page.words
    words = after(desk, at(ask), {"words": "Ward 4."})
    assert "Waiting for Aldermoor District Council" in words
    assert not Docket.objects.get(ask=ask).paused


def test_the_other_side_writes_too(theirs, desk, ask):
    after(theirs, at(ask), {"words": "Who chairs it?"})
    words = Page(desk.get(at(ask, "")[:-1])).words
    assert "Something new to read" in words
    assert "Tam Birch, Aldermoor District Council" in words


def test_a_file_goes_with_the_message(desk, ask):
    file = SimpleUploadedFile("plan.pdf", PDF, content_type="application/pdf")
    words = after(desk, at(ask), {"words": "Here is the plan.", "files": file})
    assert "plan.pdf" in words
    assert len(Step.objects.get(kind="wrote").detail["files"]) == 1
    assert Docket.objects.get(ask=ask).files == 1


def test_a_file_that_is_not_taken_is_told_and_nothing_is_sent(desk, ask):
    file = SimpleUploadedFile("plan.pdf", b"MZ no pdf at all", content_type="application/pdf")
    page = Page(desk.post(at(ask), {"words": "Here is the plan.", "files": file}))
    assert len(page.errors) == 1
    assert "plan.pdf" in page.errors[0]
    assert not Step.objects.filter(kind="wrote").exists()


def test_a_file_that_waits_is_shown_and_can_be_removed(desk, officer, ask):
    file = attached(officer, ask, "draft.pdf")
    page = Page(desk.get(at(ask)))
    assert "These files go with it draft.pdf" in page.words
    words = after(desk, at(ask, f"attached/{file.public_id}/remove"), {})
    assert "draft.pdf was removed. It has not gone to anybody." in words
    assert Docket.objects.get(ask=ask).files == 0


def test_files_are_sent_in_parts(desk, ask):
    begun = desk.post(at(ask, "uploads"), {"name": "plan.pdf", "size": len(PDF)}).json()
    sent = desk.patch(begun["url"], PDF, content_type="application/octet-stream", headers={"Upload-Offset": "0"})
    assert sent.json()["received"] == len(PDF)
    assert desk.post(begun["url"]).json()["name"] == "plan.pdf"
    assert "plan.pdf" in after(desk, at(ask), {"words": "Here is the plan."})
