"""Webhooks: what is told, how it is signed, to whom it never goes, and what happens when nobody answers."""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
import json
import re
import socket
from datetime import date, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest

from concord.access.operation import Done, operation
from concord.audit.models import Entry
from concord.base import clock
from concord.base.actor import Actor
from concord.base.errors import Conflict, Invalid, NotAllowed, NotFound
from concord.cli.main import main
from concord.delivery import webhooks
from concord.delivery.models import Webhook, WebhookDelivery
from concord.delivery.rules import State
from concord.delivery.webhooks import posting, queries, rules, services, signing
from concord.delivery.webhooks.sending import Told
from kit.mail_server import free_port

pytestmark = pytest.mark.django_db

BODY = "gss:E10000012"
MINUTE = timedelta(minutes=1)


@pytest.fixture(autouse=True)
def _at_home(settings):
    """A demonstration may tell this machine itself."""
    settings.DEMONSTRATION = True


@pytest.fixture
def keeper():
    roles = frozenset({"manager"})
    return Actor.signed_in("p2", "Al Ramsey", body=BODY, roles=roles, door="desk", correlation="c1")


@pytest.fixture
def receiver():
    """A web server that answers what it is told to and remembers what it was told."""

    class Answers(BaseHTTPRequestHandler):
        def do_POST(self):
            told.append((dict(self.headers), self.rfile.read(int(self.headers["Content-Length"]))))
            status = answers.pop(0) if answers else 204
            self.send_response(status)
            if status == 302:
                self.send_header("Location", "/elsewhere")
            self.end_headers()

        def log_message(self, *args):
            pass

    told, answers = [], []
    server = HTTPServer(("127.0.0.1", 0), Answers)
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    server.told, server.answers = told, answers
    server.url = f"http://127.0.0.1:{server.server_port}/concord?from=concord"
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def add(keeper, at):
    def add(url="https://cases.council.example/concord", events=("request.sent", "request.answered"), actor=keeper):
        return services.add_webhook(actor, url=url, events=events, at=at)

    return add


@pytest.fixture
def publish(officer, at):
    """Publish an event as a part of an operation of the invented room."""

    @operation("allotment:write")
    def write(actor, *, body=BODY, event="request.sent", facts=None, at=at, fail=False):
        number = webhooks.publish(
            actor,
            bodies={body},
            event=event,
            subject_kind="request",
            subject="r1",
            facts={"status": "sent", "needed_by": date(2026, 12, 4)} if facts is None else facts,
            at=at,
        )
        if fail:
            raise RuntimeError("changed my mind")
        return Done(number, subject="b1")

    def run(**kwargs):
        return write(officer, **kwargs)

    return run


def send(worker: Actor, *, at: datetime, most: int = 100) -> Told:
    with clock.at(at):
        return webhooks.send_due(worker, most=most)


def test_an_event_is_told_once_signed_and_with_references_only(add, publish, receiver, worker, at):
    added = add(receiver.url)
    assert publish() == 1
    assert send(worker, at=at) == Told(told=1)
    ((headers, sent),) = receiver.told
    row = WebhookDelivery.objects.get()
    assert json.loads(sent) == {
        "id": row.public_id,
        "event": "request.sent",
        "occurred_at": "2026-11-22T09:00:00+00:00",
        "body": BODY,
        "subject": {"kind": "request", "id": "r1"},
        "facts": {"status": "sent", "needed_by": "2026-12-04"},
    }
    assert (headers["Concord-Event"], headers["Concord-Delivery"]) == ("request.sent", row.public_id)
    signed = headers["Concord-Timestamp"].encode() + b"." + sent
    expected = hmac.new(added.secret.encode(), signed, hashlib.sha256).hexdigest()
    assert headers["Concord-Signature"] == f"v1={expected}"
    assert (row.state, row.delivered_at) == (State.SENT, at)
    assert send(worker, at=at + timedelta(days=9)) == Told()
    assert len(receiver.told) == 1


