"""Essex as `concord demo` makes it on the register of England, for stories that go on over days in a real browser.

Loaded once a run: where the database is SQLite, every later story begins from a copy of what the first one made.
"""

from __future__ import annotations

import io
import re
import sqlite3
from contextlib import ExitStack, redirect_stdout
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from django.db import connection

from concord.audit.models import Entry
from concord.base import clock
from concord.base.actor import Actor
from concord.cli.main import main
from concord.registry.services import load_register
from concord.requests.models import CooperationRequest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
"""The Sunday on which every story begins."""
SEEING = {"request:see", "request:open", "request:browse", "request:list-waiting", "request:figures"}
AS_TYPED = {"request:save-answer", "request:mark-read"}
"""What happens or does not, as quickly as somebody types and reads."""

_made: list[sqlite3.Connection] = []


def begin(*, at: datetime = NOON) -> None:
    """Put the register of England and the demonstration's people into the empty database."""
    if _made:
        connection.ensure_connection()
        _made[0].backup(connection.connection)
        return
    with clock.at(at), redirect_stdout(io.StringIO()):
        load_register(Actor.command("concord register load"), at=at)
        assert main(["demo"]) == 0
    if connection.vendor == "sqlite":
        kept = sqlite3.connect(":memory:", check_same_thread=False)
        connection.connection.backup(kept)
        _made.append(kept)


@dataclass(frozen=True)
class Letter:
    """An e-mail that went out."""

    to: str
    title: str
    text: str

    @property
    def link(self) -> str:
        """The secure link in it."""
        found = re.search(r"https?://\S+/r/\S+", self.text)
        assert found, f"“{self.title}” to {self.to} has no link in it."
        return found[0]

    @property
    def code(self) -> str:
        """The code in it."""
        found = re.search(r"Your code is (\d{6})", self.text)
        assert found, f"“{self.title}” to {self.to} has no code in it."
        return found[1]


@dataclass
class Days:
    """The days of a story: what time it is for everybody, what Concord does by itself, and what e-mail went out."""

    outbox: Path
    stood: ExitStack = field(default_factory=ExitStack)

    def become(self, instant: datetime) -> None:
        """Have it be a later instant, for the browser's server and the test alike."""
        self.stood.enter_context(clock.at(instant))

    def work(self, at: datetime | None = None) -> str:
        """Do all that is due, as `concord work` does, at an instant from which the story goes on; what it printed."""
        if at:
            self.become(at)
        said = io.StringIO()
        with redirect_stdout(said):
            assert main(["work", "--once"]) == 0, said.getvalue()
        return said.getvalue()

    def letters(self, to: str = "") -> list[Letter]:
        """The e-mails that went out, oldest first; those to one address, or to whoever it is part of."""
        found = [_letter(file.read_text("utf-8")) for file in sorted(self.outbox.glob("*.txt"))]
        return [letter for letter in found if to in letter.to]

    def post(self, to: str) -> Letter:
        """Send what waits, and take the newest e-mail to an address."""
        self.work()
        found = self.letters(to)
        assert found, f"Nothing was sent to {to}, but to {sorted({letter.to for letter in self.letters()})}."
        return found[-1]

    def code(self, to: str) -> str:
        """Send what waits, and take the newest code that was sent to an address."""
        self.work()
        return next(letter.code for letter in reversed(self.letters(to)) if "Your code is" in letter.text)

    def say_nothing_of(self, *words: str) -> None:
        """No e-mail repeats any of these words, which are about the person whom care is for."""
        for letter in self.letters():
            for word in words:
                assert word not in f"{letter.title}\n{letter.text}", f"“{letter.title}” to {letter.to} says “{word}”."


def _letter(text: str) -> Letter:
    head, _, body = text.partition("\n\n")
    lines = dict(line.split(": ", 1) for line in head.splitlines() if ": " in line)
    return Letter(lines["To"], lines["Subject"], body)


def days(outbox: Path) -> Iterator[Days]:
    """The days of one story, from noon on the first: the body of a fixture."""
    told = Days(outbox)
    with told.stood:
        told.become(NOON)
        yield told


def the_request(**which: Any) -> CooperationRequest:
    """The one request of a story, or the one that `which` tells from the others."""
    return CooperationRequest.objects.select_related("docket").get(**which)


def every_request() -> list[CooperationRequest]:
    """The requests of a story, oldest first."""
    return list(CooperationRequest.objects.select_related("docket").order_by("pk"))


def trail(public_id: str) -> list[str]:
    """What the record says was done to a request, in order. A page that was saved several times is told once."""
    entries = Entry.objects.filter(subject_kind="request", subject=public_id).order_by("seq")
    done = [entry.event for entry in entries if entry.event not in SEEING | AS_TYPED]
    return [
        event for before, event in zip(["", *done], done, strict=False) if event != "request:revise" or event != before
    ]


def facts(public_id: str, event: str) -> list[dict[str, Any]]:
    """What the record keeps of each time that something was done to a request."""
    entries = Entry.objects.filter(subject_kind="request", subject=public_id, event=event).order_by("seq")
    return list(entries.values_list("facts", flat=True))


def prove() -> None:
    """The whole record holds: nothing was changed or left out."""
    said = io.StringIO()
    with redirect_stdout(said):
        assert main(["audit", "verify"]) == 0
    assert "It holds." in said.getvalue()
