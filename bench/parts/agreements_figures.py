"""The figures of agreements: sheets are taken in by the operation that people use, then coverage is asked.

Read only when Django is set up on a throw-away database that holds the register of England.
"""

from __future__ import annotations

import statistics
from dataclasses import replace
from datetime import timedelta
from time import perf_counter, process_time
from typing import TYPE_CHECKING, Any

from parts import agreements_sheets as sheets
from parts.stopwatch import median_ms, seconds

from concord import statute
from concord.agreements import queries, services
from concord.base import clock
from concord.base.actor import Actor
from concord.people.roles import Role
from concord.registry import queries as registry
from kit.counting import queries_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from concord.agreements.queries import Coverage

ESSEX, IMPORTER = "gss:E10000012", "gss:E10000016"
PARTNERS, AGREEMENTS, EACH, ROWS = 40, 2_000, 40, 10_000
AUTHORITIES = 153


class Figures:
    """Seeds as it measures: the import of ten thousand rows is the first figure."""

    def __init__(self, say: Callable[[str], None]) -> None:
        self.say, self.at, self.on = say, clock.now(), clock.today()
        self.refs = [line.ref for line in registry.authorities(self.on)]
        if len(self.refs) != AUTHORITIES:
            raise SystemExit(f"bench: the register holds {len(self.refs)} authorities, not {AUTHORITIES}.")
        self.command = Actor.command("bench")

    def measure(self) -> dict[str, Any]:
        """Every figure, by its name."""
        found: dict[str, Any] = {"import_rows": ROWS, "agreements": AGREEMENTS, "partners": PARTNERS}
        found |= self._import()
        self._seed()
        found |= self._one() | self._all()
        return found

    def partners(self, ref: str, most: int) -> list[str]:
        """The names of so many partners of an authority: those of its own, then councils elsewhere."""
        register = registry.register_with(ref, at=self.at)
        own = [
            found.body for found in statute.partners(statute.rulebook(), register, authority=ref, on=self.on).partners
        ]
        more = [register.bodies[one] for one in self.refs if one != ref]
        then = self.on - timedelta(days=sheets.LONGEST_AGO)
        found = [body for body in dict.fromkeys([*own, *more]) if body.exists.contains(then)]
        return [f"{body.name_on(self.on)} ({body.ref})" for body in found][:most]

    def _import(self) -> dict[str, Any]:
        """A workbook of ten thousand rows, tried out and taken in: from its bytes to the commit."""
        made = sheets.rows(IMPORTER, self.partners(IMPORTER, PARTNERS), ROWS, on=self.on)
        data = sheets.as_xlsx(made)
        self.say(f"importing {ROWS:,} rows ({len(data) / 1e6:.1f} MB of Excel)")
        told: list[str] = []
        begun, worked = perf_counter(), process_time()
        plan = queries.import_plan(
            self.command,
            keeper=IMPORTER,
            name="register.xlsx",
            data=data,
            at=self.at,
            progress=lambda *_: told.append(""),
        )
        tried = perf_counter() - begun
        if plan.faults:
            raise SystemExit(f"bench: {plan.faults[0]}")
        services.import_agreements(self.command, plan=plan, at=self.at, progress=lambda *_: told.append(""))
        took = perf_counter() - begun
        cpu = process_time() - worked
        return {
            "import_s": round(took, 2),
            "import_cpu_s": round(cpu, 2),
            "import_tried_s": round(tried, 2),
            "import_told": len(told),
        }

    def _seed(self) -> None:
        self.say(f"{AGREEMENTS:,} agreements of Essex, {EACH} of each other authority")
        for ref in self.refs:
            if ref != IMPORTER:
                number = AGREEMENTS if ref == ESSEX else EACH
                data = sheets.as_csv(sheets.rows(ref, self.partners(ref, PARTNERS), number, on=self.on))
                plan = queries.import_plan(self.command, keeper=ref, name="register.csv", data=data, at=self.at)
                services.import_agreements(self.command, plan=plan, at=self.at)

    def _one(self) -> dict[str, Any]:
        """The matrix of Essex, as its partnership lead asks for it."""
        lead = replace(
            self.command,
            kind="person",
            person="bench",
            body=ESSEX,
            roles=frozenset({Role.PARTNERSHIP_LEAD}),
            door="desk",
        )
        ask: Callable[[], Coverage] = lambda: queries.coverage(lead, on=self.on, at=self.at)  # noqa: E731  one question
        self.say(f"coverage of one: {len(ask().rows)} relevant partners, {len(ask().titles):,} agreements in it")
        return {
            "coverage_ms": round(median_ms(ask, times=15), 1),
            "coverage_cpu_ms": round(1000 * statistics.median(_worked(ask) for _ in range(15)), 1),
            "coverage_queries": len(queries_of(ask)),
            "coverage_in_cells": len(ask().titles),
        }

    def _all(self) -> dict[str, Any]:
        self.say("coverage of all")
        took = sorted(seconds(lambda: queries.coverage_of_each(self.command, on=self.on, at=self.at)) for _ in range(3))
        return {"all_coverage_s": round(took[1], 2), "all_agreements": ROWS + AGREEMENTS + EACH * (AUTHORITIES - 2)}


def _worked(run: Callable[[], object]) -> float:
    """Seconds of this program's own work."""
    begun = process_time()
    run()
    return process_time() - begun
