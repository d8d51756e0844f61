"""Two programs, or a program and a person, at work on one agreement: by `saves` nothing is done over what is unread."""

from __future__ import annotations

import pytest

from concord.agreements import services
from concord.agreements.services.rows import OVERTAKEN
from kit import agreements_given as agreed
from kit import given
from kit.agreements_api_given import a_program

pytestmark = pytest.mark.django_db

ON = {"on": "2026-11-22"}
SAID = {
    ("POST", "/share"): {},
    ("POST", "/parties"): {"body": given.BOARD},
    ("POST", "/parties/{party}/leave"): {"on": "2026-12-01"},
    ("POST", "/parties/{party}/novate"): {"to": given.BOARD, "on": "2026-12-01", "decision": "Deed"},
    ("POST", "/parties/{party}/succeed"): {"outcome": "agree-anew", "words": "The order"},
    ("POST", "/run-unsigned"): ON,
    ("POST", "/rely-on"): ON,
    ("POST", "/begin-review"): ON,
    ("POST", "/record-review"): {**ON, "found": "continue"},
    ("POST", "/end"): {"on": "2026-12-01", "why": "Replaced."},
    ("PATCH", ""): {"title": "Ours"},
}


@pytest.fixture
def keeper(westshire):
    return a_program()


@pytest.fixture
def draft(westshire):
    return agreed.an_agreement(agreed.a_lead())


@pytest.fixture
def party(draft):
    return agreed.party(draft, given.DISTRICT).public_id


@pytest.mark.parametrize(("method", "address"), SAID)
def test_what_was_read_before_a_colleague_wrote_is_not_done(keeper, draft, party, method, address):
    read = keeper.get(f"/{draft.public_id}")["saves"]
    services.write_clause(agreed.a_lead("Sol Marsh"), draft, clause=agreed.TWO_DAYS, at=given.AT)
    now = agreed.fresh(draft).saves
    called = f"/{draft.public_id}{address.format(party=party)}"
    error = keeper.error(method, called, {**SAID[method, address], "saves": read}, expected=409)
    assert error["message"] == OVERTAKEN
    assert agreed.fresh(draft).saves == now


def test_a_party_is_taken_out_only_of_what_was_read(keeper, draft, party):
    read = keeper.get(f"/{draft.public_id}")["saves"]
    services.write_clause(agreed.a_lead("Sol Marsh"), draft, clause=agreed.TWO_DAYS, at=given.AT)
    called = f"/{draft.public_id}/parties/{party}?saves="
    assert keeper.error("DELETE", f"{called}{read}", expected=409)["message"] == OVERTAKEN
    assert keeper.call("DELETE", f"{called}{agreed.fresh(draft).saves}").json()["saves"] == agreed.fresh(draft).saves


def test_a_mailbox_that_a_colleague_put_right_is_not_overwritten(keeper, draft, party):
    called, was = f"/{draft.public_id}/parties/{party}", agreed.party(draft, given.DISTRICT).mailbox
    keeper.call("PUT", called, {"mailbox": "new@aldermoor.example", "was": was})
    error = keeper.error("PUT", called, {"mailbox": "other@aldermoor.example", "was": was}, expected=409)
    assert error["message"] == OVERTAKEN
    assert agreed.party(draft, given.DISTRICT).mailbox == "new@aldermoor.example"
