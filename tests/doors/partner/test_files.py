"""Files behind the link: those of the request to download; one's own, in parts or whole, that go with what is said."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from concord.files.models import StoredFile
from concord.files.rules import FIELD, TAKEN_IN_SHORT
from concord.partner.forms import FilesForm
from concord.requests import services
from concord.web.requests.acts import forms as act_forms
from concord.web.requests.asking import word_forms
from kit import given, partner_given
from kit.attaching_given import attached
from kit.files_given import EXE, PDF
from kit.partner_given import last_said, said
from kit.reading import Page

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _disk(settings, tmp_path):
    settings.FILES = tmp_path / "files"


@pytest.fixture
def address(ask):
    return f"/r/request/{ask.public_id}"


def a_file(content=PDF, name="plan.pdf"):
    return SimpleUploadedFile(name, content)


def test_both_sides_read_in_the_same_words_which_files_are_taken():
    forms = (FilesForm(), word_forms.FilesForm(), act_forms.FilesForm())
    assert all(TAKEN_IN_SHORT in str(form.fields[FIELD].help_text) for form in forms)


def in_parts(browser, address, content=PDF, name="plan.pdf"):
    """A file as the script sends it: its id."""
    begun = browser.post(f"{address}/files", {"name": name, "size": len(content)}).json()
    part = browser.patch(begun["url"], content, content_type="application/octet-stream", headers={"upload-offset": "0"})
    assert part.json() == {"received": len(content)}
    assert browser.post(begun["url"]).status_code == 200
    return begun["id"]


def test_a_file_that_came_with_the_request_can_be_saved(officer):
    draft = given.a_draft(officer)
    attached(officer, draft)
    ask = services.send_request(officer, draft, at=given.AT)
    browser = Client()
    given.enter_by_link(browser, ask)
    page = Page(browser.get(f"/r/request/{ask.public_id}"))
    answer = browser.get(page.links()["chronology.pdf"])
    assert b"".join(answer.streaming_content) == PDF
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["Referrer-Policy"] == "no-referrer"


def test_a_file_sent_in_parts_goes_with_the_answer_and_not_before(inside, address, ask):
    file_id = in_parts(inside, address)
    page = Page(inside.get(f"{address}/offer"))
    assert "Files that go with it plan.pdf" in page.words
    assert "plan.pdf" not in Page(inside.get(address)).words
    inside.post(f"{address}/offer", {"offer": "A plan.", **given.SIGNED})
    assert last_said(ask).detail["files"] == [file_id]
    assert "plan.pdf" in Page(inside.get(address)).links()


def test_several_files_come_whole_without_script(inside, address, ask):
    words = {"offer": "Two plans.", "files": [a_file(), a_file(name="second.pdf")], **given.SIGNED}
    assert inside.post(f"{address}/offer", words)["Location"] == f"{address}/done"
    assert sorted(row.name for row in StoredFile.objects.all()) == ["plan.pdf", "second.pdf"]
    assert len(last_said(ask).detail["files"]) == 2


def test_a_file_that_is_not_taken_is_said_at_its_field_and_nothing_typed_is_lost(inside, address, ask):
    page = Page(
        inside.post(f"{address}/offer", {"offer": "A tool.", "files": [a_file(EXE, "tool.pdf")], **given.SIGNED})
    )
    assert len(page.errors) == 1
    assert page.tree.xpath("//textarea[@name='offer']")[0].text.strip() == "A tool."
    assert said(ask) == []


def test_a_file_too_large_is_told_by_its_name(inside, address, ask, settings):
    settings.FILE_LIMIT = 1000
    page = Page(inside.post(f"{address}/offer", {"offer": "x", "files": [a_file(PDF + b" " * 1000)], **given.SIGNED}))
    assert "plan.pdf" in page.errors[0]
    assert said(ask) == []


def test_a_file_of_a_refusal_is_shown_where_it_is_checked(inside, address):
    words = {**partner_given.REFUSAL, "files": [a_file()]}
    page = Page(inside.post(f"{address}/refuse", words, follow=True))
    assert page.heading == "Check your answer before it goes"
    assert "plan.pdf" in page.words


def test_a_file_can_be_taken_away_before_it_goes_and_what_was_typed_stays(inside, address):
    file_id = in_parts(inside, address)
    page = Page(inside.post(f"{address}/offer", {"offer": "Half a", "remove": file_id}, follow=True))
    assert "plan.pdf" not in page.words
    assert page.tree.xpath("//textarea[@name='offer']")[0].text.strip() == "Half a"


def test_a_file_that_waits_is_nobody_elses(inside, address, ask):
    in_parts(inside, address)
    colleague = Client()
    partner_given.enter(colleague, partner_given.another_link(ask, to="ria.holt@aldermoor.example"))
    file_id = StoredFile.objects.get().public_id
    assert colleague.get(f"{address}/file/{file_id}").status_code == 404
    assert colleague.delete(f"{address}/files/{file_id}").status_code == 404


def test_nothing_is_attached_to_a_request_that_was_withdrawn(inside, address, ask, officer):
    services.withdraw_request(officer, ask, why="She has moved.", at=given.AT)
    answer = inside.post(f"{address}/files", {"name": "plan.pdf", "size": 10})
    assert answer.status_code == 409
    assert "withdrawn" in answer.json()["error"]
    page = Page(inside.post(f"{address}/write", {"words": "See", "files": [a_file()], **given.SIGNED}))
    assert (page.status, "See" in page.words) == (410, True)


def test_uploads_are_taken_with_the_token_of_the_form_and_without_it_refused(ask, link, address):
    browser = Client(enforce_csrf_checks=True)
    (token,) = Page(browser.get(link)).tree.xpath("//input[@name='csrfmiddlewaretoken']/@value")
    browser.post(link, {"csrfmiddlewaretoken": token}, headers={"origin": "null"})
    said_ = {"code": given.the_code(ask), "csrfmiddlewaretoken": token}
    assert browser.post(f"{address}/code", said_, headers={"origin": "null"}).status_code == 302
    begun = {"name": "plan.pdf", "size": len(PDF)}
    assert browser.post(f"{address}/files", begun, headers={"origin": "null"}).status_code == 403
    taken = browser.post(f"{address}/files", begun, headers={"origin": "null", "x-csrftoken": token})
    assert taken.status_code == 201
