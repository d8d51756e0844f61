"""Webhooks: the list, adding one, one with what it was told, ending it. A secret is shown once, when it is made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from concord.base import clock
from concord.base.errors import Conflict, Invalid
from concord.delivery.rules import State
from concord.delivery.webhooks import queries, services
from concord.people.queries import body_name
from concord.web.delivery.forms import WebhookForm
from concord.web.door import officer

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from concord.base.actor import Actor

COLOURS = {
    State.WAITING: "govuk-tag--grey",
    State.TRYING_AGAIN: "govuk-tag--yellow",
    State.SENT: "govuk-tag--green",
    State.GIVEN_UP: "govuk-tag--red",
}


@require_safe
@officer
def webhooks(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The live webhooks of the body."""
    hooks = queries.webhooks(actor)
    context = {"hooks": hooks, "body": body_name(actor.body, on=clock.today()), "back": reverse("people:api-keys")}
    return render(request, "delivery/webhooks.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@officer
def add(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Add a webhook, and show its secret once."""
    queries.webhooks(actor)
    form = WebhookForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            given = form.cleaned_data
            added = services.add_webhook(actor, url=given["url"], events=given["events"], at=clock.now())
            return _show_once(request, added)
        except (Conflict, Invalid) as error:
            form.add_error(error.field or None, error.message)
    context = {"form": form, "back": reverse("delivery:webhooks")}
    return render(request, "delivery/add_webhook.html", context, status=400 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@officer
def webhook(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """One webhook and what it was told; a test, or a new secret."""
    if request.method == "POST":
        row = queries.webhook_row(actor, public_id)
        try:
            if request.POST.get("do") == "renew":
                return _show_once(request, services.renew_secret(actor, row))
            services.send_test(actor, row, at=clock.now())
            messages.success(request, "The test goes within seconds. Load this page again to see what came of it.")
        except Conflict as error:
            messages.info(request, error.message)
        return redirect("delivery:webhook", public_id)
    page = queries.webhook_page(actor, public_id, at=clock.now())
    context = {"page": page, "colours": COLOURS, "back": reverse("delivery:webhooks")}
    return render(request, "delivery/webhook.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@officer
def end(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Ask first; then end a webhook."""
    row = queries.webhook_row(actor, public_id)
    if request.method == "POST":
        try:
            services.end_webhook(actor, row, at=clock.now())
            messages.success(request, "The webhook has ended. Nothing is told to its address any more.")
        except Conflict as error:
            messages.info(request, error.message)
        return redirect("delivery:webhooks")
    context = {"hook": row, "back": reverse("delivery:webhook", args=[public_id])}
    return render(request, "delivery/end_webhook.html", context)


def _show_once(request: HttpRequest, made: services.Keyed) -> HttpResponse:
    shown = {
        "what": "Secret of the webhook",
        "secret": made.secret,
        "back": reverse("delivery:webhook", args=[made.hook.public_id]),
    }
    return render(request, "people/shown_once.html", shown)
