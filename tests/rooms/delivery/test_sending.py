"""Sending through a real mail server: once, again after a failure, and given up where people see it."""

from __future__ import annotations

import smtplib
import threading
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from django.core import mail
from django.db import connection

from concord.audit import queries as audit
from concord.audit.models import Entry
from concord.base import clock
from concord.base.errors import Conflict
from concord.delivery import queries, rules, sending, services
from concord.delivery.models import Outgoing
from concord.delivery.rules import State
from kit.mail_server import free_port

if TYPE_CHECKING:
    from concord.base.actor import Actor

pytestmark = pytest.mark.django_db

MINUTE = timedelta(minutes=1)


def send(worker: Actor, *, at: datetime, most: int = 100) -> sending.Report:
    with clock.at(at):
        return sending.send_due(worker, most=most)


def events() -> list[str]:
    return [entry.event for entry in Entry.objects.filter(subject_kind="message").order_by("seq")]


def test_what_is_due_is_sent_once_and_its_secrets_are_forgotten(write, smtp, worker, officer, at):
    row = write(from_name="Essex County Council", reply_to="jo.ward@council.example")
    assert send(worker, at=at) == sending.Report(sent=1)
    (taken,) = smtp.taken
    assert smtp.recipients == ["jo@trust.example"]
    assert taken["Message-ID"] == f"<{row.public_id}@council.example>"
    assert taken["Reply-To"] == "jo.ward@council.example"
    assert "https://concord.example/r/s3cr3t" in taken.get_body(("plain",)).get_content()
    assert 'href="https://concord.example/r/s3cr3t"' in taken.get_body(("html",)).get_content()
    row.refresh_from_db()
    assert (row.state, row.sent_at, row.next_at, row.text, row.claim) == (State.SENT, at, None, "", "")
    assert "s3cr3t" not in row.kept_text
    assert send(worker, at=at + timedelta(days=9)) == sending.Report()
    assert len(smtp.taken) == 1
    assert events() == ["message:send"]
    assert "jo@trust" not in str(list(Entry.objects.values_list("facts", flat=True)))
    assert queries.deliveries_about(officer, "bed", "b1")[0].state is State.SENT


def test_nothing_goes_before_its_time(write, smtp, worker, at):
    write(at=at + MINUTE)
    assert send(worker, at=at) == sending.Report()
    assert send(worker, at=at + MINUTE).sent == 1


def test_an_address_refused_for_ever_is_given_up_at_once_and_says_why(write, smtp, worker, officer, at):
    smtp.refuse["jo@trust.example"] = "550 5.1.1 No such mailbox here"
    write()
    write(to="al@trust.example")
    assert send(worker, at=at) == sending.Report(sent=1, given_up=1)
    assert smtp.recipients == ["al@trust.example"]
    given_up, _ = queries.deliveries_about(officer, "bed", "b1")
    assert (given_up.state, given_up.at) == (State.GIVEN_UP, at)
    assert given_up.last_error == "The mail server refused the address: 550 5.1.1 No such mailbox here"
    assert Outgoing.objects.first().text == ""
    assert send(worker, at=at + timedelta(days=9)) == sending.Report()
    assert sorted(events()) == ["message:give-up", "message:send"]
    assert Entry.objects.get(event="message:give-up").facts["code"] == "550"


def test_an_address_refused_for_now_is_tried_again_with_the_same_message_id(write, smtp, worker, at):
    smtp.refuse["jo@trust.example"] = "450 4.2.0 Greylisted"
    row = write()
    assert send(worker, at=at) == sending.Report(to_try_again=1)
    row.refresh_from_db()
    assert (row.state, row.next_at, row.attempts) == (State.TRYING_AGAIN, at + MINUTE, 1)
    assert "at present: 450" in row.last_error
    smtp.refuse.clear()
    assert send(worker, at=at + MINUTE - timedelta(seconds=1)) == sending.Report()
    assert send(worker, at=at + MINUTE) == sending.Report(sent=1)
    row.refresh_from_db()
    assert (row.attempts, row.last_error) == (2, "")
    assert smtp.taken[0]["Message-ID"] == f"<{row.public_id}@council.example>"
    assert events() == ["message:fail", "message:send"]


