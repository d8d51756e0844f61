"""`concord register …`: load an edition, say what is held, check it, list changes, write it out as tables again."""

from __future__ import annotations

import textwrap
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from concord.base import clock
from concord.base.actor import Actor
from concord.base.errors import Invalid
from concord.cli import holidays, words
from concord.cli.bodies import EMPTY
from concord.registry import queries, services
from concord.registry.wording import BODY_KINDS, CHANGE_STANDINGS
from concord.statute.periods import Period, in_words

if TYPE_CHECKING:
    import argparse

    from concord.registry.queries import RegisterStatus
    from concord.registry.rules import Check

MARKS = {"ok": "ok    ", "note": "note  ", "failed": "FAILED"}
ATTRIBUTION = "Contains public sector information licensed under the Open Government Licence v3.0."


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The group, with its commands."""
    register = subparsers.add_parser("register", help="load, check and export the register of England")
    commands = register.add_subparsers(dest="register_command", metavar="COMMAND", required=True)
    load = commands.add_parser("load", help="load the packaged edition, or one from a folder; all of it or nothing")
    load.add_argument(
        "--directory", type=Path, metavar="FOLDER", help="tables with edition.toml, instead of the packaged"
    )
    load.set_defaults(run=load_edition)
    status = commands.add_parser("status", help="which edition is loaded, and what it holds")
    status.add_argument("--json", action="store_true", help="print JSON in the format concord.register.status/1")
    status.set_defaults(run=print_status)
    check = commands.add_parser(
        "check",
        help="run the checks that follow from the Act and from the register's own claims",
        description="Runs every check of the register. Exit status 0: none failed; 1: at least one did.",
    )
    check.add_argument("--json", action="store_true", help="print JSON in the format concord.register.check/1")
    check.set_defaults(run=print_checks)
    changes = commands.add_parser("changes", help="what changes between two days, and what is announced")
    changes.add_argument(
        "--from", dest="since", type=words.day, metavar="DATE", help="the first day; today if left out"
    )
    changes.add_argument("--to", dest="until", type=words.day, metavar="DATE", help="the last day; no end if left out")
    changes.add_argument("--json", action="store_true", help="print JSON in the format concord.register.changes/1")
    changes.set_defaults(run=print_changes)
    export = commands.add_parser("export", help="write the register as tables that “load --directory” takes")
    export.add_argument("--to", type=Path, required=True, metavar="FOLDER", help="a new or empty folder")
    export.set_defaults(run=export_tables)
    holidays.add_parser(commands)


def load_edition(args: argparse.Namespace) -> int:
    """Load an edition and say what that did."""
    loaded = services.load_register(Actor.command("concord register load"), directory=args.directory, at=clock.now())
    print(f"{loaded.title}, version {loaded.version}: {loaded.rows:,} rows.")
    if loaded.again:
        print("It is loaded already. Nothing was changed.")
        return 0
    print(f"{loaded.added:,} rows added, {loaded.changed:,} changed, {loaded.gone:,} no longer in the edition.")
    if loaded.kept:
        print(f"{loaded.kept:,} rows were left as people here have settled them.")
    return 0


def print_status(args: argparse.Namespace) -> int:
    """Print what is loaded; 1 where nothing is."""
    on = clock.today()
    status = queries.register_status(on)
    if args.json:
        words.print_json({"format": "concord.register.status/1", "on": on.isoformat(), **_plain(asdict(status))})
        return 0 if status.edition else 1
    if status.edition is None:
        print(EMPTY)
        return 1
    edition = status.edition
    print(f"{edition.title}, version {edition.version}, of {in_words(edition.day)}")
    print(f"Loaded on {in_words(clock.day_of(edition.loaded_at))}; SHA-256 {edition.sha256}")
    _print_held(status, on)
    return 0


def _print_held(status: RegisterStatus, on: date) -> None:
    print(f"\nBodies on {in_words(on)}:")
    for kind, number in status.bodies.items():
        print(f"  {number:>5,}  {BODY_KINDS[kind]}")
    print("\nFacts, of any day:")
    for kind, standings in status.facts.items():
        parts = ", ".join(f"{number:,} {standing}" for standing, number in standings.items())
        print(f"  {sum(standings.values()):>5,}  {kind.replace('_', ' ')} ({parts})")
    print(f"  {status.settled_here:>5,}  of them recorded or settled here")
    print("\nComplete for:")
    for line in status.coverage:
        print(f"  {line.says}")
    if status.bank_holidays_until:
        print(f"\nBank holidays are known to {in_words(status.bank_holidays_until)}.")
    print(f"{len(status.sources)} sources. {ATTRIBUTION}")


def print_checks(args: argparse.Namespace) -> int:
    """Print every check with what it found; 1 where one failed."""
    if queries.register_status(clock.today()).edition is None:
        raise Invalid(EMPTY)
    checks = queries.quality_checks()
    failed = [check for check in checks if check.result == "failed"]
    if args.json:
        words.print_json(
            {"format": "concord.register.check/1", "failed": len(failed), "checks": [asdict(check) for check in checks]}
        )
        return 1 if failed else 0
    for check in checks:
        _print_check(check)
    open_ones = sum(check.result == "note" for check in checks)
    holding = len(checks) - len(failed) - open_ones
    print(f"\n{len(checks)} checks: {holding} hold, {open_ones} note what is open, {len(failed)} failed.")
    return 1 if failed else 0


def _print_check(check: Check) -> None:
    print(f"{MARKS[check.result]} {check.title}")
    if check.result != "ok":
        print(textwrap.fill(check.why, 100, initial_indent="         ", subsequent_indent="         "))
        for found in check.found:
            print(textwrap.fill(found, 100, initial_indent="       - ", subsequent_indent="         "))


def print_changes(args: argparse.Namespace) -> int:
    """Print what changes from one day to another, and what is announced without a day."""
    since, until = args.since or clock.today(), args.until or date.max
    words.in_order(since, until)
    happenings = [one for one in queries.changes(since, date.max) if one.on <= until]
    announced = queries.announced_changes()
    if args.json:
        words.print_json(
            {
                "format": "concord.register.changes/1",
                "changes": [_plain(asdict(one)) for one in happenings],
                "announced": [_plain(asdict(one)) for one in announced],
            }
        )
        return 0
    day = None
    for one in happenings:
        if one.on != day:
            day = one.on
            print(f"{in_words(day)}{' (announced)' if one.announced else ''}")
        print(textwrap.fill(one.says, 100, initial_indent="  ", subsequent_indent="    "))
    if not happenings:
        print(f"The register knows of no change from {in_words(since)} on with a day of its own.")
    print("\nAnnounced:")
    for change in announced:
        when = in_words(change.on) if change.on else change.expected or "no day given"
        print(f"  {change.title} ({CHANGE_STANDINGS[change.standing].lower()}; {when})")
        print(textwrap.fill(change.says, 100, initial_indent="    ", subsequent_indent="    "))
    return 0


def export_tables(args: argparse.Namespace) -> int:
    """Write the tables into a new or empty folder."""
    folder: Path = args.to
    if queries.register_status(clock.today()).edition is None:
        raise Invalid(EMPTY)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Invalid(f"{folder} is not an empty folder. Name a new one, so that nothing is overwritten.")
    files = queries.register_tables(clock.today())
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, data in files.items():
            (folder / name).write_bytes(data)
    except OSError as error:
        raise Invalid(f"{folder} cannot be written to: {error.strerror}.") from None
    print(f"{len(files)} files written to {folder}.")
    return 0


def _plain(value: Any) -> Any:
    """Dataclasses' values as JSON takes them: days and instants in ISO form, a period as its two ends."""
    if isinstance(value, Period):
        return {"from": _plain(value.opened), "to": _plain(value.closed)}
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return {name: _plain(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    return value
