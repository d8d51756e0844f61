"""One request, found for an actor, and what its codes mean in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from concord import statute
from concord.access import policies
from concord.access.operation import NOT_HERE
from concord.base.errors import NotFound
from concord.requests.models import CooperationRequest
from concord.requests.rules import Side, Status, waiting_on
from concord.requests.rules import status_of as status_from

if TYPE_CHECKING:
    from concord.base.actor import Actor
    from concord.requests.events import Event


def request_of(actor: Actor, public_id: str, event: Event) -> CooperationRequest:
    """A request to which the actor may do `event`, for a service; shows nobody anything. Raises NotFound."""
    ask = policies.visible(actor, event, CooperationRequest.objects.all()).filter(public_id=public_id).first()
    if ask is None:
        raise NotFound(NOT_HERE)
    return ask


def status_of(ask: CooperationRequest) -> Status:
    """Where a request stands now, from its replies (one read)."""
    kinds = [reply.kind for reply in ask.replies.all()]
    return status_from(sent=ask.sent_at is not None, withdrawn=ask.withdrawn_at is not None, replies=kinds)


def waiting_words(status: Status, asked_name: str) -> str:
    """Whom a request waits on, in words; empty where it waits on nobody."""
    return {Side.ASKER: "Waiting for you to send it", Side.ASKED: f"Waiting for {asked_name}", Side.NOBODY: ""}[
        waiting_on(status)
    ]


@dataclass(frozen=True, slots=True)
class Words:
    """What a request's codes mean, in words."""

    person: str
    function: str
    purposes: tuple[str, ...]


def words_of(ask: CooperationRequest) -> Words:
    """The rulebook's words for the person, the function and the purposes of a request; empty where not yet chosen."""
    book = statute.rulebook()
    function = book.functions.get(ask.function)
    return Words(
        person=book.persons[ask.person_category].name if ask.person_category in book.persons else "",
        function=f"{function.name} ({statute.cited(book, function.ref)})" if function else "",
        purposes=tuple(book.purposes[purpose].name for purpose in ask.purposes if purpose in book.purposes),
    )
