"""One request, found for an actor, and what its codes mean in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from concord import statute
from concord.access import policies
from concord.access.operation import NOT_HERE
from concord.base.errors import NotFound
from concord.requests.models import CooperationRequest
from concord.requests.rules.kinds import Condition, Group, Kind, Urgency
from concord.requests.rules.steps import Side
from concord.requests.wording import CONDITION, CONDITION_TO_YOU, GROUP, HELP, KIND, SHARING, TOLD, URGENCY

if TYPE_CHECKING:
    from django.db.models import Exists

    from concord.base.actor import Actor
    from concord.requests.events import Event
    from concord.requests.models import Docket


def request_of(actor: Actor, public_id: str, event: Event, **within: Exists) -> CooperationRequest:
    """A request to which the actor may do `event`, for a service; shows nobody anything. Raises NotFound.

    `within`: what to find out in the same read, by the name that it gets.
    """
    rows = CooperationRequest.objects.select_related("docket").annotate(**within)
    ask = policies.visible(actor, event, rows).filter(public_id=public_id).first()
    if ask is None:
        raise NotFound(NOT_HERE)
    return ask


def waiting_words(docket: Docket, asked_name: str, asker_name: str) -> str:
    """Whom a request waits on, in words; empty where it waits on nobody."""
    if docket.waiting == Side.ASKED:
        return f"Waiting for {asked_name}"
    if docket.waiting == Side.NOBODY:
        return ""
    return f"Waiting for {asker_name}"


@dataclass(frozen=True, slots=True)
class Words:
    """What a request's codes mean, in words."""

    kind: str
    person: str
    function: str
    purposes: tuple[str, ...]
    help: str
    urgency: str
    told: str
    sharing: str
    conditions: tuple[str, ...]
    asker_group: str
    asked_group: str


def conditions_to_you(ask: CooperationRequest) -> tuple[str, ...]:
    """The conditions of section 45 that a board states, as whoever is asked reads them."""
    return tuple(CONDITION_TO_YOU[Condition(condition)] for condition in ask.conditions)


def words_of(ask: CooperationRequest) -> Words:
    """The words for the codes of a request; empty where not yet chosen."""
    book = statute.rulebook()
    function = book.functions.get(ask.function)
    named = f"{function.name} ({statute.cited(book, function.ref)})" if function else ""
    return Words(
        kind=KIND[Kind(ask.kind)] if ask.kind else "",
        person=book.persons[ask.person_category].name if ask.person_category in book.persons else "",
        function="\n".join(filter(None, (ask.function_words, named))),
        purposes=tuple(book.purposes[purpose].name for purpose in ask.purposes if purpose in book.purposes),
        help=HELP.get(ask.help, ""),
        urgency=URGENCY[Urgency(ask.urgency)],
        told=TOLD.get(ask.told, ""),
        sharing=SHARING.get(ask.sharing_basis, ""),
        conditions=tuple(CONDITION[Condition(condition)] for condition in ask.conditions),
        asker_group=GROUP[Group(ask.asker_group)] if ask.asker_group else "",
        asked_group=GROUP[Group(ask.asked_group)] if ask.asked_group else "",
    )
