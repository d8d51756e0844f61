"""The files of a draft: put there by plain form or, where scripts run, in parts; taken away again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse

from concord.base import clock
from concord.base.errors import Invalid
from concord.files import examining
from concord.pages.errors import legible
from concord.requests import queries, services
from concord.requests.saying import asked_as
from concord.web.door import officer
from concord.web.requests.asking.shape import draft_of
from concord.web.requests.asking.word_forms import FilesForm
from concord.web.requests.steps import TITLES, after, before

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from concord.base.actor import Actor
    from concord.requests.models import CooperationRequest

STEP = "files"


@officer
def files(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """The files that go out with the request."""
    ask = draft_of(request, actor, public_id)
    if request.method == "POST" and (file := request.POST.get("remove")):
        return _removed(request, actor, ask, file)
    form = FilesForm(request.POST, request.FILES) if request.method == "POST" else FilesForm()
    if request.method == "POST":
        if "attach" not in request.POST and not request.FILES:
            later = "later" in request.POST
            return redirect("requests:overview" if later else after(STEP, ask, on=clock.today()), public_id)
        if form.is_valid() and _attached(actor, ask, form):
            return redirect("requests:files", public_id)
    context = {
        "ask": ask,
        "form": form,
        "step": STEP,
        "title": TITLES[STEP],
        "caption": f"Request to {asked_as(ask, ask.asked_name)}",
        "files": queries.draft_files(actor, ask),
        "uploads": reverse("requests:uploads", args=[public_id]),
        "back": reverse(before(STEP, kind=ask.kind), args=[public_id]),
    }
    return render(request, "requests/asking/files.html", context, status=400 if form.errors else 200)


def _attached(actor: Actor, ask: CooperationRequest, form: FilesForm) -> bool:
    """Whether each file was taken; what is wrong with one is said, and the others stay."""
    for one in form.cleaned_data["files"]:
        try:
            with examining.taking(one.name, one.chunks) as taken:
                services.attach_file(actor, ask, taken=taken, at=clock.now())
        except Invalid as error:
            form.add_error("files", error.message)
    return not form.errors


def _removed(request: HttpRequest, actor: Actor, ask: CooperationRequest, file: str) -> HttpResponse:
    legible(file)
    _, found = queries.own_file(actor, ask.public_id, file)
    services.detach_file(actor, ask, file=found, at=clock.now())
    messages.success(request, f"{found.name} was removed.")
    return redirect("requests:files", ask.public_id)
