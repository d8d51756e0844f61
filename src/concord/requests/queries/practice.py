"""How a body works with requests: what it writes of a person, its times to answer, its ladder, the bank holidays.

For whoever makes requests there; only managers change any of it. Nothing here is about a person.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from django.db.models import Q

from concord.access import policies
from concord.access.operation import NOT_HERE
from concord.base.clock import day_of
from concord.base.errors import Invalid, NotFound
from concord.registry import queries as registry
from concord.requests.events import Event
from concord.requests.models import CooperationRequest, Ladder, Practice, ResponseTime
from concord.requests.queries.practised import practice_of
from concord.requests.queries.terms import Clocks, response_time
from concord.requests.rules import timing
from concord.requests.rules.kinds import Urgency
from concord.requests.rules.ladders import Rung
from concord.requests.rules.timing import Source, Start, Term, Which
from concord.requests.wording import HELP, URGENCY
from concord.statute.periods import in_words
from concord.statute.working_days import is_working_day

if TYPE_CHECKING:
    from datetime import date, datetime

    from concord.base.actor import Actor


def may_set(actor: Actor) -> bool:
    """Whether the actor sets how the body works; others who make requests there only look."""
    return policies.may(actor, Event.SET_PRACTICE)


def _check_may_look(actor: Actor) -> None:
    if not policies.may(actor, Event.BROWSE):
        raise NotFound(NOT_HERE)


# ── What is written of a person, and the rhythm of reminders ────────────────────────────────────────────────────────
@dataclass(frozen=True, slots=True)
class How:
    """What a body writes of a person beside its own reference, and when it reminds, in working days.

    `sharing`: what is done where no agreement covers what a request holds (`rules.sharing.OnGap`).
    """

    initials: bool
    nhs_number: bool
    name: bool
    remind_before: int
    remind_after: int
    sharing: str

    @property
    def mark(self) -> str:
        """What tells one state of it from another."""
        shown = "".join("ny"[one] for one in (self.initials, self.nhs_number, self.name))
        return f"{shown}-{self.remind_before}-{self.remind_after}-{self.sharing}"


def how(actor: Actor) -> How:
    """How the actor's body works; where it has set nothing, nothing is shown and Concord's own rhythm counts."""
    _check_may_look(actor)
    return how_of(practice_of(actor.body))


def how_of(row: Practice) -> How:
    """What a practice says."""
    return How(row.initials, row.nhs_number, row.name, row.remind_before, row.remind_after, row.sharing)


# ── Times to answer ─────────────────────────────────────────────────────────────────────────────────────────────────
@dataclass(frozen=True, slots=True)
class Time:
    """Working days to acknowledge (None: not asked for) and to answer, from a day, until a day or further notice."""

    help: str
    urgency: str
    acknowledge_days: int | None
    answer_days: int
    starts: date
    ends: date | None

    @property
    def help_name(self) -> str:
        """The kind of help in words."""
        return HELP.get(self.help, "Any kind of help")

    @property
    def urgency_name(self) -> str:
        """How urgent, in words."""
        return URGENCY[Urgency(self.urgency)]


class Line(NamedTuple):
    """A kind of help and an urgency: what counts today, and what is to come."""

    help: str
    help_name: str
    urgency: str
    urgency_name: str
    now: Time | None
    next: Time | None


class Times(NamedTuple):
    """The times of a body: a line for each kind of help with a time of its own, and what counted before, newest first.

    Any kind of help leads, with each urgency, whether set or not.
    """

    lines: tuple[Line, ...]
    before: tuple[Time, ...]


def times(actor: Actor, *, on: date) -> Times:
    """The times to answer of the actor's body on a day (one read)."""
    _check_may_look(actor)
    rows = [_time(row) for row in ResponseTime.objects.filter(body=actor.body).order_by("-starts", "-pk")]
    live = [row for row in rows if row.ends is None or (row.ends > on and row.ends > row.starts)]
    kinds = ["", *(kind for kind in HELP if any(row.help == kind for row in live))]
    lines = (_line(kind, urgency, live, on) for kind in kinds for urgency in Urgency)
    shown = tuple(line for line in lines if not line.help or line.now or line.next)
    return Times(shown, tuple(row for row in rows if row not in live))


def time_line(actor: Actor, *, help_: str, urgency: str, on: date) -> Line:
    """What counts for one kind of help (any: empty) and urgency. Raises NotFound where there is no such thing."""
    _check_may_look(actor)
    if (help_ and help_ not in HELP) or urgency not in set(Urgency):
        raise NotFound(NOT_HERE)
    rows = ResponseTime.objects.filter(Q(ends__isnull=True) | Q(ends__gt=on), body=actor.body, help=help_)
    live = [_time(row) for row in rows.filter(urgency=urgency)]
    return _line(help_, urgency, live, on)


