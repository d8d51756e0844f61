"""`script/bench agreements [--check]`: coverage of one authority and of all, and a sheet of ten thousand rows taken in.

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

TARGETS = {"coverage_ms": 100, "coverage_queries": 15, "all_coverage_s": 5, "import_s": 20}
"""The most that each figure may be."""
STARTED = perf_counter()


def main() -> int:
    """Seed, measure, print, and say what is missed; only with --check is a miss a failure."""
    parser = argparse.ArgumentParser(prog="script/bench agreements", description=__doc__.splitlines()[0])
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="leave the database there")
    parser.add_argument("--check", action="store_true", help="exit with 1 where a target is missed")
    args = parser.parse_args()
    logging.disable(logging.WARNING)
    place = importlib.import_module("parts.requests_place")
    with place.place(args.database, args.keep.resolve() if args.keep else None):
        found = {"database": args.database, **_measured()}
        importlib.import_module("django.db").connections.close_all()
    found |= {"load": round(os.getloadavg()[0], 1), "seconds": round(perf_counter() - STARTED)}
    print(json.dumps(found))
    missed = misses(found)
    for line in missed:
        say(f"missed: {line}")
    return 1 if args.check and missed else 0


def _measured() -> dict[str, Any]:
    say("making a database and loading the register of England")
    concord = importlib.import_module("concord.cli.main").main
    with contextlib.redirect_stdout(sys.stderr):
        for words in (["manage", "migrate", "--no-input", "--verbosity", "0"], ["register", "load"]):
            if concord(words):
                raise SystemExit(f"bench: `concord {' '.join(words)}` did not succeed; see above.")
    return dict(importlib.import_module("parts.agreements_figures").Figures(say).measure())


def misses(found: dict[str, Any]) -> list[str]:
    """The targets that are missed, in words."""
    return [
        f"{name} is {found[name]}, and must be at most {most}" for name, most in TARGETS.items() if found[name] > most
    ]


def say(line: str) -> None:
    """Progress, to stderr."""
    print(f"bench: {perf_counter() - STARTED:.0f} s: {line}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
