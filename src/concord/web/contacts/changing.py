"""Pages that change a contact: adding one, changing it, saying that it is right, ending it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from concord.access.operation import NOT_HERE
from concord.base import clock
from concord.base.errors import Conflict, Invalid, NotFound
from concord.contacts import queries, services
from concord.contacts.events import Event
from concord.registry import queries as registry
from concord.web.contacts.forms import RIGHT, ConfirmForm, ContactForm
from concord.web.contacts.views import body_named
from concord.web.door import officer

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.forms import Form
    from django.http import HttpRequest, HttpResponse

    from concord.base.actor import Actor

_PARTS = ("topic", "council", "office", "mailbox", "phone", "hours", "deputy")


@require_http_methods(["GET", "HEAD", "POST"])
@officer
def add(request: HttpRequest, actor: Actor, ref: str) -> HttpResponse:
    """A new contact of a body."""
    of, on = body_named(actor, ref), clock.today()
    if not queries.may_add(actor, ref):
        raise NotFound(NOT_HERE)
    form = ContactForm(request.POST if request.method == "POST" else None, councils=_councils(actor, ref))
    row = registry.body_row(ref)
    if _done(form, lambda: services.add_contact(actor, row, details=form.cleaned_data, on=on)):
        messages.success(request, "The contact is saved.")
        return redirect("contacts:body", ref)
    context = {"form": form, "name": of.name_on(on), "back": reverse("contacts:body", args=[ref]), "line": None}
    return render(request, "contacts/contact.html", context, status=400 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@officer
def change(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """What is different about a contact from today."""
    row, context = _opened(actor, public_id, Event.CHANGE)
    line, on = context["line"], clock.today()
    councils = _councils(actor, line.body)
    if line.council and line.council not in dict(councils):
        councils = [*councils, (line.council, line.council_name)]
    start = {part: getattr(line, part) for part in _PARTS}
    form = ContactForm(request.POST if request.method == "POST" else None, initial=start, councils=councils)
    if _done(form, lambda: services.change_contact(actor, row, changes=form.cleaned_data, on=on)):
        messages.success(request, "The contact is changed. What it was before stays on record.")
        return redirect("contacts:body", line.body)
    return render(request, "contacts/contact.html", {**context, "form": form}, status=400 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@officer
def confirm(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Whether a contact is right, as somebody has just checked."""
    row, context = _opened(actor, public_id, Event.CONFIRM)
    form = ConfirmForm(request.POST if request.method == "POST" else None)

    def saved() -> None:
        if form.cleaned_data["answer"] == RIGHT:
            services.confirm_contact(actor, row, on=clock.today())
        else:
            services.doubt_contact(actor, row, why="told", at=clock.now())

    if _done(form, saved):
        right = form.cleaned_data["answer"] == RIGHT
        messages.success(request, "The contact is checked." if right else "The contact is marked: it may be wrong.")
        return redirect("contacts:body", context["line"].body)
    return render(request, "contacts/confirm.html", {**context, "form": form}, status=400 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@officer
def end(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """A contact that is no longer to be used."""
    row, context = _opened(actor, public_id, Event.END)
    if request.method == "POST":
        services.end_contact(actor, row, on=clock.today())
        messages.success(request, "The contact is ended. It stays on record for the days on which it was used.")
        return redirect("contacts:body", context["line"].body)
    return render(request, "contacts/end.html", context)


def _opened(actor: Actor, public_id: str, event: Event) -> tuple[Any, dict[str, Any]]:
    """The row of a contact in use, and what its pages show. Raises NotFound for what the actor may not change."""
    if not public_id.isprintable():
        raise NotFound(NOT_HERE)
    row = queries.contact_row(actor, public_id, event)
    line = queries.contact_of(actor, public_id, on=clock.today())
    name = registry.bodies_known([line.body])[line.body].name_on(clock.today())
    return row, {"line": line, "name": name, "back": reverse("contacts:body", args=[line.body])}


def _done(form: Form, save: Callable[[], object]) -> bool:
    """Whether the form was right and could be saved; what a service refuses is said at its field."""
    if not form.is_valid():
        return False
    try:
        save()
    except (Conflict, Invalid) as error:
        form.add_error(error.field if error.field in form.fields else None, error.message)
        return False
    return True


def _councils(actor: Actor, ref: str) -> list[tuple[str, str]]:
    """The councils that the actor may say a contact serves: of one's own body any, of another one's own council."""
    lines = registry.authorities(clock.today())
    return [(line.ref, line.name) for line in lines if actor.body in {ref, line.ref}]
