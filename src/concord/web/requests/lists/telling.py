"""How figures are told: the lines of the table with what each means, and the columns of the file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from concord import statute
from concord.pages.spreadsheets import Column
from concord.requests import figures_wording as words
from concord.requests.rules.figures import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from concord.requests.queries import FiguresPage, Line
    from concord.requests.rules.figures import Figures, Share


@dataclass(frozen=True, slots=True)
class Told:
    """A line of the table: a figure of what was made and of what was received, its name and what it means."""

    name: str
    says: str
    made: str
    received: str
    part: bool = False


def told(line: Line) -> list[Told]:
    """Every figure of a line, in the order in which a request lives."""
    made, received = line.made, line.received
    return [
        Told(*words.NUMBER, str(made.number), str(received.number)),
        Told(*words.ACKNOWLEDGED, share(made.acknowledged), share(received.acknowledged)),
        Told(*words.DAYS, days(made), days(received)),
        Told(*words.IN_TIME, share(made.in_time), share(received.in_time)),
        *_outcomes(made, received),
        Told(*words.CONTESTED, str(made.contested), str(received.contested)),
        Told(*words.AFTER_CONTEST, _after(made), _after(received), part=True),
        Told(*words.ESCALATED, str(made.escalated), str(received.escalated)),
        Told(*words.PROMISED_LATE, str(made.promised_late), str(received.promised_late)),
        Told(*words.KEPT, str(made.kept), str(received.kept)),
        Told(*words.BROKEN, str(made.broken), str(received.broken)),
    ]


def _outcomes(made: Figures, received: Figures) -> Iterator[Told]:
    for outcome, name in words.OUTCOME.items():
        yield Told(name, words.OUTCOME_SAYS[outcome], _of(made.outcomes, outcome), _of(received.outcomes, outcome))
        if outcome is Outcome.REFUSED:
            for ground in statute.rulebook().grounds.values():
                ours, theirs = _of(made.grounds, ground.id), _of(received.grounds, ground.id)
                yield Told(f"On the ground: {ground.name}", words.GROUND, ours, theirs, part=True)


def _of(counts: Mapping[str, int], key: str) -> str:
    return str(counts.get(key, 0))


def share(of: Share) -> str:
    """`7 of 9 (78%)`."""
    return f"{of.number} of {of.of} ({of.percent}%)" if of.of else "None to count"


def days(of: Figures) -> str:
    """`6 working days`, or none."""
    if of.days is None:
        return "None answered"
    return f"{of.days:g} working day{'' if of.days == 1 else 's'}"


def _after(of: Figures) -> str:
    found = [f"{words.OUTCOME[Outcome(key)]}: {number}" for key, number in sorted(of.after_contest.items())]
    return "; ".join(found) or "None"


def columns() -> tuple[Column, ...]:
    """The columns of the file."""
    grounds = statute.rulebook().grounds.values()
    outcomes = words.OUTCOME.items()
    return (
        Column("side", "Made or received"),
        Column("what", "Counted by"),
        Column("name", "Name"),
        Column("number", words.NUMBER[0], "number"),
        Column("acknowledge_of", "With a day to acknowledge by", "number"),
        Column("acknowledged", words.ACKNOWLEDGED[0], "number"),
        Column("answered", "Answered", "number"),
        Column("days", f"{words.DAYS[0]} (median)", "number"),
        Column("due_of", "With a due day that counts", "number"),
        Column("in_time", words.IN_TIME[0], "number"),
        *(Column(f"outcome-{outcome}", name, "number") for outcome, name in outcomes),
        *(Column(f"ground-{ground.id}", f"Refused: {ground.name}", "number") for ground in grounds),
        Column("contested", words.CONTESTED[0], "number"),
        *(Column(f"after-{outcome}", f"After contesting: {name}", "number") for outcome, name in outcomes),
        Column("escalated", words.ESCALATED[0], "number"),
        Column("promised_late", words.PROMISED_LATE[0], "number"),
        Column("kept", words.KEPT[0], "number"),
        Column("broken", words.BROKEN[0], "number"),
    )


def rows(page: FiguresPage) -> Iterator[dict[str, Any]]:
    """The rows of the file: everything, then by kind of request, then by organisation, made and received."""
    groups = (("Everything", (page.whole,)), ("Kind of request", page.by_kind), ("Organisation", page.by_body))
    for what, lines in groups:
        for line in lines:
            for side, of in (("Made", line.made), ("Received", line.received)):
                yield {"side": side, "what": what, "name": line.name, **_row(of)}


def _row(of: Figures) -> dict[str, Any]:
    return {
        "number": of.number,
        "acknowledge_of": of.acknowledged.of,
        "acknowledged": of.acknowledged.number,
        "answered": of.answered,
        "days": of.days,
        "due_of": of.in_time.of,
        "in_time": of.in_time.number,
        **{f"outcome-{outcome}": of.outcomes.get(outcome, 0) for outcome in Outcome},
        **{f"ground-{ground}": of.grounds.get(ground, 0) for ground in statute.rulebook().grounds},
        "contested": of.contested,
        **{f"after-{outcome}": of.after_contest.get(outcome, 0) for outcome in Outcome},
        "escalated": of.escalated,
        "promised_late": of.promised_late,
        "kept": of.kept,
        "broken": of.broken,
    }
