"""Multiplying the templates inside the database: own keys, fresh ids, other days. Nothing is decrypted.

A copy keeps who asks whom and what was said. What of it is not as it would be: docs/operate/benches.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from time import perf_counter
from typing import TYPE_CHECKING, Any

from django.db import connection, transaction
from parts import requests_bulk as bulk
from parts.requests_staging import Staging, own_terms
from parts.requests_tables import Table, space, tables
from parts.requests_templates import DESKS, NOW

from concord.audit.models import Entry, Head
from concord.base.clock import day_of
from concord.base.ids import ALPHABET, LENGTH
from concord.requests.events import ABOUT
from concord.requests.models import CooperationRequest, Docket
from concord.requests.rules.steps import Side
from concord.search.models import Indexed, Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

TODAY = NOW.date()
YEARS = timedelta(days=3 * 365)
LATELY = 0.949
"""From this share of the rows on a request was sent within the last eight weeks."""
OPEN_LATELY, OPEN_BEFORE = 0.75, 0.0125
"""How many are still open, of the last eight weeks' and of those before: five in a hundred in all."""
DESKS_SHARE = 3 * DESKS / (3 * DESKS + 153 - DESKS)
"""A measured council has three times as many requests as each other."""
BLOCK = 10_000
QUICKLY = 20_000
"""From so many copies on it pays to take the indexes away."""


@dataclass(frozen=True, slots=True)
class Template:
    """What the plan must know of one."""

    number: int
    sent: date
    days: int
    is_open: bool
    at_desk: bool


class Copies:
    """At most `number` requests in all, the templates among them, which are the newest."""

    def __init__(self, number: int, say: Callable[[str], None]) -> None:
        self.number, self.say = number, say
        self.chance = Random(23)
        self.tables: Sequence[Table] = ()
        self.choices: dict[tuple[bool, bool], list[Template]] = {}
        self.written: set[int] = set()

    def leave_room(self) -> int:
        """Have the rows that are made from now on begin behind all keys of copies; where the record stood."""
        stood = Head.objects.get().seq
        Head.objects.update(seq=stood + space(self.number))
        for table in tables(first_entry=0, first_doc=0):
            if table.model in {Docket, Entry, Indexed}:
                continue
            first = self.number if table.model is CooperationRequest else space(self.number)
            if bulk.on_postgresql():
                bulk.run("SELECT setval(pg_get_serial_sequence(%s, 'id'), %s)", [table.name, first])
            else:
                bulk.run("DELETE FROM sqlite_sequence WHERE name = %s", [table.name])
                bulk.run("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table.name, first])
        return stood

    def stage(self, *, stood: int, desks: Collection[str]) -> None:
        """Put the templates aside."""
        first_doc = Kind.objects.get(name=ABOUT).first
        self.tables = tables(first_entry=stood, first_doc=first_doc)
        staging = Staging(first_doc)
        for table in self.tables:
            staging.stage(table)
        for found in _templates(staging, desks):
            self.choices.setdefault((found.is_open, found.at_desk), []).append(found)
        bulk.run("DROP TABLE IF EXISTS bench_plan")
        bulk.run('CREATE TABLE bench_plan ("row" bigint, t int, public_id text, shift int, terms text)')

    def fill(self, upto: int) -> None:
        """Copy until there are so many requests, spread over the three years."""
        there = CooperationRequest.objects.count()
        free = [row for row in range(1, self.number + 1) if row not in self.written]
        wanted = max(0, min(upto - there, len(free)))
        if not wanted:
            return
        chosen = [free[index * len(free) // wanted] for index in range(wanted)]
        bulk.ready_functions()
        if wanted < QUICKLY:
            self._blocks(chosen)
        else:
            with bulk.quickly([table.name for table in self.tables], self.say):
                self._blocks(chosen)
        self.written.update(chosen)
        self.say("statistics")
        bulk.settle()

    def counted(self) -> dict[str, int]:
        """How many rows there are of each thing; events are steps and entries of the record."""
        found = {table.name: table.model.objects.count() for table in self.tables}  # type: ignore[attr-defined]
        return {"events": found["requests_step"] + found["audit_entry"], **found}

    def _blocks(self, chosen: Sequence[int]) -> None:
        started = perf_counter()
        for first in range(0, len(chosen), BLOCK):
            block = chosen[first : first + BLOCK]
            with transaction.atomic():
                if bulk.on_postgresql():  # neither foreign keys nor the record's own guard are asked row by row
                    bulk.run("SET LOCAL session_replication_role = replica")
                self._plan(self._planned(block))
                for table in self.tables:
                    bulk.run(table.insert)
            done = first + len(block)
            if done % (5 * BLOCK) == 0 or done == len(chosen):
                self.say(f"{done:,} of {len(chosen):,} copies written, {perf_counter() - started:.0f} s")

    def _plan(self, rows: Iterable[tuple[Any, ...]]) -> None:
        bulk.run("DELETE FROM bench_plan" if not bulk.on_postgresql() else "TRUNCATE bench_plan")
        with connection.cursor() as cursor:
            if not bulk.on_postgresql():
                cursor.executemany("INSERT INTO bench_plan VALUES (%s, %s, %s, %s, %s)", list(rows))
                return
            with cursor.copy('COPY bench_plan ("row", t, public_id, shift, terms) FROM STDIN') as copy:
                for row in rows:
                    copy.write_row(row)
        bulk.run("ANALYZE bench_plan")

    def _planned(self, block: Sequence[int]) -> Iterator[tuple[Any, ...]]:
        """For each row: which template, its id, by how many days it is shifted, and what it alone is found by."""
        for row in block:
            share = row / self.number
            is_open = self.chance.random() < (OPEN_LATELY if share > LATELY else OPEN_BEFORE)
            at_desk = self.chance.random() < DESKS_SHARE
            template = self.chance.choice(self.choices[is_open, at_desk])
            sent = min(TODAY - YEARS + share * YEARS, TODAY - timedelta(days=template.days))
            public_id = "".join(self.chance.choices(ALPHABET, k=LENGTH))
            yield row, template.number, public_id, (sent - template.sent).days, own_terms(public_id, row)


def _templates(staging: Staging, desks: Collection[str]) -> Iterator[Template]:
    for docket in Docket.objects.select_related("ask"):
        ask = docket.ask
        begun = ask.sent_at or ask.drafted_at
        yield Template(
            number=staging.number[ask.pk],
            sent=day_of(begun),
            days=(day_of(docket.last_at) - day_of(begun)).days,
            is_open=docket.waiting != Side.NOBODY,
            at_desk=docket.asker_id in desks or docket.asked_id in desks,
        )
