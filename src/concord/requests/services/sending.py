"""Sending a request with the law as it stands, taking it back, and marking it as entered in error."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from concord.access.operation import Done, operation
from concord.base.clock import day_of
from concord.base.errors import Conflict, Invalid
from concord.people.queries import person_of
from concord.requests import messages
from concord.requests.events import Event
from concord.requests.models import SavedAnswer
from concord.requests.queries.drafts import mark_of, switched_off
from concord.requests.queries.sharing import sharing_gap, sharing_of
from concord.requests.rules import drafts
from concord.requests.rules.standing import Standing
from concord.requests.rules.steps import StepKind
from concord.requests.rules.timing import Which
from concord.requests.services import clocks
from concord.requests.services.docket import new_docket, sent_docket
from concord.requests.services.drafting import write_sides
from concord.requests.services.linking import revoke_all_links
from concord.requests.services.noting import note_step
from concord.requests.services.steps import a_draft, close, locked, take
from concord.requests.services.telling import new_link, tell_partner

if TYPE_CHECKING:
    from datetime import datetime

    from concord.base.actor import Actor
    from concord.requests.findings import Fit
    from concord.requests.models import CooperationRequest
    from concord.requests.rules.timing import Due

LOOK_AGAIN: Final = (
    "Somebody has changed this draft, or its files, since you looked at it, so it was not sent. Read it again, then"
    " send it."
)


@operation(Event.SEND)
def send_request(
    actor: Actor, ask: CooperationRequest, *, at: datetime, looked_at: str | None = None, saves: int | None = None
) -> Done[CooperationRequest]:
    """Send a draft: keep the law as it stands, set the clocks, issue the link, put the e-mail into the outbox.

    The kind of request is the one that fits that day. Raises Invalid (with the field) where something is missing or no
    kind fits, and Conflict where the request has been sent or discarded already. `looked_at` is the `Check.mark` of
    what was looked at: where somebody has changed the draft or its files since, raises Conflict, and nothing goes. So
    it does with `saves`, how often the draft had been saved when a program read it, for the draft without its files.
    CA2014.s79(2)(b): what a contractor drafts is the authority's own only as the authority has seen it.
    """
    draft = a_draft(ask)
    moved = saves is not None and saves != draft.saves
    if moved or (looked_at is not None and looked_at != mark_of(actor, draft)):
        raise Conflict(LOOK_AGAIN)
    return Done(draft, facts=go_out(actor, draft, at=at))


def go_out(actor: Actor, draft: CooperationRequest, *, at: datetime) -> dict[str, Any]:
    """Let a draft, locked or not yet saved, go out: what the record keeps of it. Raises Invalid, as `send_request`."""
    fit = write_sides(draft, draft.asked_id, at=at)
    shared = sharing_of(draft, on=day_of(at), why=False)
    for gap in (
        *drafts.gaps(vars(draft), kind=draft.kind, on=day_of(at)),
        *switched_off(draft),
        *sharing_gap(shared),
    ):
        raise Invalid(gap.says, field=gap.field)
    if not fit.may_be_sent:
        raise Invalid(fit.says)
    _keep_the_law(actor, draft, fit, at=at)
    _save(draft)
    due = clocks.start_clocks(draft, at=at)
    step = take(actor, draft, StepKind.SENT, at=at, standing=Standing())
    draft.docket = sent_docket(draft, due, at=at)
    note_step(actor, draft, step, at=at)
    link, until, link_id = new_link(actor, draft, at=at)
    variables = messages.asked_variables(draft, bound=fit.answer.value, due=due.answer, link=link, until=until)
    tell_partner(draft, messages.ASKED, variables, at=at)
    more = {"files": len(step.detail.get("files", ())), "sharing": shared.answer}
    return {**_facts(draft, fit, due.answer, link_id), **more}


def _save(draft: CooperationRequest) -> None:
    if draft.pk:
        draft.save(update_fields=_WRITTEN)
        return
    draft.save(force_insert=True)
    draft.docket = new_docket(draft)


_WRITTEN: Final = (
    *("asked", "asked_name", "addressee", "asker_name", "kind"),
    *("sent_at", "sent_by", "law_on", "law_known_at", "finding", "rulebook_version"),
)
"""What sending writes into a draft."""


def _keep_the_law(actor: Actor, draft: CooperationRequest, fit: Fit, *, at: datetime) -> None:
    draft.sent_at = draft.law_known_at = at
    draft.sent_by = person_of(actor)
    draft.law_on = day_of(at)
    draft.finding = fit.as_json(at)
    draft.rulebook_version = draft.finding["rulebook"]["version"]


def _facts(draft: CooperationRequest, fit: Fit, due: Due | None, link: str) -> dict[str, Any]:
    return {
        "asked": draft.asked_id,
        "asked_name": draft.asked_name,
        "kind": draft.kind,
        "to": draft.partner_email,
        "person_reference": draft.person_reference,
        "law_on": draft.law_on,
        "law_known_at": draft.law_known_at,
        "bound": fit.answer,
        "under": fit.under[0] if fit.under else "",
        "provisions": fit.under[1:],
        "rulebook": draft.rulebook_version,
        "link": link,
        "needed_by": draft.needed_by,
        "due_on": due.due_on if due else None,
        "due_by_rule_of": due.source if due else None,
    }


@operation(Event.WITHDRAW)
def withdraw_request(actor: Actor, ask: CooperationRequest, *, why: str, at: datetime) -> Done[CooperationRequest]:
    """Take back a request that has not been answered, and tell the partner so.

    Raises Invalid without a reason, and Conflict where an answer has come or the request was withdrawn.
    """
    if not why.strip():
        raise Invalid("Enter why you are withdrawing it", field="why")
    row = locked(ask)
    step = take(actor, row, StepKind.WITHDRAWN, at=at, words=why.strip())
    _stop_clocks(row, at=at)
    close(actor, row, step, at=at)
    tell_partner(row, messages.WITHDRAWN, messages.notice_variables(row), at=at)
    return Done(row)


@operation(Event.ENTER_IN_ERROR)
def enter_in_error(actor: Actor, ask: CooperationRequest, *, why: str, at: datetime) -> Done[CooperationRequest]:
    """Say that a request should never have been: about the wrong person, or to the wrong body by a slip.

    Its links stop at once, it counts in no figures, and the other side is asked not to keep what it read. Nothing that
    was said is deleted; what was half written behind the links, and cannot be sent any more, is. Raises Invalid without
    a reason, and Conflict where it was marked before.
    """
    if not why.strip():
        raise Invalid("Enter what the error was", field="why")
    row = locked(ask)
    step = take(actor, row, StepKind.ERROR, at=at, words=why.strip())
    _stop_clocks(row, at=at)
    close(actor, row, step, at=at)
    revoke_all_links(actor, row, at=at, by_mistake=True)
    SavedAnswer.objects.filter(ask=row).delete()
    tell_partner(row, messages.IN_ERROR, messages.notice_variables(row), at=at)
    return Done(row)


def _stop_clocks(row: CooperationRequest, *, at: datetime) -> None:
    for which in Which:
        clocks.stop_clock(row, which, at=at)