def test_a_message_that_the_server_does_not_take_is_tried_again(write, smtp, worker, at):
    smtp.answer = "554 5.7.1 Looks like spam"
    row = write()
    assert send(worker, at=at) == sending.Report(to_try_again=1)
    row.refresh_from_db()
    assert row.last_error == "The mail server did not take the message: 554 5.7.1 Looks like spam"


def test_a_connection_that_breaks_off_is_tried_again_and_the_next_message_goes(write, smtp, worker, at):
    smtp.break_off = True
    row = write()
    assert send(worker, at=at).to_try_again == 1
    row.refresh_from_db()
    assert "connection to the mail server broke" in row.last_error
    smtp.break_off = False
    write(to="al@trust.example")
    assert send(worker, at=at + MINUTE).sent == 2


def test_a_server_that_is_down_ends_the_run_and_costs_one_try_of_one_message(write, smtp, settings, worker, at):
    settings.EMAIL_PORT = free_port()
    first, second = write(), write(to="al@trust.example")
    report = send(worker, at=at)
    assert (report.sent, report.to_try_again, report.given_up) == (0, 1, 0)
    assert "could not be reached" in report.unreachable
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.attempts, second.attempts) == (1, 0)
    settings.EMAIL_PORT = smtp.port
    assert send(worker, at=at + MINUTE).sent == 2


def test_a_server_that_is_down_for_a_day_loses_nothing(write, smtp, settings, worker, at):
    settings.EMAIL_PORT = free_port()
    row = write()
    tries = []
    for minute in range(0, 24 * 60, 1):
        if sending.claim_next(at + minute * MINUTE) is None:
            continue
        Outgoing.objects.update(claim="", claimed_until=None)
        send(worker, at=at + minute * MINUTE)
        tries.append(minute)
    assert tries == [0, 1, 6, 36, 156, 516, 876, 1236]
    settings.EMAIL_PORT = smtp.port
    assert send(worker, at=at + timedelta(days=1, hours=6)).sent == 1
    row.refresh_from_db()
    assert row.state is State.SENT


def test_after_three_days_a_message_is_given_up_where_people_see_it(write, smtp, settings, worker, officer, at):
    settings.EMAIL_PORT = free_port()
    write()
    now, report = at, send(worker, at=at)
    while report.to_try_again:
        now = Outgoing.objects.get().next_at
        report = send(worker, at=now)
    assert (report.given_up, now) == (1, at + timedelta(days=3))
    (delivery,) = queries.deliveries_about(officer, "bed", "b1")
    assert (delivery.state, delivery.text.count("s3cr3t")) == (State.GIVEN_UP, 0)
    assert "could not be reached" in delivery.last_error
    assert events()[-1] == "message:give-up"
    assert queries.backlog_for_the_server() == queries.Backlog(waiting=0, given_up=1, oldest=None)


def test_three_days_count_from_the_first_try_not_from_when_it_was_written(at):
    assert rules.next_try(attempts=1, first_tried_at=at, at=at) == at + MINUTE
    assert rules.next_try(attempts=9, first_tried_at=at, at=at + timedelta(hours=71)) == at + timedelta(hours=72)
    assert rules.next_try(attempts=9, first_tried_at=at, at=at + timedelta(hours=72)) is None


