"""A promise for a later day than was asked for: agreed, and yet it can be contested; both sides and figures say so."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from concord.base.errors import Conflict
from concord.pages.steps import told
from concord.requests import queries, services
from concord.requests.rules.steps import StepKind
from kit import given

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
LATE = date(2027, 11, 1)


def agreed(ask, *, by=LATE):
    return services.comply_with_request(
        given.a_partner(ask), ask, what_will_be_done="We will come.", promised_on=by, **given.SIGNED, at=given.AT
    )


def test_a_promise_for_a_later_day_than_asked_for_is_agreed_and_can_be_contested(officer):
    ask = given.a_request(officer)
    agreed(ask)
    page = queries.request_page(officer, ask.public_id, on=given.ON)
    assert page.story.status == "complied"
    assert page.story.may(StepKind.CONTESTED)
    services.contest_answer(officer, ask, points={"": "December is when she needs it."}, at=given.AT + DAY)
    agreed(ask, by=date(2026, 12, 2))
    assert not queries.request_page(officer, ask.public_id, on=given.ON).story.standing.promised_late


@pytest.mark.parametrize("by", [given.WHOLE["needed_by"], given.WHOLE["needed_by"] - DAY])
def test_what_is_agreed_to_by_the_day_asked_for_cannot_be_contested_and_the_sentence_is_true(officer, by):
    ask = given.a_request(officer)
    agreed(ask, by=by)
    with pytest.raises(Conflict, match="by the day that you asked for"):
        services.contest_answer(officer, ask, points={"": "No."}, at=given.AT)
    services.accept_answer(officer, ask, at=given.AT)
    with pytest.raises(Conflict, match="You have accepted this answer already"):
        services.contest_answer(officer, ask, points={"": "No."}, at=given.AT)


def test_both_sides_read_that_it_is_later_than_asked_for(officer):
    ask = given.a_request(officer)
    agreed(ask)
    stories = (
        queries.request_page(officer, ask.public_id, on=given.ON).story,
        queries.partner_page(given.a_partner(ask), on=given.ON).story,
    )
    for story in stories:
        assert ("By", "1 November 2027, later than asked for") in told(story.answer)[1]


def test_figures_count_it_as_agreed_and_as_promised_late(officer):
    agreed(given.a_request(officer))
    agreed(given.a_request(officer, person_reference="LAS-2"), by=date(2026, 12, 4))
    made = queries.figures_page(officer, starts=given.ON, ends=date(2027, 1, 1), on=given.ON).whole.made
    assert (made.outcomes["complied"], made.promised_late) == (2, 1)
