"""Reminders and digests as they go out: one a mailbox a day, in working hours, never twice, nothing lost."""

from __future__ import annotations

import threading
from datetime import date, timedelta

import pytest
from django.db import connection

from concord.audit import queries as audit
from concord.audit.models import Entry
from concord.base import clock
from concord.delivery import links
from concord.delivery.models import Outgoing
from concord.registry.services import add_bank_holiday
from concord.requests import queries, services, work
from concord.requests.models import Digest, Reminder
from concord.requests.rules.steps import Side
from concord.requests.work import reminders
from kit import given
from kit.working_given import FRIDAY, MONDAY, WORKER, a_turn, did, fresh, nine

pytestmark = pytest.mark.django_db

THURSDAY = date(2026, 12, 3)


def letters(message):
    return list(Outgoing.objects.filter(message=message).order_by("id"))


def test_the_day_before_it_is_due_a_mailbox_gets_one_digest_of_all_that_waits_there(officer):
    asks = [given.a_request(officer) for _ in range(3)]
    given.a_request(officer, partner_email="Housing@aldermoor.example")
    assert did(date(2026, 12, 2)) == {}
    assert did(THURSDAY) == {"digests sent": 2}
    assert did(THURSDAY) == {}
    digest, other = letters("request-digest")
    assert (digest.to, other.to) == ("duty.desk@aldermoor.example", "Housing@aldermoor.example")
    assert digest.title == "3 requests wait for Aldermoor District Council"
    assert all(ask.reference in digest.text for ask in asks)
    assert "An answer is due on 4 December 2026." in digest.text
    assert "LAS-20417" not in digest.text
    assert "hospital" not in digest.title
    assert Reminder.objects.count() == 4


def test_a_digest_is_on_the_record_with_the_mailbox_as_a_fingerprint_only(officer):
    given.a_request(officer)
    a_turn(THURSDAY)
    facts = Entry.objects.get(event="request:digest").facts
    assert facts["asks"] == 1
    assert "duty.desk" not in str(facts)


def test_the_link_of_a_digest_lists_every_request_in_it_even_where_the_first_link_has_ended(officer):
    ask = given.a_request(officer)
    at = nine(date(2027, 1, 12))
    assert did(at) == {"digests sent": 1}
    (digest,) = letters("request-digest")
    token = digest.text.partition("/r/")[2].split()[0]
    visitor = given.Actor.public("partner", correlation="c9")
    entered = links.enter(visitor, token, at=at, address="192.0.2.7")
    links.send_code(entered, at=at)
    code = Outgoing.objects.filter(message="link-code").latest("id").text.partition("Your code is ")[2][:6]
    proved = links.prove(entered, code=code, at=at)
    waiting = queries.waiting_at(proved, mailbox="duty.desk@aldermoor.example", at=at)
    assert [one.public_id for one in waiting] == [ask.public_id]


def test_what_is_urgent_goes_by_itself_and_says_whose_rule_the_day_is(officer):
    given.a_request(officer, urgency="urgent")
    given.a_request(officer, urgency="immediate")
    assert did(THURSDAY) == {"reminders sent": 2}
    assert did(THURSDAY) == {}
    assert did(FRIDAY) == {}
    assert did(date(2026, 12, 7)) == {"reminders sent": 2}
    assert did(date(2026, 12, 8)) == {"reminders sent": 2}
    reminder = letters("request-reminder")[0]
    assert "An answer is due on 4 December 2026." in reminder.text
    assert "Where the day comes from: the day asked for." in reminder.text


def test_nobody_is_reminded_on_the_day_on_which_the_request_was_sent(officer):
    given.a_request(officer, at=nine(MONDAY), needed_by=date(2026, 11, 24))
    assert did(nine(MONDAY, 15)) == {}
    assert did(date(2026, 11, 24)) == {"digests sent": 1}


@pytest.mark.parametrize("at", [nine(THURSDAY, 6, 59), nine(date(2026, 12, 5)), nine(date(2026, 12, 6))])
def test_nothing_goes_out_at_night_or_at_the_weekend(officer, at):
    given.a_request(officer)
    assert did(at) == {}


def test_nothing_goes_out_on_a_bank_holiday(officer):
    given.a_request(officer)
    add_bank_holiday(given.COMMAND, day=date(2026, 12, 7), title="Jubilee", source="Made up", at=given.AT)
    assert did(date(2026, 12, 7)) == {}
    assert did(date(2026, 12, 8)) == {"digests sent": 1}


def test_a_partner_is_left_in_peace_while_a_promise_stands_and_asked_once_it_is_over(officer):
    ask = given.a_request(officer, needed_by=date(2026, 11, 27))
    assert did(date(2026, 11, 26)) == {"digests sent": 1}
    at = nine(date(2026, 11, 27))
    given.complied(ask, at=at)
    services.mark_read(officer, ask, side=Side.ASKER, at=at)
    services.accept_answer(officer, ask, at=at)
    for day in (date(2026, 11, 30), date(2026, 12, 1), date(2026, 12, 2)):
        assert did(day) == {}
    assert did(THURSDAY) == {"digests sent": 1}
    assert "You promised it for 2 December 2026. Was it done?" in letters("request-digest")[-1].text


