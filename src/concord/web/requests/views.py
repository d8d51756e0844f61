"""Where officers land, the list of requests, and putting a draft away. One request is in `page`, asking in `asking`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from concord.access.policies import may
from concord.base import clock
from concord.registry.queries import settling
from concord.requests import queries, services
from concord.requests.events import Event
from concord.requests.wording import SHELVES
from concord.web.door import officer

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from concord.base.actor import Actor


@require_safe
@officer
def desk(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Where a person lands after signing in: the requests, the register, or what their role is for."""
    if may(actor, Event.BROWSE):
        return redirect("requests:inbox")
    if settling.may_settle(actor):
        return redirect("registry:trusts")
    return render(request, "requests/no_part.html")


@require_safe
@officer
def inbox(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The requests of the officer's body, one shelf at a time."""
    filters = queries.Filters(show=request.GET.get("show", "us"))
    page = queries.inbox(actor, filters=filters, on=clock.today(), before=request.GET.get("before", ""))
    context = {"page": page, "shelves": SHELVES}
    return render(request, "requests/inbox.html", context)


@officer
def discard(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Put a draft away."""
    ask = queries.draft(actor, public_id)
    if request.method == "POST":
        services.discard_request(actor, ask, at=clock.now())
        messages.success(request, f"Draft to {ask.asked_name} discarded. Nothing was sent.")
        return redirect("requests:inbox")
    return render(request, "requests/discard.html", {"ask": ask, "back": reverse("requests:check", args=[public_id])})
