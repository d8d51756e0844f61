"""The page of connections: API keys of the body, for its managers, and everybody's own calendar address.

A new key is shown once, in the answer to the form that made it: it is kept nowhere from which it could be shown again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponseNotAllowed
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from concord.base import clock
from concord.base.errors import Conflict, Invalid, NotFound
from concord.delivery.webhooks.queries import may_keep_webhooks
from concord.people import queries, services
from concord.people.keys import feed_address
from concord.web.door import officer
from concord.web.people.forms import KeyForm

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from concord.base.actor import Actor


@require_safe
@officer
def api_keys(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Every connection that this person may see."""
    page = queries.keys_page(actor, on=clock.today())
    context = {"page": page, "body": queries.body_name(actor.body, on=clock.today())}
    return render(request, "people/api_keys.html", {**context, "webhooks": may_keep_webhooks(actor)})


@require_http_methods(["GET", "HEAD", "POST"])
@officer
def make(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Make a key, and show it once."""
    if not queries.keys_page(actor, on=clock.today()).may_make:
        raise NotFound("Keys are made by managers of a body.")
    form = KeyForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        given = form.cleaned_data
        try:
            made = services.make_api_key(
                actor, name=given["name"], scopes=[given["scope"]], ends=given["ends"], at=clock.now()
            )
            shown = {"what": f"Key for {made.key.name}", "secret": made.token, "back": reverse("people:api-keys")}
            return render(request, "people/shown_once.html", shown)
        except Invalid as error:
            form.add_error(error.field if error.field in form.fields else None, error.message)
    context = {"form": form, "back": reverse("people:api-keys")}
    return render(request, "people/make_key.html", context, status=400 if form.errors else 200)


@officer
def calendar(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Make the address of one's own calendar, in place of an earlier one, and show it once."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    made = services.renew_feed(actor, at=clock.now())
    address = feed_address(made.token)
    shown = {"what": "Address of your calendar", "secret": address, "back": reverse("people:api-keys")}
    return render(
        request,
        "people/shown_once.html",
        {**shown, "only_own": f"{address}?whose=mine", "agreements": f"{address.removesuffix('.ics')}/agreements.ics"},
    )


@require_http_methods(["GET", "HEAD", "POST"])
@officer
def revoke(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Ask first; then revoke a key, at once and for good."""
    key = queries.key_row(actor, public_id)
    if request.method == "POST":
        try:
            services.revoke_key(actor, key, at=clock.now())
            messages.success(request, "Revoked. It opens nothing any more.")
        except Conflict as error:
            messages.info(request, error.message)
        return redirect("people:api-keys")
    return render(request, "people/revoke_key.html", {"key": key, "back": reverse("people:api-keys")})
