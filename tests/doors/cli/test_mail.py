"""`concord mail`: what a mail server's pipe is answered, and what whoever runs the server sees of what came."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError

from concord.base import clock
from concord.cli.main import main
from concord.config import environment
from concord.delivery.incoming import keys, receiving, rules, services
from concord.delivery.models import Incoming, Outgoing
from kit import mails

AT = datetime(2026, 11, 22, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _clock():
    with clock.at(AT):
        yield


@pytest.fixture
def taken(monkeypatch):
    """What an invented room was given."""
    found = []
    monkeypatch.setattr(receiving, "_takers", {"bed": lambda _actor, received, _at: found.append(received)})
    return found


@pytest.fixture
def address(db, settings):
    """Where an answer to a message goes."""
    settings.MAIL_REPLIES = "reply@council.example"
    row = Outgoing.objects.create(
        message="m",
        to="jo@trust.example",
        title="T",
        subject_kind="bed",
        subject="b1",
        enqueued_at=AT,
        sent_at=AT,
    )
    return keys.reply_address(row.public_id)


@pytest.fixture
def pipe(monkeypatch):
    """Run `concord mail take` with a message on its standard input."""

    def run(raw, *words):
        monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(raw)))
        return main(["mail", "take", *words])

    return run


def test_a_message_from_a_pipe_is_taken_and_put_before_its_room_at_once(address, taken, pipe, capsys):
    raw = mails.mail("Yes.\n")
    assert pipe(raw, "--to", address) == 0
    assert [received.text for received in taken] == ["Yes."]
    assert pipe(raw, "--to", address) == 0
    assert len(taken) == 1
    assert capsys.readouterr() == ("", "")


def test_what_can_never_be_taken_is_sent_back_with_a_sentence(address, pipe, capsys, monkeypatch):
    assert pipe(b"") == 65
    monkeypatch.setattr(rules, "LARGEST", 10)
    assert pipe(mails.mail()) == 65
    assert "larger than" in capsys.readouterr().err


@pytest.mark.parametrize("fails", [OperationalError("locked"), RuntimeError("a mistake"), OSError("disk full")])
def test_what_cannot_be_taken_now_is_kept_by_the_mail_server(address, pipe, capsys, monkeypatch, fails):
    def fail(*_args, **_kwargs):
        raise fails

    monkeypatch.setattr(services, "keep", fail)
    assert pipe(mails.mail()) == 75
    assert "could not be kept" in capsys.readouterr().err


def test_without_the_setting_the_mail_server_keeps_everything(address, pipe, capsys, settings):
    settings.MAIL_REPLIES = ""
    assert pipe(mails.mail()) == 75
    assert "CONCORD_MAIL_REPLIES is not set" in capsys.readouterr().err


def test_settings_that_are_wrong_are_no_reason_to_send_mail_back():
    told = subprocess.run(
        [sys.executable, "-m", "concord.cli.main", "mail", "take"],
        env={**os.environ, "CONCORD_BASE_URL": "nowhere", "DJANGO_SETTINGS_MODULE": "concord.config.settings"},
        input=b"",
        capture_output=True,
        check=False,
    )
    assert told.returncode == 75
    assert b"CONCORD_BASE_URL" in told.stderr


def test_once_it_is_kept_it_is_taken_whatever_then_fails(address, pipe, capsys, monkeypatch):
    def fail(*_args, **_kwargs):
        raise OperationalError("locked")

    monkeypatch.setattr(services, "hand_over", fail)
    assert pipe(mails.mail(), "--to", address) == 0
    assert "Kept" in capsys.readouterr().err
    assert Incoming.objects.get().handed_over_at is None


def test_mail_of_unknown_subject_is_listed_by_its_envelope_alone(address, pipe, capsys, tmp_path):
    raw = mails.mail("Words.\n", sender="Al Ray <al@elsewhere.example>", title="Private")
    pipe(raw)
    assert main(["mail", "unknown"]) == 0
    said = capsys.readouterr().out
    assert "1 e-mail of unknown subject." in said
    assert "2026-11-22 09:00 UTC  from elsewhere.example, 1 KB" in said
    assert main(["mail", "unknown", "--json"]) == 0
    listed = json.loads(capsys.readouterr().out)
    assert (listed["count"], listed["messages"][0]["kind"]) == (1, "unknown")
    for word in ("al@", "Ray", "Private", "Words"):
        assert word not in said + json.dumps(listed)
    public_id, file = listed["messages"][0]["id"], tmp_path / "one.eml"
    assert main(["mail", "save", public_id, "--to", str(file)]) == 0
    assert file.read_bytes() == raw
    assert file.stat().st_mode & 0o077 == 0
    assert main(["mail", "save", public_id, "--to", str(file)]) == 2
    assert main(["mail", "discard", public_id]) == 0
    assert main(["mail", "discard", public_id]) == 2
    assert "There is no such e-mail" in capsys.readouterr().err


def test_mail_that_failed_is_listed_and_tried_again(address, pipe, taken, capsys, monkeypatch):
    monkeypatch.setattr(rules, "TRIES", 1)
    kept = receiving._takers.pop("bed")
    pipe(mails.mail("Yes.\n"), "--to", address)
    assert main(["mail", "failed"]) == 0
    said = capsys.readouterr().out
    assert "1 e-mail failed." in said
    assert "NobodyTakesItError" in said
    public_id = Incoming.objects.get().public_id
    assert main(["mail", "again", public_id]) == 1
    receiving._takers["bed"] = kept
    assert main(["mail", "again", public_id]) == 0
    assert [received.text for received in taken] == ["Yes."]


def test_the_worker_reads_the_maildir_and_puts_what_waits_before_its_room(address, taken, settings, tmp_path, capsys):
    for name in ("new", "cur", "tmp"):
        (tmp_path / name).mkdir()
    (tmp_path / "new/1.a").write_bytes(mails.mail("Yes.\n", to=address))
    settings.MAIL_IN = str(tmp_path)
    assert main(["work"]) == 0
    assert "1 e-mails taken in; 1 put before their rooms." in capsys.readouterr().out
    assert [received.text for received in taken] == ["Yes."]
    settings.MAIL_IN = str(tmp_path / "nowhere")
    assert main(["work"]) == 0
    assert "names no Maildir" in capsys.readouterr().out


def test_settings_of_incoming_mail_that_are_wrong_are_one_sentence():
    assert environment.mailbox("reply@council.example") == "reply@council.example"
    assert environment.mailbox("") == environment.maildir("") == ""
    assert environment.maildir("maildir:///srv/mail%20in") == "/srv/mail in"
    for wrong in ("reply", "a+b@c.example", "@c.example", "reply@", f"{'a' * 21}@c.example"):
        with pytest.raises(ImproperlyConfigured, match="CONCORD_MAIL_REPLIES"):
            environment.mailbox(wrong)
    for wrong in ("/srv/mail", "maildir://host/x", "imap://host", "maildir://"):
        with pytest.raises(ImproperlyConfigured, match="CONCORD_MAIL_IN"):
            environment.maildir(wrong)
