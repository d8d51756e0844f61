"""Reminders: one digest a mailbox a day, and what is urgent by itself. Safe to be run by two at once."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Final

from concord.access.operation import Done, operation
from concord.base.clock import LONDON, day_of
from concord.base.errors import Conflict
from concord.delivery import links
from concord.delivery import queries as delivery
from concord.delivery.outbox import enqueue
from concord.delivery.services import issue_link
from concord.requests import messages
from concord.requests.events import ABOUT, DESK, MAILBOX, Event
from concord.requests.models import Digest, Reminder
from concord.requests.queries.waiting import mailbox_key
from concord.requests.rules.kinds import Kind
from concord.requests.rules.links import link_works_until
from concord.requests.rules.standing import Status
from concord.requests.services.steps import close, locked
from concord.requests.services.telling import new_link, tell_partner
from concord.requests.wording import HELP, SOURCE, URGENCY
from concord.statute import in_words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from concord.base.actor import Actor
    from concord.requests.models import CooperationRequest

MOST_LINES: Final = 100
"""Requests that one digest names; behind its link are all."""


@operation(Event.REMIND)
def remind_partner(actor: Actor, ask: CooperationRequest, *, at: datetime) -> Done[None]:
    """Remind the body asked of one request by an e-mail of its own. Raises Conflict where that was done today."""
    row, on = locked(ask), day_of(at)
    if not _due(row, on):
        raise Conflict("Nothing is due to be said about this request today.")
    Reminder.objects.create(ask=row, on=on)
    close(actor, row, None, at=at)
    link, until, _ = new_link(actor, row, at=at)
    variables = messages.reminder_variables(row, late=late_words(row, on), by_rule=_rule(row), link=link, until=until)
    tell_partner(row, messages.REMINDER, variables, at=at)
    return Done(None, facts={"asked_name": row.docket.asked_name, "on": on, "digest": False})


@operation(Event.DIGEST)
def send_digest(
    actor: Actor, *, mailbox: str, body: str, body_name: str, asks: Sequence[CooperationRequest], at: datetime
) -> Done[int]:
    """Send the day's one digest to a mailbox of a body: how many requests it is about.

    Raises Conflict where that mailbox had its digest today, or nothing is due any more.
    """
    on = day_of(at)
    digest = Digest.objects.create(mailbox=mailbox.casefold(), body_id=body, on=on)
    rows = [locked(ask) for ask in sorted(asks, key=lambda ask: ask.pk)]
    rows = [row for row in rows if _due(row, on) and row.docket.asked_id == body]
    if not rows:
        raise Conflict("Nothing is due any more.")
    for row in rows:
        Reminder.objects.create(ask=row, on=on, digest=digest)
        close(actor, row, None, at=at)
    _open_ways(actor, rows, mailbox, body, at=at)
    until = link_works_until(sent_on=on, needed_by=on)
    issued = issue_link(
        actor,
        about=(MAILBOX, mailbox_key(body, mailbox)),
        body=body,
        to=mailbox,
        at=at,
        expires_at=datetime.combine(until + timedelta(days=1), time(), LONDON),
    )
    variables = {
        "count": "1 request waits" if len(rows) == 1 else f"{len(rows)} requests wait",
        "asked": body_name,
        "lines": _lines(rows, on),
        "link": links.address(issued.token),
        "until": in_words(until),
    }
    enqueue(messages.DIGEST, to=mailbox, variables=variables, about=(DESK, body), at=at)
    return Done(len(rows), subject=body, facts={"on": on, "asks": len(rows), "to": mailbox})


def _due(row: CooperationRequest, on: date) -> bool:
    docket = row.docket
    return docket.chase_on is not None and docket.chase_on <= on and docket.reminded_on != on


def _open_ways(actor: Actor, rows: Sequence[CooperationRequest], mailbox: str, body: str, *, at: datetime) -> None:
    """The list behind a digest leads on by the links that went to its mailbox: one anew where the last has ended."""
    live = delivery.links_going_to(mailbox, body=body, kind=ABOUT, at=at + timedelta(days=1))
    open_ = set(live.filter(subject__in=[row.public_id for row in rows]).values_list("subject", flat=True))
    for row in rows:
        if row.public_id not in open_:
            new_link(actor, row, at=at, to=mailbox)


def _lines(rows: Sequence[CooperationRequest], on: date) -> str:
    lines = [_line(row, on) for row in rows[:MOST_LINES]]
    more = len(rows) - len(lines)
    return "\n".join([*lines, *([f"- and {more} more"] if more else [])])


def _line(row: CooperationRequest, on: date) -> str:
    about = ", ".join(filter(None, (URGENCY.get(row.urgency), HELP.get(row.help))))  # type: ignore[call-overload]
    return f"- {row.reference}, {row.docket.asker_name}, {about}. {late_words(row, on)}"


def late_words(row: CooperationRequest, on: date) -> str:
    """The day in a sentence: promised, due, or past."""
    docket = row.docket
    if docket.promised_on:
        return f"You promised it for {in_words(docket.promised_on)}. Was it done?"
    if docket.due_on is None:
        return "It waits for your answer."
    if docket.kind == Kind.UNBOUND:
        return f"They asked to hear by {in_words(docket.due_on)}. You are free to help or not; a word would help them."
    again = docket.status in {Status.CONTESTED, Status.BROKEN}
    what = "A new answer" if again else "An answer"
    if docket.due_on < on:
        return f"{what} was due on {in_words(docket.due_on)}."
    return f"{what} is due on {in_words(docket.due_on)}."


def _rule(row: CooperationRequest) -> str:
    """Whose rule the day is, after "Where the day comes from"; a promise is the body's own."""
    if row.docket.promised_on:
        return "your own answer"
    clock = row.clocks.filter(which="answer", superseded_at__isnull=True).first()
    return str(clock.derivation["says"]) if clock else SOURCE["asked"]  # type: ignore[index]  # a StrEnum's value
