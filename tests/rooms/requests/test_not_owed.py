"""Of a body that owes no answer the day passes, and nothing is late: CA2014.s6(2). What webhooks are told apart."""

from __future__ import annotations

from datetime import date

import pytest

from concord.delivery.models import Webhook, WebhookDelivery
from concord.registry.services import add_other_body
from concord.requests import queries, services
from kit import given
from kit.working_given import a_turn

pytestmark = pytest.mark.django_db

AFTER = date(2026, 12, 7)


@pytest.fixture
def practice(officer):
    return add_other_body(officer, kind="gp-practice", name="Fen Lane Surgery", at=given.AT, on=given.ON).ref


@pytest.fixture
def hook(westshire):
    events = ["request.due", "request.withdrawn", "request.entered_in_error"]
    return Webhook.objects.create(
        body=given.COUNTY, url="https://cases.example/", events=events, secret="s" * 40, made_at=given.AT
    )


def told(hook):
    rows = WebhookDelivery.objects.filter(hook=hook).order_by("id")
    return [(row.event, row.payload["facts"]["step"]) for row in rows]


def test_the_day_passes_but_nobody_is_late_where_no_answer_is_owed(officer, practice):
    free, owed = given.a_request(officer, asked=practice), given.a_request(officer)
    for ask, overdue in ((free, False), (owed, True)):
        story = queries.request_page(officer, ask.public_id, on=AFTER).story
        assert (story.day_passed, story.overdue) == (True, overdue)
    rows = {row.public_id: row for row in queries.inbox(officer, filters=queries.Filters(), on=AFTER).rows}
    assert [(rows[ask.public_id].day_passed, rows[ask.public_id].overdue) for ask in (free, owed)] == [
        (True, False),
        (True, True),
    ]


def test_a_calendar_knows_where_no_answer_is_owed(officer, practice):
    free, owed = given.a_request(officer, asked=practice), given.a_request(officer)
    days = {day.public_id: day.owed for day in queries.due_days(officer, on=given.ON, mine=True)}
    assert days == {free.public_id: False, owed.public_id: True}


def test_a_webhook_is_told_that_the_day_passed_and_not_that_anybody_is_late(officer, practice, hook):
    given.a_request(officer, asked=practice)
    a_turn(AFTER)
    given.a_request(officer)
    a_turn(AFTER)
    assert told(hook) == [("request.due", "day-passed"), ("request.due", "late")]


def test_a_webhook_is_told_apart_what_is_withdrawn_and_what_should_never_have_been(officer, hook):
    services.withdraw_request(officer, given.a_request(officer), why="No longer needed.", at=given.AT)
    services.enter_in_error(officer, given.a_request(officer), why="The wrong person.", at=given.AT)
    assert told(hook) == [
        ("request.withdrawn", "withdrawn"),
        ("request.entered_in_error", "entered-in-error"),
    ]
