"""What the request page shows beside the conversation: the clocks with their derivation, the ladder, links, e-mails.

Nothing is decided here: values of the story become what the components of `pages` take.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from concord.delivery.rules import State
from concord.pages.days import day
from concord.requests.rules import timing
from concord.requests.rules.kinds import Kind
from concord.requests.rules.ladders import Cut
from concord.requests.rules.links import last_day
from concord.requests.rules.standing import ENDED
from concord.requests.rules.steps import StepKind
from concord.requests.rules.timing import Source
from concord.requests.wording import BEYOND, HOPED, SOURCE, START, WHICH

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from datetime import date, datetime

    from concord.delivery.models import SecureLink
    from concord.delivery.queries import Delivery
    from concord.requests.queries import RequestPage, Said, Story
    from concord.requests.rules.ladders import Rung
    from concord.requests.rules.timing import Due

FAILED: Final = frozenset({State.GIVEN_UP, State.RETURNED})
_MEDIATES: Final = "Mediates: the decision stays with the body asked"
_HOLIDAY: Final = "bank holiday"


def clocks(story: Story, *, on: date, holidays: Collection[date]) -> list[dict[str, Any]]:
    """The clocks that run or stand still, and a promise that stands, as `components/clock.html` takes them.

    None of a request that was taken back: nothing is awaited any more.
    """
    if story.status in ENDED:
        return []
    found = clock_lines(story.clocks, on=on, holidays=holidays, owed=story.kind is not Kind.UNBOUND)
    for line, due in zip(found, story.clocks, strict=True):
        line["note"] = " ".join(filter(None, (line["note"], story.over.get(due.ref))))
    if promised := story.standing.promised_on:
        tag = None if story.standing.promise_kept else _left(promised, on=on, holidays=holidays)
        source = "what the body asked promised itself"
        found.append({"id": "promise", "title": "Promise", "due": promised, "standing": tag, "source": source})
    return found


def clock_lines(due: Sequence[Due], *, on: date, holidays: Collection[date], owed: bool = True) -> list[dict[str, Any]]:
    """Clocks as `components/clock.html` takes them; `owed`: whether anybody has to answer, so that one can be late."""
    return [_clock(one, on=on, holidays=holidays, owed=owed) for one in due]


def _clock(due: Due, *, on: date, holidays: Collection[date], owed: bool) -> dict[str, Any]:
    tag = _left(due.due_on, on=on, holidays=holidays) if due.due_on else {"text": "Standing still", "colour": "yellow"}
    if not owed and due.due_on and due.due_on < on:
        tag = {"text": "The day has passed", "colour": "orange"}
    return {
        "id": f"clock-{due.which}",
        "title": WHICH[due.which],
        "due": due.due_on,
        "word": "" if owed else HOPED,
        "standing": tag,
        "source": _source(due),
        "start": due.start_on,
        "event": START[due.start],
        "rule": _days(due.days) if due.days is not None else None,
        "days": due.days,
        "skipped": [(day, _titles(holidays).get(day, _HOLIDAY)) for day in due.passed_over],
        "pauses": [{"begins": pause.begun_on, "ends": pause.ended_on} for pause in due.pauses],
        "extensions": [{"was": due.extended_from, "until": due.due_on}] if due.extended_from else [],
        "fell_back": due.fell_back,
        "note": _note(due, holidays),
    }


def _titles(holidays: Collection[date]) -> Mapping[date, str]:
    """What the bank holidays are called, where whoever asks has their names."""
    return holidays if isinstance(holidays, Mapping) else {}


def _source(due: Due) -> str:
    match due.source:
        case Source.POLICY:
            return f"{due.says} ({SOURCE[Source.POLICY]})"
        case Source.EXTENSION:
            return f"{due.says}, to an exact day"
        case _:
            return due.says


def _note(due: Due, holidays: Collection[date]) -> str:
    if not due.paused:
        return BEYOND if timing.is_beyond(due, max(holidays, default=None)) else ""
    return f"The clock stands still. {_days(due.pauses[-1].days_left)} kept for when it runs again."


def _left(due_on: date, *, on: date, holidays: Collection[date]) -> dict[str, str]:
    left = timing.working_days_left(on=on, due_on=due_on, holidays=holidays)
    if due_on < on:
        return {"text": f"Overdue by {_days(-left)}" if left else "Overdue", "colour": "red"}
    if due_on == on:
        return {"text": "Due today", "colour": "orange"}
    return {"text": f"{_days(left)} left" if left else "No working day left", "colour": "blue" if left else "orange"}


def _days(days: int) -> str:
    return f"{days} working day{'' if days == 1 else 's'}"


def levels(page: RequestPage) -> list[dict[str, Any]]:
    """The levels of the ladder, and where the request stands, as `components/ladder.html` takes them.

    A level that was reached is told from the step that reached it: the ladder may have been replaced since.
    """
    taken = {said.step.level: said for said in page.story.said if said.kind is StepKind.ESCALATED}
    rungs = {rung.level: rung for rung in page.rungs}
    replaced = any(not _is_of(rungs.get(level), said) for level, said in taken.items())
    here = page.story.standing.level
    return [
        _reached(said, here) if (said := taken.get(level)) else _unreached(rungs[level], page)
        for level in sorted({*taken, *rungs})
        if level in taken or level > here or not replaced
    ]


def lost(page: RequestPage) -> str:
    """What escalating now would throw away of what the body asked was told; empty where nothing."""
    due, whom = page.story.answer_due, page.story.ask.docket.asked_name
    if page.cut is None or due is None:
        return ""
    if page.cut is Cut.PAUSED:
        kept = _days(due.pauses[-1].days_left) if due.pauses else "The days"
        stopped = f"You stopped the clock and told {whom} that it need do nothing until it runs again."
        return f"{stopped} {kept} kept for it would be lost."
    until = day(due.due_on) if due.due_on else "a later day"
    if page.cut is Cut.EXTENDED:
        return f"You gave {whom} more time, until {until}. What is left of it would be lost."
    return f"Level {page.story.standing.level} has its time until {until}. What is left of it would be lost."


def _is_of(rung: Rung | None, said: Said) -> bool:
    return rung is not None and said.step.detail.get("own_role", rung.own_role) == rung.own_role


def _reached(said: Said, here: int) -> dict[str, Any]:
    step, detail = said.step, said.step.detail
    return {
        "number": step.level,
        "name": detail.get("own_role", ""),
        "state": "here" if step.level == here else "done",
        "who": f"On their side: {detail.get('their_role', '')}",
        "at": step.at,
        "told": ". ".join(filter(None, (_MEDIATES if detail.get("mediates") else "", _by(detail)))),
        "note": step.words,
    }


def _by(detail: Mapping[str, Any]) -> str:
    return f"By {detail['cited']}" if detail.get("cited") else ""


def _unreached(rung: Rung, page: RequestPage) -> dict[str, Any]:
    days = rung.days if page.story.ask.urgency == "routine" else rung.urgent_days
    return {
        "number": rung.level,
        "name": rung.own_role,
        "state": "ahead" if rung.level > page.story.standing.level else "skipped",
        "who": f"On their side: {rung.their_role}",
        "after": f"Has {_days(days)}, {'as was agreed' if page.ladder and page.ladder.cited else 'by your own ladder'}",
        "told": _MEDIATES if rung.mediates else "",
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkLine:
    """A secure link for the page: to which mailbox, how far it has been used, and whether it still works."""

    public_id: str
    to: str
    issued_at: datetime
    first_opened_at: datetime | None
    last_opened_at: datetime | None
    fault: str
    until: date
    works: bool


def links(page: RequestPage, *, at: datetime) -> list[LinkLine]:
    """Who can open the request by a link, newest first."""
    return [_link(link, at=at) for link in page.links]


def by_mailbox(lines: Iterable[LinkLine]) -> list[tuple[LinkLine, list[LinkLine]]]:
    """The newest link to each mailbox, and those that went there before it."""
    found: dict[str, list[LinkLine]] = {}
    for line in lines:
        found.setdefault(line.to.casefold(), []).append(line)
    return [(newest, earlier) for newest, *earlier in found.values()]


def _link(link: SecureLink, *, at: datetime) -> LinkLine:
    if link.revoked_at:
        fault = "Stopped"
    elif link.expires_at <= at:
        fault = "Past its last day"
    else:
        fault = "Stopped after too many wrong codes" if link.code_fault(at=at) else ""
    return LinkLine(
        public_id=link.public_id,
        to=link.to,
        issued_at=link.issued_at,
        first_opened_at=link.first_opened_at,
        last_opened_at=link.last_opened_at,
        fault=fault,
        until=last_day(link.expires_at),
        works=not fault,
    )


def undelivered(page: RequestPage) -> list[Delivery]:
    """E-mails that did not arrive and still matter: the newest to each address in use that failed."""
    newest = {sent.to: sent for sent in page.deliveries}
    left_behind = {link.to for link in page.links} - {page.story.ask.partner_email}
    return [sent for to, sent in newest.items() if sent.state in FAILED and to not in left_behind]


def disputes(said: Sequence[Said]) -> dict[str, tuple[Said, Said]]:
    """Each contest with the answer that it contests, by the id of the contest."""
    by_row = {one.step.pk: one for one in said}
    return {
        one.step.public_id: (by_row[one.step.to_id], one)
        for one in said
        if one.kind is StepKind.CONTESTED and one.step.to_id in by_row
    }
