"""The clock of a request: by when an answer is due, and how that day came about, so that anybody can count again.

The Act sets no time limit. A due day comes, in order, from the agreement between the two bodies, from the authority's
policy for the kind of help and the urgency, or from the day asked for; and it says which. Working days are those of
England and Wales. Pure: bank holidays are passed in.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

from concord.statute.working_days import after_working_days, is_working_day

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence


class Which(StrEnum):
    """The two clocks of a request, which run apart."""

    ACKNOWLEDGE = "acknowledge"
    ANSWER = "answer"


class Start(StrEnum):
    """What sets a clock running."""

    SENT = "sent"
    CONTESTED = "contested"
    BROKEN = "broken"
    ESCALATED = "escalated"


class Source(StrEnum):
    """Whose rule a due day is. None of them is the Act's."""

    AGREEMENT = "agreement"
    POLICY = "policy"
    LADDER = "ladder"
    ASKED = "asked"
    EXTENSION = "extension"


RUNNING_ORDER: Final = (Source.AGREEMENT, Source.LADDER, Source.POLICY, Source.ASKED)
"""Which rule wins where several give a day. A ladder speaks only of the time after it was begun."""


@dataclass(frozen=True, slots=True)
class Term:
    """A rule that gives a number of working days. `says` names it in words, `ref` is what it can be looked up by."""

    source: Source
    days: int
    says: str
    ref: str = ""


