"""Writing to the other side, from either side. The asker's message answers a question that waits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from concord.base import clock
from concord.requests import services
from concord.requests.events import Event
from concord.requests.rules.kinds import Kind
from concord.requests.rules.standing import Status
from concord.requests.rules.steps import Side, StepKind
from concord.web.requests.acts.forms import WriteForm
from concord.web.requests.acts.putting import Filed
from concord.web.requests.acts.shape import act, posted, settled, shown, taken_up

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from concord.base.actor import Actor
    from concord.requests.queries import RequestPage


@act
def write(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Write a message, perhaps with files."""
    page = taken_up(actor, public_id, Event.WRITE, StepKind.WROTE)
    form, files = WriteForm(posted(request), groups=groups(page)), Filed(request, actor, page)

    def do() -> None:
        words, side = form.cleaned_data["words"], form.side_written_for
        services.write_message(actor, page.story.ask, words=words, side=side, at=clock.now())

    question = page.story.status is Status.QUESTION and page.side is Side.ASKER
    said = [said for said in page.story.said if said.kind is StepKind.QUESTION]
    context = {"files": files, "question": said[-1] if question and said else None}
    done = settled(request, page, form, do, says="Message sent.", files=files)
    return done or shown(request, page, form, "write", **context)


def groups(page: RequestPage) -> dict[Side, str]:
    """The two sides inside one body, by the groups of officers; empty where the sides are two bodies."""
    if page.story.kind is not Kind.INTERNAL:
        return {}
    words = page.story.words
    return {
        Side.ASKER: f"{words.asker_group or page.story.ask.asker_name}, which asks",
        Side.ASKED: f"{words.asked_group or page.story.ask.asked_name}, which is asked",
    }
