"""The bank holidays that counts pass over, and what would move if one more came. No page here adds any."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from concord.base import clock
from concord.base.errors import Invalid
from concord.registry import queries as registry
from concord.requests.queries import practice
from concord.web.door import officer
from concord.web.practice.forms import HolidayForm

if TYPE_CHECKING:
    from datetime import date

    from django.http import HttpRequest, HttpResponse

    from concord.base.actor import Actor

MOST_SHOWN = 100


@require_safe
@officer
def holidays(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The holidays to come; and which open requests would move if a day became one."""
    asked = any(name == "day" or name.startswith("day-") for name in request.GET)
    form, on = HolidayForm(request.GET if asked else None), clock.today()
    practice.how(actor)  # who may not look at how the body works finds no page here
    day: date | None = None
    moved: tuple[practice.Moved, ...] = ()
    if form.is_valid():
        try:
            moved = practice.moved_by(actor, day=form.cleaned_data["day"], on=on)
            day = form.cleaned_data["day"]
        except Invalid as error:
            form.add_error("day", error.message)
    context = {
        "form": form,
        "day": day,
        "moved": moved[:MOST_SHOWN],
        "asks": len({one.public_id for one in moved}),
        "more": max(0, len(moved) - MOST_SHOWN),
        "holidays": registry.holidays_from(on),
        "known_until": registry.holidays_known_until(),
        "back": reverse("practice:start"),
    }
    return render(request, "practice/holidays.html", context, status=400 if form.errors else 200)