def test_what_another_sender_has_claimed_is_left_to_it_until_its_time_is_over(write, smtp, worker, at):
    write()
    taken = sending.claim_next(at)
    assert sending.claim_next(at) is None
    assert send(worker, at=at + rules.LEASE - MINUTE) == sending.Report()
    assert send(worker, at=at + rules.LEASE) == sending.Report(sent=1)
    with pytest.raises(Conflict, match="taken this message over"):
        services.note_sent(worker, taken, at=at + rules.LEASE)
    assert len(smtp.taken) == 1
    assert events() == ["message:send"]


def test_a_message_is_claimed_from_when_its_own_turn_comes_however_long_the_run_has_been(
    write, worker, at, monkeypatch
):
    claims = []

    def slow(_server, row):
        claims.append(row.claimed_until - clock.now())
        clock._set_to[-1] += timedelta(minutes=7)

    monkeypatch.setattr(sending, "_send", slow)
    for _ in range(3):
        write()
    assert send(worker, at=at).sent == 3
    assert claims == [rules.LEASE] * 3
    assert [row.sent_at - at for row in Outgoing.objects.order_by("id")] == [7 * MINUTE, 14 * MINUTE, 21 * MINUTE]


def test_a_key_that_is_lost_holds_up_its_own_message_only(write, smtp, worker, settings, at):
    from_before, settings.ENCRYPTION_KEYS = settings.ENCRYPTION_KEYS, ["Zm9vYmFyZm9vYmFyZm9vYmFyZm9vYmFyZm9vYmFyZm8="]
    lost = write()
    settings.ENCRYPTION_KEYS = from_before
    write(to="al@trust.example")
    assert send(worker, at=at) == sending.Report(sent=1, to_try_again=1)
    assert "CONCORD_ENCRYPTION_KEYS" in Outgoing.objects.defer("text", "kept_text").get(pk=lost.pk).last_error


def test_only_a_command_sends(write, smtp, officer, at):
    row = write()
    with pytest.raises(Exception, match="nothing here for you"):
        services.note_sent(officer, row, at=at)


def test_the_oldest_goes_first_and_a_run_has_an_end(write, smtp, worker, at):
    for number in range(3):
        write(to=f"no{number}@trust.example", at=at - number * MINUTE)
    assert send(worker, at=at, most=2).sent == 2
    assert smtp.recipients == ["no2@trust.example", "no1@trust.example"]


def test_two_messages_go_over_one_connection(write, smtp, worker, at, monkeypatch):
    opened = []
    backend = mail.get_connection
    monkeypatch.setattr(mail, "get_connection", lambda *args, **kwargs: opened.append(1) or backend(*args, **kwargs))
    write()
    write()
    assert send(worker, at=at).sent == 2
    assert opened == [1]


@pytest.mark.django_db(transaction=True)
def test_two_senders_at_once_send_each_message_once(write, smtp, worker, at):
    for number in range(12):
        write(to=f"no{number}@trust.example")
    reports = []

    def work() -> None:
        try:
            reports.append(sending.send_due(worker))
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(3)]
    with clock.at(at):
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert sum(report.sent for report in reports) == 12
    assert sorted(smtp.recipients) == sorted(f"no{number}@trust.example" for number in range(12))
    assert events() == ["message:send"] * 12
    assert audit.verify().ok


@pytest.mark.parametrize(
    ("found", "code", "says", "for_all"),
    [
        (sending._no_server(smtplib.SMTPAuthenticationError(535, b"no")), "sign-in", "name and password", True),
        (sending._no_server(TimeoutError("timed out")), "unreachable", "(timed out)", True),
        (sending._failure(smtplib.SMTPServerDisconnected("gone")), "cut-off", "(gone)", False),
        (sending._failure(smtplib.SMTPSenderRefused(530, b"Sign in first", "a@b")), "530", "530 Sign in first", False),
        (sending._failure(ValueError("bad header")), "message", "(bad header)", False),
    ],
)
def test_each_failure_has_a_code_for_the_record_and_words_for_people(found, code, says, for_all):
    assert (found.code, found.for_all, found.for_ever) == (code, for_all, False)
    assert says in found.says
