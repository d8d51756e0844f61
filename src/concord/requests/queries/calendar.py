"""What is due on which day, for calendars: references and bodies only, nothing of the person; so nothing is recorded.

Calendar programs keep what they read; the page behind the address of an entry asks who one is.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.db.models import Q

from concord.access import policies
from concord.access.operation import NOT_HERE
from concord.base.errors import NotFound
from concord.requests.events import Event
from concord.requests.models import CooperationRequest, Docket
from concord.requests.queries.shelves import Filters, parts, seen_of
from concord.requests.rules.kinds import Kind
from concord.requests.rules.steps import Side

if TYPE_CHECKING:
    from datetime import date

    from concord.base.actor import Actor

MOST: Final = 500
"""Days of each side that a calendar holds at most: of what waits, the newest."""


@dataclass(frozen=True, slots=True)
class DueDay:
    """A day by which something is due: an answer, or what was `promised`. `ours`: it is due from the actor's body.

    `owed`: not where the body asked owes no answer, CA2014.s6(2).
    """

    public_id: str
    reference: str
    on: date
    promised: bool
    ours: bool
    owed: bool
    from_name: str
    for_name: str


def due_days(actor: Actor, *, on: date, mine: bool) -> tuple[DueDay, ...]:
    """The days that requests wait for: of all that the body asked and is asked, or only of what the actor asked.

    The soonest first. What stands still has no day. Raises NotFound for an actor who may see no requests.
    """
    shelf = parts(actor, Filters(scope="mine" if mine else "body"), on=on)
    waiting = Q(waiting=Side.ASKED, paused=False) & (Q(due_on__isnull=False) | Q(promised_on__isnull=False))
    read = [Docket.objects.filter(part, waiting).order_by("-ask_id").values("ask_id")[:MOST] for part in shelf]
    found = [_day(actor, ask) for ask in seen_of(actor, read)]
    return tuple(sorted((day for day in found if day), key=lambda day: (day.on, day.reference)))


def due_day(actor: Actor, public_id: str) -> DueDay | None:
    """The day that one request waits for; None where it waits for none. Raises NotFound."""
    rows = CooperationRequest.objects.select_related("docket").only("public_id", "docket")
    ask = policies.visible(actor, Event.SEE, rows).filter(public_id=public_id, sent_at__isnull=False).first()
    if ask is None:
        raise NotFound(NOT_HERE)
    return _day(actor, ask)


def day_waited_for(ask: CooperationRequest) -> date | None:
    """The day by which the body asked is to do something, of a request that was read already; None where none runs."""
    docket = ask.docket
    waits = docket.waiting == Side.ASKED and not docket.paused
    return docket.promised_on or docket.due_on if waits else None


def _day(actor: Actor, ask: CooperationRequest) -> DueDay | None:
    docket, day = ask.docket, day_waited_for(ask)
    if day is None:
        return None
    return DueDay(
        public_id=ask.public_id,
        reference=ask.reference,
        on=day,
        promised=docket.promised_on is not None,
        ours=docket.asked_id == actor.body,
        owed=docket.kind != Kind.UNBOUND,
        from_name=docket.asked_name,
        for_name=docket.asker_name,
    )
