"""Two ends that differ: withdrawn, no longer needed; entered in error, it should never have been sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from concord.base import clock
from concord.requests import services
from concord.requests.events import Event
from concord.requests.rules.steps import StepKind
from concord.web.requests.acts.forms import ErrorForm, WithdrawForm
from concord.web.requests.acts.shape import act, posted, settled, shown, taken_up

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from concord.base.actor import Actor


@act
def withdraw(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Take a request back that is no longer needed."""
    page = taken_up(actor, public_id, Event.WITHDRAW, StepKind.WITHDRAWN)
    form = WithdrawForm(posted(request))

    def do() -> None:
        services.withdraw_request(actor, page.story.ask, **form.cleaned_data, at=clock.now())

    says = f"Request withdrawn. {page.story.ask.docket.asked_name} is told by e-mail."
    return settled(request, page, form, do, says=says) or shown(request, page, form, "withdraw")


@act
def error(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Say that a request should never have been sent. Nothing is deleted."""
    page = taken_up(actor, public_id, Event.ENTER_IN_ERROR, StepKind.ERROR)
    form = ErrorForm(posted(request))

    def do() -> None:
        services.enter_in_error(actor, page.story.ask, **form.cleaned_data, at=clock.now())

    says = f"Marked as entered in error. The links are withdrawn, and {page.story.ask.docket.asked_name} is told."
    return settled(request, page, form, do, says=says) or shown(request, page, form, "error")
