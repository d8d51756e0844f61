"""What the API says of requests is what is so: nobody is late who owes no answer; nothing is sent unseen."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from concord.base import clock
from concord.registry.services import add_other_body
from kit import given
from kit.api_given import Program, a_key, a_manager

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager(westshire):
    return a_manager()


@pytest.fixture
def asker(manager):
    return Program(a_key(manager))


def test_a_body_that_owes_no_answer_is_never_overdue(asker, manager):
    practice = add_other_body(manager, kind="gp-practice", name="Fen Lane Surgery", at=given.AT, on=given.ON).ref
    free, owed = given.a_request(manager, asked=practice), given.a_request(manager)
    with clock.at(datetime(2026, 12, 7, 9, tzinfo=UTC)):
        for ask, overdue in ((free, False), (owed, True)):
            page = asker.get(f"/{ask.public_id}")
            assert (page["overdue"], page["day_passed"]) == (overdue, True)
        rows = asker.get("?show=late")["requests"]
    assert {row["id"]: (row["overdue"], row["day_passed"]) for row in rows} == {
        free.public_id: (False, True),
        owed.public_id: (True, True),
    }


def test_a_contest_of_a_ground_that_was_not_used_is_a_sentence_and_no_failure(asker, manager):
    ask = given.a_request(manager)
    given.refused(ask, **{"adverse-effect": "Nobody is free that day."})
    points = {"incompatible-with-duties": "It is not."}
    error = asker.error("POST", f"/{ask.public_id}/contest", {"points": points}, expected=422)
    assert (error["code"], error["field"]) == ("invalid", "points")
    assert error["message"].startswith("The answer does not rest on that ground")
    whole = given.a_request(manager)
    given.complied(whole)
    assert asker.call("POST", f"/{whole.public_id}/contest", {"points": points}, expected=409)


def test_half_a_sign_is_refused_wherever_it_stands(asker, manager):
    ask = given.a_request(manager)
    for address, said in (
        ("", {"asked": "Aldermoor", "what": "\ud800"}),
        (f"/{ask.public_id}/message", {"words": "\udfff"}),
        (f"/{ask.public_id}/refer", {"way": "\ud800", "words": "x"}),
        (f"/{ask.public_id}/extend", {"to": "\ud800", "why": "x"}),
        (f"/{ask.public_id}/contest", {"points": {"\ud800": "x"}}),
    ):
        assert asker.error("POST", address, said, expected=400)["code"] == "illegible"
    assert asker.post(f"/{ask.public_id}/message", {"words": "Thank you \U0001f600"})["status"] == "sent"


def test_a_draft_that_moved_since_it_was_read_is_not_sent(asker, manager):
    ref = given.a_draft(manager).public_id
    seen = asker.get(f"/{ref}")["draft"]["saves"]
    asker.call("PATCH", f"/{ref}", {"what": "Something else."})
    error = asker.error("POST", f"/{ref}/send", {"saves": seen}, expected=409)
    assert error["code"] == "conflict"
    assert "since you looked at it" in error["message"]
    assert asker.get(f"/{ref}")["status"] == "draft"
    assert asker.error("POST", f"/{ref}/send", {"saves": -1}, expected=422)["field"] == "saves"
    assert asker.post(f"/{ref}/send", {"saves": seen + 1})["status"] == "sent"
    assert asker.post(f"/{given.a_draft(manager).public_id}/send")["status"] == "sent"
