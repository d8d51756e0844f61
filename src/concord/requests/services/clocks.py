"""Setting the clocks of a request: each new day a new row with its derivation; the row before is kept, superseded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from concord.base.clock import day_of
from concord.registry import queries as registry
from concord.requests.models import Clock, ResponseTime
from concord.requests.rules import timing
from concord.requests.rules.kinds import Kind, Urgency
from concord.requests.rules.timing import Due, Source, Start, Term, Which
from concord.requests.wording import HELP, URGENCY

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from concord.requests.models import CooperationRequest


def running(ask: CooperationRequest, which: Which) -> Due | None:
    """The clock that runs (or stands still), None where there is none."""
    clock = Clock.objects.filter(ask=ask, which=which, superseded_at__isnull=True).first()
    return timing.from_json(clock.derivation) if clock else None


def set_clock(ask: CooperationRequest, due: Due | None, *, round_: int, at: datetime, which: Which) -> Due | None:
    """Put a due day in the place of the one before; None stops the clock for good."""
    Clock.objects.filter(ask=ask, which=which, superseded_at__isnull=True).update(superseded_at=at)
    if due:
        derivation = timing.as_json(due)
        Clock.objects.create(ask=ask, which=which, round=round_, due_on=due.due_on, derivation=derivation, set_at=at)
    return due


def start_clocks(ask: CooperationRequest, *, at: datetime) -> Due | None:
    """Set both clocks as a request goes out; the answer's is returned. Only a policy sets one to acknowledge."""
    acknowledge, answer = terms_of(ask, on=day_of(at))
    holidays = registry.bank_holidays(at)
    on = day_of(at)
    first = timing.due(Which.ACKNOWLEDGE, start=Start.SENT, start_on=on, terms=acknowledge, holidays=holidays)
    set_clock(ask, first, round_=1, at=at, which=Which.ACKNOWLEDGE)
    due = timing.due(
        Which.ANSWER, start=Start.SENT, start_on=on, terms=answer, holidays=holidays, asked_for=ask.needed_by
    )
    return set_clock(ask, due, round_=1, at=at, which=Which.ANSWER)


def start_again(
    ask: CooperationRequest, *, start: Start, round_: int, at: datetime, terms: Sequence[Term] = ()
) -> Due | None:
    """Set the answer's clock anew: after a contest, a promise not kept, or at a level of the ladder."""
    _, policy = terms_of(ask, on=day_of(at))
    holidays, on = registry.bank_holidays(at), day_of(at)
    asked_for = max(ask.needed_by, on) if ask.needed_by else None
    due = timing.due(
        Which.ANSWER, start=start, start_on=on, terms=terms or policy, holidays=holidays, asked_for=asked_for
    )
    return set_clock(ask, due, round_=round_, at=at, which=Which.ANSWER)


def stop_clock(ask: CooperationRequest, which: Which, *, at: datetime) -> None:
    """Stop a clock for good: what it waited for has come."""
    set_clock(ask, None, round_=0, at=at, which=which)


def terms_of(ask: CooperationRequest, *, on: date) -> tuple[list[Term], list[Term]]:
    """The rules that give days to acknowledge, and to answer, a request on a day (one read)."""
    time = response_time(policy_owner(ask), help_=ask.help, urgency=ask.urgency, on=on)
    if time is None:
        return [], []
    says = _says(ask, time)
    days = time.acknowledge_days
    first = [] if days is None else [Term(Source.POLICY, days, says, str(time.pk))]
    return first, [Term(Source.POLICY, time.answer_days, says, str(time.pk))]


def policy_owner(ask: CooperationRequest) -> str:
    """Whose policy counts: the authority's (or the board's); under section 7(2) that is the body asked."""
    return ask.asked_id if ask.kind == Kind.OF_AUTHORITY else ask.asker_id


def response_time(body: str, *, help_: str, urgency: str, on: date) -> ResponseTime | None:
    """The time that a body's policy gives on a day: for this kind of help, else for any."""
    rows = ResponseTime.objects.filter(
        Q(ends__isnull=True) | Q(ends__gt=on), Q(help=help_) | Q(help=""), body=body, urgency=urgency, starts__lte=on
    )
    return rows.order_by("-help", "-starts").first()


def _says(ask: CooperationRequest, time: ResponseTime) -> str:
    owner = ask.asked_name if ask.kind == Kind.OF_AUTHORITY else ask.asker_name
    matter = HELP.get(time.help, "any kind of help").lower()
    return f"the policy of {owner} for {matter}, {URGENCY[Urgency(time.urgency)].lower()}"
