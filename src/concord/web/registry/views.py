"""Pages of the register at the desk: the trusts of the council's area, settling one, proposing another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from concord.base import clock
from concord.base.errors import Conflict, Invalid
from concord.registry import services
from concord.registry.queries import body_row, settling
from concord.registry.wording import STANDINGS
from concord.web.door import officer
from concord.web.registry.forms import ProposeForm, SettleForm

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from concord.base.actor import Actor

_SETTLE = {"confirmed": services.confirm_services, "rejected": services.reject_services}
_SAVED = {
    "confirmed": "{name} is confirmed: it provides services in your area.",
    "rejected": "{name} is rejected: it does not provide services in your area.",
}


@require_safe
@officer
def trusts(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The trusts of the area: to settle, confirmed, rejected."""
    page = settling.trusts_of_the_area(actor, on=clock.today())
    return render(request, "registry/trusts.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@officer
def settle(request: HttpRequest, actor: Actor, key: str) -> HttpResponse:
    """One trust: what is known of it, and the answer with its reason."""
    form = SettleForm(request.POST if request.method == "POST" else None)
    trust = settling.trust_to_settle(actor, key, on=clock.today())
    if form.is_valid():
        answer = form.cleaned_data["answer"]
        try:
            fact = settling.fact_to_settle(actor, key, seen=form.cleaned_data["seen"])
            _SETTLE[answer](actor, fact, reason=form.cleaned_data["reason"], at=clock.now())
            messages.success(request, _SAVED[answer].format(name=trust.name))
            return redirect("registry:trusts")
        except Conflict as error:
            trust = settling.trust_to_settle(actor, key, on=clock.today())
            if trust.standing == answer:
                messages.info(request, error.message)
                return redirect("registry:settle", key)
            form.add_error(None, error.message)
        except Invalid as error:
            form.add_error(error.field or None, error.message)
    context = {"trust": trust, "form": form, "back": reverse("registry:trusts"), "standings": STANDINGS}
    return render(request, "registry/settle.html", context, status=400 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@officer
def propose(request: HttpRequest, actor: Actor) -> HttpResponse:
    """A trust that is not listed: found by its name, then proposed with what suggests it."""
    ref = request.GET.get("trust", "")
    if not ref:
        q = " ".join(request.GET.get("q", "").split())[:100]
        found = settling.trusts_to_propose(actor, q, on=clock.today())
        return render(request, "registry/propose.html", {"q": q, "found": found, "back": reverse("registry:trusts")})
    trust = settling.trust_to_propose(actor, ref, on=clock.today())
    if trust.key:
        messages.info(request, f"{trust.name} is listed already.")
        return redirect("registry:settle", trust.key)
    form = ProposeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            said = form.cleaned_data["evidence"]
            fact = services.propose_services(
                actor, body_row(actor.body), trust=body_row(ref), evidence=said, at=clock.now()
            )
            messages.success(request, f"{trust.name} is proposed. It counts once you confirm it.")
            return redirect("registry:settle", fact.key)
        except (Conflict, Invalid) as error:
            form.add_error("evidence", error.message)
    context = {"trust": trust, "form": form, "back": reverse("registry:propose")}
    return render(request, "registry/evidence.html", context, status=400 if form.errors else 200)
