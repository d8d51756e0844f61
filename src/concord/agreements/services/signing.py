"""Agreeing: each party for itself, on its own day. When the last has agreed, the version is made.

From then on it binds as it says, the version before gives way to it, and one under section 6(7)(b) is a fact of law.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.db.models import Q

from concord.access.operation import Done, operation
from concord.agreements import messages
from concord.agreements.events import Event
from concord.agreements.models import Agreement, Party, Signature, Version
from concord.agreements.rules.arrangements import months_after
from concord.agreements.rules.days import check_day
from concord.agreements.rules.kinds import parties_fault
from concord.agreements.services import law
from concord.agreements.services.noting import tell_webhooks
from concord.agreements.services.rows import OVERTAKEN, alive, at_the_table, held, locked, newest, sits, there
from concord.agreements.services.telling import tell_parties
from concord.base.clock import day_of
from concord.base.errors import Conflict, Invalid
from concord.registry import queries as registry

if TYPE_CHECKING:
    from datetime import date, datetime
    from typing import Any

    from concord.base.actor import Actor

LONGEST: Final = 200
NO_START: Final = "Write the day on which the agreement begins, before anybody agrees to it"


@operation(Event.SIGN)
def sign_agreement(
    actor: Actor, party: Party, *, by_name: str, office: str, at: datetime, saves: int
) -> Done[Signature]:
    """A party agrees to the newest version today. `saves` is what was looked at: nobody signs words not seen.

    Raises Invalid with its field, and Conflict where the words have changed, or this party has agreed already.
    """
    row = alive(locked(party.agreement))
    if row.saves != saves:
        raise Conflict("The words have changed since you opened this page. Read them again, then agree to them.")
    sits(party, actor.body, on=day_of(at))
    signature, facts = _signed(actor, row, party, by_name=by_name, office=office, on=day_of(at), on_paper=False, at=at)
    return Done(signature, subject=row, facts=facts)


@operation(Event.RECORD_SIGNATURE)
def record_signature(
    actor: Actor,
    agreement: Agreement,
    *,
    party: str,
    by_name: str,
    office: str,
    on: date,
    at: datetime,
    saves: int | None = None,
) -> Done[Signature]:
    """The keeper records that a party (by id) agreed on paper on a day, today or before.

    Raises Invalid with its field, and Conflict as `sign_agreement`.
    """
    row = alive(locked(agreement))
    if saves is not None and row.saves != saves:
        raise Conflict(OVERTAKEN)
    found = at_the_table(row, on=day_of(at)).filter(public_id=party).first()
    if found is None:
        raise Invalid("Choose one of the parties", field="party")
    check_day(on, field="on")
    if on > day_of(at):
        raise Invalid("The day is still to come. Enter the day on which they signed", field="on")
    signature, facts = _signed(actor, row, found, by_name=by_name, office=office, on=on, on_paper=True, at=at)
    return Done(signature, subject=row, facts={**facts, "on": on})


def _signed(
    actor: Actor, row: Agreement, party: Party, *, by_name: str, office: str, on: date, on_paper: bool, at: datetime
) -> tuple[Signature, dict[str, Any]]:
    version = newest(row)
    _check(row, version, party, by_name=by_name, office=office, on=on, on_paper=on_paper)
    _check_table(row, party, version, on_paper=on_paper, at=at)
    there(held(party, on=on), on=on, field="on")
    signature = Signature.objects.create(
        version=version,
        party=party,
        by_name=by_name.strip(),
        office=office.strip(),
        signed_on=on,
        on_paper=on_paper,
        recorded_at=at,
    )
    missing = at_the_table(row, on=day_of(at)).exclude(signatures__version=version)
    made = not missing.exists()
    if made:
        _make(actor, row, version, at=at)
    place = held(party, on=day_of(at))
    signed = {"version": version.number, "party": party.public_id, "held_by": place.body_id, "on": on}
    tell_webhooks(actor, row, "agreement.signed", signed, at=at)
    if made:
        begins = max(version.made_on or on, version.starts or on)
        days = {"begins": begins, "until": version.until, "review_on": version.review_on}
        tell_webhooks(actor, row, "agreement.made", {"version": version.number, **days}, at=at)
    facts = {
        "kind": row.kind,
        "version": version.number,
        "party": place.name,
        "held_by": place.body_id,
        "by_name": signature.by_name,
        "office": signature.office,
        "made": made,
    }
    return signature, facts


def _check(
    row: Agreement, version: Version, party: Party, *, by_name: str, office: str, on: date, on_paper: bool
) -> None:
    for field, words, says in (
        ("by_name", by_name, "Enter the name of who signs"),
        ("office", office, "Enter the office in which they sign, such as Director of Adult Social Care"),
    ):
        if not words.strip():
            raise Invalid(says, field=field)
        if len(words) > LONGEST:
            raise Invalid(f"Shorten it to {LONGEST} characters", field=field)
    if before := Signature.objects.filter(version=version, party=party).first():
        raise Conflict(
            f"{held(party, on=before.signed_on).name} agreed to version {version.number}"
            f" on {before.signed_on:%-d %B %Y} already"
            f" ({before.by_name}, {before.office})."
        )
    if version.starts is None:
        raise Invalid(NO_START, field="starts")
    if version.ends and version.ends <= on:
        raise Invalid("This version has ended already. Write a later last day in a new version.", field="ends")


def _check_table(row: Agreement, party: Party, version: Version, *, on_paper: bool, at: datetime) -> None:
    if fault := parties_fault(row.kind, at_the_table(row, on=day_of(at)).count()):
        raise Invalid(fault, field="parties")
    if not on_paper and version.shared_at is None and held(party, on=day_of(at)).body_id != row.keeper_id:
        raise Conflict("This version has not been shared with the parties yet.")


def _review_by_cycle(row: Agreement, version: Version, begins: date) -> date | None:
    """The first review of a version for which none is written, by the agreement's cycle; None after its last day."""
    first = months_after(begins, row.review_months) if row.review_months else None
    return first if first and (version.until is None or first < version.until) else None


def _make(actor: Actor, row: Agreement, version: Version, *, at: datetime) -> None:
    """Every party has agreed: the version begins, the one before gives way, law takes note, the parties are told."""
    days = list(version.signatures.values_list("signed_on", flat=True))
    version.made_on = max(days)
    begins = max(version.made_on, version.starts or version.made_on)
    before = Version.objects.filter(Q(until__isnull=True) | Q(until__gt=begins), agreement=row, made_on__isnull=False)
    for old in before:
        if old.starts and old.starts >= begins:
            raise Conflict(
                f"Version {old.number} begins on {old.starts:%-d %B %Y}, not before this one. Write a later first day."
            )
    if before.exists():
        law.cease(actor, row, on=begins, reason=f"Version {version.number} of “{row.title}” takes its place.", at=at)
        before.update(until=begins)
    version.until = version.ends
    version.review_on = version.review_on or _review_by_cycle(row, version, begins)
    version.save(update_fields=["made_on", "until", "review_on"])
    law.take_effect(actor, row, version, begins=begins, at=at)
    keeper = registry.bodies_known({row.keeper_id})[row.keeper_id].name
    told = {"version": str(version.number), "begins": f"{begins:%-d %B %Y}"}
    tell_parties(actor, row, messages.MADE, keeper=keeper, at=at, **told)
