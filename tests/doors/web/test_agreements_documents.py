"""Documents of an agreement at the desk: listed by version, put there whole or in parts, opened, taken away."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from concord.agreements import queries, services
from concord.agreements.models import Version
from concord.base import clock
from concord.people.roles import Role
from kit import agreements_given as agreed
from kit import files_given, given
from kit.documents_given import PLAN, a_document
from kit.reading import Page

pytestmark = pytest.mark.django_db

LATER = given.AT + timedelta(days=2)


@pytest.fixture(autouse=True)
def _given(settings, tmp_path):
    settings.FILES = tmp_path / "files"
    with clock.at(given.AT):
        yield


@pytest.fixture
def idris(db, tmp_path):
    agreed.counties(tmp_path / "edition")
    return given.a_person("Idris Okonjo", role=Role.PARTNERSHIP_LEAD)


@pytest.fixture
def lead(idris):
    return given.acting(idris)


@pytest.fixture
def browser(idris):
    return signed_in(idris)


@pytest.fixture
def row(lead):
    return agreed.an_agreement(lead)


def signed_in(person):
    client = Client()
    client.force_login(person)
    return client


def at(row, name, *args):
    return reverse(f"agreement_documents:{name}", args=[row.public_id, *args])


def listed(browser, row):
    return browser.get(at(row, "documents")).content.decode()


def chosen(content=PLAN, name="winter plan.txt"):
    return SimpleUploadedFile(name, content)


def test_documents_are_added_with_a_plain_form_and_listed_with_their_version(browser, row):
    answer = browser.post(at(row, "add", 1), {"files": [chosen(), chosen(files_given.PNG, "map.png")], "done": "1"})
    assert (answer.status_code, answer["Location"]) == (302, at(row, "documents"))
    page = listed(browser, row)
    assert "winter plan.txt, map.png were put to version 1." in page
    assert (
        f"Plain text, {len(PLAN)} bytes. Put here by Idris Okonjo on 22 November 2026. Not scanned for viruses." in page
    )
    assert "Search finds no words in it: it holds pictures only" in page


def test_what_is_not_what_its_name_says_is_told_at_the_field_and_the_others_stay(browser, row):
    answer = browser.post(at(row, "add", 1), {"files": [chosen(), chosen(files_given.PNG, "plan.pdf")], "done": "1"})
    assert answer.status_code == 400
    page = answer.content.decode()
    assert "The file plan.pdf is not a PDF: it is a PNG picture." in page
    assert page.count("winter plan.txt") == 1
    assert "Choose a file" in browser.post(at(row, "add", 1)).content.decode()


def test_a_document_sent_in_parts_is_there_and_found_by_its_words(browser, lead, row):
    begun = browser.post(at(row, "uploads", 1), {"name": "plan.txt", "size": len(PLAN)}).json()
    part = browser.patch(begun["url"], PLAN, content_type="application/octet-stream", headers={"Upload-Offset": "0"})
    assert part.json() == {"received": len(PLAN)}
    finished = browser.post(begun["url"]).json()
    assert (finished["name"], finished["scan"]) == ("plan.txt", "Not scanned for viruses")
    assert "plan.txt" in listed(browser, row)
    line = browser.get(reverse("agreements:register"), {"words": "escalation"}).content.decode()
    assert row.title in line
    # "Add and go back" after the script has sent everything asks for nothing more.
    assert browser.post(at(row, "add", 1), {"done": "1"})["Location"] == at(row, "documents")


def test_a_document_sent_in_parts_can_be_taken_back_on_the_way(browser, row):
    begun = browser.post(at(row, "uploads", 1), {"name": "plan.txt", "size": len(PLAN)}).json()
    assert browser.delete(begun["url"]).status_code == 200
    assert "No document is here." in listed(browser, row)


def test_a_document_is_saved_and_never_shown_as_a_page(browser, lead, row):
    file = a_document(lead, row)
    answer = browser.get(at(row, "document", file.public_id))
    assert answer.getvalue() == PLAN
    assert answer["Content-Disposition"] == 'attachment; filename="winter plan.txt"'
    assert answer["Content-Type"].startswith("text/plain")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in answer["Cache-Control"]
    assert "sandbox" in answer["Content-Security-Policy"]


def test_a_document_is_taken_away_once_one_is_sure(browser, lead, row):
    file = a_document(lead, row)
    asked = browser.get(at(row, "remove", file.public_id)).content.decode()
    assert "Its content is deleted for good" in asked
    browser.post(at(row, "remove", file.public_id))
    assert "winter plan.txt was taken away from version 1." in listed(browser, row)
    assert browser.get(at(row, "document", file.public_id)).status_code == 410


def test_what_a_party_agreed_with_stays_and_the_page_says_so(browser, lead, row):
    file = a_document(lead, row)
    agreed.signed(lead, row, at=LATER)
    page = Page(browser.get(at(row, "documents")))
    assert "It was here when this version was agreed to, so it stays." in page.words
    assert at(row, "remove", file.public_id) not in listed(browser, row)
    answer = browser.post(at(row, "remove", file.public_id))
    assert answer.status_code == 409
    assert "Begin a new version" in answer.content.decode()
    with clock.at(LATER + timedelta(hours=1)):
        assert "add the signed copy" in browser.get(at(row, "add", 1)).content.decode()


def test_another_party_reads_what_was_shared_and_adds_nothing(browser, lead, row):
    file = a_document(lead, row)
    other = signed_in(given.a_person("Ada Finch", role=Role.PARTNERSHIP_LEAD, body=given.DISTRICT))
    assert other.get(at(row, "documents")).status_code == 404
    services.share_for_comment(lead, row, at=given.AT)
    page = listed(other, row)
    assert "winter plan.txt" in page
    assert "Add documents" not in page
    assert "Take it away" not in page
    assert other.get(at(row, "document", file.public_id)).getvalue() == PLAN
    for name, *args in (("add", 1), ("uploads", 1), ("remove", file.public_id)):
        assert other.get(at(row, name, *args)).status_code == 404


@pytest.mark.parametrize("number", [0, 2, 99_999])
def test_a_version_that_is_not_there_takes_nothing(browser, row, number):
    assert Version.objects.filter(agreement=row).count() == 1
    assert browser.get(at(row, "add", number)).status_code == 404
    assert browser.post(at(row, "uploads", number), {"name": "a.txt", "size": 1}).status_code == 404


def test_odd_addresses_are_not_there(browser, lead, row):
    file = a_document(lead, row)
    for address in (
        f"/desk/agreements/%00/documents/{file.public_id}",
        f"/desk/agreements/{row.public_id}/documents/%00",
        f"/desk/agreements/{row.public_id}/documents/%00/remove",
        "/desk/agreements/%00/documents/version/1/add",
        "/desk/agreements/%00/documents",
    ):
        assert browser.get(address).status_code == 404, address
    assert queries.documents_of(lead, row)[0].files
