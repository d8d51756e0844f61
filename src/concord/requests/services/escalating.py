"""Going up the ladder, agreed or the asker's own: policy, no law. Silence can be escalated, and is never a refusal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from concord.access.operation import Done, operation
from concord.base.clock import day_of
from concord.base.errors import Conflict, Invalid
from concord.contacts.queries import undoubted_at
from concord.contacts.services import doubt_contact
from concord.delivery.outbox import enqueue
from concord.delivery.queries import links_about
from concord.requests import messages
from concord.requests.events import ABOUT, Event
from concord.requests.models import as_told
from concord.requests.queries.ladders import ladder_of
from concord.requests.rules.chasing import silence_goes_up
from concord.requests.rules.kinds import Kind, Urgency
from concord.requests.rules.ladders import Cut, cuts_short, next_rung
from concord.requests.rules.standing import Status
from concord.requests.rules.steps import StepKind
from concord.requests.rules.timing import Source, Start, Term, Which
from concord.requests.services import clocks, pausing
from concord.requests.services.noting import tell_webhooks
from concord.requests.services.steps import close, locked, standing_for, take
from concord.requests.services.telling import tell_of_step
from concord.requests.wording import CUT_SHORT
from concord.statute import in_words

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from concord.base.actor import Actor
    from concord.requests.models import CooperationRequest, Step
    from concord.requests.rules.ladders import Ladder, Rung
    from concord.requests.rules.standing import Standing

NO_LADDER = "Your organisation has no escalation ladder. A manager can set one under Practice."
AT_THE_TOP = "The request stands at the highest level of the ladder already."


@operation(Event.ESCALATE)
def escalate_request(
    actor: Actor, ask: CooperationRequest, *, because: str, at: datetime, level: int | None = None,
    although: bool = False,
) -> Done[Step]:  # fmt: skip
    """Take an open request to the next level of its ladder (`ladder_of`); in immediate danger to the one it skips to.

    The level's own clock begins, and both sides' people at that level are told. `level` is the one that was meant, so
    that a form sent twice does not go up twice. `although`: now, although it cuts short what the asker said itself (a
    clock that it stopped, time that it gave), and `because` says why. Raises Invalid (field "although" or "because")
    without; Conflict where that is not the next level any more, where no ladder is set, at its top, or where an answer
    stands that nobody contests; and to `concord work`, where silence does not go up by itself.
    """
    row = locked(ask)
    standing = standing_for(row, StepKind.ESCALATED)
    ladder = ladder_of(row, on=day_of(at))
    if ladder is None:
        raise Conflict(NO_LADDER)
    if actor.kind == "system" and not _by_itself(row, ladder, day_of(at)):
        raise Conflict("Silence does not go up by itself here, or not yet.")
    rung = next_rung(ladder.rungs, level=standing.level, urgency=row.urgency, skips_to=ladder.skips_to)
    if rung is None:
        raise Conflict(AT_THE_TOP)
    if level not in {None, rung.level}:
        raise Conflict(f"The request stands at level {standing.level} already. Nothing was escalated again.")
    cut = _cut(row, standing, because, although=although, at=at)
    term = Term(Source.LADDER, rung.time(row.urgency), _says(row, ladder, rung), ladder.ref)
    due = clocks.start_again(row, start=Start.ESCALATED, round_=standing.round, at=at, terms=[term])
    pausing.let_acknowledging_go(row, round_=standing.round, at=at)
    told = _told(row, rung)
    detail = {**_detail(standing, ladder, rung, cut), "told": list(told)}
    step = take(
        actor, row, StepKind.ESCALATED, at=at, standing=standing, level=rung.level, words=because.strip(),
        detail=detail, told=as_told(told), by_body_name=row.docket.asker_name,
    )  # fmt: skip
    close(actor, row, step, at=at)
    tell_of_step(actor, row, StepKind.ESCALATED, at=at)
    _tell_level(row, ladder, rung, told, standing, at=at)
    kept = ("mediates", "skipped", "because", "although", "told", "clause")
    facts = {name: detail[name] for name in kept if name in detail}
    due_on = due.due_on if due else None
    return Done(step, facts={**facts, "level": rung.level, "role": rung.own_role, "due_on": due_on})


def _cut(row: CooperationRequest, standing: Standing, because: str, *, although: bool, at: datetime) -> Cut | None:
    """What of the asker's own word this cuts short, where somebody says that it does, and why. Raises Invalid."""
    due = clocks.running(row, Which.ANSWER)
    cut = cuts_short(due, paused=standing.paused, urgency=row.urgency, on=day_of(at))
    if cut and not although:
        raise Invalid(f"{CUT_SHORT[cut]}. To escalate now all the same, say so, and why", field="although")
    if cut and not because.strip():
        raise Invalid("Say why it goes up now all the same", field="because")
    return cut


