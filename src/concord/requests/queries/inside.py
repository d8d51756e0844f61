"""Requests inside an authority (CA2014.s6(4)) by the two groups between whom they went: the figures of arrangements.

Numbers and days for whoever may see the arrangements; nothing about the persons whom the requests are about.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from django.db.models import Max, Q

from concord.access.operation import NOT_HERE
from concord.agreements.queries.arrangements import may_look
from concord.agreements.rules.arrangements import months_after, pair_of
from concord.base.errors import NotFound
from concord.requests.models import CooperationRequest
from concord.requests.queries.figures import counted_of
from concord.requests.rules.figures import Share, answered_in_time
from concord.requests.rules.kinds import Kind
from concord.requests.rules.standing import Status

if TYPE_CHECKING:
    from datetime import date

    from concord.base.actor import Actor

MONTHS: Final = 12
"""Over how many months requests are counted."""


@dataclass(slots=True)
class Between:
    """What went between two groups: the day of the newest request, and how many in the last twelve months.

    `in_time` counts those answered by their day, of those that are decided.
    """

    newest_on: date
    number: int = 0
    in_time: Share = field(default_factory=Share)


def between_groups(actor: Actor, *, on: date) -> dict[str, Between]:
    """What went between the groups of the actor's body up to a day, by pair. Raises NotFound for who may see none."""
    if not may_look(actor):
        raise NotFound(NOT_HERE)
    inside = Q(asker=actor.body, asked=actor.body, kind=Kind.INTERNAL)
    asks = CooperationRequest.objects.filter(
        docket__asker=actor.body, docket__asked=actor.body, docket__kind=Kind.INTERNAL, docket__sent_on__lte=on
    ).exclude(docket__status=Status.ERROR)
    found: dict[str, Between] = {}
    newest = asks.order_by().values_list("asker_group", "asked_group").annotate(newest=Max("docket__sent_on"))
    for one, other, newest_on in newest:
        if pair := pair_of(one, other):
            line = found.setdefault(pair.key, Between(newest_on))
            line.newest_on = max(line.newest_on, newest_on)
    since = months_after(on, -MONTHS)
    groups = {
        ask: (one, other)
        for ask, one, other in asks.filter(docket__sent_on__gt=since).values_list("pk", "asker_group", "asked_group")
    }
    for row, counted in counted_of(inside & Q(sent_on__gt=since, sent_on__lte=on)):
        if pair := pair_of(*groups.get(row["ask_id"], ("", ""))):
            line = found[pair.key]
            line.number += 1
            line.in_time = line.in_time.with_one(answered_in_time(counted, on=on))
    return found
