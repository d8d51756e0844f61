"""Documents of an agreement: put to a version, found by their words, and kept once a party agreed with them there."""

from __future__ import annotations

from datetime import timedelta

import pytest

from concord.agreements import queries, services
from concord.agreements.events import VERSION, Event
from concord.agreements.models import Version
from concord.agreements.queries import Narrowed
from concord.audit.models import Entry
from concord.base.errors import Conflict, Gone, Invalid, NotFound
from concord.files import receiving, text
from concord.files.models import StoredFile
from kit import agreements_given as agreed
from kit import files_given, given
from kit.documents_given import PLAN, a_document

pytestmark = pytest.mark.django_db

LATER = given.AT + timedelta(days=2)


@pytest.fixture(autouse=True)
def _folder(settings, tmp_path):
    settings.FILES = tmp_path / "files"


@pytest.fixture
def row(lead):
    return agreed.an_agreement(lead)


@pytest.fixture
def district(counties):
    return agreed.a_lead("Ada Finch", body=given.DISTRICT)


def found(actor, words):
    lines = queries.agreements(actor, on=given.ON, narrowed=Narrowed(words=words))
    return [line.agreement.title for line in lines]


def names(actor, row):
    return {one.version.number: [file.name for file in one.files] for one in queries.documents_of(actor, row)}


def test_a_document_belongs_to_one_version_and_says_whether_it_was_scanned(lead, row):
    a_document(lead, row)
    (one,) = queries.documents_of(lead, row)
    (file,) = one.files
    assert (one.version.number, file.name, file.scan_says) == (1, "winter plan.txt", "Not scanned for viruses")
    assert len(file.sha256) == 64
    agreed.signed(lead, row, at=LATER)
    services.new_version(lead, row, at=LATER)
    a_document(lead, row, files_given.PDF, "second.pdf", number=2)
    assert names(lead, row) == {2: ["second.pdf"], 1: ["winter plan.txt"]}


def test_a_document_sent_in_parts_is_read_for_search_too(lead, row):
    file = services.begin_document(lead, row, number=1, name="plan.txt", size=len(PLAN), at=given.AT)
    receiving.services.receive_chunk(lead, file, offset=0, chunk=PLAN, at=given.AT)
    file = receiving.examine_file(lead, file, at=given.AT)
    reading = text.read(file.public_id, file.content_type, size=file.size)
    services.finish_document(lead, row, file=file, reading=reading, at=given.AT)
    assert names(lead, row) == {1: ["plan.txt"]}
    assert found(lead, "duty manager") == [row.title]


def test_an_agreement_is_found_by_words_of_its_title_its_clauses_and_its_documents_together(lead, row):
    services.write_clause(lead, row, clause=agreed.TWO_DAYS, at=given.AT)
    a_document(lead, row)
    for words in ("discharge", "answering", "escalation", "ladders", "discharge answered escalation", '"winter plan"'):
        assert found(lead, words) == [row.title], words
    assert found(lead, "discharge allotment") == []
    assert found(lead, "winter.txt allotment") == []
    with pytest.raises(Invalid, match="at most 12 words"):
        found(lead, " ".join(f"word{number}" for number in range(13)))


def test_a_document_taken_away_is_found_no_more_and_its_content_is_gone(lead, row):
    file = a_document(lead, row)
    services.remove_document(lead, row, file=file, at=LATER)
    assert found(lead, "escalation") == []
    assert names(lead, row) == {1: []}
    with pytest.raises(Gone):
        queries.open_document(lead, row.public_id, file.public_id)


def test_what_was_there_when_a_party_agreed_stays_and_what_came_later_may_go(lead, row):
    before = a_document(lead, row)
    agreed.signed(lead, row, at=LATER)
    after = a_document(lead, row, files_given.PDF, "signed copy.pdf", at=LATER + timedelta(hours=1))
    (one,) = queries.documents_of(lead, row)
    assert one.stay == {before.public_id}
    with pytest.raises(Conflict, match="stays with it"):
        services.remove_document(lead, row, file=before, at=LATER)
    services.remove_document(lead, row, file=after, at=LATER + timedelta(hours=2))
    assert names(lead, row) == {1: ["winter plan.txt"]}


def test_nobody_agrees_to_documents_that_came_after_the_page_was_opened(lead, row):
    saves = agreed.fresh(row).saves
    a_document(lead, row)
    with pytest.raises(Conflict, match="Read them again"):
        services.sign_agreement(lead, agreed.party(row, given.COUNTY), by_name="A", office="B", at=LATER, saves=saves)


def test_another_party_is_shown_the_documents_of_what_was_shared_and_of_nothing_else(lead, row, district):
    file = a_document(lead, row)
    with pytest.raises(NotFound):
        queries.open_document(district, row.public_id, file.public_id)
    assert found(district, "escalation") == []
    services.share_for_comment(lead, row, at=given.AT)
    assert names(district, row) == {1: ["winter plan.txt"]}
    assert found(district, "escalation") == [row.title]
    agreed.signed(lead, row, at=LATER)
    services.new_version(lead, row, at=LATER)
    hidden = a_document(lead, row, b"an unshared gazebo\n", "draft.txt", number=2)
    assert names(district, row) == {1: ["winter plan.txt"]}
    assert found(district, "gazebo") == []
    assert found(lead, "gazebo") == [row.title]
    with pytest.raises(NotFound):
        queries.open_document(district, row.public_id, hidden.public_id)


def test_a_party_behind_its_link_reads_the_documents_of_its_own_agreement(lead, row):
    file = a_document(lead, row)
    services.share_for_comment(lead, row, at=given.AT)
    partner = agreed.by_link(row, given.DISTRICT, at=given.AT)
    assert names(partner, row) == {1: ["winter plan.txt"]}
    _, pieces = queries.open_document(partner, row.public_id, file.public_id)
    assert b"".join(pieces) == PLAN
    other = agreed.an_agreement(lead, about="housing")
    secret = a_document(lead, other)
    with pytest.raises(NotFound):
        queries.open_document(partner, other.public_id, secret.public_id)


def test_only_the_keeper_puts_documents_there(lead, row, district):
    services.share_for_comment(lead, row, at=given.AT)
    for stranger in (district, given.acting(given.a_person("Jo Ward"))):
        with pytest.raises(NotFound):
            a_document(stranger, row)
    assert not StoredFile.objects.exists()


def test_a_draft_with_documents_is_put_away_after_them(lead, row):
    file = a_document(lead, row)
    with pytest.raises(Conflict, match="Take them away first"):
        services.discard_agreement(lead, row)
    services.remove_document(lead, row, file=file, at=given.AT)
    services.discard_agreement(lead, row)


def test_the_record_holds_which_document_and_never_its_name(lead, row):
    file = a_document(lead, row)
    queries.open_document(lead, row.public_id, file.public_id)
    entries = {entry.event: entry.facts for entry in Entry.objects.order_by("seq")}
    assert entries[Event.ADD_DOCUMENT] == {"kind": "protocol", "version": 1, "file": file.public_id}
    assert entries[Event.OPEN_DOCUMENT] == entries[Event.ADD_DOCUMENT]
    assert "winter" not in str(entries)
    assert Version.objects.get(agreement=row).public_id == StoredFile.objects.get().subject
    assert StoredFile.objects.get().subject_kind == VERSION
