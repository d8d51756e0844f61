"""The five steps of asking: whom, about whom, what, where it goes, and the check before it is sent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse

from concord import statute
from concord.base import clock
from concord.base.errors import Conflict, Invalid
from concord.requests import queries, services
from concord.requests.events import Event
from concord.requests.wording import USUAL_FUNCTIONS
from concord.web.door import officer
from concord.web.requests.forms import AboutForm, ContactsForm, MatterForm, WhomForm
from concord.web.requests.steps import STEP_OF, STEPS

if TYPE_CHECKING:
    from django import forms
    from django.http import HttpRequest, HttpResponse, QueryDict

    from concord.base.actor import Actor
    from concord.requests.models import CooperationRequest


@officer
def begin(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Step 1, whom to ask. Choosing makes the draft."""
    form = WhomForm(_posted(request))
    if form.is_valid():
        try:
            ask = services.draft_request(actor, asked=form.cleaned_data["asked"], at=clock.now())
            return redirect("requests:about", ask.public_id)
        except Invalid as error:
            form.add_error(None, error.message)
    return _whom(request, actor, form, back=reverse("requests:inbox"))


@officer
def readdress(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Step 1 again: ask another body instead."""
    ask = _draft(request, actor, public_id)
    form = WhomForm(_posted(request))
    if form.is_valid():
        try:
            services.readdress_request(actor, ask, asked=form.cleaned_data["asked"], at=clock.now())
            return redirect("requests:contacts" if ask.function else "requests:about", public_id)
        except Invalid as error:
            form.add_error(None, error.message)
    return _whom(request, actor, form, back=reverse("requests:check", args=[public_id]))


def _whom(request: HttpRequest, actor: Actor, form: forms.Form, *, back: str) -> HttpResponse:
    q = " ".join(request.GET.get("q", "").split())[:100]
    page = queries.whom(actor, q=q, on=clock.today(), at=clock.now())
    return render(request, "requests/whom.html", {"page": page, "form": form, "back": back})


@officer
def about(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Step 2, about whom, and what the council is doing for that person."""
    ask, book = _draft(request, actor, public_id), statute.rulebook()
    functions = [
        (ref, f"{function.name} (section {ref.partition('.s')[2]})") for ref, function in book.functions.items()
    ]
    form = AboutForm(
        _posted(request),
        initial=vars(ask),
        persons=[(word.id, word.name) for word in book.persons.values()],
        usual=[choice for choice in functions if choice[0] in USUAL_FUNCTIONS],
        functions=functions,
    )
    hints = {word.id: word.says for word in book.persons.values()}
    return _step(request, actor, ask, form, {"step": "about", "person_hints": hints})


@officer
def matter(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Step 3, what is asked, by when, and why it matters."""
    ask, purposes = _draft(request, actor, public_id), statute.rulebook().purposes.values()
    choices = [(word.id, word.name) for word in purposes]
    form = MatterForm(_posted(request), initial=vars(ask), purposes=choices, on=clock.today())
    return _step(
        request, actor, ask, form, {"step": "matter", "purpose_hints": {word.id: word.says for word in purposes}}
    )


@officer
def contacts(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Step 4, where the request goes and whom the partner can ring; begins with the officer's own name and address."""
    ask = _draft(request, actor, public_id)
    own = {"contact_name": actor.name, "contact_email": getattr(request.user, "email", "")}
    given = {field: value for field, value in vars(ask).items() if value}
    form = ContactsForm(_posted(request), initial={**own, **given})
    return _step(request, actor, ask, form, {"step": "contacts"})


@officer
def check(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Step 5, who is bound and why, what goes out, and sending it."""
    says = ""
    if request.method == "POST":
        ask = queries.request_of(actor, public_id, Event.SEND)
        try:
            services.send_request(actor, ask, at=clock.now())
            messages.success(request, f"Request sent to {ask.asked_name}.")
            return redirect("requests:page", public_id)
        except Conflict as error:
            messages.info(request, error.message)
            return redirect("requests:page", public_id)
        except Invalid as error:
            says = error.message
    page = queries.check(actor, public_id, on=clock.today(), at=clock.now())
    context = {"page": page, "says": says, "step_of": STEP_OF}
    return render(request, "requests/check.html", context, status=400 if says else 200)


def _draft(request: HttpRequest, actor: Actor, public_id: str) -> CooperationRequest:
    """The draft of a page: looked at where the page is shown; where it is sent in, only to be written to."""
    if request.method == "POST":
        return queries.request_of(actor, public_id, Event.REVISE)
    return queries.draft(actor, public_id)


def _posted(request: HttpRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def _step(
    request: HttpRequest, actor: Actor, ask: CooperationRequest, form: forms.Form, context: dict[str, Any]
) -> HttpResponse:
    """Save a page of the draft and go on; or show it, with what is wrong."""
    step = context["step"]
    number = STEPS.index(step)
    if form.is_valid():
        saved = services.revise_request(actor, ask, changes=form.cleaned_data, at=clock.now())
        # Nobody fills in three more pages for a request that cannot go: the check says at once why, and what is open.
        open_still = queries.may_be_sent(saved, on=clock.today(), at=clock.now())
        return redirect(f"requests:{STEPS[number + 1] if open_still else 'check'}", ask.public_id)
    back = reverse(f"requests:{STEPS[number - 1]}", args=[ask.public_id])
    return render(
        request,
        f"requests/{step}.html",
        {**context, "ask": ask, "form": form, "number": number + 1, "back": back},
    )
