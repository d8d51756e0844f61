"""The steps of a request as the entries of a conversation: whose each is, what it says, and the files with it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Final

from django.urls import reverse

from concord.pages.answering.forms import CONDITION_MISSING
from concord.pages.days import day
from concord.requests.rules.kinds import Condition
from concord.requests.rules.steps import Side, StepKind
from concord.requests.wording import WAY

if TYPE_CHECKING:
    from collections.abc import Callable

    from concord.files.queries import FileRow
    from concord.requests.models import Step
    from concord.requests.queries import RequestPage, Said

Pairs = list[tuple[str, str]]

BY_MAIL: Final = {"text": "By e-mail, not a decision", "colour": "yellow"}


def entries(page: RequestPage) -> list[dict[str, Any]]:
    """The conversation of a request, oldest first, as `components/conversation.html` takes it, each with its `said`."""
    return [entry(page, said) for said in page.story.said]


def entry(page: RequestPage, said: Said) -> dict[str, Any]:
    """One step of the conversation; of a request that was taken back the other side is told only that it was."""
    step, story = said.step, page.story
    found: dict[str, Any] = {
        "said": said,
        "id": f"step-{step.public_id}",
        "title": said.title,
        "who": ", ".join(filter(None, (step.by_name, step.by_post))),
        "body": step.by_body_name or _body(page, said),
        "at": step.at,
        "side": {page.side: "us", Side.CONCORD: "concord"}.get(said.side, "them"),
        "unread": said.unread,
    }
    if story.hidden:
        return found
    tell = _TELLS.get(said.kind)
    found["facts"] = tell(said) if tell else []
    found["text"] = "" if tell else step.words
    found["files"] = [file_line(story.ask.public_id, file) for file in said.files]
    if step.detail.get("mail"):
        found["tag"], found["title"] = BY_MAIL, "E-mail"
    return found


def file_line(public_id: str, file: FileRow) -> dict[str, str]:
    """A file with its way to download it; without one where its content was deleted."""
    if file.removed_at:
        return {"name": file.name, "note": "was deleted: a virus was found in it"}
    href = reverse("requests:file", args=[public_id, file.public_id])
    return {"name": file.name, "href": href, "note": f"{file.size_words}, {file.scan_says}"}


def _body(page: RequestPage, said: Said) -> str:
    if said.side is Side.CONCORD:
        return "Concord"
    return page.story.ask.asker_name if said.side is Side.ASKER else page.story.ask.asked_name


def _facts(*pairs: tuple[str, str | None]) -> Pairs:
    return [(key, value) for key, value in pairs if value]


def _on(on: date | None) -> str:
    return day(on) if on else ""


def _iso(step: Step, name: str) -> str:
    """A day that a step keeps in its detail, in words."""
    text = step.detail.get(name)
    return day(date.fromisoformat(text)) if text else ""


def _complied(said: Said) -> Pairs:
    return _facts(("What will be done", said.step.words), ("By", _on(said.step.promised_on)))


def _partly(said: Said) -> Pairs:
    return [*_complied(said), *_facts(("What will not be done, and why", said.step.instead))]


def _alternative(said: Said) -> Pairs:
    return _facts(("What is offered instead", said.step.words), ("By", _on(said.step.promised_on)))


def _wrong_body(said: Said) -> Pairs:
    return _facts(("The right body", said.step.detail.get("right_name")), ("Why", said.step.words))


def _refused(said: Said) -> Pairs:
    found: Pairs = []
    for ground in said.grounds:
        found.append((f"“{ground.name}” ({ground.provision.cited})", ground.reasons))
        found += _facts(("What would suffer", ground.harmed))
    return [*found, *_instead(said)]


def _declined(said: Said) -> Pairs:
    missing = [CONDITION_MISSING[Condition(one)] for one in said.step.detail.get("conditions", ())]
    return _facts(("Why not", said.step.words), ("What is missing", "\n".join(missing))) + _instead(said)


def _instead(said: Said) -> Pairs:
    return _facts(("What could be done instead", said.step.instead), ("When to ask again", said.step.ask_again))


def _contested(said: Said) -> Pairs:
    return _facts(*((point.name or "What is disputed", point.says) for point in said.points))


def _referred(said: Said) -> Pairs:
    return _facts(("Where it goes", WAY.get(said.step.detail.get("way", ""))), ("Why", said.step.words))


def _escalated(said: Said) -> Pairs:
    detail = said.step.detail
    told = "the mailbox of our own level, and the body asked" if "own" in detail.get("told", ()) else "the body asked"
    return _facts(
        ("Level", f"{said.step.level}"),
        ("Who takes it up", f"{detail.get('own_role')}; on their side {detail.get('their_role')}"),
        ("Told by e-mail", told),
        ("Because", "no answer has come; that is not a refusal" if detail.get("because") == "silence" else ""),
        ("This level", "mediates; the decision stays with the body asked" if detail.get("mediates") else ""),
        ("Levels left out", f"{detail['skipped']}, because of immediate danger" if detail.get("skipped") else ""),
        ("In words", said.step.words),
    )


def _clock(said: Said) -> Pairs:
    left = said.step.detail.get("days_left")
    return _facts(
        ("Why", said.step.words),
        ("Due", _iso(said.step, "due_on")),
        ("Working days kept", str(left) if left is not None else ""),
    )


def _redated(said: Said) -> Pairs:
    return _facts(("Was due", _iso(said.step, "was")), ("Due now", _iso(said.step, "due_on")))


def _succeeded(said: Said) -> Pairs:
    detail = said.step.detail
    says = f"{detail.get('was_name')} ended, and {detail.get('now_name')} took over."
    return [("What changed", f"{says} What was written before keeps the old name.")]


def _returned(said: Said) -> Pairs:
    says = said.step.words or "An e-mail about this request could not be delivered."
    return [("What came back", says)]


_TELLS: Final[dict[StepKind, Callable[[Said], Pairs]]] = {
    StepKind.COMPLIED: _complied,
    StepKind.PARTLY: _partly,
    StepKind.ALTERNATIVE: _alternative,
    StepKind.WRONG_BODY: _wrong_body,
    StepKind.REFUSED: _refused,
    StepKind.DECLINED: _declined,
    StepKind.CONTESTED: _contested,
    StepKind.REFERRED: _referred,
    StepKind.ESCALATED: _escalated,
    StepKind.EXTENDED: _clock,
    StepKind.PAUSED: _clock,
    StepKind.RESUMED: _clock,
    StepKind.REDATED: _redated,
    StepKind.SUCCEEDED: _succeeded,
    StepKind.RETURNED: _returned,
}
"""What the kinds of step tell in pairs; every other kind is its words."""
