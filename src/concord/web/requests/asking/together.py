"""Asking several bodies the same: each gets a request of its own, and they answer together or each for itself."""

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
from concord.requests.queries import OWN
from concord.requests.saying import asked_as
from concord.web.door import officer
from concord.web.requests.asking.shape import draft_of
from concord.web.requests.asking.whom import asked_for
from concord.web.requests.asking.word_forms import OthersForm
from concord.web.requests.steps import TITLES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.http import HttpRequest, HttpResponse

    from concord.base.actor import Actor
    from concord.requests.models import CooperationRequest
    from concord.requests.queries import Choice, Whom

STEP = "others"
MOST = 20
"""How many further bodies can be added at once."""


@officer
def others(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Choose further bodies. The draft is made again for each; what is changed later can be copied to them."""
    ask = draft_of(request, actor, public_id)
    if request.method == "POST" and "copy" in request.POST:
        return _copied(request, actor, ask)
    form = OthersForm(request.POST) if request.method == "POST" else OthersForm(initial={"joint": _joint(ask)})
    chosen = list(dict.fromkeys(request.POST.getlist("bodies")))[:MOST]
    legible(*chosen)
    if request.method == "POST" and form.is_valid():
        try:
            return _made(request, actor, ask, chosen, joint=form.cleaned_data["joint"] == "yes")
        except Invalid as error:
            form.add_error(None, error.message)
    return _shown(request, actor, ask, form)


def _joint(ask: CooperationRequest) -> str:
    return "yes" if ask.together and ask.together.joint else "no"


def _made(
    request: HttpRequest, actor: Actor, ask: CooperationRequest, bodies: list[str], *, joint: bool
) -> HttpResponse:
    if not bodies and not ask.together_id:
        raise Invalid("Select at least one other body, or go back.")
    mailboxes = queries.first_mailboxes(actor, ask, bodies, on=clock.today())
    made = services.ask_others_too(actor, ask, bodies=mailboxes, joint=joint, at=clock.now())
    _copy_files(actor, ask, made)
    if made:
        names = ", ".join(other.asked_name for other in made)
        messages.success(request, f"There is now a draft of the same request to {names}.")
    return redirect("requests:check", ask.public_id)


def _copied(request: HttpRequest, actor: Actor, ask: CooperationRequest) -> HttpResponse:
    """Give the other drafts the words of this one as they are now, and its files."""
    drafts = services.copy_to_others(actor, ask, at=clock.now())
    _copy_files(actor, ask, drafts)
    messages.success(request, "The other drafts say the same as this one now.")
    return redirect("requests:check", ask.public_id)


def _copy_files(actor: Actor, ask: CooperationRequest, drafts: Iterable[CooperationRequest]) -> None:
    files = queries.draft_files(actor, ask)
    for draft in drafts if files else ():
        there = {file.sha256 for file in queries.draft_files(actor, draft)}
        for file in files:
            if file.sha256 not in there:
                _, pieces = queries.open_file(actor, ask.public_id, file.public_id)
                with examining.taking(file.name, pieces) as taken:
                    services.attach_file(actor, draft, taken=taken, at=clock.now())


def _shown(request: HttpRequest, actor: Actor, ask: CooperationRequest, form: OthersForm) -> HttpResponse:
    page = queries.whom(actor, q=asked_for(request), on=clock.today(), at=clock.now(), help_=ask.help)
    together = queries.asked_together(actor, ask)
    asked = {ask.asked_id, *(other.asked_id for other in together)}
    context = {
        "ask": ask,
        "form": form,
        "page": page,
        "choices": [choice for choice in _choices(page) if choice.ref not in asked],
        "together": together,
        "title": TITLES[STEP],
        "caption": f"Request to {asked_as(ask, ask.asked_name)}",
        "back": reverse("requests:overview", args=[ask.public_id]),
    }
    return render(request, "requests/asking/others.html", context, status=400 if form.errors else 200)


def _choices(page: Whom) -> list[Choice]:
    found = [choice for group in page.groups for choice in (*group.sure, *group.possible)]
    return [choice for choice in (*found, *page.others) if not choice.ref.startswith(OWN)]
