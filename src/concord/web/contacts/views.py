"""Pages of contacts at the desk: a body looked up, its contacts, and a body added that the register does not list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from concord.access.operation import NOT_HERE
from concord.access.policies import may
from concord.base import clock
from concord.base.errors import Conflict, Invalid, NotFound
from concord.contacts import queries
from concord.registry import queries as registry
from concord.registry import services
from concord.registry.events import Event as RegisterEvent
from concord.web.contacts.forms import BodyForm
from concord.web.door import officer

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from concord.base.actor import Actor
    from concord.statute.facts import Body

LONGEST_QUESTION = 100


@require_safe
@officer
def search(request: HttpRequest, actor: Actor) -> HttpResponse:
    """A body looked up by its name or a code; and the contacts that somebody should check."""
    signed_in_for_a_body(actor)
    q = " ".join(request.GET.get("q", "").split())[:LONGEST_QUESTION]
    on = clock.today()
    lines = queries.to_look_at(actor, on=on)
    context = {
        "q": q,
        "found": registry.search_all_bodies(actor, q, on=on) if q else (),
        "look_at": lines,
        "names": {ref: body.name_on(on) for ref, body in registry.bodies_known(line.body for line in lines).items()},
        "may_add_body": may(actor, RegisterEvent.ADD_BODY),
    }
    return render(request, "contacts/search.html", context)


@require_safe
@officer
def body(request: HttpRequest, actor: Actor, ref: str) -> HttpResponse:
    """The contacts of one body, by kind of help."""
    of, on = body_named(actor, ref), clock.today()
    context = {
        "of": of,
        "name": of.name_on(on),
        "lines": queries.contacts_of(actor, ref, on=on),
        "before": queries.contacts_before(actor, ref, on=on),
        "may_add": queries.may_add(actor, ref),
        "back": reverse("contacts:search"),
    }
    return render(request, "contacts/body.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@officer
def add_body(request: HttpRequest, actor: Actor) -> HttpResponse:
    """A body that the register does not list, such as a GP practice: section 6(2)."""
    if not may(actor, RegisterEvent.ADD_BODY):
        raise NotFound(NOT_HERE)
    name, on = request.POST.get("name", ""), clock.today()
    alike = registry.bodies_alike(actor, name, on=on) if name.isprintable() and name.strip() else ()
    start = {"name": request.GET.get("name", "")[:LONGEST_QUESTION]}
    form = BodyForm(request.POST if request.method == "POST" else None, alike=bool(alike), initial=start)
    if form.is_valid():
        try:
            row = services.add_other_body(actor, **form.cleaned_data, at=clock.now(), on=on)
            messages.success(request, "The body is added. Now enter whom to write to there.")
            return redirect("contacts:body", row.ref)
        except (Conflict, Invalid) as error:
            form.add_error(error.field or None, error.message)
    context = {"form": form, "alike": alike, "back": reverse("contacts:search")}
    return render(request, "contacts/add_body.html", context, status=400 if form.errors else 200)


def body_named(actor: Actor, ref: str) -> Body:
    """The body of an address. Raises NotFound where there is none, or for who acts for no body."""
    signed_in_for_a_body(actor)
    found = registry.bodies_known([ref]).get(ref) if ref.isprintable() else None
    if found is None:
        raise NotFound(NOT_HERE)
    return found


def signed_in_for_a_body(actor: Actor) -> None:
    """Raise NotFound for a person without any role: these pages are for those who work for a body."""
    if not actor.body:
        raise NotFound(NOT_HERE)
