"""`script/bench requests --database ENGINE --requests N [--check] [--keep FOLDER]`: requests, by the million.

One JSON object on stdout, progress on stderr. How to run and read it: docs/operate/benches.md.
"""

from __future__ import annotations

import argparse
import contextlib
import importlib
import json
import logging
import os
import sys
from pathlib import Path
from time import perf_counter
from typing import Any

FEW = 1_000
TARGETS = {
    "request_page": (40, 12),
    "inbox": (50, 8),
    "link_page": (20, 6),
    "search": (100, None),
    "search_rare": (100, None),
    "dashboard": (100, None),
}
"""The most milliseconds, and the most queries, that each page may take: medians."""
RATHER_EMPTY = {"search_rare"}
"""What shows fewer rows at a thousand requests than at N, so that its two times say nothing of each other."""
GROWTH = 1.3
"""The most that a page may take of its time at a thousand requests."""
PER_SECOND = 100
"""The fewest requests created and sent in a second, on PostgreSQL by two workers."""
STARTED = perf_counter()


def main() -> int:
    """Seed, measure at a thousand and at N, print, and say what is missed; only with --check is a miss a failure."""
    args = _arguments()
    logging.disable(logging.WARNING)
    place = importlib.import_module("parts.requests_place")
    with place.place(args.database, args.keep) as folder:
        found = _measured(args, folder)
        importlib.import_module("django.db").connections.close_all()
    print(json.dumps(found))
    missed = misses(found)
    for line in missed:
        say(f"missed: {line}")
    return 1 if args.check and missed else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="script/bench requests", description=__doc__.splitlines()[0])
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--requests", type=int, default=100_000, metavar="N", help="at least 1000")
    parser.add_argument("--sent", type=int, default=1_000, metavar="N", help="how many the two workers create and send")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="seed it there, or measure what was seeded there")
    parser.add_argument("--check", action="store_true", help="exit with 1 where a target is missed")
    args = parser.parse_args()
    if args.requests < FEW:
        parser.error(f"--requests is at least {FEW}")
    args.keep = args.keep.resolve() if args.keep else None
    return args


def _measured(args: argparse.Namespace, folder: Path) -> dict[str, Any]:
    templates = importlib.import_module("parts.requests_templates")
    figures = importlib.import_module("parts.requests_figures")
    clock = importlib.import_module("concord.base.clock")
    note = folder / "seeded.json"
    if note.exists():
        kept = json.loads(note.read_text(encoding="utf-8"))
        found = {**kept["found"], "requests": kept["requests"]}
    else:
        found, kept = _seeded(args, note)
    with clock.at(templates.NOW):
        say(f"measuring at {kept['requests']:,} requests")
        pages = figures.Figures(kept["desks"]).measure()
        found["at_all"] = pages
        few = found.get("at_1000", {})
        alike = few.keys() - RATHER_EMPTY
        found["growth"] = {name: round(pages[name]["ms"] / few[name]["ms"], 2) for name in pages if name in alike}
        say(f"{args.sent:,} requests created and sent by two workers")
        found["sending"] = importlib.import_module("parts.requests_sending").measure(args.sent)
    return {"database": args.database, **found, "load": _load(), "seconds": round(perf_counter() - STARTED)}


def _seeded(args: argparse.Namespace, note: Path) -> tuple[dict[str, Any], dict[str, Any]]:
    """The database made and filled; measured at a thousand on the way."""
    templates = importlib.import_module("parts.requests_templates")
    copies = importlib.import_module("parts.requests_copies")
    figures = importlib.import_module("parts.requests_figures")
    clock = importlib.import_module("concord.base.clock")
    say("making a database and loading the register of England")
    with clock.at(templates.BEFORE):
        _set_up()
    copied = copies.Copies(args.requests, say)
    stood = copied.leave_room()
    made = templates.Templates(say)
    made.make()
    copied.stage(stood=stood, desks=made.desks)
    copied.fill(FEW)
    found: dict[str, Any] = {"requests": args.requests}
    with clock.at(templates.NOW):
        say(f"measuring at {FEW:,} requests")
        found["at_1000"] = figures.Figures(made.desks).measure()
    copied.fill(args.requests)
    found |= {"seeded": copied.counted(), "seeding_s": round(perf_counter() - STARTED)}
    kept = {"requests": args.requests, "desks": made.desks, "found": found}
    note.write_text(json.dumps(kept), encoding="utf-8")
    return found, kept


def _set_up() -> None:
    concord = importlib.import_module("concord.cli.main").main
    with contextlib.redirect_stdout(sys.stderr):
        for words in (["manage", "migrate", "--no-input", "--verbosity", "0"], ["register", "load"]):
            if concord(words):
                raise SystemExit(f"bench: `concord {' '.join(words)}` did not succeed; see above.")


def misses(found: dict[str, Any]) -> list[str]:
    """The targets that are missed, in words."""
    lines = []
    for name, (most_ms, most_queries) in TARGETS.items():
        page = found["at_all"][name]
        if page["ms"] > most_ms:
            lines.append(f"{name} takes {page['ms']} ms, and must take at most {most_ms}")
        if most_queries and page["queries"] > most_queries:
            lines.append(f"{name} asks {page['queries']} times, and must at most {most_queries} times")
    for name, growth in found["growth"].items():
        if growth > GROWTH:
            lines.append(f"{name} takes {growth} times what it takes at {FEW}, and must take at most {GROWTH} times")
    sending = found["sending"]
    if found["database"] == "postgresql" and sending["per_second"] < PER_SECOND:
        lines.append(f"{sending['per_second']} are created and sent in a second, and must be at least {PER_SECOND}")
    if sending["lost"] or sending["too_many"] or not sending["record_holds"]:
        lines.append(
            f"of {sending['sent']} sent, {sending['lost']} were lost, some are there twice, or the record does not hold"
        )
    return lines


def _load() -> float:
    """How busy the machine was: processes that wanted to run, in the last minute's mean."""
    return round(os.getloadavg()[0], 1)


def say(line: str) -> None:
    """Progress, to stderr."""
    print(f"bench: {perf_counter() - STARTED:.0f} s: {line}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
