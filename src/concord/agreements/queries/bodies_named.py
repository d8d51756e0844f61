"""The bodies that a sheet names as parties: found by name or code, on the day on which each sat down at the table."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import TYPE_CHECKING

from concord.agreements.rules.kinds import Kind, parties_fault
from concord.agreements.rules.plans import Held, Ready
from concord.registry import queries as registry
from concord.registry.queries.many import BodyFinder
from concord.registry.wording import AUTHORITY_KINDS
from concord.statute import UnknownBody

if TYPE_CHECKING:
    from datetime import date, datetime

    from concord.agreements.rules.cells import Named
    from concord.agreements.rules.plans import Place, Planned
    from concord.agreements.rules.sheets import Row, Typed
    from concord.statute.facts import Body

MOST_EXPLAINED = 200
"""Bodies of which it is looked up who took over from them: more are wrong for another reason."""


def _day(on: date) -> str:
    return f"{on:%-d %B %Y}"


class Bodies:
    """Finds the parties of rows, then looks all of them up in one read, then says what is wrong with each."""

    def __init__(self, keeper: str, *, on: date, at: datetime) -> None:
        self._keeper, self._on, self._at = keeper, on, at
        self._finder = BodyFinder(at=at)
        self._known: dict[str, Body] = {}
        self._refs = {keeper}
        self._instead: dict[tuple[str, date], str] = {}

    @property
    def keeper_exists(self) -> bool:
        """Whether the body that is to keep them exists today."""
        body = self._known.get(self._keeper)
        return body is not None and body.exists.contains(self._on)

    def seated(self, row: Row, typed: Typed) -> Ready:
        """A row with the places at its table; the keeper takes the first where the row does not name it."""
        day = typed.days["starts"] or self._on
        places = [place for named in typed.parties if (place := self._place(row, named, day))]
        written = len(places)
        own = next((number for number, place in enumerate(places) if place[-1].ref == self._keeper), None)
        if own is None:
            places.insert(0, (Held(self._keeper, ""),))
        twice = [ref for ref, times in Counter(place[0].ref for place in places).items() if times > 1]
        if twice:
            row.fault("parties", "One body is there twice.", "Name each party once.")
            places = list({place[0].ref: place for place in places}.values())
        return Ready(row, typed, places, own or 0, written)

    def _place(self, row: Row, named: list[Named], day: date) -> Place | None:
        found: list[Held] = []
        for one in named:
            try:
                ref = self._finder.find(one.ref or one.text, on=one.on or day)
            except UnknownBody as error:
                self._unknown(row, one, error)
                return None
            if found and (one.on is None or (found[-1].starts and one.on <= found[-1].starts)):
                row.fault(
                    "parties",
                    f"It is not said since when {one.text} holds the place.",
                    "Write “Old > New from 1 April 2026”.",
                )
                return None
            if found:
                found[-1] = found[-1]._replace(ends=one.on)
            found.append(Held(ref, "", one.on if found else None))
            self._refs.add(ref)
        return tuple(found) or None

    @staticmethod
    def _unknown(row: Row, one: Named, error: UnknownBody) -> None:
        text = (one.text or one.ref)[:80]
        if error.nearest and not str(error).startswith("The register holds no"):
            row.fault(
                "parties",
                f"“{text}” is the name of several bodies.",
                f"Write one with its code: {'; '.join(error.nearest)}.",
            )
            return
        near = f"Did you mean {', or '.join(error.nearest)}?" if error.nearest else ""
        several = " Part several parties by a semicolon or a new line." if "," in text else ""
        remedy = near or "Write its name as the register has it, or its code; or add the body under Contacts first."
        row.fault("parties", f"The register holds no body called “{text}”.", f"{remedy}{several}")

    def look_up(self) -> None:
        """Read what is known of all bodies that were found."""
        refs = sorted(self._refs)
        for first in range(0, len(refs), 500):
            self._known |= registry.bodies_known(refs[first : first + 500], at=self._at)

    def check(self, ready: Ready) -> None:
        """Give the bodies their names of the day, and tell of those that did not exist then."""
        day = ready.typed.days["starts"] or self._on
        for number, place in enumerate(ready.places):
            named = []
            for held in place:
                since = held.starts or day
                body = self._known[held.ref]
                named.append(held._replace(name=body.name_on(since)))
                if not body.exists.contains(since) and held.ref != self._keeper:
                    self._missing(ready.row, body, since)
            ready.places[number] = tuple(named)
            last = self._known[place[-1].ref]
            if last.exists.contains(day) and not last.exists.contains(self._on):
                self._gone(ready.row, last)

    def _missing(self, row: Row, body: Body, day: date) -> None:
        name, instead = body.name_on(day), self._who_instead(body, day)
        opened = body.exists.opened
        if opened and opened > day:
            says = f"{name} did not exist on {_day(day)}: it began on {_day(opened)}."
            then = f"Write “{instead} > {name} from {_day(opened)}”" if instead else "Name the body before it"
            row.fault("parties", says, f"{then}, or correct the start date.")
            return
        says = f"{name} did not exist on {_day(day)}: its last day was {_day(self._last_day(body))}."
        row.fault(
            "parties",
            says,
            f"{f'{instead} took over. ' if instead else ''}Name who it was on that day, or correct the date.",
        )

    def _gone(self, row: Row, body: Body) -> None:
        instead = self._who_instead(body, self._on)
        says = f"{body.name} has ended since, on {_day(self._last_day(body))}."
        took = f"{instead} took over. " if instead else ""
        row.note("parties", f"{says} {took}It stays the party until you say what became of its place.")

    def _who_instead(self, body: Body, day: date) -> str:
        """Who took over from a body by a day; of one that had not begun, who was there before it."""
        asked = (body.ref, day)
        if asked not in self._instead:
            self._instead[asked] = "" if len(self._instead) >= MOST_EXPLAINED else self._look_instead(body, day)
        return self._instead[asked]

    def _look_instead(self, body: Body, day: date) -> str:
        if body.exists.opened and body.exists.opened > day:
            steps = registry.register_with(body.ref, at=self._at).successions
            before = registry.bodies_known({one.old for one in steps if one.new == body.ref}, at=self._at)
            return next(iter(sorted(one.name_on(day) for one in before.values() if one.exists.contains(day))), "")
        after = registry.successors_of(body.ref, on=max(day, self._on), at=self._at)
        return " and ".join(dict.fromkeys(one.name for one in after if one.exists))

    def _last_day(self, body: Body) -> date:
        return body.exists.closed - timedelta(days=1) if body.exists.closed else self._on

    def check_kind(self, planned: Planned) -> None:
        """That the kind fits the number of parties and, under section 6(7)(b), that both can be bound by it."""
        ready = planned.newest
        if not ready.typed.kind or any(
            fault.heading == ready.row.sheet.headings["parties"] for fault in ready.row.faults
        ):
            return
        staying = [place for place in planned.places if place[0].ref not in planned.left]
        if fault := parties_fault(ready.typed.kind, len(staying)):
            ready.row.fault("parties", fault.partition(". ")[0].rstrip(".") + ".", "Correct the parties or the kind.")
        elif ready.typed.kind == Kind.APPROPRIATE:
            kinds = [self._known[place[-1].ref].kind for place in staying]
            if not set(kinds) & set(AUTHORITY_KINDS) or not set(kinds) <= {*AUTHORITY_KINDS, "district"}:
                says = "Under section 6(7)(b) one is a local authority, the other an authority or a district council."
                ready.row.fault("parties", says, "Correct the parties, or choose another kind of agreement.")
