"""Who keeps an agreement after the body that keeps it ends: decided ahead, carried out on the day, or taken over later.

To keep it is not to be bound by it: who takes the place at the table is decided in `succession`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from concord.access.operation import Done, operation
from concord.agreements.events import Event
from concord.agreements.models import Agreement, Handover
from concord.agreements.services.rows import locked, written
from concord.base.clock import day_of
from concord.base.errors import Conflict, Invalid
from concord.registry import queries as registry
from concord.registry.models import BodyLife

if TYPE_CHECKING:
    from datetime import date, datetime

    from concord.base.actor import Actor


@operation(Event.HAND_OVER)
def hand_over(actor: Actor, agreement: Agreement, *, to: str, words: str, at: datetime) -> Done[Handover]:
    """Decide which body keeps an agreement, ended ones too, from the day on which its keeper ends, and by what.

    It is the register's record that passes, with its history. A decision ahead can be made anew until the day. Raises
    Invalid with its field; Conflict for a keeper of which no end is on record.
    """
    row = locked(agreement)
    was = _name(row.keeper_id)
    on = end_of(row.keeper_id, was)
    if not words.strip():
        raise Invalid("Say what it rests on: a transfer order, a deed, a minute", field="words")
    now = _successor(row.keeper_id, to, on=on, at=at)
    Handover.objects.filter(agreement=row, done_at__isnull=True).delete()
    decided = _handed(actor, row, to=to, on=on, words=words, at=at)
    if on <= day_of(at):
        _move(row, decided, at=at)
    written(row)
    return Done(decided, subject=row, facts={"kind": row.kind, "was": was, "now": now, "on": on})


@operation(Event.CHANGE_KEEPER)
def change_keeper(actor: Actor, agreement: Agreement, *, at: datetime) -> Done[Handover]:
    """Carry out, on its day or later, what was decided ahead; for `concord work`. Raises Conflict: nothing is due."""
    row = locked(agreement)
    decided = Handover.objects.filter(agreement=row, done_at__isnull=True, on__lte=day_of(at)).first()
    if decided is None:
        raise Conflict("Nothing is due: who keeps it is not decided, or the day is still to come.")
    names = {"was": _name(decided.was_id), "now": _name(decided.to_id)}
    _move(row, decided, at=at)
    written(row)
    return Done(decided, subject=row, facts={"kind": row.kind, **names, "on": decided.on})


@operation(Event.TAKE_OVER)
def take_over(actor: Actor, agreement: Agreement, *, words: str, at: datetime) -> Done[Handover]:
    """Take over an agreement whose keeper has ended and left it to nobody, for the actor's body, which succeeds it.

    Raises Invalid with its field; Conflict where its keeper goes on, or handed it to another body.
    """
    row = locked(agreement)
    was = _name(row.keeper_id)
    on = end_of(row.keeper_id, was)
    if on > day_of(at):
        raise Conflict(f"{was} keeps it until its end on {on:%-d %B %Y}, and decides who keeps it then.")
    if not words.strip():
        raise Invalid("Say what it rests on: a transfer order, a deed, a minute", field="words")
    ahead = Handover.objects.filter(agreement=row, done_at__isnull=True).first()
    if ahead is not None and ahead.to_id != actor.body:
        raise Conflict(f"{was} handed it to {_name(ahead.to_id)}, which keeps it as soon as Concord has followed.")
    decided = ahead or _handed(actor, row, to=actor.body, on=on, words=words, at=at)
    _move(row, decided, at=at)
    written(row)
    facts = {"kind": row.kind, "was": was, "now": _name(actor.body), "on": on}
    return Done(decided, subject=row, facts=facts)


def end_of(body: str, name: str) -> date:
    """The first day without a body. Raises Conflict where no end of it is on record."""
    ends = BodyLife.objects.filter(body=body, superseded_at__isnull=True).values_list("ends", flat=True).first()
    if ends is None:
        raise Conflict(f"The register knows of no end of {name}. Record that it leaves, or that another took over.")
    return ends


def _successor(keeper: str, to: str, *, on: date, at: datetime) -> str:
    """The name of the body that is to keep it. Raises Invalid where it does not take over from the keeper."""
    after = {one.ref: one.name for one in registry.successors_of(keeper, on=max(on, day_of(at)), at=at) if one.exists}
    if to not in after:
        raise Invalid("Choose which of the bodies that take over keeps it from then on", field="to")
    return after[to]


def _handed(actor: Actor, row: Agreement, *, to: str, on: date, words: str, at: datetime) -> Handover:
    return Handover.objects.create(
        agreement=row, was_id=row.keeper_id, to_id=to, on=on, words=words.strip(), said_by=actor.name, said_at=at
    )


def _move(row: Agreement, decided: Handover, *, at: datetime) -> None:
    row.keeper_id, decided.done_at = decided.to_id, at
    row.save(update_fields=["keeper"])
    decided.save(update_fields=["done_at"])


def _name(body: str) -> str:
    return registry.bodies_known({body})[body].name
