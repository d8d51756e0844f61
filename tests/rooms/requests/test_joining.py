"""Joining another body's answer to a joint request: an act of one's own, on the record as such."""

from __future__ import annotations

from datetime import timedelta

import pytest

from concord.audit.models import Entry
from concord.base.errors import Conflict, Invalid, NotAllowed, NotFound
from concord.delivery.models import Outgoing
from concord.requests import services
from concord.requests.rules.steps import StepKind
from kit import given, partner_given

pytestmark = pytest.mark.django_db

OWN = {"by_name": "Ash Penrose", "by_post": "Director of integration"}


@pytest.fixture
def both(officer):
    return partner_given.asked_together(officer)


@pytest.mark.parametrize(
    ("kind", "answer"),
    [
        (StepKind.COMPLIED, given.complied),
        (StepKind.REFUSED, given.refused),
        (
            StepKind.NOT_BOUND,
            lambda ask: services.say_not_bound(
                given.a_partner(ask), ask, why="Outside section 7.", **given.SIGNED, at=given.AT
            ),
        ),
        (
            StepKind.WRONG_BODY,
            lambda ask: services.name_right_body(
                given.a_partner(ask), ask, right_body="Somebody", right_ref="", why="x", **given.SIGNED, at=given.AT
            ),
        ),
        (
            StepKind.ALTERNATIVE,
            lambda ask: services.offer_alternative(
                given.a_partner(ask), ask, offer="A call.", promised_on=None, **given.SIGNED, at=given.AT
            ),
        ),
    ],
)
def test_the_words_and_grounds_become_the_bodys_own_answer(both, kind, answer):
    first, second = both
    theirs = answer(first)
    step = services.join_answer(given.a_partner(second), second, other=first.public_id, **OWN, at=given.AT)
    assert (step.kind, step.words, step.instead, step.promised_on) == (
        kind,
        theirs.words,
        theirs.instead,
        theirs.promised_on,
    )
    assert (step.by_name, step.by_body, step.detail["joined"]) == ("Ash Penrose", given.BOARD, first.public_id)
    assert [(one.ground, one.reasons) for one in step.grounds.all()] == [
        (one.ground, one.reasons) for one in theirs.grounds.all()
    ]
    assert theirs.by_name == "Marlow Quist"


def test_the_record_has_the_answer_and_that_it_was_joined(both):
    first, second = both
    given.refused(first)
    services.join_answer(given.a_partner(second), second, other=first.public_id, **OWN, at=given.AT)
    found = Entry.objects.filter(subject=second.public_id, event__in=["request:refuse", "request:join"])
    assert [entry.event for entry in found.order_by("seq")] == ["request:refuse", "request:join"]
    assert found.get(event="request:join").facts == {
        "asked_name": "NHS Westshire Integrated Care Board",
        "other_name": "Aldermoor District Council",
        "other": first.public_id,
        "answer": "refused",
    }


def test_what_others_promised_for_a_day_that_has_passed_cannot_be_joined(both):
    first, second = both
    given.complied(first)
    late = given.AT + timedelta(days=12)
    with pytest.raises(Invalid, match="has passed"):
        services.join_answer(given.a_partner(second, at=late), second, other=first.public_id, **OWN, at=late)


def test_no_answer_no_joining_and_no_second_one(both):
    first, second = both
    with pytest.raises(Conflict, match="no answer that you could join"):
        services.join_answer(given.a_partner(second), second, other=first.public_id, **OWN, at=given.AT)
    given.complied(first)
    given.complied(second)
    with pytest.raises(Conflict, match="answered already"):
        services.join_answer(given.a_partner(second), second, other=first.public_id, **OWN, at=given.AT)


def test_requests_that_are_answered_one_each_cannot_be_joined(officer):
    first, second = partner_given.asked_together(officer, joint=False)
    given.complied(first)
    with pytest.raises(NotFound):
        services.join_answer(given.a_partner(second), second, other=first.public_id, **OWN, at=given.AT)


def test_nobody_joins_for_another_body(both):
    first, second = both
    given.complied(first)
    with pytest.raises(NotAllowed):
        services.join_answer(given.a_partner(first), second, other=first.public_id, **OWN, at=given.AT)


def test_the_e_mail_says_that_a_code_is_asked_for_and_whom_to_ring_without_the_mailbox(officer):
    letter = Outgoing.objects.get(message="request-asked", subject=given.a_request(officer).public_id)
    assert "we send a code of six digits to this mailbox and ask for it before we show anything about the person" in (
        letter.text
    )
    assert "Can you not reach this mailbox? Ring Wren Okafor on 01632 960 001, who can send a link to your own." in (
        letter.text
    )
