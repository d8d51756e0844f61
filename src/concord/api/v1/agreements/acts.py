"""What is done with an agreement at an address of its own, `/{ref}/{word}`: how an act is declared and carried out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from concord.access.operation import NOT_HERE
from concord.agreements import queries
from concord.api.keys import actor_of
from concord.api.once import AGAIN, answer_once
from concord.api.v1.agreements.receipts import AgreementReceipt, receipt
from concord.api.v1.agreements.routes import AGREEMENT, PARTY, router
from concord.api.v1.requests.routes import Ref, changing
from concord.base import clock
from concord.base.errors import NotFound
from concord.people.replies import Reply

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from django.http import HttpRequest, HttpResponse

    from concord.agreements.events import Event
    from concord.agreements.models import Agreement, Party
    from concord.api.shapes import Shape
    from concord.base.actor import Actor


@dataclass(frozen=True, slots=True)
class Asked:
    """An act as it is asked for: who, of which agreement, of which party (its id; empty for none), and when."""

    actor: Actor
    agreement: Agreement
    party: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementAct:
    """An act by its word in the address: what is given, whether it may be done (`event`), and what does it.

    Of what a party does for itself `event` is to see the agreement: whether it may, `own_place` asks.
    What `do` gives back is added to the receipt. With `of_party` it stands at `/{ref}/parties/{party}/{word}`.
    """

    word: str
    given: type[Shape]
    event: Event
    summary: str
    says: str
    do: Callable[[Asked, Any], dict[str, Any] | None]
    of_party: bool = False


def declare(act: AgreementAct) -> None:
    """Put an act at its address."""

    def done(request: HttpRequest, given: Any, ref: str, party: str, again: str | None) -> HttpResponse:
        actor, at = actor_of(request), clock.now()

        def reply() -> Reply:
            row = queries.agreement_row(actor, ref, act.event)
            more = act.do(Asked(actor, row, party, at), given) or {}
            return Reply(200, receipt(actor, ref, on=clock.day_of(at), done_to=row, **more))

        return answer_once(request, again, reply)

    def view(request: HttpRequest, given: Any, ref: Ref = AGREEMENT, again: str | None = AGAIN) -> HttpResponse:
        return done(request, given, ref, "", again)

    def view_of_party(
        request: HttpRequest, given: Any, ref: Ref = AGREEMENT, party: Ref = PARTY, again: str | None = AGAIN
    ) -> HttpResponse:
        return done(request, given, ref, party, again)

    name = f"agreement_{'party_' if act.of_party else ''}{act.word.replace('-', '_')}"
    address = f"/{{ref}}/parties/{{party}}/{act.word}" if act.of_party else f"/{{ref}}/{act.word}"
    found = view_of_party if act.of_party else view
    found.__name__, found.__doc__ = name, act.says
    party = {"party": Ref} if act.of_party else {}
    found.__annotations__ = {"given": act.given, "ref": Ref, **party, "again": str | None}
    changing("POST", address, AgreementReceipt, name=name, summary=act.summary, on=router)(found)


def own_place(asked: Asked, event: Event) -> Party:
    """The place that the actor's body holds in an agreement. Raises NotFound where it holds none or may not."""
    page = queries.agreement_page(asked.actor, asked.agreement.public_id, on=clock.day_of(asked.at))
    if page.seat is None:
        raise NotFound(NOT_HERE)
    return queries.party_row(asked.actor, page.seat.party, event)
