"""A spreadsheet tried out: what it would make in a body's register of agreements, and what is wrong at which cell.

Nothing is changed here. `services.importing` makes what a plan without faults says, all of it or nothing.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from concord.access import policies
from concord.access.operation import NOT_HERE
from concord.agreements.events import Event
from concord.agreements.queries.bodies_named import Bodies
from concord.agreements.queries.coverage import topics_of
from concord.agreements.queries.held import Register
from concord.agreements.rules import plans
from concord.agreements.rules.columns import BY_NAME, COLUMNS, NEEDED, sheet
from concord.agreements.rules.sheets import Row, Told, typed
from concord.agreements.rules.tables import FIELD, MOST_ROWS, TOO_MANY, tables
from concord.agreements.rules.vocabulary import fold
from concord.agreements.wording import AIM, KIND, PURPOSE
from concord.agreements.wording import FIELD as ABOUT
from concord.base.clock import day_of
from concord.base.errors import Invalid, NotFound

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import date, datetime

    from concord.agreements.queries.held import Link
    from concord.agreements.rules.columns import Sheet
    from concord.agreements.rules.plans import Planned, Ready, Version
    from concord.base.actor import Actor

STATUSES: Final = (
    "Draft; Shared for comment; Awaiting signature; Running, not signed by all; In force; Under review; Expired;"
    " Expired, still relied on; Replaced; Ended"
)
"""The statuses that a sheet may give, as a remedy names them."""
WORDS: Final = {
    "kind": "; ".join(KIND.values()),
    "about": "; ".join(ABOUT.values()),
    "status": STATUSES,
    "purposes": "; ".join(PURPOSE.values()),
    "aims": "; ".join(AIM.values()),
}
TELL_EVERY: Final = 500
"""After how many rows progress is told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a file would make. With `faults` nothing can be made of it; `notes` keep nobody from it.

    `left_out` are the columns that are not known, as (letter, heading). `links` give, by the first row of an agreement,
    what it hangs under and what it replaces.
    """

    keeper: str
    name: str
    sha256: str
    on: date
    rows: int = 0
    agreements: tuple[Planned, ...] = ()
    faults: tuple[Told, ...] = ()
    notes: tuple[Told, ...] = ()
    left_out: tuple[tuple[str, str], ...] = ()
    links: Mapping[tuple[int, str], Link] = field(default_factory=dict)


def import_plan(
    actor: Actor,
    *,
    keeper: str,
    name: str,
    data: bytes,
    at: datetime,
    progress: Callable[[str, int, int], None] | None = None,
) -> Plan:
    """What a file would make in the register of `keeper` today. `progress` is told what is done, how far, of how much.

    Raises Invalid (field "files") for a file in which no register can be read, NotFound for whoever may not import.
    """
    if not policies.may(actor, Event.IMPORT) or (actor.kind != "system" and keeper != actor.body):
        raise NotFound(NOT_HERE)
    tell = progress or (lambda *_: None)
    found = _sheet(name, data)
    on = day_of(at)
    rows = [Row(found, number, values) for number, values in found.rows]
    register = Register(keeper)
    bodies = Bodies(keeper, on=on, at=at)
    ready = _ready(actor, keeper, rows, bodies, tell)
    if not bodies.keeper_exists:
        raise Invalid("The body that is to keep them does not exist any more.", field=FIELD)
    versions = [plans.version(one, on=on) for one in ready]
    planned = plans.agreements(versions, on=on)
    for one in planned:
        _check(one, bodies, register)
    links = register.links(planned)
    tell("checked", len(rows), len(rows))
    return Plan(
        keeper=keeper,
        name=name,
        sha256=hashlib.sha256(data).hexdigest(),
        on=on,
        rows=len(rows),
        agreements=tuple(planned),
        faults=_in_order(fault for row in rows for fault in row.faults),
        notes=_in_order(note for row in rows for note in row.notes),
        left_out=found.unknown,
        links=links,
    )


def _sheet(name: str, data: bytes) -> Sheet:
    """The sheet with the headings. Raises Invalid where it, or a needed column, is missing, or one is there twice."""
    found = sheet(tables(name, data))
    needed = " and ".join(f"“{BY_NAME[one].title}”" for one in NEEDED)
    if found is None:
        raise Invalid(
            f"No row of headings was found in {name}. Give it at least the columns {needed}, with these headings.",
            field=FIELD,
        )
    missing = [BY_NAME[one].title for one in NEEDED if one not in found.places]
    if missing:
        known = ", ".join(column.title for column in COLUMNS)
        where = f" in row {found.head}" if found.head else ""
        raise Invalid(
            f"There is no column “{missing[0]}”{where}. Name it so; the columns known are: {known}.",
            field=FIELD,
        )
    if found.twice:
        column, heading, other = found.twice[0]
        raise Invalid(
            f"Column {column} “{heading}” means the same as the column “{other}”. Keep one, or rename the other.",
            field=FIELD,
        )
    if not found.rows:
        raise Invalid(f"There are no rows under the headings of {name}.", field=FIELD)
    if len(found.rows) > MOST_ROWS:
        raise Invalid(TOO_MANY, field=FIELD)
    return found


def _ready(
    actor: Actor, keeper: str, rows: list[Row], bodies: Bodies, tell: Callable[[str, int, int], None]
) -> list[Ready]:
    """The rows read, with their bodies found."""
    names = topics_of(actor, keeper)
    topics = {fold(one): code for code, name in names.items() for one in (name, code)}
    found = []
    for done, row in enumerate(rows, start=1):
        read = typed(row, WORDS)
        unknown = [one for one in read.topics if fold(one) not in topics]
        read.topics = [topics[fold(one)] for one in read.topics if fold(one) in topics]
        if unknown:
            row.note(
                "topics", f"“{unknown[0]}” is not on your checklist of topics and is left out.", "Add it there first."
            )
        found.append(bodies.seated(row, read))
        if done % TELL_EVERY == 0:
            tell("rows read", done, len(rows))
    bodies.look_up()
    for one in found:
        bodies.check(one)
    return found


def _check(planned: Planned, bodies: Bodies, register: Register) -> None:
    ready = planned.newest
    bodies.check_kind(planned)
    if held := register.same(ready):
        column = "reference" if ready.typed.texts["reference"] else "title"
        ready.row.fault(
            column,
            f"Your register holds “{held}” already.",
            "Take the row out, or change what is held on its own page.",
        )
    _check_versions(planned.versions)


def _check_versions(versions: list[Version]) -> None:
    """Only the newest version can be unsigned: another begins when those before are agreed."""
    for one in versions[:-1]:
        if not one.made:
            row = one.ready.row
            row.fault(
                "status",
                "It is not signed, but a later row of the same agreement is there.",
                "Take the row out, or say that it was replaced.",
            )


def _in_order(found: Iterable[Told]) -> tuple[Told, ...]:
    places = {column.name: place for place, column in enumerate(COLUMNS)}
    by_title = {column.title: places[column.name] for column in COLUMNS}
    return tuple(sorted(dict.fromkeys(found), key=lambda one: (one.row, by_title.get(one.heading, 0), one.cell)))
