"""The clocks that a request has, or would have if it were sent at an instant: whose rule counts, and what it gives.

The Act sets no time limit: a day comes from what both sides have agreed, else from a body's own policy, or is the day
asked for. Nothing is stored from here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from concord.access.operation import once
from concord.agreements import queries as agreements
from concord.base.clock import day_of
from concord.registry import queries as registry
from concord.requests.models import ResponseTime
from concord.requests.rules import timing
from concord.requests.rules.kinds import Kind, Urgency
from concord.requests.rules.timing import Due, Source, Start, Term, Which
from concord.requests.wording import HELP, URGENCY

if TYPE_CHECKING:
    from datetime import date, datetime

    from concord.requests.models import CooperationRequest, Docket


@dataclass(frozen=True, slots=True)
class Clocks:
    """The two clocks of a request; None where nothing sets one."""

    acknowledge: Due | None
    answer: Due | None


def clocks_if_sent(ask: CooperationRequest, *, at: datetime) -> Clocks:
    """The clocks that a request has from the instant at which it is sent (two reads). Only a policy sets the first."""
    on, holidays = day_of(at), holidays_at(at)
    acknowledge, answer = terms_of(ask, on=on)
    return Clocks(
        timing.due(Which.ACKNOWLEDGE, start=Start.SENT, start_on=on, terms=acknowledge, holidays=holidays),
        timing.due(
            Which.ANSWER, start=Start.SENT, start_on=on, terms=answer, holidays=holidays, asked_for=ask.needed_by
        ),
    )


def holidays_at(at: datetime) -> frozenset[date]:
    """The bank holidays known at an instant; in an operation, one read however often they are asked for."""
    return once(("bank holidays", at), lambda: registry.holidays_known(at))


def terms_of(ask: CooperationRequest, *, on: date) -> tuple[list[Term], list[Term]]:
    """The rules that give days to acknowledge, and to answer, a request on a day (two reads): agreement, and policy."""
    time = response_time(policy_owner(ask), help_=ask.help, urgency=ask.urgency, on=on)
    first, then = _agreed(ask, on=on)
    if time is None:
        return first, then
    says, days = _says(ask, time), time.acknowledge_days
    if days is not None:
        first.append(Term(Source.POLICY, days, says, str(time.pk)))
    return first, [*then, Term(Source.POLICY, time.answer_days, says, str(time.pk))]


def _agreed(ask: CooperationRequest, *, on: date) -> tuple[list[Term], list[Term]]:
    """The time that both sides have agreed to, from the clause that is in force between them on the day."""
    held = _held(ask)
    if held.asker_id == held.asked_id:
        return [], []
    found = agreements.time_between_public(held.asker_id, held.asked_id, topic=ask.help, urgency=ask.urgency, on=on)
    if found is None:
        return [], []
    clause, time = found
    days = time.acknowledge_days
    first = [] if days is None else [Term(Source.AGREEMENT, days, clause.cited, clause.clause)]
    return first, [Term(Source.AGREEMENT, time.answer_days, clause.cited, clause.clause)]


def policy_owner(ask: CooperationRequest) -> str:
    """Whose policy counts: the authority's (or the board's); under section 7(2) that is the body asked."""
    return _owner(ask)[0]


def _owner(ask: CooperationRequest) -> tuple[str, str]:
    """The reference and the name of whose policy counts; of a request under way, of whoever holds that side today."""
    held = _held(ask)
    of_asked = held.kind == Kind.OF_AUTHORITY
    return (held.asked_id, held.asked_name) if of_asked else (held.asker_id, held.asker_name)


def _held(ask: CooperationRequest) -> Docket | CooperationRequest:
    """Who holds the two sides, and of which kind it is: of a request under way as the docket has it today."""
    return ask.docket if ask.pk and ask.docket.sent_on else ask


def response_time(body: str, *, help_: str, urgency: str, on: date) -> ResponseTime | None:
    """The time that a body's policy gives on a day: for this kind of help, else for any."""
    rows = ResponseTime.objects.filter(body=body, urgency=urgency, help__in={help_, ""})
    found = [row for row in rows if row.starts <= on and (row.ends is None or row.ends > on)]
    return max(found, key=lambda row: (row.help, row.starts), default=None)


def _says(ask: CooperationRequest, time: ResponseTime) -> str:
    _, owner = _owner(ask)
    matter = HELP.get(time.help, "any kind of help").lower()
    return f"the policy of {owner} for {matter}, {URGENCY[Urgency(time.urgency)].lower()}"
