"""Coming in: the cover that a link opens, and the code that goes to its mailbox."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from concord.base import clock
from concord.base.actor import Actor
from concord.base.errors import Invalid, TooMany
from concord.base.ids import new_correlation
from concord.delivery import links
from concord.delivery import queries as delivery
from concord.partner.covers import cover_of
from concord.partner.door import admit, at_the_code, fault, proved_before, sealed, to_its_page
from concord.partner.forms import CodeForm
from concord.requests.rules.links import last_day

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpRequest, HttpResponse

    from concord.delivery.links import Visit

_read_or_send = require_http_methods(["GET", "HEAD", "POST"])


@sealed
@_read_or_send
def cover(request: HttpRequest, token: str) -> HttpResponse:
    """The page that a link opens: who asks or shares, and a button. Looking uses nothing up; the button enters."""
    at, address = clock.now(), request.META.get("REMOTE_ADDR", "")
    link = links.find(token, at=at, address=address)
    opens = cover_of(link.subject_kind, link.subject, link.body)
    if request.method == "POST":
        visitor = Actor.public("partner", correlation=new_correlation())
        return _enter(request, links.enter(visitor, token, at=at, address=address), at=at)
    return render(request, opens.template, {**opens.context, "until": last_day(link.expires_at)})


def _enter(request: HttpRequest, actor: Actor, *, at: datetime) -> HttpResponse:
    """On to the code; in a browser that has given it within the working day, on to the page."""
    if proved_before(request, actor, at=at):
        return to_its_page(actor)
    links.begin(actor, at=at)
    return admit(request, actor, at=at)


@at_the_code
@_read_or_send
def code(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The code from the mailbox of the link, before anything behind it is shown."""
    at, actor = clock.now(), visit.actor
    opens = cover_of(*actor.only, actor.body)
    context = {"caption": opens.caption, "by_telephone": opens.context.get("by_telephone", False)}
    another = "another" in request.POST
    form = CodeForm(request.POST if request.method == "POST" and not another else None)
    try:
        if another:
            links.send_code(actor, at=at)
            return redirect(request.path)
        if form.is_valid():
            return admit(request, links.prove(actor, **form.cleaned_data, at=at), at=at)
    except Invalid as error:
        form.add_error(error.field or None, error.message)
    except TooMany:
        return _code(request, visit, form, context, at=at, status=429)
    return _code(request, visit, form, context, at=at)


def _code(
    request: HttpRequest, visit: Visit, form: CodeForm, context: dict[str, Any], *, at: datetime, status: int = 0
) -> HttpResponse:
    shown = {**context, "form": form, "sent": delivery.code_sent(visit.actor, at=at)}
    return render(request, "partner/code.html", shown, status=status or fault(request, form))