def test_only_live_webhooks_of_the_body_that_want_the_event_are_told(add, publish, keeper, at):
    hook = add().hook
    assert publish(event="request.due") == 0
    assert publish(body="gss:E10000029") == 0
    assert publish() == 1
    services.end_webhook(keeper, hook, at=at)
    assert publish() == 0
    assert WebhookDelivery.objects.count() == 1


def test_where_nobody_listens_it_costs_one_query(officer, at, django_assert_num_queries):
    @operation("allotment:write")
    def write(actor):
        with django_assert_num_queries(1):
            webhooks.publish(
                actor, bodies={BODY}, event="request.sent", subject_kind="request", subject="r1", facts={}, at=at
            )
        return Done(None, subject="b1")

    write(officer)


def test_what_is_undone_is_not_told(add, publish):
    add()
    with pytest.raises(RuntimeError, match="changed my mind"):
        publish(fail=True)
    assert not WebhookDelivery.objects.exists()


@pytest.mark.parametrize("facts", [{"what": "She needs a bed by Friday."}, {"who": {"name": "Jo"}}])
def test_words_that_people_wrote_are_never_told(add, publish, facts):
    add()
    with pytest.raises((ValueError, TypeError)):
        publish(facts=facts)


def test_an_event_that_is_not_on_the_list_or_outside_an_operation_is_a_mistake_in_the_code(publish, officer, at):
    with pytest.raises(ValueError, match="no event"):
        publish(event="request.eaten")
    with pytest.raises(RuntimeError, match="inside the operation"):
        webhooks.publish(
            officer, bodies={BODY}, event="request.sent", subject_kind="request", subject="r1", facts={}, at=at
        )


def test_the_secret_is_shown_once_and_kept_encrypted(add, keeper):
    added = add()
    assert added.secret.startswith("whsec_")
    raw = Webhook.objects.extra(select={"raw": "secret"}).values_list("raw", flat=True).get()
    assert added.secret not in raw
    renewed = services.renew_secret(keeper, added.hook)
    assert renewed.secret != added.secret
    assert Webhook.objects.get().secret == renewed.secret
    recorded = str(list(Entry.objects.values_list("facts", flat=True)))
    assert "whsec_" not in recorded
    assert "cases.council" not in recorded


@pytest.mark.parametrize(
    "url",
    [
        "http://cases.council.example/",
        "ftp://cases.council.example/",
        "https://",
        "cases.council.example",
        "https://jo:secret@cases.council.example/",
        "https://cases.council.example/#part",
        "https://10.0.0.7/",
        "https://169.254.169.254/latest/meta-data",
        "https://[fd00::1]/",
        "https://cases.council.example:99999/",
        "https://cases council.example/",
        "https://[broken/",
    ],
)
def test_an_address_that_may_not_be_told_is_refused_at_its_field(add, url):
    with pytest.raises(Invalid) as wrong:
        add(url)
    assert wrong.value.field == "url"
    assert not Webhook.objects.exists()


def test_this_machine_is_told_in_a_demonstration_only(add, settings):
    settings.DEMONSTRATION = False
    for url in ("http://127.0.0.1:8000/", "https://127.0.0.1/", "http://localhost/"):
        with pytest.raises(Invalid):
            add(url)


@pytest.mark.parametrize(
    ("address", "may"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1:248:1893:25c8:1946", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),  # noqa: S104  an address that is refused
        ("224.0.0.1", False),
        ("::1", False),
        ("fe80::1", False),
        ("fd12::1", False),
        ("::ffff:192.168.1.1", False),
        ("64:ff9b::a00:1", False),
        ("64:ff9b:1::a00:1", False),
        ("fec0::1", False),
        ("::10.0.0.1", False),
        ("2606:4700::1111", True),
        ("2002:a00:1::", False),
    ],
)
def test_only_addresses_that_the_whole_internet_reaches_are_told(address, may):
    assert rules.may_be_told(ipaddress.ip_address(address), loopback=False, private=False) is may