@operation(Event.NOTE_LATE)
def note_late(actor: Actor, ask: CooperationRequest, *, at: datetime) -> Done[None]:
    """Tell webhooks, once for each day that passes, that a request is late; at the top of the ladder, its officer too.

    Where nobody has as much as opened it, the contact of the body asked with that mailbox is doubted.
    Raises Conflict where it is not late, or that was told.
    """
    row = locked(ask)
    docket = row.docket
    if docket.escalate_on is None or docket.escalate_on > day_of(at) or docket.late_told == docket.escalate_on:
        raise Conflict("This request is not late, or that was told before.")
    docket.late_told = docket.escalate_on
    docket.save(update_fields=["late_told"])
    if docket.status == Status.SENT:
        _doubt_mailbox(actor, row, at=at)
    ladder = ladder_of(row, on=day_of(at))
    at_the_top = bool(ladder and _by_itself(row, ladder, day_of(at)) and docket.level >= ladder.top)
    if at_the_top:
        variables = {**messages.returned_variables(row), "asked": docket.asked_name, "level": str(docket.level)}
        variables["ladder"] = ladder.name if ladder else ""
        again = docket.status in {Status.CONTESTED, Status.BROKEN}
        variables["what"] = "A new answer" if again else "An answer"
        variables["due_on"] = in_words(docket.due_on) if docket.due_on else "the due day"
        enqueue(messages.AT_THE_TOP, to=row.contact_email, variables=variables, about=(ABOUT, row.public_id), at=at)
    step = "day-passed" if docket.kind == Kind.UNBOUND else "late"
    tell_webhooks(actor, row, "request.due", step=step, at=at)
    return Done(None, facts={"due_on": docket.promised_on or docket.due_on, "at_the_top": at_the_top})


def _doubt_mailbox(actor: Actor, row: CooperationRequest, *, at: datetime) -> None:
    """Doubt the contact with the mailbox that a request went to, where nobody has as much as opened its link."""
    if links_about(actor, ABOUT, row.public_id).filter(first_opened_at__isnull=False).exists():
        return
    for contact in undoubted_at(actor, body=row.asked_id, mailbox=row.partner_email, on=day_of(at)):
        doubt_contact(actor, contact, why="silence", at=at)


def _by_itself(row: CooperationRequest, ladder: Ladder, on: date) -> bool:
    docket = row.docket
    late = docket.escalate_on is not None and docket.escalate_on <= on
    goes_up = silence_goes_up(kind=docket.kind, promised_on=docket.promised_on, unread_by_asker=docket.unread_by_asker)
    return ladder.by_itself and late and goes_up


def _told(row: CooperationRequest, rung: Rung) -> dict[str, str]:
    """The mailboxes that are told of a level, by whose each is."""
    every = {
        "asked": row.partner_email,
        "own": rung.own_mailbox,
        "theirs": rung.their_mailbox,
        "mediator": rung.mediator,
    }
    return {whose: mailbox for whose, mailbox in every.items() if mailbox}


def _detail(standing: Standing, ladder: Ladder, rung: Rung, cut: Cut | None) -> dict[str, Any]:
    return {
        "own_role": rung.own_role,
        "their_role": rung.their_role,
        "mediates": rung.mediates,
        "skipped": rung.level - standing.level - 1,
        "because": "silence" if standing.status in {Status.SENT, Status.ACKNOWLEDGED} else standing.status.value,
        **({"although": cut.value} if cut else {}),
        **({"cited": ladder.cited, "clause": ladder.ref} if ladder.cited else {}),
    }


def _says(row: CooperationRequest, ladder: Ladder, rung: Rung) -> str:
    urgent = "" if row.urgency == Urgency.ROUTINE else ", urgent"
    return f"level {rung.level} of {ladder.name}{urgent}"


def _tell_level(
    row: CooperationRequest, ladder: Ladder, rung: Rung, told: Mapping[str, str], standing: Standing, *, at: datetime
) -> None:
    """Tell whoever takes it up on either side by a mailbox of the ladder, and whoever mediates."""
    because = {
        Status.CONTESTED: "The answer is disputed, and no new one has come.",
        Status.BROKEN: "What was promised was noted as not done.",
    }.get(standing.status, "No answer has come. That is not a refusal.")
    variables = {
        **messages.notice_variables(row), "level": str(rung.level), "because": because, "ladder": ladder.name,
    }  # fmt: skip
    mediates = " At this level somebody mediates; the decision stays with the body asked." if rung.mediates else ""
    own = {**variables, "role": rung.own_role, "because": because + mediates}
    about = (ABOUT, row.public_id)
    if "own" in told:
        enqueue(messages.ESCALATED, to=told["own"], variables=own, about=about, at=at)
    if "theirs" in told:
        theirs = {**own, "role": rung.their_role}
        enqueue(messages.ESCALATED_THERE, to=told["theirs"], variables=theirs, about=about, at=at)
    if "mediator" in told:
        enqueue(messages.MEDIATE, to=told["mediator"], variables=variables, about=about, at=at)
