"""The figures of Concord itself. Read only when Django is set up on the throw-away database (see `throwaway`)."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from parts.stopwatch import median_ms, seconds

from concord import statute
from concord.base import clock
from concord.registry import queries

if TYPE_CHECKING:
    from collections.abc import Callable

DAY = date(2026, 11, 21)
AUTHORITIES = 153
ESSEX = "gss:E10000012"


class Figures:
    """Each method is one figure of the issue, in the order in which they are printed."""

    def __init__(self) -> None:
        self.book = statute.rulebook()
        self.register = queries.register_known(clock.now())
        self.refs = [line.ref for line in queries.authorities(DAY)]
        if len(self.refs) != AUTHORITIES:
            raise SystemExit(f"bench: the register holds {len(self.refs)} authorities on {DAY}, not {AUTHORITIES}.")

    def england_ms(self) -> float:
        """The partners of every authority on one day, each with its paragraphs and facts; the register in memory."""
        return median_ms(lambda: [self._partners(ref) for ref in self.refs], times=51)

    def one_memory_ms(self) -> float:
        """The same for one authority: the median over all authorities of each one's median."""
        return self._middle_authority(self._partners, times=21)

    def one_database_ms(self) -> float:
        """One authority's part of the register read from the database and its partners: median over all, as above."""
        return self._middle_authority(self._partners_from_database, times=3)

    def timelines_ms(self) -> float:
        """Every authority's timeline since commencement, with causes and sentences."""
        book, register = self.book, self.register
        return median_ms(lambda: [statute.timeline(book, register, authority=ref) for ref in self.refs], times=11)

    def cold_cli_s(self) -> float:
        """`concord partners Essex` as a process of its own, from its start to its end."""
        command = [str(Path(sys.executable).with_name("concord")), "partners", "Essex"]
        ask = lambda: subprocess.run(command, check=True, capture_output=True)  # noqa: E731, S603  our own command
        ask()
        return statistics.median(seconds(ask) for _ in range(7))

    def partners_page_queries(self) -> int:
        """What the public page of Essex asks of the database."""
        with CaptureQueriesContext(connection) as asked:
            response = Client().get(f"/councils/{ESSEX.removeprefix('gss:')}/")
        if response.status_code != 200:  # noqa: PLR2004  HTTP's own number
            raise SystemExit(f"bench: the page of {ESSEX} answered {response.status_code}.")
        return len(asked)

    def peak_mb(self) -> float:
        """The memory of a process that holds the whole register and answers (see `resident`), at its highest."""
        program = Path(__file__).with_name("resident.py")
        done = subprocess.run([sys.executable, str(program)], check=True, capture_output=True)  # noqa: S603  ours
        return float(json.loads(done.stdout))

    def _partners(self, ref: str) -> statute.PartnerList:
        return statute.partners(self.book, self.register, authority=ref, on=DAY)

    def _partners_from_database(self, ref: str) -> statute.PartnerList:
        register = queries.register_of(ref, at=clock.now())
        return statute.partners(self.book, register, authority=ref, on=DAY)

    def _middle_authority(self, ask: Callable[[str], object], *, times: int) -> float:
        return statistics.median(median_ms(lambda ref=ref: ask(ref), times=times) for ref in self.refs)
