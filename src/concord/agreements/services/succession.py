"""Deciding what becomes of a place at the table whose body ends, and doing at once what follows from it.

A decision on a day to come can be changed until that day; but an end that is recorded stays.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from concord.access.operation import Done, operation
from concord.agreements.events import Event
from concord.agreements.models import Agreement, Handover, Party, PartyBody, Succeeded
from concord.agreements.rules.succession import Outcome
from concord.agreements.services import law
from concord.agreements.services.handing import end_of, hand_over
from concord.agreements.services.keeping import end_of_agreement
from concord.agreements.services.parties import is_party, novate_party, record_leaving
from concord.agreements.services.rows import alive, at_the_table, held, locked, written
from concord.base.clock import day_of
from concord.base.errors import Conflict, Invalid

if TYPE_CHECKING:
    from datetime import date, datetime

    from concord.base.actor import Actor


@operation(Event.SUCCEED)
def decide_succession(
    actor: Actor,
    agreement: Agreement,
    *,
    party: str,
    outcome: str,
    words: str,
    at: datetime,
    to: str = "",
    seen: str | None = None,
    saves: int | None = None,
) -> Done[Succeeded]:
    """Decide what becomes of the place (by id) of a body that ends or has ended; from the day on which it ends.

    `words` say by what: the order, the deed, the minute. What is to be agreed anew is noted, and nothing else changes.
    Where the body keeps the agreement, whoever takes its place keeps it from then on. `seen` is the instant (ISO) of
    the decision that was looked at, empty for none. Raises Invalid with its field; Conflict for a body of which no end
    is on record, where somebody else has decided since, and where `saves` is given and has moved on.
    """
    row = alive(locked(agreement, saves=saves))
    found = at_the_table(row, on=day_of(at)).filter(public_id=party).first()
    if found is None:
        raise Invalid("This body is no party any more. Look again.", field="party")
    place = held(found, on=day_of(at))
    _check(row, place, outcome=outcome, words=words, to=to)
    _check_seen(found, place, seen)
    on = end_of(place.body_id, place.name)
    _take_back(actor, row, found, place, on=on, at=at)
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
    _follow(actor, row, found, decided, keeps=place.body_id == row.keeper_id, at=at)
    written(Agreement.objects.get(pk=row.pk))
    facts = {"kind": row.kind, "party": place.name, "held_by": place.body_id, "on": on, "outcome": outcome}
    return Done(decided, subject=row, facts=facts)


def _check(row: Agreement, place: PartyBody, *, outcome: str, words: str, to: str) -> None:
    if outcome not in set(Outcome):
        raise Invalid("Choose what becomes of the place", field="outcome")
    if not words.strip():
        raise Invalid("Say what it rests on: a transfer order, a deed, a minute", field="words")
    if outcome == Outcome.NOVATED and not to:
        raise Invalid("Choose the body that takes the place", field="to")
    if place.body_id == row.keeper_id and outcome in {Outcome.LEFT, Outcome.AGREE_ANEW}:
        raise Invalid(
            f"{place.name} keeps this agreement. Choose who takes its place and keeps it, or record that it ends",
            field="outcome",
        )


def _check_seen(party: Party, place: PartyBody, seen: str | None) -> None:
    before = Succeeded.objects.filter(party=party, body=place.body_id).order_by("-pk").first()
    if before is not None and seen is not None and seen != before.said_at.isoformat():
        raise Conflict(f"{before.said_by} has decided on it meanwhile. Look at that decision, then decide again.")


def _take_back(actor: Actor, row: Agreement, party: Party, place: PartyBody, *, on: date, at: datetime) -> None:
    """Undo what was decided before about a day that is still to come."""
    if on <= day_of(at) or not Succeeded.objects.filter(party=party, body=place.body_id).exists():
        return
    after = PartyBody.objects.filter(party=party, starts=on, ends__isnull=True).first()
    if after is not None:
        law.take_back(actor, row, after=after, on=on, at=at)
        after.delete()
        place.ends = None
        place.save(update_fields=["ends"])
    if party.left_from == on:
        party.left_from = None
        party.save(update_fields=["left_from"])
    if place.body_id == row.keeper_id:
        Handover.objects.filter(agreement=row, done_at__isnull=True).delete()


def _follow(actor: Actor, row: Agreement, party: Party, decided: Succeeded, *, keeps: bool, at: datetime) -> None:
    """What follows from a decision, from its day on."""
    on, to, place = decided.on, decided.to_id or "", party.public_id
    match Outcome(decided.outcome):
        case Outcome.NOVATED:
            there = is_party(party, to, on=on)
            if there and not keeps:
                raise Invalid("This body is a party already, so the place falls away instead", field="to")
            if there:
                record_leaving(actor, row, party=place, on=on, at=at)
            else:
                novate_party(actor, row, party=place, to=to, on=on, decision=decided.words, at=at)
            if keeps:
                hand_over(actor, row, to=to, words=decided.words, at=at)
        case Outcome.LEFT:
            record_leaving(actor, row, party=place, on=on, at=at)
        case Outcome.ENDED:
            end_of_agreement(actor, row, on=on, why=decided.words, at=at)
        case Outcome.AGREE_ANEW:
            pass
