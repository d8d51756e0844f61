"""Pages of a request for the body that is asked: the cover, the code, the request, and what it may say."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any

from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from concord.base import clock
from concord.base.actor import Actor
from concord.base.errors import Conflict, Gone, Invalid, TooMany
from concord.base.ids import new_correlation
from concord.delivery import links
from concord.delivery import queries as delivery
from concord.partner.door import PartnersView, admit, at_the_code, behind_link, proved_before, sealed
from concord.partner.forms import AcknowledgeForm, CodeForm, ComplyForm, RefuseForm
from concord.requests import queries, services
from concord.requests.rules.links import last_day
from concord.requests.rules.standing import Status
from concord.requests.rules.steps import StepKind
from concord.requests.wording import ALREADY, GROUND, REASONS

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from django import forms
    from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict

    from concord.requests.queries import Cover, PartnerPage

_read_or_send = require_http_methods(["GET", "HEAD", "POST"])


def _once(view: PartnersView) -> PartnersView:
    """Of two answers at once, the later is told what the earlier said."""

    @wraps(view)
    def answered(request: HttpRequest, actor: Actor) -> HttpResponseBase:
        try:
            return view(request, actor)
        except Conflict:
            return _too_late(request, queries.partner_page(actor, on=clock.today()))

    return answered


@sealed
@_read_or_send
def cover(request: HttpRequest, token: str) -> HttpResponse:
    """The page that the link opens: who asks whom, and a button. Looking uses nothing up; the button enters."""
    at, address = clock.now(), request.META.get("REMOTE_ADDR", "")
    link = links.find(token, at=at, address=address)
    page = _cover(link.subject)
    if request.method == "POST":
        visitor = Actor.public("partner", correlation=new_correlation())
        return _enter(request, links.enter(visitor, token, at=at, address=address), at=at)
    return render(request, "partner/cover.html", {"cover": page, "until": last_day(link.expires_at)})


def _enter(request: HttpRequest, actor: Actor, *, at: datetime) -> HttpResponse:
    """On to the code; in a browser that has given it within the working day, on to the request."""
    if proved_before(request, actor, at=at):
        return redirect("partner:request", actor.only[1])
    links.begin(actor, at=at)
    return admit(request, actor, at=at)


def _cover(public_id: str) -> Cover:
    page = queries.cover_public(public_id)
    if page.withdrawn:
        raise Gone(f"{page.asker_name} has withdrawn this request. You need not answer it.")
    return page


@at_the_code
@_read_or_send
def code(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The code from the mailbox of the link, before anything about the person is shown."""
    at, page = clock.now(), _cover(actor.only[1])
    another = "another" in request.POST
    form = CodeForm(None if another else _posted(request))
    try:
        if another:
            links.send_code(actor, at=at)
            return redirect(request.path)
        if form.is_valid():
            return admit(request, links.prove(actor, **form.cleaned_data, at=at), at=at)
    except Invalid as error:
        form.add_error(error.field or None, error.message)
    except TooMany:
        return _code(request, actor, form, page, at=at, status=429)
    return _code(request, actor, form, page, at=at)


def _code(
    request: HttpRequest, actor: Actor, form: CodeForm, page: Cover, *, at: datetime, status: int = 200
) -> HttpResponse:
    context = {"cover": page, "form": form, "sent": delivery.code_sent(actor, at=at)}
    return render(request, "partner/code.html", context, status=status)


@behind_link
@require_safe
def request_page(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The request in plain words, and the ways to answer."""
    return _request(request, queries.partner_page(actor, on=clock.today()))


@behind_link
@_once
@_read_or_send
def acknowledge(request: HttpRequest, actor: Actor) -> HttpResponse:
    """“We have it and will answer later”."""
    page = queries.partner_page(actor, on=clock.today())
    form = AcknowledgeForm(_posted(request))

    def act(said: dict[str, Any]) -> None:
        services.acknowledge_request(actor, page.story.ask, **said, at=clock.now())

    return _say(request, page, form, StepKind.ACKNOWLEDGED, act) or _form(request, page, form, "acknowledge")


@behind_link
@_once
@_read_or_send
def comply(request: HttpRequest, actor: Actor) -> HttpResponse:
    """“We will do it”, what and by when."""
    page = queries.partner_page(actor, on=clock.today())
    form = ComplyForm(_posted(request), on=clock.today())

    def act(said: dict[str, Any]) -> None:
        services.comply_with_request(actor, page.story.ask, **said, at=clock.now())

    return _say(request, page, form, StepKind.COMPLIED, act) or _form(request, page, form, "comply")


@behind_link
@_once
@_read_or_send
def refuse(request: HttpRequest, actor: Actor) -> HttpResponse:
    """“We will not do it”, on one ground or both, each with its reasons."""
    page = queries.partner_page(actor, on=clock.today())
    grounds = [(ground.id, ground.name, REASONS[ground.id]) for ground in page.grounds]
    form = RefuseForm(_posted(request), grounds=grounds)

    def act(said: dict[str, Any]) -> None:
        signed = {key: said[key] for key in ("by_name", "by_post", "instead")}
        services.refuse_request(actor, page.story.ask, reasons=form.reasons, **signed, at=clock.now())

    hints = {ground.id: ground.says for ground in page.grounds}
    return _say(request, page, form, StepKind.REFUSED, act) or _form(request, page, form, "refuse", ground_hints=hints)


@behind_link
@require_safe
def done(request: HttpRequest, actor: Actor) -> HttpResponse:
    """What was said is on its way, and what comes next."""
    page = queries.partner_page(actor, on=clock.today())
    if page.story.status not in ALREADY:
        return redirect("partner:request", page.story.ask.public_id)
    return render(request, "partner/done.html", {"page": page})


def _say(
    request: HttpRequest,
    page: PartnerPage,
    form: forms.Form,
    kind: StepKind,
    act: Callable[[dict[str, Any]], None],
) -> HttpResponse | None:
    """Say it and go on; None to show the form (again). What can no longer be said shows what was said instead."""
    if kind not in page.next:
        return _too_late(request, page)
    if not form.is_valid():
        return None
    try:
        act(form.cleaned_data)
    except Invalid as error:
        form.add_error(error.field or None, error.message)
        return None
    return redirect("partner:done", page.story.ask.public_id)


def _too_late(request: HttpRequest, page: PartnerPage) -> HttpResponse:
    """The request, with what was said to it before. Raises Gone for one that was withdrawn."""
    return _request(request, page, says=ALREADY.get(page.story.status, ""))


def _request(request: HttpRequest, page: PartnerPage, *, says: str = "") -> HttpResponse:
    if page.story.status is Status.WITHDRAWN:
        raise Gone(f"{page.story.ask.asker_name} has withdrawn this request. You need not answer it.")
    return render(
        request, "partner/request.html", {"page": page, "says": says, "words": GROUND}, status=409 if says else 200
    )


def _form(request: HttpRequest, page: PartnerPage, form: forms.Form, step: str, **context: Any) -> HttpResponse:
    return render(request, f"partner/{step}.html", {"page": page, "form": form, **context})


def _posted(request: HttpRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None
