"""Drafting and sending a request in one go, as another program does that has asked its own user all there is to ask."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from concord.access.operation import Done, operation
from concord.requests.events import Event
from concord.requests.services.drafting import begun
from concord.requests.services.sending import go_out

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from concord.base.actor import Actor
    from concord.requests.models import CooperationRequest


@operation(Event.MAKE)
def make_request(actor: Actor, *, asked: str, values: Mapping[str, Any], at: datetime) -> Done[CooperationRequest]:
    """Draft a request of the actor's body to the body `asked` (by reference), and send it; or leave nothing at all.

    `values` are fields of `drafting.REVISABLE`, checked. Raises Invalid, with the field, as `draft_request` and
    `send_request` do.
    """
    ask = begun(actor, asked, values, at=at)
    return Done(ask, subject=ask, facts=go_out(actor, ask, at=at))
