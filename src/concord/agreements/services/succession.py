"""Deciding what becomes of a place at the table whose body ends, and doing at once what follows from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from concord.access.operation import Done, operation
from concord.agreements.events import Event
from concord.agreements.models import Agreement, Party, PartyBody, Succeeded
from concord.agreements.rules.succession import Outcome
from concord.agreements.services.keeping import end_of_agreement
from concord.agreements.services.parties import novate_party, record_leaving
from concord.agreements.services.rows import alive, held, locked, written
from concord.base.errors import Conflict, Invalid
from concord.registry.models import BodyLife

if TYPE_CHECKING:
    from datetime import date, datetime

    from concord.base.actor import Actor


@operation(Event.SUCCEED)
def decide_succession(
    actor: Actor, agreement: Agreement, *, party: str, outcome: str, words: str, at: datetime, to: str = ""
) -> Done[Succeeded]:
    """Decide what becomes of the place (by id) of a body that ends or has ended; from the day on which it ends.

    `words` say by what: the order, the deed, the minute. What is to be agreed anew is noted, and nothing else changes.
    Raises Invalid with its field; Conflict for a body of which no end is on record.
    """
    row = alive(locked(agreement))
    found = Party.objects.filter(agreement=row, public_id=party, left_from__isnull=True).first()
    if found is None:
        raise Invalid("This body is no party any more. Look again.", field="party")
    if outcome not in set(Outcome):
        raise Invalid("Choose what becomes of the place", field="outcome")
    if not words.strip():
        raise Invalid("Say what it rests on: a transfer order, a deed, a minute", field="words")
    place = held(found)
    on = _ends(place)
    decided = Succeeded.objects.create(
        party=found,
        body_id=place.body_id,
        outcome=outcome,
        to_id=to if outcome == Outcome.NOVATED else None,
        on=on,
        words=words.strip(),
        said_by=actor.name,
        said_at=at,
    )
    _follow(actor, row, found, Outcome(outcome), to=to, on=on, words=words, at=at)
    written(Agreement.objects.get(pk=row.pk))
    facts = {"kind": row.kind, "party": place.name, "held_by": place.body_id, "on": on, "outcome": outcome}
    return Done(decided, subject=row, facts=facts)


def _ends(place: PartyBody) -> date:
    ends = (
        BodyLife.objects.filter(body=place.body_id, superseded_at__isnull=True).values_list("ends", flat=True).first()
    )
    if ends is None:
        raise Conflict(
            f"The register knows of no end of {place.name}. Record that it leaves, or that another took over."
        )
    return ends


def _follow(
    actor: Actor, row: Agreement, party: Party, outcome: Outcome, *, to: str, on: date, words: str, at: datetime
) -> None:
    match outcome:
        case Outcome.NOVATED:
            if not to:
                raise Invalid("Choose the body that takes the place", field="to")
            others = PartyBody.objects.filter(party__agreement=row, party__left_from__isnull=True, ends__isnull=True)
            if others.filter(body=to).exists():
                raise Invalid("This body is a party already, so the place falls away instead", field="to")
            novate_party(actor, row, party=party.public_id, to=to, on=on, decision=words, at=at)
        case Outcome.LEFT:
            record_leaving(actor, row, party=party.public_id, on=on)
        case Outcome.ENDED:
            end_of_agreement(actor, row, on=on, why=words, at=at)
        case Outcome.AGREE_ANEW:
            pass
