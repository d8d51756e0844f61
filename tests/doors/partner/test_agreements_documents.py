"""Documents of an agreement behind a party's link: those of what it is shown, saved safely, each view recorded."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from datetime import timedelta

import pytest
from django.test import Client

from concord.agreements import services
from concord.audit.models import Entry
from concord.base import clock
from concord.delivery.models import SecureLink
from kit import agreements_given as agreed
from kit import given, partner_given
from kit.documents_given import PLAN, a_document
from kit.reading import Page

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _folder(settings, tmp_path):
    settings.FILES = tmp_path / "files"


@pytest.fixture
def lead(tmp_path):
    agreed.counties(tmp_path / "edition")
    return agreed.a_lead()


@pytest.fixture
def row(lead):
    """A protocol of three with a document, sent to the two that are to agree."""
    row = agreed.an_agreement(lead, given.DISTRICT, given.BOARD)
    a_document(lead, row)
    services.share_for_comment(lead, row, at=given.AT)
    return agreed.fresh(row)


def opened(row, body=given.DISTRICT):
    browser = Client()
    return browser, partner_given.enter(browser, agreed.link_to(row, body))


def test_a_party_saves_the_documents_of_the_version_that_was_shared_with_it(row):
    browser, at = opened(row)
    page = Page(browser.get(at))
    assert "Documents with version 1" in page.words
    assert "Not scanned for viruses." in page.words
    assert hashlib.sha256(PLAN).hexdigest() in page.words
    answer = browser.get(page.links()["winter plan.txt"])
    assert b"".join(answer.streaming_content) == PLAN
    assert {name: answer[name] for name in ("X-Content-Type-Options", "Content-Disposition", "Repr-Digest")} == {
        "X-Content-Type-Options": "nosniff",
        "Content-Disposition": 'attachment; filename="winter plan.txt"',
        "Repr-Digest": f"sha-256=:{b64encode(hashlib.sha256(PLAN).digest()).decode()}:",
    }
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert (answer["Cache-Control"], answer["Referrer-Policy"]) == ("no-store", "no-referrer")
    (entry,) = Entry.objects.filter(event="agreement:open-document")
    assert (entry.actor_kind, entry.body, entry.facts["version"]) == ("partner", given.DISTRICT, 1)


def test_whoever_agrees_has_the_documents_before_its_eyes_and_the_copy_names_them(row):
    browser, at = opened(row)
    assert "winter plan.txt" in Page(browser.get(f"{at}/agree")).links()
    copy = browser.get(f"{at}/copy").content.decode()
    assert "winter plan.txt" in copy
    assert hashlib.sha256(PLAN).hexdigest() in copy


def test_an_agreement_without_documents_says_nothing_of_them(lead):
    bare = agreed.an_agreement(lead)
    services.share_for_comment(lead, bare, at=given.AT)
    browser, at = opened(bare)
    assert "Documents" not in Page(browser.get(at)).words


def test_a_document_of_a_draft_that_is_not_shared_is_not_there(lead, row):
    browser, at = opened(row)
    agreed.signed(lead, row)
    services.new_version(lead, row, at=given.AT)
    hidden = a_document(lead, row, b"an unshared gazebo\n", "draft.txt", number=2)
    for address in (at, f"{at}?version=2"):
        assert "draft.txt" not in browser.get(address).content.decode()
    assert browser.get(f"{at}/document/{hidden.public_id}").status_code == 404
    assert not Entry.objects.filter(event="agreement:open-document").exists()
    services.share_for_comment(lead, row, at=given.AT)
    assert browser.get(f"{at}/document/{hidden.public_id}").status_code == 200
    assert "draft.txt" in Page(browser.get(f"{at}?version=2")).links()
    assert "winter plan.txt" in Page(browser.get(f"{at}?version=1")).links()


def test_the_link_to_another_agreement_opens_no_document_of_this_one(lead, row):
    first, at = opened(row)
    there = Page(first.get(at)).links()["winter plan.txt"]
    other = agreed.an_agreement(lead, about="housing")
    services.share_for_comment(lead, other, at=given.AT)
    browser, elsewhere = opened(other)
    assert browser.get(there).status_code == 410
    assert browser.get(there.replace(at, elsewhere)).status_code == 404
    assert not Entry.objects.filter(event="agreement:open-document").exists()


@pytest.mark.parametrize("over", ["revoked", "expired", "left", "novated", "code not given"])
def test_a_link_that_opens_nothing_any_more_opens_no_document(lead, row, over):
    browser, at = opened(row)
    address = Page(browser.get(at)).links()["winter plan.txt"]
    place = agreed.party(row, given.DISTRICT).public_id
    later = given.AT
    if over == "revoked":
        SecureLink.objects.update(revoked_at=given.AT)
    elif over == "expired":
        later += timedelta(days=91)
    elif over == "left":
        services.record_leaving(lead, row, party=place, on=given.ON, at=given.AT)
    elif over == "novated":
        words = {"to": agreed.NEIGHBOUR, "on": given.ON, "decision": "A transfer order."}
        services.novate_party(lead, row, party=place, **words, at=given.AT)
    else:
        browser = Client()
        browser.post(agreed.link_to(row, given.DISTRICT))
    with clock.at(later):
        answer = browser.get(address)
    assert answer.status_code == {"left": 404, "novated": 404, "code not given": 302}.get(over, 410)
    assert not Entry.objects.filter(event="agreement:open-document").exists()


def test_a_document_that_the_keeper_took_away_is_gone_here_too(row, lead):
    browser, at = opened(row)
    address = Page(browser.get(at)).links()["winter plan.txt"]
    file = a_document(lead, row, b"another\n", "another.txt")
    services.remove_document(lead, row, file=file, at=given.AT)
    assert "another.txt" not in browser.get(at).content.decode()
    assert browser.get(address.replace(address.rsplit("/", 1)[1], file.public_id)).status_code == 410
