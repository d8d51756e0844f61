"""The view about one body."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from concord import statute
from concord.public import asked as asking
from concord.public.bodies import page as pages
from concord.public.forms import DayForm
from concord.registry import queries
from concord.registry.wording import AUTHORITY_KINDS, SCHEMES, SUCCESSIONS

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@require_safe
@asking.known_body
def body(request: HttpRequest, ref: str) -> HttpResponse:
    """What a body was called and when, who came before and after it, and whose relevant partner it is on a day."""
    form = DayForm(request.GET)
    asked = asking.asked(form) if form.sound else asking.now()
    try:
        held = queries.body_page(ref, on=asked.on)
    except statute.UnknownBody:
        return redirect("public:body", queries.find_body(ref, on=asked.on))
    book = statute.rulebook()
    context = asking.words() | {
        "form": form,
        "asked": asked,
        "held": held,
        "name": held.body.name_on(asked.on),
        "whose": None if form.errors else pages.whose(book, held, asked.on),
        "everywhere": 0 if form.errors else _everywhere(book, held, asked),
        "council": held.line.kind in AUTHORITY_KINDS,
        "schemes": SCHEMES,
        "hows": SUCCESSIONS,
        "trail": [("Find a council", reverse("public:start"))],
    }
    return render(request, "public/body.html", context, status=400 if form.errors else 200)


def _everywhere(book: statute.Rulebook, held: queries.BodyPage, asked: asking.Asked) -> int:
    """Of how many councils a body with national functions is a partner on the day: of all or of none."""
    councils = queries.authorities(asked.on) if pages.national(held) else ()
    if not councils:
        return 0
    register = queries.register_of(councils[0].ref)
    found = statute.partner(book, register, authority=councils[0].ref, body=held.body.ref, on=asked.on)
    return len(councils) if found.answer is statute.Answer.YES else 0
