"""Holds the whole register in memory, answers all of England on six days and every timeline, and prints its peak in MB.

A process of its own, started by `figures` on the throw-away database. It holds the program, Django and the register.
"""

from __future__ import annotations

import importlib
import os
import resource
import sys
from datetime import date
from pathlib import Path

import django

DAYS = (
    *(date(2015, 3, 31), date(2015, 4, 1), date(2022, 6, 30)),
    *(date(2022, 7, 1), date(2023, 4, 1), date(2026, 11, 21)),
)


def peak_mb() -> float:
    """The highest resident memory of this process, by Linux's own mark: `ru_maxrss` counts whoever started it too."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM:"))
        return int(line.split()[1]) / 1024
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024 * 1024 if sys.platform == "darwin" else 1024)


def main() -> None:
    """Load, answer, print."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "concord.config.settings")
    django.setup()
    statute = importlib.import_module("concord.statute")
    queries = importlib.import_module("concord.registry.queries")
    book, register = statute.rulebook(), queries.register_known()
    refs = [line.ref for line in queries.authorities(DAYS[-1])]
    answers = [[statute.partners(book, register, authority=ref, on=on) for ref in refs] for on in DAYS]
    timelines = [statute.timeline(book, register, authority=ref) for ref in refs]
    assert len(answers[-1]) == len(timelines)
    print(round(peak_mb(), 1))


main()
