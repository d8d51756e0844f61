"""The steps of a request as the entries of a conversation: whose each is, what it says, and the files with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.urls import reverse

from concord.pages.steps import told, told_by_mail
from concord.requests.rules.steps import Side, StepKind

if TYPE_CHECKING:
    from concord.files.queries import FileRow
    from concord.pages.parts import Part
    from concord.requests.queries import RequestPage, Said

BY_MAIL: Final = {"text": "By e-mail, not a decision", "colour": "yellow"}
AUTOMATIC: Final = {"text": "Automatic reply, by e-mail", "colour": "grey"}


def entries(page: RequestPage, part: Part) -> list[dict[str, Any]]:
    """A part of the conversation, oldest first, as `components/conversation.html` takes it, each with its `said`."""
    return [entry(page, said) for said in part.said]


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
    found["text"], found["facts"] = told(said)
    if said.kind is StepKind.ESCALATED and page.side is Side.ASKER:
        found["facts"] += _told(said)
    found["files"] = [file_line(story.ask.public_id, file) for file in said.files]
    if step.detail.get("mail"):
        found["tag"], found["title"] = AUTOMATIC if step.detail.get("automatic") else BY_MAIL, "E-mail"
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


def _told(said: Said) -> list[tuple[str, str]]:
    """Whom an escalation was told to, for the side that escalated."""
    return [("Told by e-mail", told_by_mail(said.step))]
