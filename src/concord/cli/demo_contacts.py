"""What `concord demo` makes besides people: a Safeguarding Adults Board, bodies that no edition lists, and contacts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from concord.contacts import demonstration, queries, services
from concord.people.demonstration import COUNCIL, SINCE
from concord.registry import queries as registry
from concord.registry import services as register

if TYPE_CHECKING:
    from datetime import date, datetime

    from concord.base.actor import Actor
    from concord.contacts.demonstration import Invented


def make_bodies(actor: Actor, *, at: datetime, on: date) -> None:
    """The board, and the invented bodies, where they are missing. Without the council in the register: nothing."""
    held = registry.bodies_known([COUNCIL, demonstration.BOARD])
    if COUNCIL not in held:
        return
    if demonstration.BOARD not in held:
        register.add_board(actor, name=demonstration.BOARD_NAME, authorities=[COUNCIL], at=at)
    there = {line.name for line in registry.all_other_bodies(actor, on=on)}
    for kind, name in demonstration.OTHERS:
        if name not in there:
            register.add_other_body(actor, kind=kind, name=name, at=at, on=on)


def make_contacts(actor: Actor, *, at: datetime, on: date) -> int:
    """The contacts of bodies that the register holds and that have none yet, of any day; how many were added."""
    held = registry.bodies_known(invented.body for invented in demonstration.CONTACTS)
    bare = {
        ref
        for ref in held
        if not queries.contacts_of(actor, ref, on=on) and not queries.contacts_before(actor, ref, on=on)
    }
    wanted = [invented for invented in demonstration.CONTACTS if invented.body in bare]
    for invented in wanted:
        _make(actor, invented, at=at, on=on)
    return len(wanted)


def _make(actor: Actor, invented: Invented, *, at: datetime, on: date) -> None:
    row = services.add_contact(
        actor, registry.body_row(invented.body), details=invented.details, on=SINCE if invented.old else on
    )
    if invented.silent:
        services.doubt_contact(actor, row, why="silence", at=at)
