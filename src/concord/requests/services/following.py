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
from concord.requests.services.telling import new_link, tell_partner
from concord.statute import in_words

if TYPE_CHECKING:
    from datetime import date, datetime

    from concord.base.actor import Actor
    from concord.requests.models import CooperationRequest, Step


@operation(Event.FOLLOW)
def follow_successor(actor: Actor, ask: CooperationRequest, *, side: Side, now: str, at: datetime) -> Done[Step]:
    """Move one side of a request to a successor (by reference), and tell both sides where it is still under way.

    One that is done goes over without a word, so that the successor has the papers of the body that it took over from.
    Where both ends then lie in one body the request becomes internal: section 7 binds nobody to himself. Raises Invalid
    for a body that did not take over, and Conflict where the side has not ended.
    """
    row, on = locked(ask), day_of(at)
    standing = standing_for(row, StepKind.SUCCEEDED)
    was, was_name = _holder(row, side)
    if registry.bodies_known({was}, at=at)[was].exists.contains(on):
        raise Conflict(f"{was_name} has not ended.")
    next_ = {found.ref: found for found in registry.successors_of(was, on=on, at=at) if found.exists}
    if now not in next_:
        raise Invalid("That body did not take over. Choose one of those listed.", field="now")
    name = registry.bodies_known({now}, at=at)[now].name_on(on)
    _move(row, side, now, name)
    detail = {"side": side.value, "was": was, "was_name": was_name, "now": now, "now_name": name}
    step = take(actor, row, StepKind.SUCCEEDED, at=at, standing=standing, detail=detail)
    close(actor, row, step, at=at)
    note_words(row, [name])
    if standing.waiting is not Side.NOBODY:
        _tell_both(actor, row, side, was_name, name, next_[now].on, at=at)
    return Done(step, facts={"was": was_name, "now": name, "side": side, "kind": row.docket.kind})


@operation(Event.NOTE_END)
def note_end(actor: Actor, ask: CooperationRequest, *, side: Side, at: datetime) -> Done[None]:
    """Tell the officer, once, that a side has ended and that nobody but a person can say who has the request now.

    Raises Conflict where that was told before, or the side has not ended.
    """
    row = locked(ask)
    was, was_name = _holder(row, side)
    if side.value in row.docket.ends_told.split():
        raise Conflict("The officer was told before.")
    if registry.bodies_known({was}, at=at)[was].exists.contains(day_of(at)):
        raise Conflict(f"{was_name} has not ended.")
    row.docket.ends_told = " ".join((*row.docket.ends_told.split(), side.value))
    row.docket.save(update_fields=["ends_told"])
    found = {next_.ref: next_.name for next_ in registry.successors_of(was, on=day_of(at), at=at) if next_.exists}
    names = "\n".join(f"- {name}" for name in found.values()) or "- nobody that the register knows of"
    variables = {**messages.returned_variables(row), "was": was_name, "names": names}
    enqueue(messages.ENDED, to=row.contact_email, variables=variables, about=(ABOUT, row.public_id), at=at)
    return Done(None, facts={"was": was_name, "side": side, "choices": len(found)})


def _move(row: CooperationRequest, side: Side, now: str, name: str) -> None:
    """Put a body in the place of the one that ended; inside one body, on both sides at once."""
    docket = row.docket
    both = docket.asker_id == docket.asked_id
    if both or side is Side.ASKER:
        docket.asker_id, docket.asker_name = now, name
    if both or side is Side.ASKED:
        docket.asked_id, docket.asked_name = now, name
    if docket.asker_id == docket.asked_id:
        docket.kind = Kind.INTERNAL
    docket.ends_told = " ".join(told for told in docket.ends_told.split() if told != side.value and not both)
    docket.save()


def _holder(row: CooperationRequest, side: Side) -> tuple[str, str]:
    docket = row.docket
    if side is Side.ASKER:
        return docket.asker_id, docket.asker_name
    return docket.asked_id, docket.asked_name


def _tell_both(
    actor: Actor, row: CooperationRequest, side: Side, was: str, now: str, ended: date, *, at: datetime
) -> None:
    """The links before go on working; the successor has one of its own, for the list behind its digests."""
    variables = {**messages.notice_variables(row), "was": was, "now": now, "ended": in_words(ended)}
    enqueue(messages.FOLLOWED, to=row.contact_email, variables=variables, about=(ABOUT, row.public_id), at=at)
    if side is Side.ASKED:
        link, until, _ = new_link(actor, row, at=at)
        linked = messages.link_variables(row, link=link, until=until)
        variables = {**linked, "addressee": now, "asked": now, "was": was, "now": now, "ended": in_words(ended)}
        tell_partner(row, messages.TAKEN_OVER, variables, at=at)
    else:
        tell_partner(row, messages.FOLLOWED, variables, at=at)