def test_a_name_that_leads_into_a_private_network_is_not_told_even_if_it_did_not_before(
    add, publish, worker, at, monkeypatch, settings
):
    settings.DEMONSTRATION = False
    add()
    publish()
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (where, 443)) for where in ("93.184.216.34", "10.0.0.7")]
    monkeypatch.setattr(posting.socket, "getaddrinfo", lambda *_args, **_kwargs: found)
    assert send(worker, at=at) == Told(to_try_again=1)
    assert "private network" in WebhookDelivery.objects.get().last_error


def test_a_redirect_is_not_followed(add, publish, receiver, worker, at):
    receiver.answers.append(302)
    add(receiver.url)
    publish()
    assert send(worker, at=at) == Told(to_try_again=1)
    assert len(receiver.told) == 1
    assert WebhookDelivery.objects.get().last_error == "The address answered 302."


def test_what_fails_is_tried_again_with_the_same_id_and_waits_longer_each_time(add, publish, receiver, worker, at):
    receiver.answers += [500, 503]
    hook = add(receiver.url).hook
    publish()
    assert send(worker, at=at) == Told(to_try_again=1)
    assert send(worker, at=at + MINUTE / 2) == Told()
    assert send(worker, at=at + MINUTE) == Told(to_try_again=1)
    hook.refresh_from_db()
    assert (hook.failures, hook.failing_since, hook.last_status) == (2, at, 503)
    assert send(worker, at=at + 5 * MINUTE) == Told()
    assert send(worker, at=at + 6 * MINUTE) == Told(told=1)
    assert len({headers["Concord-Delivery"] for headers, _ in receiver.told}) == 1
    hook.refresh_from_db()
    assert (hook.failures, hook.failing_since, hook.last_status) == (0, None, 204)
    told = [entry.event for entry in Entry.objects.filter(subject_kind="webhook-delivery").order_by("seq")]
    assert told == ["webhook:fail", "webhook:fail", "webhook:deliver"]


def test_one_that_is_down_is_asked_once_and_not_for_everything_that_waits(add, publish, worker, at):
    add(f"http://127.0.0.1:{free_port()}/")
    for _ in range(3):
        publish()
    assert send(worker, at=at) == Told(to_try_again=1)
    assert {row.next_at for row in WebhookDelivery.objects.all()} == {at + MINUTE}


def test_one_event_that_is_refused_does_not_hold_up_the_others(add, publish, receiver, worker, at):
    receiver.answers.append(422)
    add(receiver.url)
    for _ in range(3):
        publish()
    assert send(worker, at=at) == Told(told=2, to_try_again=1)


def test_after_three_days_it_is_given_up_where_the_manager_sees_it(add, publish, receiver, worker, keeper, at):
    hook = add(receiver.url).hook
    publish()
    receiver.answers += [500] * 99
    now, report = at, Told()
    while not report.given_up:
        report = send(worker, at=now)
        row = WebhookDelivery.objects.get()
        now = row.next_at or now
    assert now == at + timedelta(days=3)
    (line,) = queries.webhook_page(keeper, hook.public_id, at=now).told
    assert (line.state, line.at, line.last_error) == (State.GIVEN_UP, now, "The address answered 500.")
    assert line.attempts < 20


def test_an_address_that_says_it_is_gone_ends_its_webhook(add, publish, receiver, worker, at):
    receiver.answers.append(410)
    hook = add(receiver.url).hook
    publish()
    publish()
    assert send(worker, at=at) == Told(given_up=1)
    hook.refresh_from_db()
    assert hook.ended_at == at
    assert [row.state for row in WebhookDelivery.objects.all()] == [State.GIVEN_UP] * 2
    assert Entry.objects.get(event="webhook:gone").facts["dropped"] == 1


def test_two_senders_never_tell_the_same_event(add, publish, worker, at):
    add(f"http://127.0.0.1:{free_port()}/")
    publish()
    first = webhooks.sending.claim_next(at)
    assert webhooks.sending.claim_next(at) is None
    assert webhooks.sending.claim_next(at + timedelta(minutes=10)).pk == first.pk
    with pytest.raises(Conflict, match="Another sender"):
        services.note_delivered(worker, first, status=204, at=at)


