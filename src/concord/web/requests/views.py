"""Pages of requests at the desk: the list, and one request. The pages of asking are in `asking`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from concord.access.policies import may
from concord.base import clock
from concord.base.errors import Conflict, Invalid
from concord.registry.queries import settling
from concord.requests import queries, services
from concord.requests.events import Event
from concord.requests.wording import SHELVES, STATUS, STATUS_COLOUR
from concord.web.door import officer
from concord.web.requests.forms import WithdrawForm
from concord.web.requests.steps import next_step

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


@require_safe
@officer
def page(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """One request; a draft is taken up where it was left."""
    ask = queries.request_of(actor, public_id, Event.SEE)
    if ask.sent_at is None:
        return redirect(next_step(ask, on=clock.today()), public_id)
    context = {"page": queries.request_page(actor, public_id, on=clock.today()), "statuses": STATUS, "colours": STATUS_COLOUR}
    return render(request, "requests/page.html", context)


@officer
def withdraw(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Take a request back, with the reason."""
    ask = queries.request_of(actor, public_id, Event.WITHDRAW)
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            services.withdraw_request(actor, ask, why=form.cleaned_data["why"], at=clock.now())
            messages.success(request, f"Request withdrawn. {ask.asked_name} is told by e-mail.")
        except Conflict as error:
            messages.info(request, error.message)
        except Invalid as error:
            form.add_error(error.field or None, error.message)
        if form.is_valid():
            return redirect("requests:page", public_id)
    context = {"ask": ask, "form": form, "back": reverse("requests:page", args=[public_id])}
    return render(request, "requests/withdraw.html", context)


@officer
def discard(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Put a draft away."""
    ask = queries.draft(actor, public_id)
    if request.method == "POST":
        services.discard_request(actor, ask, at=clock.now())
        messages.success(request, f"Draft to {ask.asked_name} discarded. Nothing was sent.")
        return redirect("requests:inbox")
    return render(request, "requests/discard.html", {"ask": ask, "back": reverse("requests:check", args=[public_id])})
