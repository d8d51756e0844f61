"""The check before a request goes: what goes out and why it may, sending it, or handing it over to be sent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from concord.base import clock
from concord.base.errors import Conflict, Invalid
from concord.registry import queries as registry
from concord.requests import queries, services
from concord.requests.events import Event
from concord.requests.rules.kinds import Kind, Urgency
from concord.requests.saying import asked_as
from concord.requests.wording import CONDITION, KIND, KIND_SAYS
from concord.web.door import officer
from concord.web.requests.asking.fields import LABELS
from concord.web.requests.inside import inside
from concord.web.requests.showing import clock_lines
from concord.web.requests.steps import STEP_OF

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from concord.base.actor import Actor
    from concord.requests.models import CooperationRequest
    from concord.requests.queries import Check

LOOK_FIRST = "Tick that you have looked at what may be more than they need to know, or change it"


@dataclass(frozen=True, slots=True)
class Fault:
    """What keeps a request from being sent, and where on the page, or elsewhere, it is put right."""

    says: str
    href: str = ""


@officer
def check(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """What goes out, which kind of request it is and why, and sending it."""
    fault = None
    if request.method == "POST":
        ask = queries.request_of(actor, public_id, Event.SEND)
        if not (fault := _unlooked(request, [ask])):
            try:
                services.send_request(actor, ask, looked_at=request.POST.get("mark"), at=clock.now())
                messages.success(request, f"Request sent to {ask.asked_name}.")
                return redirect("requests:page", public_id)
            except Conflict as error:
                messages.info(request, error.message)
                return redirect("requests:page", public_id)
            except Invalid as error:
                fault = Fault(error.message)
    return _shown(request, actor, public_id, fault)


@require_POST
@officer
def send_all(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Send this draft and those to the other bodies, each a request of its own; one that cannot go stops no other."""
    ask = queries.request_of(actor, public_id, Event.SEND)
    drafts = [ask, *(other for other in queries.asked_together(actor, ask) if other.sent_at is None)]
    if fault := _unlooked(request, drafts):
        return _shown(request, actor, public_id, fault)
    sent, stayed = [], []
    for draft in drafts:
        try:
            looked_at = request.POST.get("mark" if draft == ask else f"mark-{draft.public_id}")
            services.send_request(actor, draft, looked_at=looked_at, at=clock.now())
            sent.append(draft.asked_name)
        except (Conflict, Invalid) as error:
            stayed.append(f"{draft.asked_name}: {error.message}")
    if sent:
        messages.success(request, f"Sent to {', '.join(sent)}.")
    for line in stayed:
        messages.warning(request, f"Not sent to {line}")
    return redirect("requests:page", public_id)


@require_POST
@officer
def hand_over(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Say that a draft is ready: for those who may draft and not send (section 79)."""
    ask = queries.request_of(actor, public_id, Event.HAND_OVER)
    services.hand_over_request(actor, ask, at=clock.now())
    messages.success(request, f"Handed over to {ask.asker_name}. Its own officers can check the request and send it.")
    return redirect(f"{reverse('requests:inbox')}?show=drafts")  # the one shelf that has anything for them


def _unlooked(request: HttpRequest, drafts: list[CooperationRequest]) -> Fault | None:
    alarmed = any(queries.alarms_of(draft) for draft in drafts)
    return Fault(LOOK_FIRST, "#looked") if alarmed and "looked" not in request.POST else None


def _shown(request: HttpRequest, actor: Actor, public_id: str, fault: Fault | None) -> HttpResponse:
    page = queries.check(actor, public_id, on=clock.today(), at=clock.now())
    drafts = [other for other in page.together if other.sent_at is None]
    due = [one for one in (page.clocks.acknowledge, page.clocks.answer) if one]
    context = {
        "page": page,
        "ask": page.ask,
        "to": asked_as(page.ask, page.ask.asked_name),
        "fault": fault,
        "kind": KIND[page.kind] if page.kind else "",
        "kind_says": KIND_SAYS[page.kind] if page.kind else "",
        "without_conditions": page.kind is Kind.SUPPLY and any(gap.field == "conditions" for gap in page.gaps),
        "board": page.kind is Kind.SUPPLY,
        "conditions": CONDITION,
        "step_of": STEP_OF,
        "labels": LABELS,
        "alarms": [(alarm, _found(page, alarm)) for alarm in page.alarms],
        "inside": inside(actor, page.ask, on=clock.today()),
        "in_danger": page.ask.urgency == Urgency.IMMEDIATE,
        "drafts": drafts,
        "marks": {other.public_id: queries.mark_of(actor, other) for other in drafts},
        "clocks": clock_lines(
            due, on=clock.today(), holidays=registry.bank_holidays(), owed=page.kind is not Kind.UNBOUND
        ),
    }
    return render(request, "requests/asking/check.html", context, status=400 if fault else 200)


def _found(page: Check, alarm: queries.Alarm) -> str:
    text: str = getattr(page.ask, alarm.field)
    return text[alarm.spotted.start : alarm.spotted.end][:80]
