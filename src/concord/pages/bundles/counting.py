"""The clocks of a request in words, all of them, so that counsel can count again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from concord.pages.days import day, moment
from concord.requests.rules.timing import Source
from concord.requests.wording import SOURCE, START, WHICH

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from concord.requests.queries.bundle import Bundle, ClockKept
    from concord.requests.rules.timing import Due, Pause

Pairs = list[tuple[str, str]]

_UNNAMED: Final = "bank holiday"


def clocks(bundle: Bundle) -> list[tuple[str, Pairs]]:
    """Each clock that was ever set: its heading, and how its day came about in pairs."""
    return [(_title(kept), _pairs(kept, bundle.holidays)) for kept in bundle.clocks]


def _title(kept: ClockKept) -> str:
    due = f"due {day(kept.due.due_on)}" if kept.due.due_on else "standing still"
    again = f", round {kept.round}" if kept.round > 1 else ""
    return f"{WHICH[kept.due.which]}{again}: {due}"


def _pairs(kept: ClockKept, holidays: Mapping[date, str]) -> Pairs:
    due = kept.due
    pairs = [
        ("Set", moment(kept.set_at)),
        ("Stood until", moment(kept.superseded_at) if kept.superseded_at else "It stands."),
        ("Whose rule", _source(due)),
        ("Fell back", due.fell_back),
        ("Counted from", f"{day(due.start_on)}, because {START[due.start]}"),
        ("Counted", _counted(due)),
        ("Bank holidays passed over", "\n".join(f"{day(on)}: {holidays.get(on, _UNNAMED)}" for on in due.passed_over)),
        ("Stood still", "\n".join(map(_pause, due.pauses))),
        ("Put off", f"from {day(due.extended_from)} to {day(due.due_on)}" if due.extended_from and due.due_on else ""),
    ]
    return [(key, says) for key, says in pairs if says]


def _source(due: Due) -> str:
    says = SOURCE[due.source] if due.source is Source.ASKED else f"{due.says}: {SOURCE[due.source]}"
    return f"{says} (reference {due.ref})" if due.source is Source.AGREEMENT and due.ref else says


def _counted(due: Due) -> str:
    if due.days is None:
        return "No days were counted: the rule is a day."
    return f"{_days(due.days)} after that day, without Saturdays, Sundays and bank holidays of England and Wales"


def _pause(pause: Pause) -> str:
    until = f"to {day(pause.ended_on)}" if pause.ended_on else "and still did when this was set"
    return f"from {day(pause.begun_on)} {until}, with {_days(pause.days_left)} kept"


def _days(count: int) -> str:
    return f"{count} working day{'' if count == 1 else 's'}"
