"""Where a request goes on elsewhere: the body that was named is asked instead, or a successor takes a side over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.contrib import messages
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from concord.base import clock
from concord.base.errors import Conflict, Invalid
from concord.registry import queries as registry
from concord.requests import queries, services
from concord.requests.events import Event
from concord.requests.rules.standing import Considered, Status
from concord.requests.rules.steps import Side, StepKind
from concord.statute.errors import UnknownBody
from concord.web.door import officer
from concord.web.requests.acts.forms import FollowForm, InsteadForm
from concord.web.requests.acts.shape import act, posted, settled, shown, taken_up
from concord.web.requests.asking.shape import begun

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from concord.base.actor import Actor
    from concord.requests.models import CooperationRequest
    from concord.requests.queries import RequestPage


@act
def ask_instead(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """After “wrong body”: a new draft to the body that they named, with the same words."""
    page = taken_up(actor, public_id, Event.REFER)
    answer = page.story.answer
    if page.story.status is not Status.WRONG_BODY or answer is None:
        raise Conflict("They have not named another body, so there is none to ask instead.")
    named = answer.step.detail
    form = forms.Form(posted(request)) if named.get("right_ref") else InsteadForm(posted(request))
    if form.is_valid():
        try:
            ref = named.get("right_ref") or _found(actor, form.cleaned_data["body"])
            draft = _draft(actor, page, ref)
        except Invalid as error:
            form.add_error(error.field if error.field in form.fields else None, error.message)
        else:
            messages.success(
                request, f"Here is a draft to {draft.asked_name} with the same words. Read it, then send it."
            )
            return redirect("requests:page", draft.public_id)
    return shown(request, page, form, "ask_instead", named=answer.step.right_name)


def _found(actor: Actor, text: str) -> str:
    """The body that a name means. Raises Invalid (field "body") with the nearest names."""
    try:
        return registry.find_any_body(actor, text, on=clock.today())
    except UnknownBody as error:
        raise Invalid(str(error), field="body") from error


def _draft(actor: Actor, page: RequestPage, ref: str) -> CooperationRequest:
    """The draft; that the body asked is the wrong one is accepted with it, where nothing was said of it yet."""
    ask, values = queries.words_again(actor, page.story.ask.public_id)
    draft = begun(actor, ref, values, instead_of=ask)
    if page.story.standing.considered == Considered.NOT_YET:
        services.accept_answer(actor, ask, at=clock.now())
    return draft


@require_POST
@officer
def ask_again(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """A new draft to the same body, like an earlier request, without anything about its person."""
    asked, values = queries.like_again(actor, public_id, on=clock.today())
    draft = begun(actor, asked, values)
    messages.success(request, "This draft is like the earlier request. Nothing about that person is in it.")
    open_still = queries.may_be_sent(draft, on=clock.today(), at=clock.now())
    return redirect("requests:help" if open_still else "requests:check", draft.public_id)


@act
def follow(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Move a side whose body has ended to a body that took over; where several did, a person chooses."""
    page = taken_up(actor, public_id, Event.FOLLOW, StepKind.SUCCEEDED)
    ended = queries.ended_sides(page.story.ask, on=clock.today(), at=clock.now())
    if not ended:
        raise Conflict("Both bodies exist today, so there is nothing to move.")
    side = ended[0]
    form = FollowForm(posted(request), bodies=[(one.ref, one.name) for one in side.next])

    def do() -> None:
        now = form.cleaned_data["now"]
        services.follow_successor(actor, page.story.ask, side=Side(side.side), now=now, at=clock.now())

    done = settled(request, page, form, do, says="The request has moved. Both sides are told.")
    return done or shown(request, page, form, "follow", ended=side)
