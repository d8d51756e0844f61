"""`concord work`: everything that Concord does by itself, once or until it is stopped. Safe to run twice at once.

In this order: e-mail that came in, what is due about requests, the yearly check of contacts, reviews and ends of
agreements, files, what can be forgotten, the outbox, webhooks. Each part is done alone on the failure of another.
"""

from __future__ import annotations

import signal
import threading
import time
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from django.conf import settings
from django.db import DatabaseError, close_old_connections

from concord.agreements.work import OwnersReminders
from concord.base import clock
from concord.base.actor import Actor
from concord.base.errors import Conflict
from concord.cli import mail
from concord.contacts.work import YearlyCheck
from concord.delivery import links, queries, sending, webhooks
from concord.delivery.incoming import services as incoming
from concord.files import upkeep
from concord.registry import queries as registry
from concord.requests import work as requests
from concord.requests.rules.chasing import goes_out
from concord.requests.services.saving import forget_unsent

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Hashable

SECONDS_BETWEEN = 5.0
QUIET_SECONDS = 2.0
AT_A_TIME = 20
LOOK_EVERY: Final = 60.0
"""Seconds between two looks at what is due about requests, and at files."""
FORGET_EVERY: Final = 3600.0


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The command."""
    work = subparsers.add_parser(
        "work",
        help="do what is due: e-mail in and out, reminders, escalations, contacts, webhooks, files",
        description="Does everything that is due: takes in e-mail, reminds and escalates, follows bodies that ended,"
        " counts again over new bank holidays, asks whether contacts are still right, reminds owners of agreements,"
        " scans files, sends the outbox,"
        " tells webhooks. Safe to run twice at once."
        " Exit status 1: the mail server could not be reached, something was given up, or a part failed.",
    )
    how = work.add_mutually_exclusive_group()
    how.add_argument("--once", action="store_true", help="do what is due and end (as if left out)")
    how.add_argument("--loop", action="store_true", help="go on until stopped, looking every few seconds")
    work.set_defaults(run=run_work)


def run_work(args: argparse.Namespace) -> int:
    """Do what is due, once or for ever."""
    shift = Shift()
    return shift.loop() if args.loop else shift.once()


@dataclass(slots=True)
class Shift:
    """One process at work. `failed` counts what went wrong; `broken` is what of requests did, not to meet it again."""

    failed: int = 0
    broken: set[Hashable] = field(default_factory=set)
    yearly: YearlyCheck = field(default_factory=YearlyCheck)
    owners: OwnersReminders = field(default_factory=OwnersReminders)
    look_at: float = 0.0
    forget_at: float = 0.0

    def once(self) -> int:
        """Do everything that is due."""
        while self.part("Incoming e-mail", mail.take_in_what_waits):
            pass
        while self.part("Requests", self.requests):
            pass
        while self.part("Contacts", self.contacts):
            pass
        while self.part("Agreements", self.agreements):
            pass
        self.part("Files", _files)
        self.part("Forgetting", _forget)
        report = sending.Report()
        self.part("The outbox", lambda: _everything_due(report))
        told = webhooks.Told()
        self.part("Webhooks", lambda: _everything_told(told))
        waiting = queries.backlog_for_the_server().waiting
        if waiting:
            print(f"{waiting} {'waits' if waiting == 1 else 'wait'} for a later try: run this again, or use --loop.")
        return 1 if report.unreachable or report.given_up or told.given_up or self.failed else 0

    def loop(self) -> int:
        """Look for what is due every few seconds, until asked to stop; a batch under way is finished first."""
        stop = threading.Event()
        for sign in (signal.SIGTERM, signal.SIGINT):
            signal.signal(sign, lambda *_: stop.set())
        print(f"Doing what is due, every {SECONDS_BETWEEN:.0f} seconds. Ctrl+C stops.", flush=True)
        while not stop.is_set():
            if not self.batch():
                close_old_connections()
                stop.wait(SECONDS_BETWEEN)
        print("Stopped; what waits is kept.")
        return 0

    def batch(self) -> bool:
        """Do some of everything; whether there may be more to do at once."""
        more, now = False, time.monotonic()
        parts: list[tuple[str, Callable[[], bool]]] = [("Incoming e-mail", mail.take_in_what_waits)]
        if now >= self.look_at:
            parts += [("Requests", self.requests), ("Contacts", self.contacts)]
            parts += [("Agreements", self.agreements), ("Files", _files)]
        if now >= self.forget_at:
            parts.append(("Forgetting", _forget))
            self.forget_at = now + FORGET_EVERY
        for name, do in (*parts, ("The outbox", _some_due), ("Webhooks", _some_told)):
            found = self.part(name, do)
            if name == "Requests" and not found:
                self.look_at = now + LOOK_EVERY
            more = more or found
        return more

    def part(self, name: str, do: Callable[[], bool]) -> bool:
        """Do one part; whether there may be more of it. One that fails is said, and the others go on."""
        try:
            return do()
        except BrokenPipeError:
            raise
        except DatabaseError as error:
            says = f"The database did not answer ({_first_line(error)}). It will be asked again."
        except Exception as error:  # noqa: BLE001  whatever it is, the other parts must not wait for it
            says = f"{name} failed ({type(error).__name__}: {_first_line(error)}). It will be tried again."
        print(says, flush=True)
        self.failed += 1
        return False

    def requests(self) -> bool:
        """Do what is due about requests, up to some hundreds of each kind."""
        turn = requests.Turn(actor=Actor.command("concord work"), at=clock.now(), say=_say_progress, broken=self.broken)
        done = requests.everything_due(turn)
        for what, count in done.of.items():
            print(f"{what[0].upper()}{what[1:]}: {count}.", flush=True)
        if done.failed:
            self.failed += 1
            print(f"{done.failed} went wrong: see the log. The others were done.", flush=True)
        return done.more

    def contacts(self) -> bool:
        """Ask mailboxes nobody has checked for a year, in the hours of reminders; doubt those that stay silent."""
        at = clock.now()
        if not goes_out(at, registry.bank_holidays()):
            return False
        done = self.yearly.once(Actor.command("concord work"), at=at)
        if done.asked:
            print(f"Mailboxes asked whether they are still right: {done.asked}.", flush=True)
        if done.doubted:
            print(f"Contacts marked, because nobody answered: {done.doubted}.", flush=True)
        self.failed += bool(done.failed)
        return done.more

    def agreements(self) -> bool:
        """Have agreements follow to who keeps them next; remind owners of them, in the hours of reminders."""
        at, actor = clock.now(), Actor.command("concord work")
        followed = self.owners.keepers(actor, at=at)
        if followed.sent:
            print(f"Agreements that followed to the body that keeps them next: {followed.sent}.", flush=True)
        self.failed += bool(followed.failed)
        if not goes_out(at, registry.bank_holidays()):
            return followed.more
        done = self.owners.once(actor, at=at)
        if done.sent:
            print(f"Owners of agreements reminded: {done.sent}.", flush=True)
        officers = self.owners.officers(actor, at=at)
        if officers.sent:
            print(f"Arrangements inside councils of which their officers were reminded: {officers.sent}.", flush=True)
        self.failed += bool(done.failed) + bool(officers.failed)
        return done.more or officers.more or followed.more


def _files() -> bool:
    """Have files scanned that wait for the scanner."""
    report = upkeep.scan_waiting(Actor.command("concord work"), at=clock.now())
    if report.infected:
        print(f"{report.infected} files infected: deleted, and marked so.", flush=True)
    return False


def _forget() -> bool:
    """Delete what only counted wrong links and codes, half-written answers, files never finished, and old mail."""
    at = clock.now()
    links.forget_old(at=at)
    forget_unsent(at=at)
    upkeep.forget_unfinished(Actor.command("concord work"), at=at)
    upkeep.settle_waiting(at=at)
    with suppress(Conflict):
        incoming.forget_old(Actor.command("concord work"), before=at - timedelta(days=settings.MAIL_KEPT_DAYS))
    return False


def _everything_due(total: sending.Report) -> bool:
    """Send until nothing is due or the mail server cannot be reached, saying how far it is where that takes long."""
    started = time.monotonic()
    while True:
        report = sending.send_due(Actor.command("concord work"), most=AT_A_TIME)
        total.sent += report.sent
        total.to_try_again += report.to_try_again
        total.given_up += report.given_up
        total.unreachable = report.unreachable
        if report.unreachable or not _anything(report):
            _say(total)
            return False
        if time.monotonic() - started > QUIET_SECONDS:
            _say_progress(f"  {total.sent} sent so far")


def _some_due() -> bool:
    """Send a batch; whether there may be more."""
    report = sending.send_due(Actor.command("concord work"), most=AT_A_TIME)
    if _anything(report):
        _say(report)
    return _anything(report) and not report.unreachable


def _everything_told(total: webhooks.Told) -> bool:
    """Tell the webhooks until nothing is due."""
    while (report := _tell_webhooks()).anything:
        total.told += report.told
        total.to_try_again += report.to_try_again
        total.given_up += report.given_up
    return False


def _some_told() -> bool:
    """Tell the webhooks some of what is due; whether there may be more."""
    return _tell_webhooks().anything


def _tell_webhooks() -> webhooks.Told:
    report = webhooks.send_due(Actor.command("concord work"), most=AT_A_TIME)
    if report.anything:
        print(
            f"Webhooks: {report.told} told, {report.to_try_again} to be tried again, {report.given_up} given up.",
            flush=True,
        )
    return report


def _anything(report: sending.Report) -> bool:
    return bool(report.sent or report.to_try_again or report.given_up)


def _say(report: sending.Report) -> None:
    print(f"{report.sent} sent, {report.to_try_again} to be tried again, {report.given_up} given up.", flush=True)
    if report.unreachable:
        print(
            f"{report.unreachable} Check CONCORD_EMAIL_URL and the mail server; nothing is lost meanwhile.", flush=True
        )


def _say_progress(words: str) -> None:
    print(words, flush=True)


def _first_line(error: Exception) -> str:
    return next(iter(str(error).splitlines()), "")
