"""What is done with a request at an address of its own, `/{ref}/{word}`: how an act is declared and carried out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from concord.api.keys import actor_of
from concord.api.once import AGAIN, answer_once
from concord.api.shapes import Shape
from concord.api.v1.requests.receipts import Receipt, receipt
from concord.api.v1.requests.routes import REF, Ref, changing
from concord.base import clock
from concord.people.replies import Reply
from concord.requests import queries

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

    from concord.requests.events import Event


class Nothing(Shape):
    """Nothing needs to be said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """An act by its word in the address: what is given, whether it may be done (`event`), and the service that does it.

    The service takes the actor and the request, and what was given by the same names, and the instant.
    """

    word: str
    given: type[Shape]
    event: Event
    summary: str
    says: str
    service: Callable[..., object]


def declare(act: Act) -> None:
    """Put an act at its address."""

    def view(request: HttpRequest, given: Any, ref: Ref = REF, again: str | None = AGAIN) -> HttpResponse:
        actor, at = actor_of(request), clock.now()

        def done() -> Reply:
            ask = queries.request_of(actor, ref, act.event)
            said = {name: getattr(given, name) for name in type(given).model_fields}
            act.service(actor, ask, **said, at=at)
            return Reply(200, receipt(actor, ref, on=clock.day_of(at)))

        return answer_once(request, again, done)

    name = f"request_{act.word.replace('-', '_')}"
    view.__name__, view.__doc__ = name, act.says
    view.__annotations__ = {"given": act.given, "ref": Ref, "again": str | None}
    changing("POST", f"/{{ref}}/{act.word}", Receipt, name=name, summary=act.summary)(view)
