"""The documents of an agreement by key: put there, listed with hash and scan, downloaded safely, taken away."""

from __future__ import annotations

import hashlib

import pytest

from concord.agreements import services
from kit import agreements_given as agreed
from kit import given
from kit.agreements_api_given import ADDRESS, a_program
from kit.files_given import EXE, PDF

pytestmark = pytest.mark.django_db


@pytest.fixture
def keeper(westshire):
    return a_program()


@pytest.fixture
def lead(westshire):
    return agreed.a_lead()


@pytest.fixture
def row(lead):
    return agreed.an_agreement(lead)


def put(program, ref, content, name, *, number=1, expected=201, **headers):
    answer = program.client.post(
        f"{ADDRESS}/{ref}/versions/{number}/documents",
        content,
        content_type="application/octet-stream",
        headers={**program.headers, "Concord-File-Name": name, **headers},
    )
    assert answer.status_code == expected, answer.content.decode()
    return answer.json()


def test_a_document_is_put_listed_and_downloaded_with_the_right_headers(keeper, row):
    told = put(keeper, row.public_id, PDF, "the%20plan.pdf")
    (document,) = keeper.get(f"/{row.public_id}/documents")["documents"]["1"]
    assert (document["id"], document["name"]) == (told["document"], "the plan.pdf")
    assert document["sha256"] == hashlib.sha256(PDF).hexdigest()
    assert (document["content_type"], document["scan"], document["stays"]) == ("application/pdf", "not_scanned", False)
    answer = keeper.client.get(document["address"], headers=keeper.headers)
    assert b"".join(answer.streaming_content) == PDF
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == 'attachment; filename="the plan.pdf"'
    assert (answer["X-Content-Type-Options"], answer["Cache-Control"]) == ("nosniff", "no-store")


def test_the_same_document_sent_again_is_put_once(keeper, row):
    first = put(keeper, row.public_id, PDF, "plan.pdf", **{"Idempotency-Key": "k"})
    assert put(keeper, row.public_id, PDF, "plan.pdf", **{"Idempotency-Key": "k"}) == first
    assert len(keeper.get(f"/{row.public_id}/documents")["documents"]["1"]) == 1


def test_what_is_not_what_its_name_says_is_refused_in_words(keeper, row):
    error = put(keeper, row.public_id, EXE, "plan.pdf", expected=422)["error"]
    assert error["field"] == "files"
    assert put(keeper, row.public_id, PDF, "plan.pdf", number=7, expected=404)["error"]["code"] == "not_found"


def test_a_partner_sees_the_documents_of_what_was_shared_and_changes_none(keeper, lead, row):
    partner = a_program("Marlow Quist", body=given.DISTRICT)
    document = put(keeper, row.public_id, PDF, "plan.pdf")["document"]
    assert partner.error("GET", f"/{row.public_id}/documents", expected=404)
    services.share_for_comment(lead, row, at=given.AT)
    assert len(partner.get(f"/{row.public_id}/documents")["documents"]["1"]) == 1
    put(partner, row.public_id, PDF, "mine.pdf", expected=404)
    assert partner.error("DELETE", f"/{row.public_id}/documents/{document}", expected=404)


def test_a_document_stays_once_a_party_has_agreed(keeper, lead, row):
    document = put(keeper, row.public_id, PDF, "plan.pdf")["document"]
    other = put(keeper, row.public_id, PDF, "other.pdf")["document"]
    assert keeper.call("DELETE", f"/{row.public_id}/documents/{other}").json()["status"] == "draft"
    agreed.signed(lead, row)
    error = keeper.error("DELETE", f"/{row.public_id}/documents/{document}", expected=409)
    assert "stays with it" in error["message"]
    (shown,) = keeper.get(f"/{row.public_id}")["versions"][0]["documents"]
    assert shown["stays"] is True
