"""Whom to ask: partners first, any other body by its name, and a body that nobody has entered yet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.shortcuts import redirect, render
from django.urls import reverse

from concord.access.operation import NOT_HERE
from concord.access.policies import may
from concord.base import clock
from concord.base.errors import Conflict, Invalid, NotFound
from concord.registry import queries as registry
from concord.registry import services as register
from concord.registry.events import Event as RegisterEvent
from concord.requests import queries, services
from concord.requests.events import Event
from concord.requests.queries import OWN
from concord.requests.rules.kinds import Group
from concord.web.contacts.forms import BodyForm
from concord.web.door import officer
from concord.web.requests.asking.forms import WhomForm
from concord.web.requests.asking.shape import begun, draft_of
from concord.web.requests.steps import next_step

if TYPE_CHECKING:
    from django import forms
    from django.http import HttpRequest, HttpResponse

    from concord.base.actor import Actor

LONGEST_QUESTION: Final = 100


@officer
def begin(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Whom to ask. Choosing makes the draft."""
    form = WhomForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            asked, values = _chosen(actor, form.cleaned_data["asked"])
            ask = begun(actor, asked, values)
            open_still = queries.may_be_sent(ask, on=clock.today(), at=clock.now())
            return redirect("requests:help" if open_still else "requests:check", ask.public_id)
        except Invalid as error:
            form.add_error(None, error.message)
    return _shown(request, actor, form, back=reverse("requests:inbox"), here=reverse("requests:begin"))


@officer
def readdress(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Ask another body instead."""
    ask = draft_of(request, actor, public_id)
    form = WhomForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            asked, values = _chosen(actor, form.cleaned_data["asked"])
            ask = services.readdress_request(actor, ask, asked=asked, at=clock.now())
            changes = {"asker_group": "", "asked_group": "", **values}
            if any(getattr(ask, name) != value for name, value in changes.items()):
                ask = services.revise_request(actor, ask, changes=changes, at=clock.now())
            return redirect(next_step(ask, on=clock.today()), public_id)
        except Invalid as error:
            form.add_error(None, error.message)
    back = reverse("requests:overview", args=[public_id])
    return _shown(request, actor, form, back=back, here=reverse("requests:readdress", args=[public_id]), help_=ask.help)


def _chosen(actor: Actor, choice: str) -> tuple[str, dict[str, str]]:
    """The body that was chosen, and for a group inside one's own council both groups."""
    if not choice.startswith(OWN):
        return choice, {}
    group = choice.removeprefix(OWN)
    if group not in set(Group):
        raise Invalid("Choose a part of your council from the list.", field="asked")
    other = Group.HOUSING if group == Group.ADULTS else Group.ADULTS
    return actor.body, {"asked_group": group, "asker_group": other.value}


def _shown(
    request: HttpRequest, actor: Actor, form: forms.Form, *, back: str, here: str, help_: str = ""
) -> HttpResponse:
    page = queries.whom(actor, q=asked_for(request), on=clock.today(), at=clock.now(), help_=help_)
    may_add = may(actor, RegisterEvent.ADD_BODY)
    lately = () if page.q else queries.lately_asked(actor)
    context = {"page": page, "form": form, "back": back, "here": here, "may_add": may_add, "lately": lately}
    return render(request, "requests/asking/whom.html", context, status=400 if form.errors else 200)


def asked_for(request: HttpRequest) -> str:
    """What was typed into the search."""
    return " ".join(request.GET.get("q", "").split())[:LONGEST_QUESTION]


@officer
def add_body(request: HttpRequest, actor: Actor) -> HttpResponse:
    """A body that nobody has entered yet, to be asked under section 6(2); then the draft to it."""
    if not (may(actor, RegisterEvent.ADD_BODY) and may(actor, Event.DRAFT)):
        raise NotFound(NOT_HERE)
    name, on = request.POST.get("name", ""), clock.today()
    alike = registry.bodies_alike(actor, name, on=on) if name.isprintable() and name.strip() else ()
    start = {"name": asked_for(request), "kind": request.GET.get("kind", "")[:LONGEST_QUESTION]}
    form = BodyForm(request.POST if request.method == "POST" else None, alike=bool(alike), initial=start)
    if form.is_valid():
        try:
            row = register.add_other_body(actor, **form.cleaned_data, at=clock.now(), on=on)
            ask = services.draft_request(actor, asked=row.ref, at=clock.now())
            return redirect("requests:help", ask.public_id)
        except (Conflict, Invalid) as error:
            form.add_error(error.field if error.field in form.fields else None, error.message)
    context = {"form": form, "alike": alike, "back": reverse("requests:begin")}
    return render(request, "requests/asking/add_body.html", context, status=400 if form.errors else 200)
