"""The work as a whole: each part alone on the failure of another, over a mail server that is down for a day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from concord.base import clock
from concord.delivery import sending
from concord.delivery.models import Outgoing
from concord.requests import work
from concord.requests.models import Digest
from concord.requests.work import chores, turns
from kit import given
from kit.mail_server import free_port, mail_server
from kit.working_given import WORKER, a_ladder, a_manager, a_turn, fresh, nine

pytestmark = pytest.mark.django_db

DAY_BEFORE = date(2026, 12, 3)
HOUR = timedelta(hours=1)


@pytest.fixture
def smtp(settings):
    """A running mail server that Concord sends through."""
    with mail_server() as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        yield server


def send(at):
    with clock.at(at):
        return sending.send_due(WORKER)


def test_a_part_that_fails_does_not_keep_the_others_from_their_work(officer, monkeypatch, caplog):
    given.a_request(officer)

    def fails(_turn):
        raise ValueError("no")

    broken = tuple(chore._replace(do=fails) if chore.name == "bank holidays" else chore for chore in chores.ALL)
    monkeypatch.setattr(chores, "ALL", broken)
    done = a_turn(DAY_BEFORE)
    assert (done.of["digests sent"], done.failed) == (1, 1)
    assert "bank holidays went wrong" in caplog.text


def test_a_mail_server_that_is_down_for_a_day_gets_everything_once_and_in_order(officer, smtp, settings):
    settings.EMAIL_PORT = free_port()
    begun = nine(date(2026, 12, 2))
    ask = given.a_request(officer, at=begun)
    at = begun
    for _ in range(25):
        a_turn(at)
        send(at)
        at += HOUR
    assert smtp.taken == []
    assert Digest.objects.count() == 1
    settings.EMAIL_PORT = smtp.port
    assert send(at).sent == 2
    assert send(at + HOUR * 48).sent == 0
    titles = [letter["Subject"] for letter in smtp.taken]
    assert titles == [
        "Westshire County Council asks for your co-operation (Care Act 2014, section 7)",
        "1 request waits for Aldermoor District Council",
    ]
    assert fresh(ask).docket.reminded_on == DAY_BEFORE
    assert not Outgoing.objects.filter(next_at__isnull=False).exists()


def test_everything_that_can_be_due_at_once_is_done_in_one_turn_and_nothing_in_the_next(officer):
    a_ladder(a_manager())
    given.a_request(officer, needed_by=date(2026, 11, 27))
    given.a_request(officer, needed_by=date(2026, 12, 4))
    first, second = a_turn(DAY_BEFORE), a_turn(DAY_BEFORE)
    assert dict(first.of) == {"requests found late": 1, "requests escalated": 1, "digests sent": 1}
    assert not second.of


def test_a_long_turn_says_how_far_it_is(officer, monkeypatch):
    for number in range(3):
        given.a_request(officer, partner_email=f"desk{number}@aldermoor.example")
    monkeypatch.setattr(turns, "QUIET_SECONDS", -1.0)
    said = []
    with clock.at(nine(DAY_BEFORE)):
        work.everything_due(work.Turn(actor=WORKER, at=nine(DAY_BEFORE), say=said.append))
    assert said == [f"  digests sent so far: {n}" for n in (1, 2, 3)]
