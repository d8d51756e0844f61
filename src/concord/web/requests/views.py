"""Putting a draft away. Where officers land and the list are in `lists`, one request in `page`, asking in `asking`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse

from concord.base import clock
from concord.requests import queries, services
from concord.web.door import officer

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from concord.base.actor import Actor


@officer
def discard(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Put a draft away."""
    ask = queries.draft(actor, public_id)
    if request.method == "POST":
        services.discard_request(actor, ask, at=clock.now())
        messages.success(request, f"Draft to {ask.asked_name} discarded. Nothing was sent.")
        return redirect("requests:inbox")
    return render(request, "requests/discard.html", {"ask": ask, "back": reverse("requests:check", args=[public_id])})
