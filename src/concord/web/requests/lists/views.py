"""Where officers land, the list of requests, and the searches that they keep."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from concord.access.policies import may
from concord.agreements.events import Event as AgreementEvent
from concord.base import clock
from concord.base.errors import Invalid
from concord.pages.errors import legible
from concord.pages.filters import address
from concord.registry.queries import settling
from concord.requests import queries, services
from concord.requests.events import Event
from concord.requests.wording import SHELVES
from concord.web.door import officer
from concord.web.requests.lists.narrowing import LONGEST_QUESTION, Narrowed, kept, narrowed, sealed, shelf_name

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from concord.base.actor import Actor
    from concord.requests.queries import Inbox


@require_safe
@officer
def desk(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Where a person lands after signing in: what waits at the desk, the register, or what their role is for."""
    if may(actor, Event.BROWSE):
        since = datetime.combine(clock.today() - timedelta(days=1), time(), clock.LONDON)
        page = queries.desk(actor, on=clock.today(), since=since)
        return render(request, "requests/desk.html", {"page": page, "shelves": SHELVES, **_may(actor)})
    if settling.may_settle(actor):
        return redirect("registry:trusts")
    if may(actor, AgreementEvent.BEGIN):
        return redirect("agreements:register")
    return render(request, "requests/no_part.html", _may(actor))


@require_safe
@officer
def inbox(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The requests of the officer's body: one shelf, narrowed, and with words that are looked for in them."""
    asked = narrowed(actor, request.GET, show="us")
    page, wrong = _page(request, actor, asked)
    context = {
        "asked": asked,
        "page": page,
        "wrong": wrong or asked.lost,
        "title": shelf_name(asked.filters.show),
        "shelves": {shelf: address(request.GET, show=shelf, before=None, after=None) for shelf in SHELVES},
        "names": SHELVES,
        "searches": [(one, f"?{urlencode(kept(one.filters), doseq=True)}") for one in queries.searches(actor)],
        "keep": {name: values[0] for name, values in kept(request.GET).items() if name in {"show", "found", "other"}},
        "carried": kept(request.GET),
        "only_words": kept(request.GET, without=("found",)),
        "older": address(request.GET, before=page.older, after=None) if page and page.older else "",
        "newer": _newer(request, page) if page else "",
        "copies": address(request.GET, reverse("requests:list-copies"), before=None, after=None),
        **_may(actor),
    }
    return render(request, "requests/inbox.html", context, status=400 if context["wrong"] or asked.form.errors else 200)


def _may(actor: Actor) -> dict[str, bool]:
    return {"may_ask": may(actor, Event.DRAFT), "may_see_figures": may(actor, Event.FIGURES)}


def _page(request: HttpRequest, actor: Actor, asked: Narrowed) -> tuple[Inbox | None, str]:
    """The page of the list, or what is wrong with what is looked for."""
    if asked.lost:
        return None, asked.lost
    before, after = request.GET.get("before", ""), request.GET.get("after", "")
    try:
        return queries.inbox(actor, filters=asked.filters, on=clock.today(), before=before, after=after), ""
    except Invalid as error:
        return None, error.message


def _newer(request: HttpRequest, page: Inbox) -> str:
    """The page before. A search is read in one direction: from there the way leads to its newest."""
    after = None if page.filters.q else page.newer
    return address(request.GET, before=None, after=after) if page.newer else ""


@require_POST
@officer
def search(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Take the words that somebody looks for, and show the list with them: in its address they are encrypted."""
    words = " ".join(request.POST.get("query", "").split())[:LONGEST_QUESTION]
    legible(words)
    found = kept(request.POST, without=("found",))
    if words:
        found = {"show": ["all"], **found, "found": [sealed(actor, words)]}
    return redirect(f"{reverse('requests:inbox')}?{urlencode(found, doseq=True)}")


@require_POST
@officer
def save_search(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Keep how the list is narrowed now, under a name."""
    name, filters = request.POST.get("called", ""), kept(request.POST)
    legible(name)
    try:
        services.save_search(actor, name=name, filters=filters)
        messages.success(request, f"Kept as “{name.strip()}”. You find it beside the list.")
    except Invalid as error:
        messages.error(request, f"{error.message}, then keep it again.")
    return redirect(f"{reverse('requests:inbox')}?{urlencode(filters, doseq=True)}")


@officer
def forget_search(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Ask first; then delete a search that one keeps."""
    one = queries.kept_search(actor, public_id)
    if request.method == "POST":
        services.forget_search(actor, search=public_id)
        messages.success(request, f"“{one.name}” is deleted.")
        return redirect("requests:inbox")
    return render(request, "requests/forget_search.html", {"one": one, "back": reverse("requests:inbox")})
