"""What the page of a request shows to the body asked: the conversation, the clock, what is in dispute. Values only."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.urls import reverse

from concord.pages.steps import Pairs, refusal, told
from concord.requests.rules import timing
from concord.requests.rules.kinds import Kind
from concord.requests.rules.steps import Side, StepKind
from concord.requests.rules.timing import Source
from concord.requests.wording import BEYOND, HOPED, SOURCE, START, WHICH

if TYPE_CHECKING:
    from datetime import date

    from concord.files.queries import FileRow
    from concord.pages.answering import RefuseForm
    from concord.pages.parts import Part
    from concord.requests.queries import GroundGiven, PartnerPage, Point, Said, Story
    from concord.requests.rules.timing import Due

_INSIDE: Final = frozenset({StepKind.LINK, StepKind.RETURNED})
"""Steps that are the asker's own housekeeping."""

BY_MAIL: Final = {"text": "By e-mail, not a decision", "colour": "yellow"}


def entries(story: Story, part: Part) -> list[dict[str, Any]]:
    """A part of the conversation as `components/conversation.html` takes it."""
    return [_entry(story, said) for said in part.said]


def told_here(story: Story) -> list[Said]:
    """The steps of the conversation that this side is shown; of a withdrawn request what was said afterwards."""
    steps = [said for said in story.said if said.kind not in _INSIDE]
    if story.hidden:
        ended = next(n for n, said in enumerate(steps) if said.kind in {StepKind.WITHDRAWN, StepKind.ERROR})
        steps = [said for said in steps[ended:] if said.kind is StepKind.WROTE]
    return steps


def _entry(story: Story, said: Said) -> dict[str, Any]:
    step = said.step
    text, facts = told(said)
    found: dict[str, Any] = {
        "id": f"step-{step.public_id}",
        "title": said.title,
        "who": ", ".join(filter(None, (step.by_name, step.by_post))),
        "body": step.by_body_name or _body(story, said),
        "at": step.at,
        "side": {Side.ASKED: "us", Side.ASKER: "them"}.get(said.side, ""),
        "unread": said.unread,
        "text": text,
        "facts": facts,
        "files": [file_line(story, file) for file in said.files],
    }
    if joined := step.detail.get("joined_name"):
        found["tag"] = {"text": f"Joins {joined}", "colour": "blue"}
    if step.detail.get("mail"):
        found["tag"], found["title"] = BY_MAIL, "E-mail"
    return found


def file_line(story: Story, file: FileRow) -> dict[str, str]:
    """A file with its way to download it; without one where its content was deleted."""
    if file.removed_at:
        return {"name": file.name, "note": "was deleted: a virus was found in it"}
    href = reverse("partner:file", args=[story.ask.public_id, file.public_id])
    return {"name": file.name, "href": href, "note": f"{file.size_words}, {file.scan_says}"}


def sent_with_it(story: Story) -> list[dict[str, str]]:
    """The files that came with the request itself."""
    return [file_line(story, file) for file in story.files]


def _body(story: Story, said: Said) -> str:
    if said.side is Side.CONCORD:
        return "Concord"
    return story.ask.docket.asker_name if said.side is Side.ASKER else story.ask.docket.asked_name


def clocks(story: Story, *, on: date, known_until: date | None) -> list[dict[str, Any]]:
    """The clocks that run or stand still, and a promise that stands, as `components/clock.html` takes them.

    `known_until` is the last day up to which all bank holidays are known; None where none are.
    """
    word = HOPED if story.kind is Kind.UNBOUND else ""
    found = [
        {**_clock(due, on=on, known_until=known_until, over=story.over.get(due.ref, "")), "word": word}
        for due in story.clocks
    ]
    if promised := story.standing.promised_on:
        found.append({"id": "promise", "title": "What you promised", "due": promised, "source": "your own answer"})
    return found


def _clock(due: Due, *, on: date, known_until: date | None, over: str) -> dict[str, Any]:
    return {
        "id": f"clock-{due.which}",
        "title": WHICH[due.which],
        "due": due.due_on,
        "standing": _standing(due, on=on),
        "source": f"{due.says} (policy, not law)" if due.source is Source.POLICY else due.says or SOURCE[due.source],
        "start": due.start_on,
        "event": START[due.start],
        "rule": _days(due.days) if due.days is not None else None,
        "days": due.days,
        "skipped": [(day, "bank holiday") for day in due.passed_over],
        "pauses": [{"begins": pause.begun_on, "ends": pause.ended_on} for pause in due.pauses],
        "extensions": [{"was": due.extended_from, "until": due.due_on}] if due.extended_from else [],
        "fell_back": due.fell_back,
        "note": " ".join(filter(None, (_note(due, known_until), over))),
    }


def _note(due: Due, known_until: date | None) -> str:
    if due.paused:
        return f"The clock stands still. {_days(due.pauses[-1].days_left)} kept for when it runs again."
    return BEYOND if timing.is_beyond(due, known_until) else ""


def _standing(due: Due, *, on: date) -> dict[str, str] | None:
    if due.due_on is None:
        return {"text": "Standing still", "colour": "yellow"}
    if due.due_on < on:
        return {"text": "This day has passed", "colour": "red"}
    return {"text": "Today", "colour": "orange"} if due.due_on == on else None


def _days(days: int) -> str:
    return f"{days} working day{'' if days == 1 else 's'}"


def dispute(story: Story) -> tuple[Said, list[tuple[Point, GroundGiven | None]]] | None:
    """The answer that is to be considered again, and point by point what is disputed beside its own reasons."""
    contest = next((said for said in reversed(story.said) if said.kind is StepKind.CONTESTED), None)
    answer = story.answer
    if contest is None or answer is None or not story.may_answer:
        return None
    grounds = {ground.id: ground for ground in answer.grounds}
    return answer, [(point, grounds.get(point.ground)) for point in contest.points]


def last_own(page: PartnerPage, link: str) -> Said | None:
    """What was said last by way of one link."""
    return next((said for said in reversed(page.story.said) if said.step.by == link), None)


def as_read(form: RefuseForm) -> Pairs:
    """A refusal that is not sent yet, as the body that asks will read it."""
    said = form.said
    grounds = [
        (f"“{ground.name}” ({ground.provision.cited})", said["reasons"][ground.id], said["harmed"][ground.id])
        for ground in form.open
        if ground.id in said["reasons"]
    ]
    return refusal(grounds, instead=said["instead"], ask_again=said["ask_again"])