@dataclass(frozen=True, slots=True)
class Pause:
    """A time in which the clock stood still. `days_left` are the working days that were left when it began."""

    begun_on: date
    days_left: int
    ended_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A due day with its derivation. `due_on` is empty while the clock is paused.

    `days` is empty where the rule is a day and not a count; `passed_over` are the bank holidays in between. `fell_back`
    says, in sentences, which agreement would have given another day, why it does not, and what does; mostly empty.
    """

    which: Which
    start: Start
    start_on: date
    source: Source
    says: str
    due_on: date | None
    days: int | None = None
    ref: str = ""
    passed_over: tuple[date, ...] = ()
    pauses: tuple[Pause, ...] = ()
    extended_from: date | None = None
    fell_back: str = ""

    @property
    def paused(self) -> bool:
        """Whether the clock stands still."""
        return bool(self.pauses) and self.pauses[-1].ended_on is None


_SAYS_ASKED: Final = "the day asked for"


def due(
    which: Which,
    *,
    start: Start,
    start_on: date,
    terms: Sequence[Term],
    holidays: Collection[date],
    asked_for: date | None = None,
    short: str = "",
) -> Due | None:
    """By when something is due: the first of the terms in `RUNNING_ORDER`, else the day asked for; else None.

    The day of the start is not counted: of a request sent on a Saturday, Monday is day one. `short` says which
    agreement would have set it, and why it does not: what does is added to that.

    >>> christmas, eve = date(2026, 12, 25), date(2026, 12, 24)
    >>> own = [Term(Source.POLICY, 1, "your policy")]
    >>> due(Which.ANSWER, start=Start.SENT, start_on=eve, terms=own, holidays={christmas}).due_on
    datetime.date(2026, 12, 28)
    """
    term = min(terms, key=lambda term: RUNNING_ORDER.index(term.source), default=None)
    if term:
        count = after_working_days(start_on, term.days, holidays)
        day = count.day if term.days else start_on
        return Due(
            which=which,
            start=start,
            start_on=start_on,
            source=term.source,
            says=term.says,
            ref=term.ref,
            days=term.days,
            due_on=day,
            passed_over=count.passed_over,
            fell_back=_fell_back(short, term),
        )
    if asked_for is None:
        return None
    return Due(
        which=which,
        start=start,
        start_on=start_on,
        source=Source.ASKED,
        says=_SAYS_ASKED,
        due_on=asked_for,
        fell_back=_fell_back(short, None),
    )


def _fell_back(short: str, term: Term | None) -> str:
    """What stands in the place of an agreement that gives no day.

    >>> _fell_back("“Data” would set 2 working days; not every party has signed it.", Term(Source.POLICY, 5, "policy"))
    '“Data” would set 2 working days; not every party has signed it. So the day comes from policy.'
    """
    if not short or (term and term.source is Source.AGREEMENT):
        return ""
    return f"{short} So the day {f'comes from {term.says}' if term else 'asked for counts'}."


def working_days_left(*, on: date, due_on: date, holidays: Collection[date]) -> int:
    """The working days after `on` up to and with `due_on`; negative where it is past.

    >>> working_days_left(on=date(2026, 11, 20), due_on=date(2026, 11, 24), holidays=())
    2
    """
    if due_on < on:
        return -working_days_left(on=due_on, due_on=on, holidays=holidays)
    days = (on + timedelta(days=n) for n in range(1, (due_on - on).days + 1))
    return sum(is_working_day(day, holidays) for day in days)


def paused(due: Due, *, on: date, holidays: Collection[date]) -> Due:
    """The clock stopped on a day, its working days kept. A due day that is past keeps none."""
    if due.due_on is None:
        raise ValueError("This clock is paused already.")
    left = max(0, working_days_left(on=on, due_on=due.due_on, holidays=holidays))
    return replace(due, due_on=None, pauses=(*due.pauses, Pause(on, left)))


def resumed(due: Due, *, on: date, holidays: Collection[date]) -> Due:
    """The clock running again from a day, with the days that were left."""
    if not due.paused:
        raise ValueError("This clock is not paused.")
    ended = replace(due.pauses[-1], ended_on=on)
    count = after_working_days(on, ended.days_left, holidays)
    passed = tuple(dict.fromkeys((*due.passed_over, *count.passed_over)))
    return replace(due, due_on=count.day, pauses=(*due.pauses[:-1], ended), passed_over=passed)


def extended(due: Due, *, to: date, says: str) -> Due:
    """The clock set to an exact later day. `says` names who granted it. Pauses before it no longer count."""
    return replace(
        due,
        due_on=to,
        source=Source.EXTENSION,
        says=says,
        days=None,
        ref="",
        extended_from=due.due_on,
        passed_over=(),
        pauses=(),
        fell_back="",
    )


def again(*, sent_on: date, needed_by: date, holidays: Collection[date]) -> Term:
    """The rule for a new round once the day asked for is over: as many working days as it gave at first, one at least.

    >>> again(sent_on=date(2026, 11, 23), needed_by=date(2026, 12, 4), holidays=()).days
    9
    """
    days = working_days_left(on=sent_on, due_on=needed_by, holidays=holidays)
    return Term(Source.ASKED, max(1, days), "the time that was asked for at first, given again")


def stopped_late(due: Due, *, due_on: date) -> bool:
    """Whether the clock was last stopped only when its day, `due_on`, was over: that makes nothing be in time."""
    return bool(due.pauses) and due.pauses[-1].begun_on > due_on


def is_counted(due: Due) -> bool:
    """Whether a day came about by counting working days, and was not named."""
    return due.days is not None or bool(due.pauses)


def is_beyond(due: Due, known_until: date | None) -> bool:
    """Whether a day was counted past the last known bank holiday, so that one may still move it.

    >>> clock = dict(which=Which.ANSWER, start=Start.SENT, start_on=date(2028, 12, 20), source=Source.POLICY, says="")
    >>> long = Due(**clock, days=10, due_on=date(2029, 1, 8))
    >>> is_beyond(long, date(2028, 12, 26)), is_beyond(replace(long, days=None), date(2028, 12, 26))
    (True, False)
    """
    return is_counted(due) and known_until is not None and due.due_on is not None and due.due_on > known_until


def recounted(due: Due, *, holidays: Collection[date]) -> Due:
    """The same clock counted again with these bank holidays. A day that was not counted, but named, stays."""
    if due.paused:
        return due
    if due.pauses:
        last = due.pauses[-1]
        count = after_working_days(last.ended_on or last.begun_on, last.days_left, holidays)
        before = tuple(day for day in due.passed_over if day < (last.ended_on or last.begun_on))
        return replace(due, due_on=count.day, passed_over=(*before, *count.passed_over))
    if due.days is None:
        return due
    count = after_working_days(due.start_on, due.days, holidays)
    return replace(due, due_on=count.day if due.days else due.start_on, passed_over=count.passed_over)


def as_json(due: Due) -> dict[str, Any]:
    """A due day with its derivation, as it is stored with the request (`concord.clock/1`)."""
    return {"format": "concord.clock/1", **_plain(asdict(due))}


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _plain(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    return value.isoformat() if isinstance(value, date) else value


def from_json(stored: Mapping[str, Any]) -> Due:
    """The due day that was stored."""
    return Due(
        which=Which(stored["which"]),
        start=Start(stored["start"]),
        start_on=date.fromisoformat(stored["start_on"]),
        source=Source(stored["source"]),
        says=stored["says"],
        ref=stored["ref"],
        days=stored["days"],
        due_on=_day(stored["due_on"]),
        passed_over=tuple(date.fromisoformat(day) for day in stored["passed_over"]),
        pauses=tuple(
            Pause(date.fromisoformat(pause["begun_on"]), pause["days_left"], _day(pause["ended_on"]))
            for pause in stored["pauses"]
        ),
        extended_from=_day(stored["extended_from"]),
        fell_back=stored.get("fell_back", ""),
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
