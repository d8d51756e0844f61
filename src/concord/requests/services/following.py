"""A body ends while a request is under way: the request follows to the successor, and the old name stays on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from concord.access.operation import Done, operation
from concord.base.clock import day_of
from concord.base.errors import Conflict, Invalid
from concord.delivery.outbox import enqueue
from concord.registry import queries as registry
from concord.requests import messages
from concord.requests.events import ABOUT, Event
from concord.requests.rules.kinds import Kind
from concord.requests.rules.steps import Side, StepKind
from concord.requests.services.noting import note_words
from concord.requests.services.steps import close, locked, standing_for, take
from concord.requests.services.telling import tell_partner
from concord.statute import in_words

if TYPE_CHECKING:
    from datetime import date, datetime

    from concord.base.actor import Actor
    from concord.requests.models import CooperationRequest, Step


@operation(Event.FOLLOW)
def follow_successor(actor: Actor, ask: CooperationRequest, *, side: Side, now: str, at: datetime) -> Done[Step]:
    """Move one side of a request that is under way to a successor (by reference), and tell both sides.

    Where both ends then lie in one body the request becomes internal: section 7 binds nobody to himself. Raises Invalid
    for a body that did not take over, and Conflict where the side has not ended.
    """
    row = locked(ask)
    standing = standing_for(row, StepKind.SUCCEEDED)
    was, was_name = _holder(row, side)
    if registry.bodies_known({was}, at=at)[was].exists.contains(day_of(at)):
        raise Conflict(f"{was_name} has not ended.")
    next_ = {found.ref: found for found in registry.successors_of(was, on=day_of(at), at=at) if found.exists}
    if now not in next_:
        raise Invalid("That body did not take over. Choose one of those listed.", field="now")
    name = registry.bodies_known({now}, at=at)[now].name_on(day_of(at))
    if side is Side.ASKER:
        row.docket.asker_id, row.docket.asker_name = now, name
    else:
        row.docket.asked_id, row.docket.asked_name = now, name
    if row.docket.asker_id == row.docket.asked_id:
        row.docket.kind = Kind.INTERNAL
    row.docket.save()
    detail = {"side": side.value, "was": was, "was_name": was_name, "now": now, "now_name": name}
    step = take(actor, row, StepKind.SUCCEEDED, at=at, standing=standing, detail=detail)
    close(actor, row, step, at=at)
    note_words(row, [name])
    _tell_both(row, was_name, name, next_[now].on, at=at)
    return Done(step, facts={"was": was_name, "now": name, "side": side, "kind": row.docket.kind})


def _holder(row: CooperationRequest, side: Side) -> tuple[str, str]:
    docket = row.docket
    if side is Side.ASKER:
        return docket.asker_id, docket.asker_name
    return docket.asked_id, docket.asked_name


def _tell_both(row: CooperationRequest, was: str, now: str, ended: date, *, at: datetime) -> None:
    variables = {**messages.notice_variables(row), "was": was, "now": now, "ended": in_words(ended)}
    tell_partner(row, messages.FOLLOWED, variables, at=at)
    enqueue(messages.FOLLOWED, to=row.contact_email, variables=variables, about=(ABOUT, row.public_id), at=at)
