"""`concord audit verify`: proves that the record of what was done is whole, and says in words where it is not."""

from __future__ import annotations

import argparse
import re
import sys
import time
from dataclasses import asdict
from typing import TYPE_CHECKING

from concord.audit import queries
from concord.cli import words

if TYPE_CHECKING:
    from collections.abc import Callable

QUIET_SECONDS = 2.0
NOTED = re.compile(r"(\d+):([0-9a-f]{64})\Z")


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The group, with its one command."""
    audit = subparsers.add_parser("audit", help="prove that the record has not been changed")
    commands = audit.add_subparsers(dest="audit_command", metavar="COMMAND", required=True)
    verify = commands.add_parser(
        "verify",
        help="prove every entry from the first to the last",
        description="Proves every entry of the record from the first to the last. Exit status 0: all hold; 1: not.",
    )
    verify.add_argument("--json", action="store_true", help="print JSON in the format concord.audit/1")
    verify.add_argument(
        "--noted",
        type=_noted,
        metavar="NUMBER:DIGEST",
        help="the last entry as an earlier proof printed it: also prove that it still stands as it did then",
    )
    verify.set_defaults(run=verify_record)


def verify_record(args: argparse.Namespace) -> int:
    """Prove the record; 0 only if every entry holds, and the noted one still stands."""
    found = queries.verify(_progress() if sys.stderr and sys.stderr.isatty() else None)
    noted_says = _noted_says(args.noted)
    holds = found.ok and not noted_says
    if args.json:
        words.print_json({"format": "concord.audit/1", **asdict(found), "ok": holds, "noted": noted_says or None})
        return 0 if holds else 1
    print("Checked: the number, contents and digest of each entry, that each follows from the one before,")
    print("that none is missing at the end, and that the database refuses to change or delete any.")
    print(f"{'It holds.' if found.ok else 'IT DOES NOT HOLD.'} {found.says}")
    if noted_says:
        print(f"IT DOES NOT HOLD. {noted_says}")
    elif args.noted:
        print(f"Entry {args.noted[0]} stands as it was noted.")
    if holds and found.last:
        print(f"To prove later that this record was not replaced as a whole, note: {found.last}:{found.digest}")
    return 0 if holds else 1


def _noted(text: str) -> tuple[int, str]:
    match = NOTED.match(text.strip())
    if not match:
        raise argparse.ArgumentTypeError(
            f"“{text}” is no noted entry. Give number, colon and the 64 signs of the digest, as the proof printed it."
        )
    return int(match[1]), match[2]


def _noted_says(noted: tuple[int, str] | None) -> str:
    """What is wrong with the noted entry, empty for nothing."""
    if noted is None:
        return ""
    digest = queries.digest_of(noted[0])
    if digest is None:
        return f"Entry {noted[0]}, which was noted, is no longer in the record."
    if digest != noted[1]:
        return f"Entry {noted[0]} is not the one that was noted: the record was replaced from there or before."
    return ""


def _progress() -> Callable[[int, int], None]:
    """Says how far the proof is, from its third second on, on one line of a terminal."""
    started = time.monotonic()

    def show(done: int, of: int) -> None:
        if time.monotonic() - started > QUIET_SECONDS:
            end = "\n" if done >= of else ""
            print(f"\r  {done:,} of {of:,} entries ({100 * done // of} %)", end=end, file=sys.stderr, flush=True)

    return show
