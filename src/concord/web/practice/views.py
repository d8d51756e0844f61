"""How a body works, at a glance; and what it writes of a person, with its rhythm of reminders."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from concord.base import clock
from concord.people.queries import body_name
from concord.registry import queries as registry
from concord.requests import queries, services
from concord.requests.queries import practice
from concord.requests.wording import ON_GAP
from concord.web.door import officer
from concord.web.practice.forms import HowForm
from concord.web.practice.saving import manager, mark, overtaken, posted, saved

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from concord.base.actor import Actor


@require_safe
@officer
def start(request: HttpRequest, actor: Actor) -> HttpResponse:
    """How the body works with requests, and the way to each part of it."""
    on = clock.today()
    context = {
        "how": practice.how(actor),
        "on_gap": ON_GAP,
        "body": body_name(actor.body, on=on),
        "may_set": practice.may_set(actor),
        "times": [line for line in practice.times(actor, on=on).lines if line.now],
        "ladder": practice.ladder(actor),
        "templates": queries.templates(actor),
        "known_until": registry.holidays_known_until(),
    }
    return render(request, "practice/start.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@manager
def set_how(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Set what is written of a person, and the rhythm of reminders."""
    held = practice.how(actor)
    form = HowForm(posted(request), initial=asdict(held))
    was = request.POST.get("was")
    if saved(form, lambda: services.set_practice(actor, **form.cleaned_data, was=was)):
        messages.success(request, "How you work is saved.")
        return redirect("practice:start")
    context = {
        "form": form,
        "held": held,
        "on_gap": ON_GAP,
        "overtaken": overtaken(form),
        "was": mark(request, form, held.mark),
        "back": reverse("practice:start"),
    }
    return render(request, "practice/set_how.html", context, status=400 if form.errors else 200)
