"""`concord keys check | renew`: what is stored under which encryption key, and all of it brought under the newest.

A key is named by its place in CONCORD_ENCRYPTION_KEYS, the newest 1; never by itself.
"""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, Final

from django.conf import settings

from concord.access import renewal, services
from concord.access.encryption import check_keys
from concord.access.renewal import Tally
from concord.base.actor import Actor
from concord.files import renewal as files_renewal
from concord.search.queries import keys_in_use

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Collection

QUIET_SECONDS: Final = 2.0
MOST_NAMED: Final = 100


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The group, with its two commands."""
    group = subparsers.add_parser("keys", help="which encryption key is in use for what; bring all under the newest")
    commands = group.add_subparsers(dest="keys_command", metavar="COMMAND", required=True)
    check = commands.add_parser(
        "check",
        help="say how much is stored under which key, and which key may be dropped",
        description="Reads every encrypted text and every file and says how many are under which of"
        " CONCORD_ENCRYPTION_KEYS, and which key may be dropped. Changes nothing. Exit status 1: something cannot be"
        " read.",
    )
    check.set_defaults(run=run_check)
    renew = commands.add_parser(
        "renew",
        help="bring every text and file under the newest key while people work",
        description="Brings every encrypted text and every file that is under an older of CONCORD_ENCRYPTION_KEYS under"
        " the newest. People go on working. It may be stopped and run again. Recorded, as numbers. Exit status 1:"
        " something cannot be read, or has to be left for another run.",
    )
    renew.set_defaults(run=run_renew)


def run_check(_args: argparse.Namespace) -> int:
    """Count, and say what may be dropped."""
    check_keys()
    texts, files = Tally(), Tally()
    renewal.check(texts, progress=_telling(renewal.count_rows(), "rows"))
    files_renewal.check(files, progress=_telling(files_renewal.count_files(), "files"))
    search = keys_in_use()
    print(f"Keys in CONCORD_ENCRYPTION_KEYS: {len(settings.ENCRYPTION_KEYS)}, the newest first.")
    for place in range(len(settings.ENCRYPTION_KEYS)):
        kinds = "".join(f", search of each {kind}" for kind, places in search.items() if place in places)
        counts = f"{_number(texts.under[place], 'text')}, {_number(files.under[place], 'file')}"
        print(f"  key {place + 1}{' (newest)' if not place else ''}: {counts}{kinds}")
    lost = _say_lost(texts, files)
    _say_droppable(texts, files, {place for places in search.values() for place in places})
    return 1 if lost or files.left else 0


def run_renew(_args: argparse.Namespace) -> int:
    """Renew, record it whether it comes to its end or not, and say what was done."""
    check_keys()
    actor, texts, files, whole = Actor.command("concord keys renew"), Tally(), Tally(), False
    try:
        renewal.renew(texts, progress=_telling(renewal.count_rows(), "rows"))
        files_renewal.renew(files, progress=_telling(files_renewal.count_files(), "files"))
        whole = True
    finally:
        services.note_renewal(actor, texts=texts, files=files, whole=whole)
        done = f"{_number(texts.renewed, 'text')} and {_number(files.renewed, 'file')}"
        print(f"{'Renewed' if whole else 'Stopped. Renewed so far'}: {done} are under the newest key now.")
    lost = _say_lost(texts, files)
    left = texts.left + files.left
    if left:
        print(f"Left, for they are being changed or on their way to the store: {left:,}. Run it again.")
    if any(places - {0} for places in keys_in_use().values()):
        print("Search still needs an older key: run “concord search rebuild”.")
    print("Before a key is dropped, “concord keys check” says which may be.")
    return 1 if lost or left else 0


def _number(count: int, what: str) -> str:
    return f"{count:,} {what}{'' if count == 1 else 's'}"


def _say_lost(texts: Tally, files: Tally) -> bool:
    """Name what cannot be read by table and id, as many as are any use; whether there is any."""
    lost = [*texts.lost, *files.lost]
    if lost:
        print(f"NOT TO BE READ by any key in the setting: {len(lost):,}. If a key was taken out, put it back.")
    for name in lost[:MOST_NAMED]:
        print(f"  {name}")
    if len(lost) > MOST_NAMED:
        print(f"  and {len(lost) - MOST_NAMED:,} more")
    return bool(lost)


def _say_droppable(texts: Tally, files: Tally, search: Collection[int | None]) -> None:
    """Which keys nothing is under, and what to do about the others."""
    older = range(1, len(settings.ENCRYPTION_KEYS))
    used = {place for place in older if texts.under[place] or files.under[place]}
    if None in search:
        print("Search was made with a key that is no longer in the setting: run “concord search rebuild”.")
    if files.lost or files.left:
        print("Some files could not be read, so that it is not known which keys they need. Drop none before they can.")
        return
    for place in older:
        commands = ["concord keys renew"] if place in used else []
        commands += ["concord search rebuild"] if place in search else []
        needed = " and ".join(f"“{command}”" for command in commands)
        print(f"Key {place + 1} {f'is needed. First run {needed}' if needed else 'may be dropped'}.")
    if not older:
        print("There is no older key to drop.")


def _telling(total: int, what: str) -> Callable[[int], None]:
    """Says how far it is on standard error, now and then."""
    told, done = time.monotonic(), 0

    def tell(count: int) -> None:
        nonlocal told, done
        done += count
        if time.monotonic() - told >= QUIET_SECONDS:
            told = time.monotonic()
            print(f"  {done:,} of {total:,} {what}", file=sys.stderr, flush=True)

    return tell
