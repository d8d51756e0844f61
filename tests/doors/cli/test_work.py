"""`concord work`: sends what waits, says what became of it, and goes on until it is stopped."""

from __future__ import annotations

import os
import signal
from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.db import OperationalError

from concord.base import clock
from concord.cli import work
from concord.cli.main import main
from concord.delivery import sending
from concord.delivery.models import LinkGuess, Outgoing
from concord.requests.models import SavedAnswer
from concord.requests.rules.steps import StepKind
from concord.requests.services.saving import keep_answer
from kit import given
from kit.mail_server import free_port

AT = datetime(2026, 11, 22, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _clock():
    with clock.at(AT):
        yield


@pytest.fixture
def waiting(db):
    for number in range(2):
        Outgoing.objects.create(
            message="m",
            to=f"jo{number}@trust.example",
            title="T",
            text="Words",
            subject="s",
            enqueued_at=AT,
            next_at=AT,
        )


def test_it_sends_everything_that_is_due(waiting, capsys):
    Outgoing.objects.filter(to__startswith="jo1").update(next_at=AT + timedelta(hours=1))
    assert main(["work"]) == 0
    said = capsys.readouterr().out
    assert "1 sent, 0 to be tried again, 0 given up." in said
    assert "1 waits for a later try" in said
    assert [letter.to for letter in mail.outbox] == [["jo0@trust.example"]]


def test_a_server_that_is_down_is_said_and_shown_by_the_status(waiting, capsys, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port()
    assert main(["work", "--once"]) == 1
    assert "The mail server could not be reached" in capsys.readouterr().out


@pytest.fixture
def _handlers():
    kept = {sign: signal.getsignal(sign) for sign in (signal.SIGTERM, signal.SIGINT)}
    yield
    for sign, handler in kept.items():
        signal.signal(sign, handler)


@pytest.mark.django_db
@pytest.mark.usefixtures("_handlers")
def test_the_loop_goes_on_over_a_failure_and_stops_when_it_is_asked_to(capsys, monkeypatch):
    seen = []

    def send(*_args, **_kwargs):
        seen.append(1)
        if len(seen) == 2:
            raise OperationalError("database is locked")
        if len(seen) == 3:
            os.kill(os.getpid(), signal.SIGTERM)
        return sending.Report(sent=1 if len(seen) == 1 else 0)

    monkeypatch.setattr(sending, "send_due", send)
    monkeypatch.setattr(work, "SECONDS_BETWEEN", 0)
    # It would close the connection whose transaction this test stands in.
    monkeypatch.setattr(work, "close_old_connections", lambda: None)
    assert main(["work", "--loop"]) == 0
    said = capsys.readouterr().out
    assert "1 sent" in said
    assert "The database did not answer (database is locked)" in said
    assert said.endswith("Stopped; what waits is kept.\n")


def test_it_forgets_wrong_links_and_codes_after_a_day(db, capsys):
    LinkGuess.objects.create(address="a keyed hash", at=AT - timedelta(hours=25))
    LinkGuess.objects.create(address="a keyed hash", at=AT - timedelta(hours=23))
    assert main(["work", "--once"]) == 0
    assert LinkGuess.objects.get().at == AT - timedelta(hours=23)


@pytest.fixture
def officer(db, tmp_path):
    given.westshire(tmp_path / "edition")
    return given.acting(given.a_person())


def test_it_reminds_and_sends_in_one_go_and_nothing_when_it_is_run_again(officer, capsys):
    given.a_request(officer)
    with clock.at(datetime(2026, 12, 3, 9, tzinfo=UTC)):
        assert main(["work"]) == 0
        said = capsys.readouterr().out
        assert "Digests sent: 1." in said
        assert "2 sent, 0 to be tried again, 0 given up." in said
        assert main(["work"]) == 0
    assert "Digests" not in capsys.readouterr().out
    assert [letter.to for letter in mail.outbox] == [["duty.desk@aldermoor.example"]] * 2


def test_a_part_that_fails_is_said_and_the_rest_is_done(waiting, capsys, monkeypatch):
    def fails():
        raise ValueError("no such folder")

    monkeypatch.setattr(work, "_files", fails)
    assert main(["work"]) == 1
    said = capsys.readouterr().out
    assert "Files failed (ValueError: no such folder). It will be tried again." in said
    assert "2 sent" in said


def test_it_forgets_answers_that_were_begun_and_left(officer):
    ask = given.a_request(officer)
    keep_answer(given.a_partner(ask), ask, kind=StepKind.WROTE, written={"words": ["Half"]}, at=AT)
    with clock.at(AT + timedelta(days=61)):
        main(["work"])
    assert not SavedAnswer.objects.exists()
