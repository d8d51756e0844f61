"""`concord work` is killed while it sends: nothing is lost, and nothing goes twice but what SMTP itself cannot prevent.

A mail server says by one line that it has a message. Who dies after the server took the message and before that line
was noted cannot know; the message then goes once more, under the same Message-ID, when its claim has ended.
"""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg
import pytest

from concord.delivery.rules import LEASE
from kit.mail_server import MailServer, mail_server

pytestmark = pytest.mark.fault

TESTS = Path(__file__).resolve().parents[1]
SENT = datetime(2026, 11, 23, 9, tzinfo=UTC)
DUE = datetime(2026, 12, 3, 9, tzinfo=UTC)
"""The day before the requests are due: their partners are reminded."""
SOON = timedelta(minutes=1)
LATER = LEASE + SOON
REQUESTS = 6
PATIENCE = 60
STEP = 0.06
"""Seconds by which each kill comes later than the one before."""


@dataclass
class Stalling(MailServer):
    """A server that stops in the middle of one message, before it takes it or after, until it is told to go on."""

    stall_at: int = -1
    takes: bool = False
    seen: int = 0
    reached: threading.Event = field(default_factory=threading.Event)
    go_on: threading.Event = field(default_factory=threading.Event)

    async def handle_DATA(self, server, session, envelope):  # noqa: N802  as its parent
        self.seen += 1
        if self.seen != self.stall_at:
            return await super().handle_DATA(server, session, envelope)
        answer = await super().handle_DATA(server, session, envelope) if self.takes else "451 later"
        self.reached.set()
        await asyncio.to_thread(self.go_on.wait, PATIENCE)
        return answer

    def times(self) -> Counter[str]:
        """How often each message was taken, by its Message-ID."""
        return Counter(str(letter["Message-ID"]) for letter in self.taken)


@pytest.fixture
def smtp():
    with mail_server(Stalling()) as server:
        yield server
        server.go_on.set()


@pytest.fixture
def run(tmp_path):
    """Start a function of `killed` in a process of its own, on a database of its own."""
    env = {**os.environ, "PYTHONPATH": f"{TESTS}{os.pathsep}{TESTS / 'faults'}", "CONCORD_DATABASE_URL": url(tmp_path)}
    shell = [sys.executable, "-m", "django", "shell", "--settings", "kit.settings", "-v", "0", "-c"]

    def start(call):
        return subprocess.Popen([*shell, f"import killed; killed.{call}"], env=env, stdout=subprocess.PIPE, text=True)

    return start


def url(folder):
    given = os.environ.get("CONCORD_DATABASE_URL", "")
    if not given.startswith("postgresql"):
        return f"sqlite:///{folder / 'faults.sqlite3'}"
    server, name = given.rpartition("/")[0], f"faults_{time.monotonic_ns()}"
    with psycopg.connect(f"{server}/postgres", autocommit=True) as line:
        line.execute(f'CREATE DATABASE "{name}"')
    return f"{server}/{name}"


def ended(process):
    said, _ = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0, said
    return said


def working(run, smtp, at):
    return run(f"work({smtp.port}, {at.isoformat()!r})")


def kill_at(run, smtp, number, *, takes, at=SENT):
    """Kill the work while the server holds its message of that number."""
    smtp.stall_at, smtp.takes = number, takes
    process = working(run, smtp, at)
    assert smtp.reached.wait(PATIENCE)
    process.kill()
    process.communicate(timeout=PATIENCE)
    smtp.go_on.set()


def told(run):
    return json.loads(ended(run("told()")))


def test_killed_before_the_server_took_the_message_it_goes_exactly_once(run, smtp):
    ended(run(f"seed({REQUESTS})"))
    kill_at(run, smtp, 3, takes=False)
    assert len(smtp.taken) == 2
    ended(working(run, smtp, SENT + SOON))
    assert len(smtp.taken) == REQUESTS - 1, "What the killed process had in hand stays claimed by it for a while."
    ended(working(run, smtp, SENT + LATER))
    ended(working(run, smtp, SENT + 2 * LATER))
    assert set(smtp.times().values()) == {1}
    assert len(smtp.times()) == REQUESTS
    assert len(told(run)["sent"]) == REQUESTS


def test_killed_after_the_server_took_the_message_that_one_alone_goes_again_under_the_same_message_id(run, smtp):
    ended(run(f"seed({REQUESTS})"))
    kill_at(run, smtp, 3, takes=True)
    held = str(smtp.taken[-1]["Message-ID"])
    for after in (SOON, LATER, 2 * LATER):
        ended(working(run, smtp, SENT + after))
    assert smtp.times() - Counter(list(smtp.times())) == Counter([held])
    assert len(smtp.times()) == REQUESTS
    assert told(run)["waiting"] == []


def test_killed_at_any_moment_of_a_morning_nothing_is_lost_and_each_kill_costs_one_copy_at_most(run, smtp):
    ended(run(f"seed({REQUESTS})"))
    ended(working(run, smtp, SENT))
    kills, at = 0, DUE
    while True:  # a little later each time, until a run comes to its end
        process = working(run, smtp, at)
        assert process.stdout.readline() == "At work.\n"
        try:
            process.communicate(timeout=0.03 + kills * STEP)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate(timeout=PATIENCE)
            kills += 1
            at += LATER
        else:
            break
    ended(working(run, smtp, at + LATER))
    found = told(run)
    assert (found["waiting"], found["digests"]) == ([], REQUESTS)
    assert set(found["reminders"]) == {DUE.date().isoformat()}
    assert len(smtp.times()) == len(found["sent"]) == 2 * REQUESTS
    assert kills
    assert sum(smtp.times().values()) - 2 * REQUESTS <= kills
