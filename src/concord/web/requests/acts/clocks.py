"""The clock in an officer's hands: more time to an exact day, a pause, running again. Each with its reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from concord.base import clock
from concord.pages.days import day
from concord.requests import services
from concord.requests.events import Event
from concord.requests.rules.steps import StepKind
from concord.web.requests.acts.forms import ExtendForm, PauseForm
from concord.web.requests.acts.shape import act, posted, settled, shown, taken_up

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from concord.base.actor import Actor


@act
def extend(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Give more time, to an exact later day."""
    page = taken_up(actor, public_id, Event.EXTEND, StepKind.EXTENDED)
    form = ExtendForm(posted(request))

    def do() -> None:
        services.give_more_time(actor, page.story.ask, **form.cleaned_data, at=clock.now())

    to = form.cleaned_data.get("to") if form.is_valid() else None
    says = f"More time given, to {day(to)}. {page.story.ask.docket.asked_name} is told." if to else ""
    return settled(request, page, form, do, says=says) or shown(request, page, form, "extend")


@act
def pause(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Stop the clock; the working days that are left are kept."""
    page = taken_up(actor, public_id, Event.PAUSE, StepKind.PAUSED)
    form = PauseForm(posted(request))

    def do() -> None:
        services.pause_clock(actor, page.story.ask, **form.cleaned_data, at=clock.now())

    says = "The clock stands still. The working days that are left are kept."
    return settled(request, page, form, do, says=says) or shown(request, page, form, "pause")


@act
def resume(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Let the clock run again, with the days that were left."""
    page = taken_up(actor, public_id, Event.RESUME, StepKind.RESUMED)
    form = PauseForm(posted(request))

    def do() -> None:
        services.resume_clock(actor, page.story.ask, **form.cleaned_data, at=clock.now())

    return settled(request, page, form, do, says="The clock runs again.") or shown(request, page, form, "resume")