def _line(kind: str, urgency: str, live: list[Time], on: date) -> Line:
    same = [row for row in live if (row.help, row.urgency) == (kind, urgency) and row.ends != row.starts]
    now = next((row for row in same if row.starts <= on), None)
    later = next((row for row in same if row.starts > on), None)
    return Line(kind, HELP.get(kind, "Any kind of help"), urgency, URGENCY[Urgency(urgency)], now, later)


def mark_of_time(body: str, help_: str, urgency: str) -> str:
    """What tells one state of a time from another: of the row without an end, the days; empty where there is none."""
    row = ResponseTime.objects.filter(body=body, help=help_, urgency=urgency, ends__isnull=True).first()
    return f"{row.starts}-{row.acknowledge_days}-{row.answer_days}" if row else ""


def clocks_of(actor: Actor, *, help_: str, urgency: str, at: datetime) -> Clocks:
    """The clocks that a request of the actor's body would have, sent at an instant; none where no time is set."""
    _check_may_look(actor)
    row = response_time(actor.body, help_=help_, urgency=urgency, on=day_of(at))
    return clocks_under(row.acknowledge_days, row.answer_days, at=at) if row else Clocks(None, None)


def clocks_under(acknowledge_days: int | None, answer_days: int, *, at: datetime) -> Clocks:
    """The clocks that so many working days give a request that is sent at an instant. Public."""
    on, holidays = day_of(at), registry.bank_holidays(at)

    def clock(which: Which, days: int) -> timing.Due | None:
        terms = [Term(Source.POLICY, days, "your policy")]
        return timing.due(which, start=Start.SENT, start_on=on, terms=terms, holidays=holidays)

    first = None if acknowledge_days is None else clock(Which.ACKNOWLEDGE, acknowledge_days)
    return Clocks(first, clock(Which.ANSWER, answer_days))


def _time(row: ResponseTime) -> Time:
    return Time(row.help, row.urgency, row.acknowledge_days, row.answer_days, row.starts, row.ends)


# ── The ladder ──────────────────────────────────────────────────────────────────────────────────────────────────────
class Level(NamedTuple):
    """A level of a ladder, and the own mailbox that is told."""

    rung: Rung
    mailbox: str


@dataclass(frozen=True, slots=True)
class HeldLadder:
    """A ladder of a body. `id` is its public id; `ends` is None for the one in force."""

    id: str
    name: str
    based_on: str
    skips_to: int
    by_itself: bool
    starts: date
    ends: date | None
    levels: tuple[Level, ...]


def ladder(actor: Actor) -> HeldLadder | None:
    """The ladder of the actor's body that is in force; None where it has set none (two reads)."""
    _check_may_look(actor)
    row = Ladder.objects.filter(body=actor.body, ends__isnull=True).prefetch_related("rungs").first()
    return _ladder(row) if row else None


def ladders_before(actor: Actor) -> tuple[HeldLadder, ...]:
    """The ladders that were in force before, newest first (two reads)."""
    _check_may_look(actor)
    rows = Ladder.objects.filter(body=actor.body, ends__isnull=False).prefetch_related("rungs")
    return tuple(_ladder(row) for row in rows.order_by("-ends", "-pk"))


def _ladder(row: Ladder) -> HeldLadder:
    levels = (
        Level(
            Rung(
                level=rung.level,
                own_role=rung.own_role,
                their_role=rung.their_role,
                days=rung.days,
                urgent_days=rung.urgent_days,
                mediates=rung.mediates,
                mediator=rung.mediator_mailbox,
            ),
            rung.own_mailbox,
        )
        for rung in row.rungs.all()
    )
    return HeldLadder(
        row.public_id, row.name, row.based_on, row.skips_to, row.by_itself, row.starts, row.ends, tuple(levels)
    )


# ── Bank holidays ───────────────────────────────────────────────────────────────────────────────────────────────────
class Moved(NamedTuple):
    """A due day of an open request that another bank holiday would move. Days and a reference only."""

    public_id: str
    reference: str
    which: Which
    was: date
    now: date


def moved_by(actor: Actor, *, day: date, on: date) -> tuple[Moved, ...]:
    """What would move among the open requests of the actor's body, on either side, if a day became a bank holiday.

    Nothing is changed. Raises Invalid (field "day") for a day that is past, at a weekend, or a holiday already.
    """
    _check_may_look(actor)
    holidays = registry.bank_holidays()
    if day <= on:
        raise Invalid("Enter a day that is still to come", field="day")
    if not is_working_day(day, holidays):
        raise Invalid(f"{in_words(day)} is no working day as it is, so nothing would move", field="day")
    later = Q(docket__due_on__gte=day) | Q(docket__acknowledge_by__gte=day)
    rows = policies.visible(actor, Event.SEE, CooperationRequest.objects.filter(later)).select_related("docket")
    with_it = holidays | {day}
    return tuple(
        Moved(ask.public_id, ask.reference, before.which, before.due_on, after.due_on)
        for ask in rows.only("public_id", "docket__clocks")
        for before in map(timing.from_json, ask.docket.clocks)
        if (after := timing.recounted(before, holidays=with_it)).due_on != before.due_on
        and before.due_on
        and after.due_on
    )
