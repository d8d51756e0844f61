"""Webhooks at the desk: added with a secret shown once, tested, ended; by managers only."""

from __future__ import annotations

import pytest
from django.test import Client

from concord.delivery.models import Webhook, WebhookDelivery
from kit import given
from kit.reading import Page

WHOLE = {"url": "https://cases.westshire.example/concord", "events": ["request.sent", "request.due"]}


@pytest.fixture
def managers_desk(westshire):
    client = Client()
    client.force_login(given.a_person("Ines Quarry", role="manager"))
    return client


def test_a_manager_adds_tests_renews_and_ends_a_webhook(managers_desk):
    page = Page(managers_desk.post("/desk/webhooks/add", WHOLE))
    assert page.heading == "Secret of the webhook"
    first = page.tree.xpath("//code[@id='secret']")[0].text
    assert Webhook.objects.get().secret == first

    listed = Page(managers_desk.get("/desk/webhooks"))
    assert (
        "A request was sent; The day by which an answer was asked for, or something was promised, has passed."
        in listed.words
    )
    assert first not in listed.words
    where = listed.links()["Open https://cases.westshire.example/concord"]
    assert "Nothing yet" in Page(managers_desk.get(where)).words
    assert "The test goes within seconds" in Page(managers_desk.post(where, {"do": "test"}, follow=True)).words
    assert WebhookDelivery.objects.get().event == "webhook.test"
    shown = Page(managers_desk.get(where))
    assert "A test" in shown.words
    assert "Waiting" in shown.words

    again = Page(managers_desk.post(where, {"do": "renew"})).tree.xpath("//code[@id='secret']")[0].text
    assert Webhook.objects.get().secret == again != first

    assert Page(managers_desk.get(f"{where}/end")).heading == "End this webhook?"
    assert "The webhook has ended" in Page(managers_desk.post(f"{where}/end", follow=True)).words
    assert "There is no webhook." in Page(managers_desk.get("/desk/webhooks")).words
    ended = Page(managers_desk.get(where))
    assert "It ended on 22 November 2026" in ended.words
    assert "Given up" in ended.words
    for do in ("test", "renew"):
        assert "This webhook has ended." in Page(managers_desk.post(where, {"do": do}, follow=True)).words


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"url": ""}, "Enter the address that is to be told"),
        ({"url": "http://cases.westshire.example/"}, "The address must begin with https://"),
        ({"url": "https://10.0.0.1/"}, "This address is inside a private network."),
        ({"events": []}, "Select what it is to be told"),
        ({"events": ["request.eaten"]}, "Select what it is to be told"),
    ],
)
def test_what_is_wrong_with_a_webhook_is_said_at_its_field(managers_desk, changes, says):
    page = Page(managers_desk.post("/desk/webhooks/add", {**WHOLE, **changes}))
    assert page.status == 400
    assert len(page.errors) == 1
    assert page.errors[0].startswith(says)


def test_others_find_no_webhooks(managers_desk, desk, strangers_desk):
    managers_desk.post("/desk/webhooks/add", WHOLE)
    where = f"/desk/webhooks/{Webhook.objects.get().public_id}"
    for other in (desk, strangers_desk):
        for address in ("/desk/webhooks", "/desk/webhooks/add", where, f"{where}/end"):
            assert other.get(address).status_code == 404
            assert other.post(address, WHOLE).status_code in {404, 405}
