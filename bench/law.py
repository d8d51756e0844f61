"""`script/bench law [--peers] [--check]`: how fast the law is answered. One JSON object on stdout, progress on stderr.

How to run and read it: docs/operate/benches.md.
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
import sys
from time import perf_counter
from typing import Any

TARGETS = {
    "england_ms": ("below", 10),
    "one_memory_ms": ("below", 0.05),
    "one_database_ms": ("below", 10),
    "timelines_ms": ("below", 150),
    "cold_cli_s": ("below", 0.8),
    "partners_page_queries": ("at most", 8),
    "peers": ("above", 1),
}
"""What each figure must be. A peer's figure is its time over Concord's, so above 1 means that Concord is first."""

OWN = (
    *("england_ms", "one_memory_ms", "one_database_ms", "timelines_ms"),
    *("cold_cli_s", "partners_page_queries", "peak_mb"),
)


def main() -> int:
    """Measure, print, and say which targets are missed; only with --check is a miss a failure."""
    parser = argparse.ArgumentParser(prog="script/bench law", description=__doc__.splitlines()[0])
    parser.add_argument("--peers", action="store_true", help="also openfisca-core, clingo, SQLite and DuckDB beside it")
    parser.add_argument("--check", action="store_true", help="exit with 1 where a target is missed")
    args = parser.parse_args()
    os.environ["DJANGO_SETTINGS_MODULE"] = "concord.config.settings"
    throwaway = importlib.import_module("parts.throwaway")
    say("making a database and loading the register of England")
    with throwaway.england_in_a_database():
        found = measure(peers=args.peers)
        importlib.import_module("django.db").connections.close_all()
    print(json.dumps(found))
    missed = misses(found)
    for line in missed:
        say(f"missed: {line}")
    return 1 if args.check and missed else 0


def measure(*, peers: bool) -> dict[str, Any]:
    """Every figure, in order."""
    figures = importlib.import_module("parts.figures").Figures()
    found: dict[str, Any] = {}
    for name in OWN:
        started = perf_counter()
        value = getattr(figures, name)()
        found[name] = round(value, 4) if isinstance(value, float) else value
        say(f"{name} {found[name]} (measured in {perf_counter() - started:.1f} s)")
    if peers:
        beside = importlib.import_module("peers.beside")
        found |= beside.measure(figures.book, figures.register, say)
    return found


def misses(found: dict[str, Any]) -> list[str]:
    """The targets that are missed, in words."""
    lines = []
    for name, (how, limit) in TARGETS.items():
        values = found.get(name, {})
        for label, value in values.items() if isinstance(values, dict) else [("", values)]:
            met = {"below": value < limit, "at most": value <= limit, "above": value > limit}[how]
            if not met:
                lines.append(f"{name} {label}".strip() + f" is {value}, and must be {how} {limit}")
    return lines


def say(line: str) -> None:
    """Progress, to stderr."""
    print(f"bench: {line}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
