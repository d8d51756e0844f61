"""What a request inside a council runs on (CA2014.s6(4)): who is named for the officers asked, and what is arranged."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from concord.agreements.arrangements_wording import PAIR
from concord.agreements.queries import arrangements
from concord.agreements.rules.arrangements import pair_of

if TYPE_CHECKING:
    from datetime import date

    from concord.agreements.models import Arrangement, GroupOfficer
    from concord.base.actor import Actor
    from concord.requests.models import CooperationRequest


@dataclass(frozen=True, slots=True, kw_only=True)
class Inside:
    """What is arranged between the two groups of a request on a day; `row` is None where nothing is in force.

    `key` leads to the page of the pair, for whoever may look there; for others it is empty.
    """

    name: str
    row: Arrangement | None
    key: str
    on: date


def inside(actor: Actor, ask: CooperationRequest, *, on: date) -> Inside | None:
    """What the two groups of a request have arranged; None for a request to another body."""
    pair = pair_of(ask.asker_group, ask.asked_group) if ask.asker_id == ask.asked_id else None
    if pair is None:
        return None
    row = arrangements.in_force_public(ask.asker_id, *pair, on=on)
    return Inside(name=PAIR[pair.key], row=row, key=pair.key if arrangements.may_look(actor) else "", on=on)


def named_officer(ask: CooperationRequest, *, on: date) -> GroupOfficer | None:
    """Whom the council has named for the group that is asked; None for a request to another body."""
    if ask.asker_id != ask.asked_id or not ask.asked_group:
        return None
    return arrangements.officers_public(ask.asked_id, on=on).get(ask.asked_group)
