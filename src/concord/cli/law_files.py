"""`concord law import` and `concord law check`: official XML kept beside our summaries, or compared with them."""

from __future__ import annotations

import sys
import time
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from concord import statute
from concord.base import clock
from concord.base.actor import Actor
from concord.cli import words
from concord.importers import keeping, legislation
from concord.importers.parting import Comparison, Note, Parting

if TYPE_CHECKING:
    import argparse

    from concord.importers.legislation import OfficialFile

FORMAT = "concord.law-check/1"
_QUIET_FOR = 2.0
_GROUPS = {
    "ours-only": "In the rulebook and not in the file",
    "official-only": "In the file and not in the rulebook",
    "days": "Days of versions",
    "standing": "In force, or not",
    "words": "Words",
    "change": "Changes that legislation.gov.uk has not worked in",
    "prospective": "Not yet in force",
    "later": "Later than the file",
    "partly-held": "Taken in part",
    "undated": "Without days",
    "not-fixed": "Words not yet fixed",
}


def add_parsers(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The two commands, with their arguments."""
    where = "an XML file of legislation.gov.uk: the address of a section or an Act with /data.xml at the end"
    keep = subparsers.add_parser("import", help="keep the official words of an XML file beside our summaries")
    keep.add_argument("file", type=Path, metavar="FILE", help=where)
    keep.add_argument("--json", action="store_true", help="print JSON")
    keep.set_defaults(run=import_file)
    check = subparsers.add_parser("check", help="say where the rulebook and an official XML file part; keeps nothing")
    check.add_argument("file", type=Path, metavar="FILE", help=where)
    check.add_argument("--json", action="store_true", help=f"print JSON in the format {FORMAT}")
    check.set_defaults(run=check_file)


def import_file(args: argparse.Namespace) -> int:
    """Keep the words of the provisions that the rulebook has, and say what was kept."""
    book = statute.rulebook()
    official = _read(args.file)
    kept = keeping.keep(Actor.command("concord law import"), book, official, at=clock.now())
    if args.json:
        words.print_json({**kept.as_json(), "licence": legislation.LICENCE})
        return 0
    print(kept.says)
    for ref, why in kept.left.items():
        print(f"  {ref}: {why}")
    print(legislation.LICENCE)
    return 0


def check_file(args: argparse.Namespace) -> int:
    """Print where the two part: 0 if nowhere, 1 if somewhere."""
    side = Comparison(statute.rulebook(), _read(args.file))
    if args.json:
        words.print_json(_check_json(side))
    else:
        _print_check(side)
    return 1 if side.partings else 0


def _read(path: Path) -> OfficialFile:
    return legislation.read(statute.rulebook(), path, progress=_Progress(path.name))


class _Progress:
    """Says how far the reading is, once it has taken two seconds, on the error stream."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._next = time.monotonic() + _QUIET_FOR

    def __call__(self, done: float) -> None:
        if time.monotonic() >= self._next:
            print(f"Reading {self._name}: {done:.0%}", file=sys.stderr)
            self._next = time.monotonic() + _QUIET_FOR


def _heading(official: OfficialFile) -> str:
    day = f", as the law stood on {statute.in_words(official.day)}" if official.day and official.revised else ""
    edited = f" Last edited on {statute.in_words(official.modified)}." if official.modified else ""
    what = statute.cited(statute.rulebook(), official.scope) if official.scope else official.title
    return f"{official.name}: {what}{day}; {len(official.provisions)} provisions.{edited}"


def _print_check(side: Comparison) -> None:
    print(_heading(side.file))
    print(f"Rulebook {side.book.version}, which states the law as it stood on {statute.in_words(side.book.stands_at)}.")
    print(f"\n{_count(len(side.partings), 'parting')}.")
    _print_entries(side.partings)
    unfixed = [note for note in side.notes if note.kind == "not-fixed"]
    rest = [note for note in side.notes if note.kind != "not-fixed"]
    if side.notes:
        print("\nWorth knowing")
    _print_entries(rest)
    if unfixed:
        print(f"\n  {_GROUPS['not-fixed']} ({len(unfixed)})")
        print("    The rulebook does not yet say which official words it sums up here; --json gives the hash of each.")
        print(f"    {', '.join(note.ref for note in unfixed)}")


def _count(number: int, word: str) -> str:
    return f"No {word}" if not number else f"{number} {word}{'' if number == 1 else 's'}"


def _print_entries(entries: tuple[Parting | Note, ...] | list[Note]) -> None:
    order = list(_GROUPS)
    for kind, group in groupby(
        sorted(entries, key=lambda entry: order.index(entry.kind)), key=lambda entry: entry.kind
    ):
        found = list(group)
        print(f"\n  {_GROUPS[kind]} ({len(found)})")
        for entry in found:
            print(f"    {entry.says}")


def _check_json(side: Comparison) -> dict[str, Any]:
    official = side.file
    return {
        "format": FORMAT,
        "rulebook": {
            "version": side.book.version,
            "sha256": side.book.digest,
            "stands_at": side.book.stands_at.isoformat(),
        },
        "file": {
            "name": official.name,
            "sha256": official.sha256,
            "act": official.act.code,
            "title": official.title,
            "identifier": official.identifier,
            "scope": official.scope or None,
            "day": _iso(official.day),
            "modified": _iso(official.modified),
            "revised": official.revised,
            "versions": [day.isoformat() for day in official.versions],
        },
        "parts": bool(side.partings),
        "partings": [entry._asdict() for entry in side.partings],
        "notes": [entry._asdict() for entry in side.notes],
        "provisions": [
            {
                "ref": p.ref,
                "standing": p.standing,
                "from": _iso(p.start),
                "to": _iso(p.end),
                "sha256": p.sha256 or None,
                "held": p.ref in side.ours,
            }
            for p in official.provisions.values()
        ],
    }


def _iso(day: Any) -> str | None:
    return day.isoformat() if day else None
