"""The clocks that a request has, or would have if it were sent at an instant: whose rule counts, and what it gives.

The Act sets no time limit: a day comes from what both sides have agreed, else from a body's own policy, or is the day
asked for. Nothing is stored from here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from concord.access.operation import once
from concord.agreements import queries as agreements
from concord.base.clock import day_of
from concord.registry import queries as registry
from concord.requests.models import ResponseTime
from concord.requests.rules import timing
from concord.requests.rules.kinds import Kind, Urgency
from concord.requests.rules.timing import Due, Source, Start, Term, Which
from concord.requests.saying import would_have_set
from concord.requests.wording import HELP, URGENCY

if TYPE_CHECKING:
    from datetime import date, datetime

    from concord.requests.models import CooperationRequest, Docket


@dataclass(frozen=True, slots=True)
class Clocks:
    """The two clocks of a request; None where nothing sets one."""

    acknowledge: Due | None
    answer: Due | None


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules that give days to acknowledge and to answer; and what was agreed but gives none, with why.

    `short_first` is about the time to acknowledge, `short` about that to answer: a sentence, or empty.
    """

    acknowledge: list[Term]
    answer: list[Term]
    short_first: str = ""
    short: str = ""


def clocks_if_sent(ask: CooperationRequest, *, at: datetime) -> Clocks:
    """The clocks that a request has from the instant at which it is sent (two reads). Only a rule sets the first."""
    on, holidays = day_of(at), holidays_at(at)
    rules = terms_of(ask, on=on)
    given: dict[str, Any] = {"start": Start.SENT, "start_on": on, "holidays": holidays}
    return Clocks(
        timing.due(Which.ACKNOWLEDGE, terms=rules.acknowledge, short=rules.short_first, **given),
        timing.due(Which.ANSWER, terms=rules.answer, short=rules.short, asked_for=ask.needed_by, **given),
    )


def holidays_at(at: datetime) -> frozenset[date]:
    """The bank holidays known at an instant; in an operation, one read however often they are asked for."""
    return once(("bank holidays", at), lambda: registry.holidays_known(at))


def terms_of(ask: CooperationRequest, *, on: date) -> Rules:
    """The rules that give days to acknowledge, and to answer, a request on a day (two reads): agreement, and policy."""
    time = response_time(policy_owner(ask), help_=ask.help, urgency=ask.urgency, on=on)
    rules = _agreed(ask, on=on)
    if time is None:
        return rules
    says, days = _says(ask, time), time.acknowledge_days
    if days is not None:
        rules.acknowledge.append(Term(Source.POLICY, days, says, str(time.pk)))
    rules.answer.append(Term(Source.POLICY, time.answer_days, says, str(time.pk)))
    return rules


def _agreed(ask: CooperationRequest, *, on: date) -> Rules:
    """The time that both sides have agreed to, from the clause that is in force between them on the day.

    Where none is in force, the first that would have given one says in words why it gives none.
    """
    held = _held(ask)
    if held.asker_id == held.asked_id:
        return Rules([], [])
    found = agreements.times_between_public(held.asker_id, held.asked_id, topic=ask.help, urgency=ask.urgency, on=on)
    if not found:
        return Rules([], [])
    clause, time, short = found[0]
    days = time.acknowledge_days
    if short:
        first = "" if days is None else would_have_set(clause.title, short, days)
        return Rules([], [], first, would_have_set(clause.title, short, time.answer_days))
    acknowledge = [] if days is None else [Term(Source.AGREEMENT, days, clause.cited, clause.clause)]
    return Rules(acknowledge, [Term(Source.AGREEMENT, time.answer_days, clause.cited, clause.clause)])


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
