"""`concord work`: takes in what came by e-mail and sends what waits in the outbox, once or until it is stopped.

Safe to run twice at once.
"""

from __future__ import annotations

import signal
import threading
import time
from contextlib import suppress
from typing import TYPE_CHECKING

from django.db import DatabaseError, close_old_connections

from concord.base import clock
from concord.base.actor import Actor
from concord.cli import mail
from concord.delivery import links, queries, sending, webhooks

if TYPE_CHECKING:
    import argparse

SECONDS_BETWEEN = 5.0
QUIET_SECONDS = 2.0
AT_A_TIME = 20
FORGET_EVERY = 3600.0


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The command."""
    work = subparsers.add_parser(
        "work",
        help="send what waits in the outbox",
        description="Sends what is due, to mailboxes and webhooks. Safe to run twice at once. Exit status 1: the mail"
        " server could not be reached, or something was given up.",
    )
    how = work.add_mutually_exclusive_group()
    how.add_argument("--once", action="store_true", help="send what is due and end (as if left out)")
    how.add_argument("--loop", action="store_true", help="go on until stopped, looking every few seconds")
    work.set_defaults(run=run_work)


def run_work(args: argparse.Namespace) -> int:
    """Send what is due, once or for ever."""
    if args.loop:
        return _loop()
    while mail.take_in_what_waits():
        pass
    report = _everything_due()
    _say(report)
    told = _everything_told()
    links.forget_old(at=clock.now())
    waiting = queries.backlog_for_the_server().waiting
    if waiting:
        print(f"{waiting} {'waits' if waiting == 1 else 'wait'} for a later try: run this again, or use --loop.")
    return 1 if report.unreachable or report.given_up or told.given_up else 0


def _everything_due() -> sending.Report:
    """Send until nothing is due or the mail server cannot be reached, saying how far it is where that takes long."""
    total, started = sending.Report(), time.monotonic()
    while True:
        report = sending.send_due(Actor.command("concord work"), most=AT_A_TIME)
        total.sent += report.sent
        total.to_try_again += report.to_try_again
        total.given_up += report.given_up
        total.unreachable = report.unreachable
        if report.unreachable or not (report.sent or report.to_try_again or report.given_up):
            return total
        if time.monotonic() - started > QUIET_SECONDS:
            print(f"  {total.sent} sent so far", flush=True)


def _everything_told() -> webhooks.Told:
    """Tell the webhooks until nothing is due."""
    total = webhooks.Told()
    while (report := _tell_webhooks()).anything:
        total.told += report.told
        total.to_try_again += report.to_try_again
        total.given_up += report.given_up
    return total


def _tell_webhooks() -> webhooks.Told:
    """Tell the webhooks some of what is due, and say so where there was anything."""
    report = webhooks.send_due(Actor.command("concord work"), most=AT_A_TIME)
    if report.anything:
        print(
            f"Webhooks: {report.told} told, {report.to_try_again} to be tried again, {report.given_up} given up.",
            flush=True,
        )
    return report


def _loop() -> int:
    """Look for what is due every few seconds, until asked to stop; a batch under way is finished first."""
    stop = threading.Event()
    for sign in (signal.SIGTERM, signal.SIGINT):
        signal.signal(sign, lambda *_: stop.set())
    print(f"Sending what is due, every {SECONDS_BETWEEN:.0f} seconds. Ctrl+C stops.", flush=True)
    forget_at = time.monotonic()
    while not stop.is_set():
        if not _one_batch():
            if time.monotonic() >= forget_at:
                forget_at = time.monotonic() + FORGET_EVERY
                _forget()
            close_old_connections()
            stop.wait(SECONDS_BETWEEN)
    print("Stopped; what waits is kept.")
    return 0


def _one_batch() -> bool:
    """Send a batch; whether there may be more to send at once. A database that does not answer is waited for."""
    try:
        more = mail.take_in_what_waits()
        report = sending.send_due(Actor.command("concord work"), most=AT_A_TIME)
        told = _tell_webhooks()
    except DatabaseError as error:
        print(f"The database did not answer ({str(error).splitlines()[0]}). It will be asked again.", flush=True)
        return False
    did_something = bool(report.sent or report.to_try_again or report.given_up)
    if did_something:
        _say(report)
    return more or told.anything or (did_something and not report.unreachable)


def _forget() -> None:
    """Delete what only counted wrong links and codes; what cannot be deleted now is an hour later."""
    with suppress(DatabaseError):
        links.forget_old(at=clock.now())


def _say(report: sending.Report) -> None:
    print(f"{report.sent} sent, {report.to_try_again} to be tried again, {report.given_up} given up.", flush=True)
    if report.unreachable:
        print(
            f"{report.unreachable} Check CONCORD_EMAIL_URL and the mail server; nothing is lost meanwhile.", flush=True
        )
