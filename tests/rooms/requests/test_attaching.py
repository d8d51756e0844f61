"""Files of a request: those that go out with it, those that go with what is said later, and who sees which when."""

from __future__ import annotations

from datetime import timedelta

import pytest

from concord.audit.models import Entry
from concord.base.errors import Conflict, Invalid, NotAllowed, NotFound
from concord.requests import queries, services
from concord.requests.models import Docket
from kit import given
from kit.attaching_given import attached, sent_in_parts
from kit.files_given import EXE

LATER = given.AT + timedelta(hours=1)


def names(found):
    return [file.name for file in found]


def story(officer, ask):
    return queries.request_page(officer, ask.public_id, on=given.ON).story


def opened(partner, ask):
    return queries.request_of(partner, ask.public_id, "request:open")


@pytest.mark.parametrize("put", [attached, sent_in_parts])
def test_what_is_attached_to_a_draft_goes_out_with_it_and_the_partner_may_save_it(officer, put):
    ask = given.a_draft(officer)
    file = put(officer, ask)
    assert names(queries.draft_files(officer, queries.draft(officer, ask.public_id))) == ["chronology.pdf"]
    services.send_request(officer, ask, at=LATER)
    assert names(story(officer, ask).files) == ["chronology.pdf"]
    assert Docket.objects.get(ask=ask).files == 1
    partner = given.a_partner(ask, at=LATER)
    assert names(queries.partner_page(partner, on=given.ON).story.files) == ["chronology.pdf"]
    found, pieces = queries.open_file(partner, ask.public_id, file.public_id)
    assert (found.pk, b"".join(pieces)[:5]) == (file.pk, b"%PDF-")
    assert Entry.objects.filter(event="request:download", subject=ask.public_id).count() == 1


def test_a_file_put_later_waits_for_what_is_said_and_is_shown_to_nobody_else_before(officer):
    ask = given.a_request(officer)
    partner = given.a_partner(ask, at=LATER)
    file = sent_in_parts(partner, ask, "notes.pdf", at=LATER)
    assert story(officer, ask).files == ()
    with pytest.raises(NotFound):
        queries.open_file(officer, ask.public_id, file.public_id)
    assert names(queries.waiting_files(partner, queries.request_of(partner, ask.public_id, "request:open"))) == [
        "notes.pdf"
    ]
    services.write_message(partner, ask, words="Here are our notes.", at=LATER, **given.SIGNED)
    assert names(story(officer, ask).said[-1].files) == ["notes.pdf"]
    assert queries.open_file(officer, ask.public_id, file.public_id)[0].pk == file.pk
    assert queries.waiting_files(partner, opened(partner, ask)) == []


def test_a_file_goes_with_one_thing_only(officer):
    ask = given.a_request(officer)
    partner = given.a_partner(ask, at=LATER)
    attached(partner, ask, at=LATER)
    services.write_message(partner, ask, words="First.", at=LATER, **given.SIGNED)
    given.complied(ask, at=LATER)
    assert [names(said.files) for said in story(officer, ask).said] == [[], ["chronology.pdf"], []]


def test_a_file_can_be_taken_back_until_it_has_gone(officer):
    ask = given.a_draft(officer)
    file = attached(officer, ask)
    services.detach_file(officer, ask, file=file, at=given.AT)
    assert Docket.objects.get(ask=ask).files == 0
    kept = attached(officer, ask)
    services.send_request(officer, ask, at=LATER)
    with pytest.raises(Conflict, match="gone out already"):
        services.detach_file(officer, ask, file=kept, at=LATER)
    partner = given.a_partner(ask, at=LATER)
    waiting = attached(partner, ask, at=LATER)
    with pytest.raises(Conflict):
        services.detach_file(officer, ask, file=waiting, at=LATER)
    services.detach_file(partner, ask, file=waiting, at=LATER)
    assert names(story(officer, ask).files) == ["chronology.pdf"]


def test_a_file_of_another_request_is_not_taken_away_through_this_one(officer):
    mine, other = given.a_draft(officer), given.a_draft(officer)
    file = attached(officer, other)
    with pytest.raises(NotFound):
        services.detach_file(officer, mine, file=file, at=given.AT)
    with pytest.raises(NotFound):
        queries.own_file(officer, mine.public_id, file.public_id)


def test_strangers_attach_nothing_and_nobody_attaches_to_what_was_withdrawn(officer, stranger):
    ask = given.a_draft(officer)
    with pytest.raises(NotAllowed):
        attached(stranger, ask)
    sent = given.a_request(officer)
    partner = given.a_partner(sent, at=LATER)
    services.withdraw_request(officer, sent, why="She has gone home.", at=LATER)
    with pytest.raises(Conflict, match="withdrawn"):
        attached(partner, sent, at=LATER)


def test_once_withdrawn_the_other_side_saves_no_file_any_more(officer):
    ask = given.a_draft(officer)
    file = attached(officer, ask)
    services.send_request(officer, ask, at=LATER)
    partner = given.a_partner(ask, at=LATER)
    services.withdraw_request(officer, ask, why="She has gone home.", at=LATER)
    with pytest.raises(NotFound):
        queries.open_file(partner, ask.public_id, file.public_id)
    assert queries.open_file(officer, ask.public_id, file.public_id)


def test_what_is_no_document_is_not_taken(officer):
    ask = given.a_draft(officer)
    with pytest.raises(Invalid) as refused:
        attached(officer, ask, "chronology.pdf", EXE)
    assert refused.value.field == "files"
    assert Docket.objects.get(ask=ask).files == 0