def test_a_test_goes_whatever_the_webhook_wants_to_be_told(add, receiver, worker, keeper, at):
    hook = add(receiver.url, events=["request.due"]).hook
    services.send_test(keeper, hook, at=at)
    assert send(worker, at=at) == Told(told=1)
    assert receiver.told[0][0]["Concord-Event"] == "webhook.test"


def test_webhooks_belong_to_the_managers_of_their_body(add, officer, keeper, at):
    hook = add().hook
    stranger = Actor.signed_in("p9", "Sol", body="gss:E1", roles=keeper.roles, door="desk", correlation="c")
    for one in (officer, Actor.public(correlation="c")):
        with pytest.raises(NotAllowed):
            add(actor=one)
        with pytest.raises(NotFound):
            queries.webhooks(one)
    for one in (officer, stranger):
        with pytest.raises(NotAllowed):
            services.end_webhook(one, hook, at=at)
        with pytest.raises(NotFound):
            queries.webhook_page(one, hook.public_id, at=at)
    assert queries.webhooks(stranger) == []
    assert [line.public_id for line in queries.webhooks(keeper)] == [hook.public_id]


def test_the_same_address_is_not_added_twice_and_an_ended_webhook_stays_ended(add, keeper, at):
    hook = add().hook
    with pytest.raises(Conflict, match="already"):
        add()
    with pytest.raises(Invalid, match="at least one"):
        add("https://other.council.example/", events=[])
    services.end_webhook(keeper, hook, at=at)
    hook.refresh_from_db()
    with pytest.raises(Conflict):
        services.end_webhook(keeper, hook, at=at)
    with pytest.raises(Conflict):
        services.renew_secret(keeper, hook)
    with pytest.raises(Conflict):
        services.send_test(keeper, hook, at=at)
    add()


def test_a_secret_whose_key_is_lost_says_what_to_do(add, publish, worker, at, settings):
    add()
    publish()
    settings.ENCRYPTION_KEYS = ["3q2-7wRuZ1oGkQ0b6mXc9yV5tJ8sKpLdAeFhNiUzTgE="]
    assert send(worker, at=at) == Told(to_try_again=1)
    assert "Renew the secret" in WebhookDelivery.objects.get().last_error


def test_the_documented_way_to_check_a_signature_tells_right_from_wrong(at, monkeypatch):
    text = (Path(__file__).parents[3] / "docs/develop/webhooks.md").read_text("utf-8")
    documented = {}
    exec(re.search(r"```python\n(import.*?)```", text, re.DOTALL)[1], documented)  # noqa: S102  our own page
    monkeypatch.setattr("time.time", at.timestamp)
    sent = signing.content({"b": 1, "a": "é"})
    headers = signing.headers(event="request.sent", delivery="d1", secret="s", sent=sent, at=at)
    assert sent == '{"a":"é","b":1}'.encode()
    assert documented["is_from_concord"]("s", headers, sent)
    assert not documented["is_from_concord"]("s", headers, sent + b" ")
    assert not documented["is_from_concord"]("other", headers, sent)
    monkeypatch.setattr("time.time", (at + timedelta(minutes=6)).timestamp)
    assert not documented["is_from_concord"]("s", headers, sent)


def test_every_event_is_documented():
    text = (Path(__file__).parents[3] / "docs/develop/webhooks.md").read_text("utf-8")
    assert set(re.findall(r"^\| `(\w+\.\w+)` ", text, re.MULTILINE)) == {*rules.EVENTS, rules.TEST}


def test_concord_work_tells_webhooks_and_says_so(add, publish, receiver, at, capsys):
    add(receiver.url)
    publish()
    with clock.at(at):
        assert main(["work"]) == 0
    assert "Webhooks: 1 told, 0 to be tried again, 0 given up." in capsys.readouterr().out
    assert len(receiver.told) == 1
