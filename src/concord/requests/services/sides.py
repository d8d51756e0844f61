"""What every change of a request shares: the row kept from other writers, and its two sides as they are called."""

from __future__ import annotations

from typing import TYPE_CHECKING

from concord import statute
from concord.base.clock import day_of
from concord.base.errors import Conflict, Invalid
from concord.registry import queries as registry
from concord.requests.models import CooperationRequest
from concord.requests.queries import status_of
from concord.requests.wording import NO_LONGER

if TYPE_CHECKING:
    from datetime import datetime

    from concord.requests.rules import Status


def locked(ask: CooperationRequest, *wanted: Status) -> CooperationRequest:
    """The row as it is now, kept from other writers. Raises Conflict where it no longer stands as wanted."""
    row = CooperationRequest.objects.select_for_update().get(pk=ask.pk)
    status = status_of(row)
    if status not in wanted:
        raise Conflict(NO_LONGER[status])
    return row


def write_sides(ask: CooperationRequest, asked: str, *, at: datetime) -> None:
    """Write the two sides onto a draft as they are called that day.

    Raises Invalid (field "asked") for a body that the register does not hold, or an asker that is no local authority.
    """
    on = day_of(at)
    bodies = registry.bodies_known({ask.asker_id, asked}, at=at)
    if asked not in bodies:
        raise Invalid("The register holds no such body. Choose one from the list.", field="asked")
    ask.asked_id, ask.asked_name, ask.addressee = asked, bodies[asked].name_on(on), bodies[asked].addressee
    status = statute.authority_status(statute.rulebook(), bodies[ask.asker_id], on)
    if status.answer is statute.Answer.NO:
        raise Invalid(f"Section 7(1) is for councils with adult social care. {status.says}", field="asked")
    ask.asker_name = bodies[ask.asker_id].name_on(on)
