"""What waits for the officer, said first on the request page, and everything else that can be done, by side."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from django.urls import reverse

from concord.pages.answering import headings
from concord.pages.days import day
from concord.requests.rules.kinds import Kind
from concord.requests.rules.standing import ANSWERED, ENDED, OPEN, Considered, Status, before_promised_day
from concord.requests.rules.steps import PROMISES, Side, StepKind

if TYPE_CHECKING:
    from datetime import date

    from concord.requests.queries import RequestPage, Story


@dataclass(frozen=True, slots=True)
class Way:
    """Something that can be done: what it is called, where, and a line about it."""

    text: str
    href: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Prompt:
    """What waits: a heading, a sentence, and the ways on, of which the first is the usual one."""

    title: str
    says: str = ""
    ways: tuple[Way, ...] = ()


@dataclass(frozen=True, slots=True)
class Moves:
    """What an officer can do: what waits first, what may be answered, and the rest."""

    first: Prompt | None
    answers: tuple[Way, ...] = ()
    rest: tuple[Way, ...] = field(default=())


_ASKER_ACTS: Final[tuple[tuple[StepKind, str, str, str], ...]] = (
    (StepKind.WROTE, "write", "Write a message", ""),
    (StepKind.ACCEPTED, "accept", "Accept the answer", ""),
    (StepKind.CONTESTED, "contest", "Contest the answer", "Say what you dispute; they consider it again."),
    (StepKind.KEPT, "keep", "Note that it was done", ""),
    (StepKind.BROKEN, "break", "Note that it was not done", "Before the promised day only with a reason."),
    (StepKind.ESCALATED, "escalate", "Escalate", "To the next level of your own ladder."),
    (StepKind.EXTENDED, "extend", "Give more time", "To an exact day."),
    (StepKind.PAUSED, "pause", "Stop the clock", "The working days that are left are kept."),
    (StepKind.RESUMED, "resume", "Let the clock run again", ""),
    (StepKind.REFERRED, "refer", "Take it another way", "A mediator, an ombudsman, a court."),
    (StepKind.LINK, "reissue-link", "Send a new link", "To the same mailbox or another."),
    (StepKind.WITHDRAWN, "withdraw", "Withdraw the request", "It is no longer needed."),
    (StepKind.ERROR, "error", "Mark it as entered in error", "It should never have been sent."),
)
_NEEDS_CLOCK: Final = frozenset({StepKind.EXTENDED, StepKind.PAUSED, StepKind.RESUMED})
_SAID: Final[dict[Status, str]] = {
    Status.COMPLIED: "They agreed",
    Status.PARTLY: "They agreed to part of it",
    Status.ALTERNATIVE: "They offer something else",
    Status.WRONG_BODY: "They say that another body is the right one",
    Status.NOT_BOUND: "They say that section 7 does not bind them",
    Status.REFUSED: "They refused",
    Status.DECLINED: "They declined",
}


def moves(page: RequestPage, *, on: date) -> Moves:
    """What the officer who looks at a request can do; inside one body, what either of its groups can."""
    own, theirs = page.side is Side.ASKER, page.side is Side.ASKED or page.story.kind is Kind.INTERNAL
    answers = answer_ways(page.story) if theirs else ()
    first = _asker_first(page, on=on) if own else None
    first = first or (_asked_first(page) if page.side is Side.ASKED else None)
    rest = _asker_rest(page, first) if own else _asked_rest(page)
    return Moves(first, answers, rest)


def answer_ways(story: Story) -> tuple[Way, ...]:
    """The ways in which the body asked may answer now."""
    words = headings(story.kind)
    kinds = (*(kind for kind in (StepKind.ACKNOWLEDGED, StepKind.QUESTION) if story.may(kind)), *story.may_answer)
    return tuple(
        Way(words[kind].title, reverse("requests:answer", args=[story.ask.public_id, kind.value]), words[kind].note)
        for kind in kinds
    )


def at_the_top(page: RequestPage) -> bool:
    """Whether the ladder has no level left to which an open request could go."""
    return bool(page.rungs) and page.next_rung is None and page.story.may(StepKind.ESCALATED)


def _asker_first(page: RequestPage, *, on: date) -> Prompt | None:
    if page.story.ask.docket.ends_told and page.story.may(StepKind.SUCCEEDED):
        says = "The register does not say by itself who has this request now."
        return Prompt("A body has ended: say who took over", says, (_way(page, "follow", "Choose the successor"),))
    return _waits(page, on=on)


def _waits(page: RequestPage, *, on: date) -> Prompt | None:
    story, standing = page.story, page.story.standing
    if story.status is Status.QUESTION:
        says = "The clock stands still until you have answered."
        return Prompt("They asked a question: answer it", says, (_way(page, "write", "Answer the question"),))
    if story.status in ANSWERED and standing.considered == Considered.NOT_YET:
        return _to_consider(page)
    promised = standing.promised_on if story.status in ANSWERED and standing.promise_kept is None else None
    if promised and promised <= on:
        no = () if before_promised_day(standing, on=on) else (_way(page, "break", "No, it was not done"),)
        ways = (_way(page, "keep", "Yes, it was done"), *no)
        return Prompt(f"They promised it for {day(promised)}: was it done?", "", ways)
    if story.day_passed and story.may(StepKind.ESCALATED):
        return _silent(page)
    return _unread(page, standing.unread_by_asker)


def _to_consider(page: RequestPage) -> Prompt:
    status = page.story.status
    accept, contest = _way(page, "accept", "Accept the answer"), _way(page, "contest", "Contest the answer")
    if status is Status.COMPLIED and page.story.standing.promised_late:
        says = "A day that is too late can be contested: they consider it again. The judgement stays theirs."
        return Prompt(
            "They agreed, for later than you asked: say whether you accept or contest it", says, (accept, contest)
        )
    if status is Status.COMPLIED:
        return Prompt("They agreed: read what they promise, and say that you accept it", "", (accept,))
    if status is Status.WRONG_BODY:
        return Prompt(
            f"{_SAID[status]}: ask that body, or contest the answer",
            "The draft to the other body starts with the same words.",
            (_way(page, "ask-instead", "Ask the body they named"), contest, accept),
        )
    says = "A contested answer goes back to them, to be considered again. The judgement stays theirs."
    return Prompt(f"{_SAID[status]}: say whether you accept or contest it", says, (accept, contest))


def _silent(page: RequestPage) -> Prompt:
    again = page.story.standing.round > 1
    says = "The day has passed. Silence is not a refusal: nothing has been decided."
    if again:
        says = "The day has passed. Silence is not a refusal: nothing new has been decided."
    elif page.story.kind is Kind.UNBOUND:
        says = "The day that you asked for has passed. They owe no answer, and silence is not a refusal."
    if at_the_top(page):
        says += " The highest level of your ladder is reached."
    ways = (
        _way(page, "refer", "Take it another way") if at_the_top(page) else _way(page, "escalate", "Escalate"),
        _way(page, "write", "Write a message"),
        *((_way(page, "extend", "Give more time"),) if page.story.answer_due else ()),
    )
    return Prompt("No new answer has come" if again else "No answer has come", says, ways)


def _unread(page: RequestPage, count: int) -> Prompt | None:
    if not count:
        return None
    return Prompt("Something new to read", "It is marked below as not read yet.", (_way(page, "write", "Write back"),))


def _asked_first(page: RequestPage) -> Prompt | None:
    story, standing = page.story, page.story.standing
    if story.status in ENDED:
        return None
    if story.status is Status.CONTESTED:
        return Prompt("They contest your answer: consider it again", "Point by point below. The judgement is yours.")
    if story.status is Status.BROKEN:
        return Prompt("They say that what you promised was not done", "Say by when it will be, or that it will not be.")
    if story.status in OPEN - {Status.QUESTION}:
        return Prompt("It waits for your answer")
    if standing.promised_on and story.answer and story.answer.kind in PROMISES and standing.promise_kept is None:
        return Prompt(f"You promised it for {day(standing.promised_on)}")
    return _unread(page, standing.unread_by_asked)


def _asker_rest(page: RequestPage, first: Prompt | None) -> tuple[Way, ...]:
    there = {way.href for way in first.ways} if first else set()
    ways = (
        _way(page, name, text, note)
        for kind, name, text, note in _ASKER_ACTS
        if page.story.may(kind) and not (kind in _NEEDS_CLOCK and page.story.answer_due is None)
        if not (kind is StepKind.ESCALATED and at_the_top(page))
    )
    return tuple(way for way in ways if way.href not in there)


def _asked_rest(page: RequestPage) -> tuple[Way, ...]:
    may_write = page.story.may(StepKind.WROTE) and not page.story.hidden
    return (_way(page, "write", "Write a message"),) if may_write else ()


def _way(page: RequestPage, name: str, text: str, note: str = "") -> Way:
    return Way(text, reverse(f"requests:{name}", args=[page.story.ask.public_id]), note)
