"""Agreements that a body left behind when it ended, taken over by the body that succeeds it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse

from concord.access.operation import NOT_HERE
from concord.access.policies import may
from concord.agreements import queries, services
from concord.agreements.events import Event
from concord.agreements.wording import KIND
from concord.base import clock
from concord.base.errors import Conflict, Invalid, NotFound
from concord.people.queries import body_name
from concord.web.agreements.shape import deed, posted, status_of
from concord.web.successions.forms import TakeOverForm

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from concord.base.actor import Actor


@deed
def take_over(request: HttpRequest, actor: Actor) -> HttpResponse:
    """What nobody keeps, ticked and taken over."""
    if not may(actor, Event.BEGIN):
        raise NotFound(NOT_HERE)
    on = clock.today()
    left = [(name, those) for name, those in queries.left_behind(actor, on=on) if those]
    titles = {story.public_id: story.title for _, those in left for story in those}
    form = TakeOverForm(posted(request), ids=titles)
    if request.method == "POST" and form.is_valid() and _taken(request, actor, form, titles):
        return redirect("successions:changes")
    kinds = {story.public_id: KIND[story.kind] for _, those in left for story in those}  # type: ignore[index]
    context = {
        "form": form,
        "left": left,
        "kinds": kinds,
        "ticked": set(request.POST.getlist("places")),
        "body": body_name(actor.body, on=on),
        "back": reverse("successions:changes"),
    }
    return render(request, "successions/take_over.html", context, status=status_of(form))


def _taken(request: HttpRequest, actor: Actor, form: TakeOverForm, titles: dict[str, str]) -> bool:
    """Take over each that is ticked; whether all could be."""
    done = 0
    for public_id in form.cleaned_data["places"]:
        try:
            row = queries.agreement_row(actor, public_id, Event.TAKE_OVER)
            services.take_over(actor, row, words=form.cleaned_data["words"], at=clock.now())
            done += 1
        except (Conflict, Invalid) as error:
            form.add_error("places", f"“{titles[public_id]}”: {error.message}")
    if done:
        messages.success(request, f"{done} {'agreement is' if done == 1 else 'agreements are'} in your register now.")
    return not form.errors
