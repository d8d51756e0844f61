"""What `concord demo` makes of agreements around the demonstration council, as those who keep them."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from concord.agreements import demonstration, queries, services
from concord.agreements.services import Written
from concord.base.ids import new_correlation
from concord.people import queries as people
from concord.people.roles import Role
from concord.registry import queries as registry

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from concord.agreements.demonstration import InventedAgreement
    from concord.agreements.models import Agreement
    from concord.base.actor import Actor

_KEEPERS = (Role.PARTNERSHIP_LEAD, Role.MANAGER)


def make_agreements(*, at: datetime, on: date) -> int:
    """Make the agreements of each body that keeps none yet and whose parties all exist on the day; how many."""
    wanted = demonstration.AGREEMENTS
    held = registry.bodies_known({ref for one in wanted for ref in (one.keeper, *one.others)})
    there = {ref for ref, body in held.items() if body.exists.contains(on)}
    made = 0
    for keeper in dict.fromkeys(one.keeper for one in wanted):
        actor = keeper_of(keeper, on=on) if keeper in there else None
        if actor is None or queries.titles_of(actor):
            continue
        whole = [one for one in wanted if one.keeper == keeper and there.issuperset(one.others)]
        for one in whole:
            _make(actor, one, at=at, on=on)
        made += len(whole)
    return made


def keeper_of(body: str, *, on: date) -> Actor | None:
    """An invented person who keeps the agreements of a body; None where nobody does."""
    offered = people.demonstration_people_public(on=on)
    found = next((one for role in _KEEPERS for one in offered if one.body == body and role in one.roles), None)
    if found is None:
        return None
    person = people.demonstration_person_public(found.public_id)
    return people.actor_for(person, door="command", on=on, correlation=new_correlation(), body=body)


def _make(actor: Actor, one: InventedAgreement, *, at: datetime, on: date) -> None:
    row = services.begin_agreement(actor, kind=one.kind, about=one.about, title=one.title, at=at)
    for body in one.others:
        services.add_party(actor, row, body=body, at=at)
    places = {seat.body: seat.party for seat in queries.agreement_page(actor, row.public_id, on=on).seats}
    by, decision = one.approved
    changes = {
        "reference": one.reference,
        "owner_name": actor.name,
        "owner_email": "agreements@council.example",
        "review_months": 12,
        "summary": one.summary,
        "purposes": list(one.purposes),
        "topics": list(one.topics),
        "starts": _day(on, one.starts),
        "ends": _day(on, None if one.ends is None else one.ends + 1),
        "review_on": _day(on, one.review),
        "approved_by": by,
        "decision": decision,
    }
    services.revise_agreement(actor, row, changes=changes, at=at)
    for clause in one.clauses:
        written = Written(
            heading=clause.heading,
            number=clause.number,
            words=clause.words,
            commitment=clause.commitment,
            terms=clause.terms,
        )
        services.write_clause(actor, row, clause=written, at=at)
    _sign(actor, row, one, places, at=at, on=on)


def _sign(
    actor: Actor, row: Agreement, one: InventedAgreement, places: Mapping[str, str], *, at: datetime, on: date
) -> None:
    name, office = demonstration.SIGNATORY
    for body, days in one.signed:
        day = on + timedelta(days=days)
        services.record_signature(actor, row, party=places[body], by_name=name, office=office, on=day, at=at)
    if one.running is not None:
        services.run_unsigned(actor, row, on=_day(on, one.running))
    if one.relied is not None:
        services.rely_on(actor, row, on=_day(on, one.relied))


def _day(on: date, days: int | None) -> date | None:
    return None if days is None else on + timedelta(days=days)
