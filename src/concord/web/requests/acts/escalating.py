"""Up the asker's own ladder: who takes it up next, who is told, and how long that level has. Policy, no law."""

from __future__ import annotations

from typing import TYPE_CHECKING

from concord.base import clock
from concord.requests import services
from concord.requests.events import Event
from concord.requests.rules.standing import Status
from concord.requests.rules.steps import StepKind
from concord.web.requests.acts.forms import EscalateForm
from concord.web.requests.acts.shape import act, posted, settled, shown, taken_up
from concord.web.requests.showing import levels, lost

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from concord.base.actor import Actor


@act
def escalate(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Take an open request to the next level; in immediate danger to the one that the ladder skips to."""
    page = taken_up(actor, public_id, Event.ESCALATE, StepKind.ESCALATED)
    rung = page.next_rung
    level = str(rung.level) if rung else ""
    sent_twice = request.POST.get("level", level) not in {"", level}  # the service says so, before it asks for more
    form = EscalateForm(posted(request), cut=None if sent_twice else page.cut, initial={"level": level})

    def do() -> None:
        services.escalate_request(actor, page.story.ask, **form.cleaned_data, at=clock.now())

    says = f"Escalated to level {rung.level}, {rung.own_role}. Both sides are told." if rung else ""
    context = {
        "levels": levels(page),
        "lost": lost(page),
        "silent": page.story.status in {Status.SENT, Status.ACKNOWLEDGED},
        "skipped": rung.level - page.story.standing.level - 1 if rung else 0,
        "urgent": page.story.ask.urgency != "routine",
    }
    return settled(request, page, form, do, says=says) or shown(request, page, form, "escalate", **context)
