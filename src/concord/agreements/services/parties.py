"""Who sits at the table: parties added and taken out of a draft, and what becomes of a place when its body ends."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import Max, Q

from concord.access.operation import Done, operation
from concord.agreements.events import Event
from concord.agreements.models import Clause, Comment, Party, PartyBody, Succeeded
from concord.agreements.rules.commitments import parties_named
from concord.agreements.rules.days import check_day
from concord.agreements.rules.kinds import MOST_PARTIES, Kind, parties_fault
from concord.agreements.services.law import give_way
from concord.agreements.services.noting import tell_webhooks
from concord.agreements.services.rows import (
    OVERTAKEN,
    alive,
    at_the_table,
    held,
    locked,
    newest,
    open_text,
    seat,
    written,
)
from concord.base.clock import day_of
from concord.base.errors import Conflict, Invalid

if TYPE_CHECKING:
    from datetime import date, datetime

    from concord.agreements.models import Agreement, Version
    from concord.base.actor import Actor


@operation(Event.ADD_PARTY)
def add_party(
    actor: Actor,
    agreement: Agreement,
    *,
    body: str,
    at: datetime,
    mailbox: str = "",
    contact_name: str = "",
    saves: int | None = None,
) -> Done[Party]:
    """Add a body to those who are to agree. `mailbox` is where its link goes, empty where somebody signs at a desk.

    Raises Invalid with its field for a body that does not exist today or is a party already, and where the kind takes
    no more; Conflict once a party has agreed.
    """
    row = locked(agreement, saves=saves)
    version = open_text(row)
    parties = at_the_table(row, on=day_of(at))
    if parties.filter(held_by__body=body, held_by__ends__isnull=True).exists():
        raise Invalid("This body is a party already", field="body")
    most = MOST_PARTIES.get(Kind(row.kind))
    if most is not None and parties.count() >= most:
        raise Invalid(parties_fault(row.kind, parties.count() + 1), field="body")
    _check_mailbox(mailbox)
    last = Party.objects.filter(agreement=row).aggregate(last=Max("place"))["last"] or 0
    party = Party.objects.create(agreement=row, place=last + 1, mailbox=mailbox.strip(), contact_name=contact_name)
    place = seat(party, body, on=day_of(at))
    written(row)
    return Done(party, subject=row, facts=_told(row, version, place))


@operation(Event.CHANGE_PARTY)
def change_party(
    actor: Actor,
    agreement: Agreement,
    *,
    party: str,
    mailbox: str,
    contact_name: str,
    at: datetime,
    was: str | None = None,
) -> Done[Party]:
    """Change where a party (by id) is written to; links that were sent stay as they are. Raises Invalid (its field).

    `was` is the mailbox that was seen: Conflict where it is another now. It is no change of what the parties agree to.
    """
    row = alive(locked(agreement))
    found = at_the_table(row, on=day_of(at)).filter(public_id=party).first()
    if found is None:
        raise Invalid("This body is no party any more. Look again.", field="party")
    if was is not None and was.strip() != found.mailbox:
        raise Conflict(OVERTAKEN)
    _check_mailbox(mailbox)
    found.mailbox, found.contact_name = mailbox.strip(), contact_name.strip()
    found.save(update_fields=["mailbox", "contact_name"])
    place = held(found, on=day_of(at))
    bound = found.signatures.select_related("version").first()
    return Done(found, subject=row, facts=_told(row, bound.version if bound else newest(row), place))


@operation(Event.REMOVE_PARTY)
def remove_party(actor: Actor, agreement: Agreement, *, party: str, saves: int | None = None) -> Done[None]:
    """Take a party (by id) out before anybody has agreed, with the clauses' words left as they are.

    Raises Invalid for one that is none, for the keeper itself, and for one that a clause names; Conflict later.
    """
    row = locked(agreement, saves=saves)
    version = open_text(row)
    found = Party.objects.filter(agreement=row, public_id=party, left_from__isnull=True).first()
    if found is None:
        raise Invalid("This body is no party any more. Look again.", field="party")
    place = held(found)
    if place.body_id == row.keeper_id:
        raise Invalid("The body that keeps an agreement is always one of its parties", field="party")
    if agreed := found.signatures.select_related("version").order_by("-version__number").first():
        raise Conflict(
            f"{place.name} agreed to version {agreed.version.number}, so it is a party until it leaves. Record from"
            " which day it is none instead."
        )
    named = [clause for clause in Clause.objects.filter(version=version) if party in parties_named(clause.terms)]
    if named:
        raise Invalid(f"Clause {named[0].place} names {place.name}. Change that clause first.", field="party")
    if version.number > 1 or Comment.objects.filter(party=found).exists():
        found.left_from = day_of(version.written_at)
        found.save(update_fields=["left_from"])
    else:
        found.delete()
    written(row)
    return Done(None, subject=row, facts=_told(row, version, place))


@operation(Event.NOVATE)
def novate_party(
    actor: Actor,
    agreement: Agreement,
    *,
    party: str,
    to: str,
    on: date,
    decision: str,
    at: datetime,
    saves: int | None = None,
) -> Done[Party]:
    """Record that a body took another's place from the day `on`: what was agreed holds for it as it did for the other.

    `decision` says by what: a transfer order, a deed of novation. Concord records it, and does not judge whether it
    passes. Under section 6(7)(b) the fact in the register ends for the one and begins for the other. Raises Invalid
    with its field.
    """
    row = alive(locked(agreement, saves=saves))
    check_day(on, field="on")
    if not decision.strip():
        raise Invalid("Say by what it took the place: a transfer order, a deed of novation", field="decision")
    found = Party.objects.filter(agreement=row, public_id=party).first()
    if found is None:
        raise Invalid("This body is no party any more. Look again.", field="party")
    before = held(found)
    if before.body_id == to:
        raise Invalid("This body holds the place already", field="to")
    if before.starts and on <= before.starts:
        raise Invalid("The day is not after the day on which the body before took the place", field="on")
    if found.left_from and found.left_from <= on:
        raise Invalid(f"{before.name} is no party on that day any more. Enter an earlier day", field="on")
    if is_party(found, to, on=on):
        raise Invalid("This body is a party already. Record that the other one leaves instead", field="to")
    _check_keeper(row, found, before, on=on)
    before.ends = on
    before.save(update_fields=["ends"])
    after = seat(found, to, on=on, starts=on, decision=decision.strip(), said_by=actor.name)
    give_way(actor, row, before=before, after=after, on=on, at=at)
    written(row)
    changed = {"party": found.public_id, "change": "novated", "was": before.body_id, "held_by": to, "on": on}
    tell_webhooks(actor, row, "agreement.party_changed", changed, also=(before.body_id, to), at=at)
    facts = {"kind": row.kind, "party": after.name, "held_by": to, "was": before.name, "on": on}
    return Done(found, subject=row, facts=facts)


@operation(Event.LEAVE)
def record_leaving(
    actor: Actor, agreement: Agreement, *, party: str, on: date, at: datetime, saves: int | None = None
) -> Done[None]:
    """Record that a party is none any more from the day `on`; the others stay. Raises Invalid, Conflict in words.

    Until a day to come it stays one: it is written to, and may comment and agree. Where fewer would be left than
    its kind needs, the agreement has to be ended instead.
    """
    row = alive(locked(agreement, saves=saves))
    check_day(on, field="on")
    found = at_the_table(row, on=on).filter(public_id=party).first()
    if found is None:
        raise Invalid("This body is no party any more. Look again.", field="party")
    left = at_the_table(row, on=on).count() - 1
    if fault := parties_fault(row.kind, left):
        raise Conflict(f"Without it too few parties are left. {fault} Record that the agreement ends instead.")
    place = held(found, on=on - timedelta(days=1))
    _check_keeper(row, found, place, on=on)
    found.left_from = on
    found.save(update_fields=["left_from"])
    written(row)
    changed = {"party": found.public_id, "change": "left", "was": place.body_id, "on": on}
    tell_webhooks(actor, row, "agreement.party_changed", changed, also=(place.body_id,), at=at)
    return Done(None, subject=row, facts={"kind": row.kind, "party": place.name, "held_by": place.body_id, "on": on})


def _told(row: Agreement, version: Version, place: PartyBody) -> dict[str, str | int]:
    """What the record keeps of a party of a version: whoever is not shown that version is not told of its parties."""
    return {"kind": row.kind, "version": version.number, "party": place.name, "held_by": place.body_id}


def is_party(party: Party, body: str, *, on: date) -> bool:
    """Whether a body holds another place at the table of a party's agreement, on a day or later."""
    others = at_the_table(party.agreement, on=on).exclude(pk=party.pk)
    return PartyBody.objects.filter(Q(ends__isnull=True) | Q(ends__gt=on), party__in=others, body=body).exists()


def _check_keeper(row: Agreement, party: Party, place: PartyBody, *, on: date) -> None:
    """Raise Invalid (field "party") where the keeper would be none of the parties: but for its own end, it is one."""
    decided = Succeeded.objects.filter(party=party, body=place.body_id, on=on)
    if place.body_id == row.keeper_id and not decided.exists():
        raise Invalid(
            f"{place.name} keeps this agreement, so it stays one of its parties. Record that the agreement ends, or,"
            " where the body ends, decide on it in the list of changes",
            field="party",
        )


def _check_mailbox(mailbox: str) -> None:
    try:
        if mailbox.strip():
            validate_email(mailbox.strip())
    except ValidationError as error:
        raise Invalid("Enter an e-mail address in the right form, like name@trust.example", field="mailbox") from error
