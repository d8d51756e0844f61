"""Figures of the requests that a body made and received in a period, read from the docket along its indexes.

Both sides of a pair read the same rows, held today by the same bodies, so their figures are equal. No person is shown.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from django.db.models import Q

from concord.access import operation, policies
from concord.access.operation import NOT_HERE
from concord.base.errors import NotFound
from concord.registry import queries as registry
from concord.requests.events import Event
from concord.requests.models import Clock, Docket, GroundOfRefusal, Step
from concord.requests.rules import figures as rules
from concord.requests.rules import timing
from concord.requests.rules.figures import Counted, Figures, WorkingDays
from concord.requests.rules.kinds import Kind
from concord.requests.rules.standing import Status
from concord.requests.rules.steps import ANSWERS, StepKind
from concord.requests.rules.timing import Which
from concord.requests.wording import KIND

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import date

    from concord.base.actor import Actor

AT_ONCE: Final = 500
"""Requests whose clocks are read at once."""

_READ: Final = (
    "ask_id",
    "kind",
    "asker_id",
    "asker_name",
    "asked_id",
    "asked_name",
    "status",
    "sent_on",
    "acknowledge_by",
    "acknowledged_on",
    "first_due_on",
    "paused",
    "answered_on",
    "answer",
    "level",
    "promise_kept",
    "promised_late",
    "round",
)


@dataclass(frozen=True, slots=True)
class Line:
    """The figures of one kind of request, or with one other body: made and received. `key` is the kind or the body."""

    key: str
    name: str
    made: Figures
    received: Figures


@dataclass(frozen=True, slots=True, kw_only=True)
class FiguresPage:
    """Figures of a period `[starts, ends)`, by the day of sending, as they stand `on` a day. The whole first."""

    body: str
    starts: date
    ends: date
    on: date
    other: str
    whole: Line
    by_kind: tuple[Line, ...]
    by_body: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class _Read:
    """A request read for figures, and by what it is grouped."""

    kind: str
    other: str
    other_name: str
    counted: Counted


def figures_page(
    actor: Actor, *, starts: date, ends: date, on: date, kind: str = "", other: str = "", as_file: str = ""
) -> FiguresPage:
    """What the actor's body made and received of requests sent in `[starts, ends)`, narrowed to a kind or other body.

    Requests entered in error are left out. Raises NotFound for an actor who may not see figures. That somebody looked
    is recorded, and as which file they were taken away (`as_file`).
    """
    if not policies.may(actor, Event.FIGURES):
        raise NotFound(NOT_HERE)
    operation.seen(actor, Event.FIGURES, actor.body, {"starts": starts, "ends": ends, "as_file": as_file or None})
    narrowed = Q(sent_on__gte=starts, sent_on__lt=ends)
    if kind:
        narrowed &= Q(kind=kind)
    made = _read(Q(asker=actor.body) & narrowed & (Q(asked=other) if other else Q()), made=True)
    received = _read(Q(asked=actor.body) & narrowed & (Q(asker=other) if other else Q()), made=False)
    days = _working_days([*made, *received], starts, on)

    def of(rows: Iterable[_Read]) -> Figures:
        return rules.figures((row.counted for row in rows), on=on, days=days)

    return FiguresPage(
        body=actor.body,
        starts=starts,
        ends=ends,
        on=on,
        other=other,
        whole=Line("", "", of(made), of(received)),
        by_kind=_lines(made, received, lambda row: (row.kind, KIND[Kind(row.kind)]), of),
        by_body=_lines(made, received, lambda row: (row.other, row.other_name), of),
    )


def _working_days(rows: Iterable[_Read], starts: date, on: date) -> WorkingDays:
    """The working days of the period and up to the last first answer."""
    last = max((row.counted.answered_on for row in rows if row.counted.answered_on), default=on)
    return WorkingDays(starts, max(last, on), registry.bank_holidays())


def _lines(
    made: list[_Read],
    received: list[_Read],
    by: Callable[[_Read], tuple[str, str]],
    of: Callable[[Iterable[_Read]], Figures],
) -> tuple[Line, ...]:
    """A line for each group, the largest first."""
    groups: dict[str, tuple[list[_Read], list[_Read]]] = defaultdict(lambda: ([], []))
    names: dict[str, str] = {}
    for side, rows in enumerate((made, received)):
        for row in rows:
            key, name = by(row)
            groups[key][side].append(row)
            names[key] = name
    lines = [Line(key, names[key], of(ours), of(theirs)) for key, (ours, theirs) in groups.items()]
    return tuple(sorted(lines, key=lambda line: (-line.made.number - line.received.number, line.name)))


def counted_of(which: Q) -> Iterator[tuple[dict[str, Any], Counted]]:
    """The requests that a condition on the docket finds, with what their steps, grounds and clocks add."""
    dockets = Docket.objects.filter(which).exclude(status=Status.ERROR)
    rows = {row["ask_id"]: row for row in dockets.values(*_READ)}
    grounds, again, still = _grounds(which), _again(which), _stood_still(rows)
    for ask, row in rows.items():
        counted = _counted(row, grounds.get(ask, ()), stood_still=ask in still)
        yield row, _after(counted, again.get(ask, []))


def _read(which: Q, *, made: bool) -> list[_Read]:
    side = "asked" if made else "asker"
    return [_Read(row["kind"], row[f"{side}_id"], row[f"{side}_name"], one) for row, one in counted_of(which)]


def _counted(row: dict[str, Any], grounds: tuple[str, ...], *, stood_still: bool) -> Counted:
    same = ("status", "sent_on", "acknowledged_on", "answered_on", "answer", "level")
    owed = row["kind"] != Kind.UNBOUND  # of whoever owes no answer none is in time, and none is late
    return Counted(
        **{name: row[name] for name in same},
        promise_kept=row["promise_kept"],
        promised_late=row["promised_late"],
        acknowledge_by=row["acknowledge_by"] if owed else None,
        due_on=row["first_due_on"] if owed else None,
        grounds=grounds,
        stood_still=stood_still,
    )


def _grounds(which: Q) -> dict[int, tuple[str, ...]]:
    """The grounds of the last refusal of each request."""
    steps = Step.objects.filter(
        kind=StepKind.REFUSED,
        ask__in=Docket.objects.filter(which, answer=StepKind.REFUSED).values("ask_id"),
    )
    rows = GroundOfRefusal.objects.filter(step__in=steps).values_list("step__ask_id", "step__round", "ground")
    last: dict[int, tuple[int, list[str]]] = {}
    for ask, round_, ground in rows.order_by("step__round", "id"):
        if ask not in last or last[ask][0] != round_:
            last[ask] = (round_, [])
        last[ask][1].append(ground)
    return {ask: tuple(grounds) for ask, (_, grounds) in last.items()}


def _again(which: Q) -> dict[int, list[str]]:
    """What was answered, contested and not kept, in order, of the requests that went into a second round."""
    kinds = [StepKind.CONTESTED.value, StepKind.BROKEN.value, *sorted(kind.value for kind in ANSWERS)]
    steps = Step.objects.filter(ask__in=Docket.objects.filter(which, round__gt=1).values("ask_id"), kind__in=kinds)
    found: dict[int, list[str]] = defaultdict(list)
    for ask, kind in steps.order_by("at", "id").values_list("ask_id", "kind"):
        found[ask].append(kind)
    return found


def _after(counted: Counted, steps: list[str]) -> Counted:
    if not steps:
        return counted
    contested = StepKind.CONTESTED in steps
    since = steps[len(steps) - steps[::-1].index(StepKind.CONTESTED.value) :] if contested else []
    after = [kind for kind in since if kind in ANSWERS]
    broken = StepKind.BROKEN in steps
    return replace(counted, contested=contested, after_contest=after[-1] if after else "", broken=broken)


def _stood_still(rows: dict[int, dict[str, Any]]) -> set[int]:
    """Those whose clock, stopped by its due day, stood still at the first answer after that day, or stands still."""
    doubtful = [ask for ask, row in rows.items() if _may_have_stood_still(row)]
    found: dict[int, bool] = {}
    for some in (doubtful[n : n + AT_ONCE] for n in range(0, len(doubtful), AT_ONCE)):
        clocks = Clock.objects.filter(ask__in=some, which=Which.ANSWER, round=1).order_by("id")
        for ask, derivation in clocks.values_list("ask_id", "derivation"):
            due = timing.from_json(derivation)
            found[ask] = due.paused and due.pauses[-1].begun_on <= rows[ask]["first_due_on"]
    return {ask for ask, still in found.items() if still}


def _may_have_stood_still(row: dict[str, Any]) -> bool:
    if row["first_due_on"] is None:
        return False
    if row["answered_on"]:
        return bool(row["answered_on"] > row["first_due_on"])
    return bool(row["paused"] or row["status"] == Status.QUESTION)
