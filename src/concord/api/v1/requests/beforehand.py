"""What a request would be before there is one: which kind fits and why, and when an answer would be due."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Schema
from ninja.params.functions import Query
from pydantic import Field

from concord.api.asked import MaybeDay, Words
from concord.api.keys import actor_of
from concord.api.v1.requests.asking import body_of
from concord.api.v1.requests.given import ConditionMet, Function, HowUrgent, KindOfHelp, OfficerGroup, Person
from concord.api.v1.requests.reading import Searched
from concord.api.v1.requests.routes import beforehand, nothing_else, reading, shown
from concord.api.v1.requests.shapes import DueAnswer, KindAnswer
from concord.api.v1.requests.telling import law_json
from concord.base import clock
from concord.requests import queries
from concord.requests.rules import timing
from concord.requests.wording import NO_LIMIT


class Considered(Schema):
    """What is known of a request that is not drafted yet."""

    asked: Words = Field(..., description="Who would be asked: a code or a name.")
    asker_group: OfficerGroup = Field("", description="Inside one authority: which group of its officers asks.")
    asked_group: OfficerGroup = Field("", description="Inside one authority: which group is asked.")
    person: Person = Field("", description="Whom it would be about.")
    function: Function = Field("", description="The function that it would serve.")
    condition: list[ConditionMet] = Field([], description="Of a board that asks: which conditions are met.")


class ForKind(Considered):
    """The same, from any body."""

    asker: Searched = Field("", description="Who would ask: a code or a name. Your own body, if left out.")


class ForDue(Considered):
    """The same, with what a policy's time depends on."""

    help: KindOfHelp = Field("", description="The kind of help.")
    urgency: HowUrgent = Field("routine", description="How fast it would be needed.")
    needed_by: MaybeDay = Field(None, description="The day that would be asked for.")


FOR_KIND: ForKind = Query(...)
FOR_DUE: ForDue = Query(...)


@reading("/kind", KindAnswer, name="request_kind", summary="Which kind of request fits, and why", on=beforehand)
def kind(request: HttpRequest, given: ForKind = FOR_KIND) -> HttpResponse:
    """From who asks whom, about whom, as the law stands today; with the whole explanation. Nothing is kept."""
    nothing_else(request, ForKind)
    actor = actor_of(request)
    asker = body_of(actor, given.asker, field="asker") if given.asker else ""
    found = _fitting(request, given, asker=asker)
    law = law_json(found.finding, found.fit.answer.value, found.why_not)
    return shown(
        {
            "kind": found.ask.kind,
            "fits": found.fit.may_be_sent,
            "says": found.fit.says,
            "asker": found.ask.asker_id,
            "asked": found.ask.asked_id,
            "law": {**law, "provisions": [one.ref for one in found.provisions]},
            "instead": [one.ref for one in found.instead],
        }
    )


@reading("/due", DueAnswer, name="request_due", summary="When an answer would be due", on=beforehand)
def due(request: HttpRequest, given: ForDue = FOR_DUE) -> HttpResponse:
    """Were it sent now: by an agreement, a policy or the day asked for, whichever comes first in that order."""
    nothing_else(request, ForDue)
    more: dict[str, Any] = {"help": given.help, "urgency": given.urgency, "needed_by": given.needed_by}
    found = _fitting(request, given, **more)
    acknowledge, answer = found.clocks.acknowledge, found.clocks.answer
    return shown(
        {
            "kind": found.ask.kind,
            "note": NO_LIMIT,
            "acknowledge": acknowledge and timing.as_json(acknowledge),
            "answer": answer and timing.as_json(answer),
        }
    )


def _fitting(request: HttpRequest, given: Considered, *, asker: str = "", **more: Any) -> queries.Fitting:
    actor = actor_of(request)
    values = {
        "asker_group": given.asker_group,
        "asked_group": given.asked_group,
        "person_category": given.person,
        "function": given.function,
        "conditions": list(given.condition),
        **more,
    }
    asked = body_of(actor, given.asked, field="asked")
    return queries.fitting(actor, asker=asker, asked=asked, values=values, at=clock.now())