def test_nobody_is_reminded_while_an_answer_or_a_message_waits_to_be_read(officer):
    ask = given.a_request(officer)
    services.write_message(given.a_partner(ask), ask, words="We are on it.", **given.SIGNED, at=given.AT)
    assert did(FRIDAY) == {}
    services.mark_read(officer, ask, side=Side.ASKER, at=nine(FRIDAY, 10))
    assert did(date(2026, 12, 7)) == {"digests sent": 1}


def test_after_five_reminders_past_the_due_day_the_work_falls_silent(officer):
    given.a_request(officer)
    day, sent = THURSDAY, 0
    while day < date(2027, 2, 1):
        sent += did(day).get("digests sent", 0)
        day += timedelta(days=1)
    assert sent == 6


def test_a_clock_that_jumps_ahead_a_week_sends_one_digest_and_none_again_when_it_is_put_back(officer):
    given.a_request(officer)
    assert did(date(2026, 12, 10)) == {"digests sent": 1}
    for day in (3, 4, 7, 8, 9, 10, 11):
        assert did(date(2026, 12, day)) == {}
    assert did(date(2026, 12, 14)) == {"digests sent": 1}


def test_a_clock_put_back_an_hour_sends_nothing_twice(officer):
    given.a_request(officer)
    assert did(nine(THURSDAY, 7, 30)) == {"digests sent": 1}
    assert did(nine(THURSDAY, 6, 30)) == {}
    assert did(nine(THURSDAY, 7, 30)) == {}


def test_a_run_that_dies_in_the_middle_is_taken_up_by_the_next(officer, monkeypatch):
    for number in range(4):
        given.a_request(officer, partner_email=f"desk{number}@aldermoor.example")
    real, calls = reminders.send_digest, []

    def dies(*args, **kwargs):
        calls.append(1)
        if len(calls) == 3:
            raise KeyboardInterrupt
        return real(*args, **kwargs)

    monkeypatch.setattr(reminders, "send_digest", dies)
    with pytest.raises(KeyboardInterrupt):
        a_turn(THURSDAY)
    assert Digest.objects.count() == 2
    monkeypatch.setattr(reminders, "send_digest", real)
    assert did(THURSDAY) == {"digests sent": 2}
    assert sorted(row.to for row in letters("request-digest")) == [f"desk{n}@aldermoor.example" for n in range(4)]


def test_one_that_goes_wrong_does_not_stand_in_the_way_of_the_others(officer, monkeypatch, caplog):
    for number in range(3):
        given.a_request(officer, partner_email=f"desk{number}@aldermoor.example")
    real = reminders.send_digest

    def fails(*args, **kwargs):
        if kwargs["mailbox"].startswith("desk1"):
            raise ValueError("no")
        return real(*args, **kwargs)

    monkeypatch.setattr(reminders, "send_digest", fails)
    with clock.at(nine(THURSDAY)):
        turn = work.Turn(actor=WORKER, at=nine(THURSDAY))
        first, second = work.everything_due(turn), work.everything_due(turn)
    assert (first.of["digests sent"], first.failed) == (2, 1)
    assert (second.of["digests sent"], second.failed) == (0, 0)
    assert "went wrong" in caplog.text


def test_a_turn_has_an_end_and_says_that_there_is_more(officer):
    for number in range(5):
        given.a_request(officer, partner_email=f"desk{number}@aldermoor.example")
    done = a_turn(THURSDAY, most=3)
    assert (done.of["digests sent"], done.more) == (3, True)
    done = a_turn(THURSDAY, most=3)
    assert (done.of["digests sent"], done.more) == (2, False)


def test_an_answer_just_before_takes_a_request_out_of_the_digest(officer):
    ask, other = given.a_request(officer), given.a_request(officer)
    stale = [fresh(ask), fresh(other)]
    given.refused(ask, at=nine(THURSDAY, 8))
    with clock.at(nine(THURSDAY)):
        count = services.send_digest(
            WORKER, mailbox="duty.desk@aldermoor.example", body=given.DISTRICT, body_name="Aldermoor", asks=stale,
            at=nine(THURSDAY),
        )  # fmt: skip
    assert count == 1
    assert ask.reference not in letters("request-digest")[0].text


@pytest.mark.django_db(transaction=True)
def test_two_runs_at_once_send_each_digest_and_each_reminder_once(tmp_path):
    given.westshire(tmp_path / "edition")
    officer = given.acting(given.a_person())
    for number in range(6):
        given.a_request(officer, partner_email=f"desk{number % 3}@aldermoor.example")
        given.a_request(officer, urgency="urgent")
    faults, reports = [], []

    def run():
        try:
            turn = work.Turn(actor=WORKER, at=nine(THURSDAY), say=lambda _words: None)
            reports.append(work.everything_due(turn))
        except Exception as fault:  # noqa: BLE001  whatever it is, the test tells it
            faults.append(fault)
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(3)]
    with clock.at(nine(THURSDAY)):
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert faults == []
    assert [report.failed for report in reports] == [0, 0, 0]
    assert sorted(row.to for row in letters("request-digest")) == [f"desk{n}@aldermoor.example" for n in range(3)]
    assert len(letters("request-reminder")) == 6
    assert Reminder.objects.count() == 12
    assert audit.verify().ok
