"""Coming in: the cover that a link opens, and the code that goes to its mailbox."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from concord.base import clock
from concord.base.actor import Actor
from concord.base.errors import Gone, Invalid, TooMany
from concord.base.ids import new_correlation
from concord.delivery import links
from concord.delivery import queries as delivery
from concord.partner.door import admit, at_the_code, fault, proved_before, sealed, to_its_page
from concord.partner.forms import CodeForm
from concord.requests import queries
from concord.requests.events import MAILBOX
from concord.requests.rules.links import last_day

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpRequest, HttpResponse

    from concord.delivery.links import Visit
    from concord.requests.queries import Cover

_read_or_send = require_http_methods(["GET", "HEAD", "POST"])


@sealed
@_read_or_send
def cover(request: HttpRequest, token: str) -> HttpResponse:
    """The page that the link opens: who asks whom, and a button. Looking uses nothing up; the button enters."""
    at, address = clock.now(), request.META.get("REMOTE_ADDR", "")
    link = links.find(token, at=at, address=address)
    context = _about(link.subject_kind, link.subject)
    if request.method == "POST":
        visitor = Actor.public("partner", correlation=new_correlation())
        return _enter(request, links.enter(visitor, token, at=at, address=address), at=at)
    return render(request, "partner/cover.html", {**context, "until": last_day(link.expires_at)})


def _enter(request: HttpRequest, actor: Actor, *, at: datetime) -> HttpResponse:
    """On to the code; in a browser that has given it within the working day, on to the page."""
    if proved_before(request, actor, at=at):
        return to_its_page(actor)
    links.begin(actor, at=at)
    return admit(request, actor, at=at)


def _about(kind: str, subject: str) -> dict[str, Any]:
    """What anybody who holds a link may know of what it opens."""
    if kind.removesuffix(links.COVER) == MAILBOX:
        return {"cover": None, "listed": queries.waiting_cover_public(subject, on=clock.today())}
    return {"cover": _cover(subject), "listed": ""}


def _cover(public_id: str) -> Cover:
    page = queries.cover_public(public_id)
    if page.withdrawn:
        raise Gone(f"{page.asker_name} has withdrawn this request. You need not answer it.")
    return page


@at_the_code
@_read_or_send
def code(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The code from the mailbox of the link, before anything about the person is shown."""
    at, actor = clock.now(), visit.actor
    context = _about(*actor.only)
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
