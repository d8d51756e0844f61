"""Writing the docket of a request from its steps, clocks and reminders: in the transaction of every change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from concord.base.clock import day_of
from concord.requests.models import Clock, Docket, Reminder, Step
from concord.requests.queries.practised import practice_of
from concord.requests.queries.terms import holidays_at
from concord.requests.rules import chasing, timing
from concord.requests.rules.chasing import Chased, Rhythm, remind_on
from concord.requests.rules.standing import Standing, Taken, stand
from concord.requests.rules.steps import Side, StepKind
from concord.requests.rules.timing import Which

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from concord.requests.models import CooperationRequest
    from concord.requests.queries.terms import Clocks


def standing_of(ask: CooperationRequest) -> Standing:
    """Where a request stands, folded from its steps (one read)."""
    rows = Step.objects.filter(ask=ask).order_by("at", "id")
    values = rows.values_list("kind", "side", "at", "promised_on", "level", "to_read", "read_at")
    taken = (
        Taken(
            kind=StepKind(kind),
            side=Side(side),
            at=at,
            promised_on=promised_on,
            level=level,
            read=not to_read or read_at is not None,
        )
        for kind, side, at, promised_on, level, to_read, read_at in values
    )
    return stand(taken, discarded=ask.discarded_at is not None, needed_by=ask.needed_by)


def first_docket(ask: CooperationRequest, *, at: datetime) -> Docket:
    """Write the docket of a draft that has just been begun, of which there is nothing to read yet."""
    docket = new_docket(ask)
    _copy(docket, ask, Standing(), at)
    docket.save(force_insert=True)
    return docket


def new_docket(ask: CooperationRequest) -> Docket:
    """The docket of a request that has none, not yet saved."""
    docket = Docket(ask=ask)
    _sides(docket, ask)
    return docket


def write_docket(ask: CooperationRequest, *, at: datetime) -> Docket:
    """Write the docket of a request anew. Who holds it, once written, stays: only a succession changes that."""
    docket = Docket.objects.filter(ask=ask).first() or Docket(ask=ask, asker_id=ask.asker_id, asked_id=ask.asked_id)
    standing = standing_of(ask)
    if standing.sent_on is None:
        _sides(docket, ask)
    _copy(docket, ask, standing, at)
    clocks = Clock.objects.filter(ask=ask, superseded_at__isnull=True).order_by("which")
    _set(docket, standing, [clock.derivation for clock in clocks])
    _plan(docket, _reminded(docket), at)
    docket.save(force_insert=docket._state.adding)  # noqa: SLF001  Django's documented state of an instance
    return docket


def sent_docket(ask: CooperationRequest, clocks: Clocks, *, at: datetime) -> Docket:
    """Write the docket of a draft that goes out, locked or new: its one step and its clocks are known, no reminders."""
    docket = ask.docket
    standing = stand([Taken(kind=StepKind.SENT, side=Side.ASKER, at=at)])
    _sides(docket, ask)
    _copy(docket, ask, standing, at)
    _set(docket, standing, [timing.as_json(due) for due in (clocks.acknowledge, clocks.answer) if due])
    _plan(docket, [], at)
    docket.save(force_insert=docket._state.adding, force_update=not docket._state.adding)  # noqa: SLF001  as above
    return docket


def _sides(docket: Docket, ask: CooperationRequest) -> None:
    """Who asks whom, while it is a draft; once sent, only a succession changes that."""
    docket.asker_id, docket.asked_id, docket.kind = ask.asker_id, ask.asked_id, ask.kind
    docket.asker_name, docket.asked_name = ask.asker_name, ask.asked_name


def _set(docket: Docket, standing: Standing, clocks: list[dict[str, Any]]) -> None:
    """The clocks that run, and what they are due by."""
    due = {clock.which: clock.due_on for clock in map(timing.from_json, clocks)}
    docket.clocks = clocks
    docket.acknowledge_by = due.get(Which.ACKNOWLEDGE, docket.acknowledge_by)  # once stopped, it says what was set
    docket.due_on = due.get(Which.ANSWER)
    if standing.round == 1 and standing.level == 0 and docket.due_on and not _stopped_late(docket):
        docket.first_due_on = docket.due_on


def _stopped_late(docket: Docket) -> bool:
    """Whether the answer's clock was stopped only after the first due day: figures then keep that day."""
    found = (timing.from_json(derivation) for derivation in docket.clocks if derivation["which"] == Which.ANSWER)
    first = docket.first_due_on
    return first is not None and any(timing.stopped_late(due, due_on=first) for due in found)


def _copy(docket: Docket, ask: CooperationRequest, standing: Standing, at: datetime) -> None:
    docket.made_by_id, docket.team = ask.made_by_id, ask.team
    docket.help, docket.urgency = ask.help, ask.urgency
    for field in _COPIED:
        setattr(docket, field, getattr(standing, field))
    docket.status, docket.waiting = standing.status.value, standing.waiting.value
    docket.last_at = standing.last_at or at


_COPIED = (
    "round",
    "level",
    "sent_on",
    "acknowledged_on",
    "answered_on",
    "answer",
    "considered",
    "promised_on",
    "promised_late",
    "promise_kept",
    "paused",
    "unread_by_asker",
    "unread_by_asked",
    "ended_on",
)


def _reminded(docket: Docket) -> list[date]:
    """The days on which the body asked was reminded, the last first; looked for only while it is its move."""
    if docket.waiting != Side.ASKED:
        return []
    return list(Reminder.objects.filter(ask_id=docket.ask_id).order_by("-on").values_list("on", flat=True))


def _plan(docket: Docket, days: Sequence[date], at: datetime) -> None:
    """When the work looks at this request next: to remind; and from when on it is late, so that silence may go up."""
    docket.chase_on = None
    docket.escalate_on = chasing.late_from(
        waiting=docket.waiting, paused=docket.paused, due_on=docket.due_on, promised_on=docket.promised_on
    )
    if docket.waiting != Side.ASKED:
        return
    day = docket.promised_on or docket.due_on
    docket.reminded_on = days[0] if days else None
    docket.reminders_since_due = sum(on > day for on in days) if day else 0
    docket.chase_on = remind_on(_chased(docket), _rhythm(docket.asker_id), holidays_at(at))


def _chased(docket: Docket) -> Chased:
    values: dict[str, Any] = {name: getattr(docket, name) for name in _LOOKED_AT}
    return Chased(**values, last_on=day_of(docket.last_at))


_LOOKED_AT = Chased.__dataclass_fields__.keys() - {"last_on"}


def _rhythm(body: str) -> Rhythm:
    practice = practice_of(body)
    return Rhythm(practice.remind_before, practice.remind_after)
