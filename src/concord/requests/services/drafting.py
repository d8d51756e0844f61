"""Beginning a request, saving its pages, asking another body instead, putting it away."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from concord.access.operation import Done, operation
from concord.people.models import Person
from concord.requests.events import Event
from concord.requests.models import CooperationRequest
from concord.requests.rules import Status
from concord.requests.services.sides import locked, write_sides

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from concord.base.actor import Actor

REVISABLE: Final = frozenset(
    {
        "person_category",
        "person_reference",
        "function",
        "what",
        "needed_by",
        "needed_by_why",
        "otherwise",
        "purposes",
        "partner_email",
        "contact_name",
        "contact_email",
        "contact_phone",
    }
)
"""What a draft's pages may change; whom it asks is changed by `readdress_request`."""


@operation(Event.DRAFT)
def draft_request(actor: Actor, *, asked: str, at: datetime) -> Done[CooperationRequest]:
    """Begin a request of the actor's body to the body `asked` (by reference). CA2014.s7(1).

    Raises Invalid (field "asked") for a body that the register does not hold, and where the actor's own body is no
    local authority, for whom alone section 7(1) is.
    """
    ask = CooperationRequest(
        asker_id=actor.body,
        made_by=Person.objects.get(public_id=actor.person),
        drafted_at=at,
    )
    write_sides(ask, asked, at=at)
    ask.save(force_insert=True)
    return Done(ask, subject=ask, facts={"asked": asked, "asked_name": ask.asked_name})


@operation(Event.REVISE)
def revise_request(actor: Actor, ask: CooperationRequest, *, changes: Mapping[str, Any]) -> Done[CooperationRequest]:
    """Save what a page of the draft says. `changes` are fields of `REVISABLE` with checked values.

    Raises Conflict for a request that has been sent or discarded, and ValueError for a field that is no page's.
    """
    if unknown := changes.keys() - REVISABLE:
        raise ValueError(f"A draft's pages do not change: {', '.join(sorted(unknown))}.")
    draft = locked(ask, Status.DRAFT)
    for field, value in changes.items():
        setattr(draft, field, value)
    draft.save(update_fields=sorted(changes))
    return Done(draft, facts={"fields": sorted(changes)})


@operation(Event.REVISE)
def readdress_request(actor: Actor, ask: CooperationRequest, *, asked: str, at: datetime) -> Done[CooperationRequest]:
    """Ask another body instead, while the request is a draft. The e-mail address is dropped: it was the other's.

    Raises Conflict for a request that has been sent or discarded, Invalid for an unknown body.
    """
    draft = locked(ask, Status.DRAFT)
    if draft.asked_id != asked:
        draft.partner_email = ""
    write_sides(draft, asked, at=at)
    draft.save(update_fields=["asked", "asker_name", "asked_name", "addressee", "partner_email"])
    return Done(draft, facts={"fields": ["asked"], "asked": asked})


@operation(Event.DISCARD)
def discard_request(actor: Actor, ask: CooperationRequest, *, at: datetime) -> Done[CooperationRequest]:
    """Put a draft away for good. Raises Conflict for one that has been sent or discarded."""
    draft = locked(ask, Status.DRAFT)
    draft.withdrawn_at = at
    draft.save(update_fields=["withdrawn_at"])
    return Done(draft)
