"""A body ends while a request is under way: the request follows to the successor, and the old name stays on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from concord.access.operation import Done, operation
from concord.base.clock import day_of
from concord.base.errors import Conflict, Invalid
from concord.contacts import queries as contacts
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

OF_SUCCESSOR: Final = "successor"
OF_BEFORE: Final = "before"
"""Whose mailbox the e-mails to the body asked go to once it is another body."""


@operation(Event.FOLLOW)
def follow_successor(actor: Actor, ask: CooperationRequest, *, side: Side, now: str, at: datetime) -> Done[Step]:
    """Move one side of a request to a successor (by reference), and tell both sides where it is still under way.

    One that is done goes over without a word, so that the successor has the papers of the body that it took over from.
    From here on the e-mails to the body asked go to the successor's own contact for such help, where one is known that
    nothing speaks against; else to the mailbox of before. The step says which.
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
    goes_on, before = standing.waiting is not Side.NOBODY, row.partner_email
    if goes_on and side is Side.ASKED:
        detail["mailbox"] = OF_SUCCESSOR if _readdressed(actor, row, on) else OF_BEFORE
    step = take(actor, row, StepKind.SUCCEEDED, at=at, standing=standing, detail=detail)
    close(actor, row, step, at=at)
    note_words(row, [name])
    if goes_on:
        _tell_both(actor, row, side, was_name, name, next_[now].on, before=before, at=at)
    facts = {"was": was_name, "now": name, "side": side, "kind": row.docket.kind}
    return Done(
        step, facts={**facts, "mailbox": detail["mailbox"], "to": row.partner_email} if "mailbox" in detail else facts
    )


def _readdressed(actor: Actor, row: CooperationRequest, on: date) -> bool:
    """Whether the successor has a contact of its own for such help, to which the request's e-mails go from now on."""
    docket = row.docket
    if docket.kind == Kind.INTERNAL:
        return False
    found = contacts.contact_for(actor, docket.asked_id, topic=row.help, council=docket.asker_id, on=on)
    if found is None or found.contact.doubt:
        return False
    row.partner_email = found.contact.mailbox
    row.save(update_fields=["partner_email"])
    return True


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
    actor: Actor, row: CooperationRequest, side: Side, was: str, now: str, ended: date, *, before: str, at: datetime
) -> None:
    """The links before go on working; the successor has one of its own, for the list behind its digests.

    Where its mailbox is another than the one `before`, that one is told too, without a link: its people may know more.
    """
    notice = {**messages.notice_variables(row), "was": was, "now": now, "ended": in_words(ended)}
    enqueue(messages.FOLLOWED, to=row.contact_email, variables=notice, about=(ABOUT, row.public_id), at=at)
    if side is Side.ASKED:
        link, until, _ = new_link(actor, row, at=at)
        linked = messages.link_variables(row, link=link, until=until)
        variables = {**linked, "addressee": now, "asked": now, "was": was, "now": now, "ended": in_words(ended)}
        tell_partner(row, messages.TAKEN_OVER, variables, at=at)
        if before.casefold() != row.partner_email.casefold():
            tell_partner(row, messages.FOLLOWED, notice, at=at, to=before)
    else:
        tell_partner(row, messages.FOLLOWED, notice, at=at)
