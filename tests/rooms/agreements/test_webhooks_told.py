"""Webhooks are told what happens to an agreement: its keeper of all, its parties of what they were shown."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from concord.agreements import services
from concord.agreements.work import OwnersReminders
from concord.delivery.models import WebhookDelivery
from concord.delivery.webhooks.rules import EVENTS
from concord.delivery.webhooks.services import add_webhook
from kit import agreements_given as agreed
from kit import given
from kit.api_given import a_manager

OURS = [event for event in EVENTS if event.startswith("agreement.")]


@pytest.fixture(autouse=True)
def hooks(lead):
    """A webhook of each body that wants every event of agreements."""
    for name, body in (("Ines Quarry", given.COUNTY), ("Marlow Quist", given.DISTRICT)):
        add_webhook(a_manager(name, body=body), url=f"https://{body[-3:].lower()}.example/", events=OURS, at=given.AT)


def told(body=given.COUNTY):
    rows = WebhookDelivery.objects.filter(hook__body=body).order_by("pk")
    return [(row.event, row.payload["facts"]) for row in rows]


def events(body=given.COUNTY):
    return [event for event, _ in told(body)]


def work(on):
    OwnersReminders().once(given.COMMAND, at=datetime(on.year, on.month, on.day, 9, tzinfo=UTC))


def test_a_version_is_told_from_sharing_to_the_last_signature(lead):
    row = agreed.an_agreement(lead, ends=date(2027, 12, 1))
    assert events() == []
    services.share_for_comment(lead, row, at=given.AT)
    agreed.signed(lead, row)
    assert events() == ["agreement.shared", "agreement.signed", "agreement.signed", "agreement.made"]
    assert events(given.DISTRICT) == events()
    assert told()[-1][1] == {
        "kind": "protocol",
        "keeper": given.COUNTY,
        "version": 1,
        "begins": "2026-12-01",
        "until": "2027-12-01",
        "review_on": None,
    }
    assert row.title not in str(list(WebhookDelivery.objects.values_list("payload", flat=True)))


def test_who_was_shown_nothing_is_told_nothing(lead):
    row = agreed.an_agreement(lead)
    services.end_of_agreement(lead, row, on=given.ON, why="Not wanted", at=given.AT)
    assert events() == ["agreement.ended"]
    assert events(given.DISTRICT) == []


def test_a_party_that_leaves_is_told_too(lead):
    row = agreed.signed(lead, agreed.an_agreement(lead, given.DISTRICT, given.BOARD))
    party = agreed.party(row, given.DISTRICT).public_id
    services.record_leaving(lead, row, party=party, on=given.ON, at=given.AT)
    event, facts = told(given.DISTRICT)[-1]
    assert event == "agreement.party_changed"
    assert (facts["change"], facts["was"], facts["on"]) == ("left", given.DISTRICT, "2026-11-22")


def test_a_review_and_the_last_day_are_told_once_also_where_nobody_is_named(lead):
    agreed.signed(lead, agreed.an_agreement(lead, ends=date(2027, 12, 1), review_on=date(2027, 6, 1)))
    before = len(events())
    work(date(2027, 5, 31))
    assert len(events()) == before
    work(date(2027, 6, 1))
    work(date(2027, 6, 2))
    work(date(2027, 12, 1))
    work(date(2027, 12, 2))
    assert [(event, facts["day"]) for event, facts in told()[before:]] == [
        ("agreement.review_due", "2027-06-01"),
        ("agreement.lapsed", "2027-12-01"),
    ]
