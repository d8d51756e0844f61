"""Answering at the desk: an officer of the body that is asked, or of the group of officers, gives its answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from concord.base import clock
from concord.base.errors import Conflict, NotFound
from concord.pages.answering import form_for, give, headings
from concord.requests.events import Event
from concord.requests.rules.kinds import ANSWERS_TO
from concord.requests.rules.steps import StepKind
from concord.requests.wording import no_longer
from concord.web.requests.acts.putting import Filed
from concord.web.requests.acts.shape import act, posted, settled, shown, taken_up

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from concord.base.actor import Actor

_EVENTS: Final[dict[str, Event]] = {
    StepKind.ACKNOWLEDGED: Event.ACKNOWLEDGE,
    StepKind.QUESTION: Event.ASK_QUESTION,
    StepKind.COMPLIED: Event.COMPLY,
    StepKind.PARTLY: Event.COMPLY_IN_PART,
    StepKind.ALTERNATIVE: Event.OFFER,
    StepKind.WRONG_BODY: Event.WRONG_BODY,
    StepKind.NOT_BOUND: Event.NOT_BOUND,
    StepKind.REFUSED: Event.REFUSE,
    StepKind.DECLINED: Event.DECLINE,
}


@act
def answer(request: HttpRequest, actor: Actor, public_id: str, kind: str) -> HttpResponse:
    """Give an answer of one kind, signed by whoever gives it."""
    if kind not in _EVENTS:
        raise NotFound("There is no such answer.")
    step, page = StepKind(kind), taken_up(actor, public_id, _EVENTS[kind])
    story = page.story
    if not story.may(step):
        raise Conflict(no_longer(story.standing, step))
    if step not in (StepKind.ACKNOWLEDGED, StepKind.QUESTION, *ANSWERS_TO[story.kind]):
        raise NotFound("There is no such answer to this kind of request.")
    form = form_for(step, posted(request), story=story, on=clock.today(), initial={"by_name": actor.name})
    files = Filed(request, actor, page)

    def do() -> None:
        give(actor, story.ask, step, form, at=clock.now())

    done = settled(request, page, form, do, says=f"Sent. {story.ask.docket.asker_name} is told.", files=files)
    return done or shown(request, page, form, "answer", files=files, step=step, words=headings(story.kind)[step])
