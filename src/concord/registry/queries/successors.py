"""Who took over from a body, through every reorganisation since, and whose lives ended between two days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from concord.registry.models import BodyLife, Succession
from concord.registry.queries.known import known
from concord.registry.queries.snapshots import bodies_known
from concord.registry.wording import SUCCESSIONS

if TYPE_CHECKING:
    from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Next:
    """A body that took over, in whole or in part, from `old` on a day; `exists` if there on the day asked.

    `old` is the body asked about, or one that stands between it and this one. `announced` where no order was seen.
    """

    ref: str
    name: str
    how: str
    on: date
    old: str
    announced: bool
    exists: bool

    @property
    def how_says(self) -> str:
        """How it took over, in words that its name follows: “Merged into”."""
        return SUCCESSIONS[self.how]


@dataclass(frozen=True, slots=True)
class Ended:
    """A body whose life ended: `on` is the first day without it, `name` what it was last called."""

    ref: str
    name: str
    kind: str
    on: date
    announced: bool


def successors_of(ref: str, *, on: date, at: datetime | None = None) -> tuple[Next, ...]:
    """Everybody who took over from a body up to a day, and from those in turn, in order of the days. Public.

    Two queries. Those with `exists` are the ones to turn to on that day; empty where nobody took over by then.
    """
    rows = Succession.objects.filter(known(at), on__lte=on).values_list("old_id", "new_id", "on", "how", "announced")
    after: dict[str, list[tuple[str, str, date, str, bool]]] = {}
    for row in rows:
        after.setdefault(row[0], []).append(row)
    steps = []
    waiting, met = [ref], {ref}
    while waiting:
        for step in after.get(waiting.pop(), ()):
            steps.append(step)
            if step[1] not in met:
                met.add(step[1])
                waiting.append(step[1])
    bodies = bodies_known(met, at=at)
    found = [
        Next(new, bodies[new].name_on(on), how, day, old, announced, bodies[new].exists.contains(on))
        for old, new, day, how, announced in steps
        if new in bodies
    ]
    return tuple(sorted(found, key=lambda one: (one.on, one.name, one.old)))


def predecessors_of(ref: str, *, at: datetime | None = None) -> frozenset[str]:
    """Every body that a body took over from or is to take over from, in whole or in part, through any others. Public.

    One query.
    """
    before: dict[str, list[str]] = {}
    for old, new in Succession.objects.filter(known(at)).values_list("old_id", "new_id"):
        before.setdefault(new, []).append(old)
    found: set[str] = set()
    waiting = [ref]
    while waiting:
        fresh = set(before.get(waiting.pop(), ())) - found
        found |= fresh
        waiting += fresh
    return frozenset(found - {ref})


def ended_between(after: date, upto: date, at: datetime | None = None) -> tuple[Ended, ...]:
    """Bodies that stopped existing after the day `after` and by the day `upto`, in order of the days. Public.

    Two queries. An end that is only announced is among them and says so: nobody has seen the order that makes it.
    """
    rows = BodyLife.objects.filter(known(at), ends__gt=after, ends__lte=upto).order_by("ends", "body_id")
    lives = list(rows.values_list("body_id", "kind", "ends", "ends_announced"))
    bodies = bodies_known([ref for ref, *_ in lives], at=at)
    return tuple(
        Ended(ref, bodies[ref].name_on(ends - timedelta(days=1)), kind, ends, announced)
        for ref, kind, ends, announced in lives
        if ends is not None
    )
