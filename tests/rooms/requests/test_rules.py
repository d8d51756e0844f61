"""Where a request stands, whose move it is and what may come next."""

from __future__ import annotations

from datetime import date

import pytest

from concord.requests.rules import (
    ReplyKind,
    Side,
    Status,
    gaps,
    link_works_until,
    may_be_sent,
    may_be_withdrawn,
    next_replies,
    status_of,
    waiting_on,
)

WHOLE = {
    "person_category": "adult",
    "person_reference": "LAS-20417",
    "function": "CA2014.s9",
    "what": "Attend the assessment",
    "needed_by": date(2026, 12, 4),
    "needed_by_why": "Discharge is planned",
    "otherwise": "The discharge is delayed",
    "contact_name": "Priya Nair",
    "contact_email": "priya@example.test",
    "contact_phone": "01632 960001",
    "partner_email": "duty@example.test",
}
TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("sent", "withdrawn", "replies", "status"),
    [
        (False, False, [], Status.DRAFT),
        (False, True, [], Status.DISCARDED),
        (True, False, [], Status.SENT),
        (True, False, ["acknowledged"], Status.ACKNOWLEDGED),
        (True, False, ["acknowledged", "complied"], Status.COMPLIED),
        (True, False, ["refused"], Status.REFUSED),
        (True, True, ["acknowledged"], Status.WITHDRAWN),
    ],
)
def test_the_status_follows_from_what_happened(sent, withdrawn, replies, status):
    assert status_of(sent=sent, withdrawn=withdrawn, replies=replies) is status


def test_an_acknowledgement_leaves_the_request_waiting_on_the_partner():
    assert waiting_on(Status.SENT) is Side.ASKED
    assert waiting_on(Status.ACKNOWLEDGED) is Side.ASKED
    assert waiting_on(Status.DRAFT) is Side.ASKER
    assert waiting_on(Status.REFUSED) is Side.NOBODY


def test_a_partner_may_answer_at_once_or_after_acknowledging_but_only_once():
    assert next_replies(Status.SENT) == (ReplyKind.ACKNOWLEDGED, ReplyKind.COMPLIED, ReplyKind.REFUSED)
    assert next_replies(Status.ACKNOWLEDGED) == (ReplyKind.COMPLIED, ReplyKind.REFUSED)
    for closed in (Status.DRAFT, Status.DISCARDED, Status.COMPLIED, Status.REFUSED, Status.WITHDRAWN):
        assert next_replies(closed) == ()


def test_a_request_may_be_withdrawn_until_it_is_answered():
    assert [s for s in Status if may_be_withdrawn(s)] == [Status.SENT, Status.ACKNOWLEDGED]


def test_doubt_does_not_stop_a_request_and_a_plain_no_does():
    assert [answer for answer in ("yes", "no", "unknown", "arguable") if may_be_sent(answer)] == [
        "yes",
        "unknown",
        "arguable",
    ]


def test_the_link_outlives_the_day_asked_for():
    assert link_works_until(sent_on=TODAY, needed_by=date(2026, 11, 25)) == date(2026, 12, 20)
    assert link_works_until(sent_on=TODAY, needed_by=date(2027, 3, 1)) == date(2027, 3, 15)


def test_a_whole_draft_lacks_nothing():
    assert gaps(WHOLE, on=TODAY) == ()


@pytest.mark.parametrize("field", sorted(WHOLE))
def test_each_thing_left_out_is_named(field):
    assert [gap.field for gap in gaps({**WHOLE, field: None}, on=TODAY)] == [field]


def test_a_request_about_nobody_in_particular_needs_no_reference():
    assert gaps({**WHOLE, "person_category": "nobody", "person_reference": ""}, on=TODAY) == ()


def test_a_day_that_has_passed_is_a_gap():
    (gap,) = gaps({**WHOLE, "needed_by": date(2026, 11, 21)}, on=TODAY)
    assert gap.says == "The day you ask for has passed: give a later one"
    assert gaps({**WHOLE, "needed_by": TODAY}, on=TODAY) == ()
