"""Saying something: a page for each kind of answer, and for a message; what is typed is kept until it goes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from concord.base import clock
from concord.base.errors import Conflict, Invalid
from concord.contacts.queries import mailbox_domains
from concord.pages.answering import form_for, given
from concord.partner import typed
from concord.partner.door import behind_link, fault
from concord.partner.forms import FilesForm, MessageForm
from concord.partner.showing import file_line, last_own
from concord.partner.views import attaching
from concord.partner.views.keeping import keep
from concord.partner.views.late import too_late
from concord.partner.views.reading import about, page_of
from concord.partner.words import KEPT, WORD, called, open_now
from concord.registry.queries import living_bodies
from concord.requests import queries, services
from concord.requests.rules.mailboxes import domain_of, of_organisations
from concord.requests.rules.steps import StepKind

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse, QueryDict

    from concord.delivery.links import Visit
    from concord.pages.answering import AnswerForm
    from concord.registry.queries import BodyLine
    from concord.requests.queries import HalfWritten, PartnerPage

FOUND_AT_MOST = 8


@behind_link
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, visit: Visit, kind: StepKind) -> HttpResponse:
    """One thing to say, written and sent; a refusal goes on to be checked."""
    page = page_of(visit)
    form = form_of(visit, page, kind, request.POST if request.method == "POST" else None)
    if kind not in open_now(page.story):
        return too_late(request, visit, page, kind, form if form.is_bound else None)
    if not form.is_bound:
        return _begin(request, visit, page, kind, form)
    try:
        return _sent(request, visit, page, kind, form)
    except Conflict:
        return too_late(request, visit, page_of(visit), kind, form)


def _sent(request: HttpRequest, visit: Visit, page: PartnerPage, kind: StepKind, form: AnswerForm) -> HttpResponse:
    files = _files(request, visit, page, kind)
    if files.errors:
        return show_form(request, visit, page, kind, form, files=files)
    if aside := _aside(request, visit, page, kind, form):
        return aside
    if kind is StepKind.REFUSED and form.is_valid():
        keep(visit, page, kind, form, request.POST)
        return redirect("partner:check", page.story.ask.public_id)
    return give(request, visit, page, kind, form)


def form_of(visit: Visit, page: PartnerPage, kind: StepKind, data: QueryDict | None = None) -> AnswerForm:
    """The form of what is to be said, blank or with what was sent."""
    on, story = clock.today(), page.story
    if kind is StepKind.WROTE:
        return MessageForm(data, on=on)
    if kind is StepKind.PASSED_ON:
        domains = mailbox_domains(visit.actor.body, on) | {domain_of(visit.mailbox)}
        return form_for(kind, data, story=story, on=on, domains=of_organisations(domains))
    return form_for(kind, data, story=story, on=on)


def give(request: HttpRequest, visit: Visit, page: PartnerPage, kind: StepKind, form: AnswerForm) -> HttpResponse:
    """Say it and go on; with something wrong, the form again. Raises Conflict where it comes too late."""
    ask = page.story.ask
    if kind is StepKind.WROTE:
        sent = form.is_valid()
        if sent:
            services.write_message(visit.actor, ask, **form.said, at=clock.now())
    else:
        sent = given(visit.actor, ask, kind, form, at=clock.now())
    return redirect("partner:done", ask.public_id) if sent else show_form(request, visit, page, kind, form)


def show_form(
    request: HttpRequest, visit: Visit, page: PartnerPage, kind: StepKind, form: AnswerForm, **more: Any
) -> HttpResponse:
    """The page on which it is written."""
    title, _, send = called(page.story, kind)
    waits = kind in KEPT and not page.story.hidden
    context = {
        **about(visit, page),
        "kind": kind,
        "word": WORD[kind],
        "title": title,
        "send": send,
        "kept": kind in KEPT,
        "form": form,
        "files": FilesForm() if waits else None,
        "waiting": [
            (file.public_id, file_line(page.story, file))
            for file in (queries.waiting_files(visit.actor, page.story.ask) if waits else ())
        ],
    }
    return render(request, "partner/answer.html", context | more, status=fault(request, form, more.get("files")))


def _begin(request: HttpRequest, visit: Visit, page: PartnerPage, kind: StepKind, form: AnswerForm) -> HttpResponse:
    """The form as it was left, by this link or a colleague's; else with the name of who wrote before."""
    half = next((half for half in page.half if half.kind is kind), None)
    before = last_own(page, visit.actor.person)
    if before and before.step.by_name:
        form.initial = {"by_name": before.step.by_name, "by_post": before.step.by_post}
    if half:
        typed.put_back(form, half.written)
    return show_form(request, visit, page, kind, form, resumed=half, found=_found(request, visit, half))


def _found(request: HttpRequest, visit: Visit, half: HalfWritten | None) -> tuple[BodyLine, ...] | None:
    """The bodies of the register that the name typed may mean; None where nobody asked to look."""
    if "find" not in request.GET or half is None:
        return None
    name = "".join(half.written.get("right_body", ()))[:200]
    return living_bodies(visit.actor, name, on=clock.today(), limit=FOUND_AT_MOST)


def _files(request: HttpRequest, visit: Visit, page: PartnerPage, kind: StepKind) -> FilesForm:
    if kind in KEPT and request.FILES:
        return attaching.taken_in(request, visit, page.story.ask)
    return FilesForm()


def _aside(
    request: HttpRequest, visit: Visit, page: PartnerPage, kind: StepKind, form: AnswerForm
) -> HttpResponse | None:
    """What the other buttons of the form do: all keep first what was typed. None where it is to be sent."""
    pressed = next((name for name in ("save", "remove", "find", "pick") if name in request.POST), None)
    if pressed is None or kind not in KEPT:
        return None
    data = request.POST.copy()
    if pressed == "pick":
        data["right_body"] = str(data["pick"])
    try:
        keep(visit, page, kind, form, data)
    except Invalid as error:
        form.is_valid()
        form.add_error(None, error.message)
        return show_form(request, visit, page, kind, form)
    if pressed == "remove":
        attaching.take_away(visit, str(data["remove"]))
    public_id = page.story.ask.public_id
    if pressed == "save":
        return redirect(f"{reverse('partner:request', args=[public_id])}#begun")
    here = reverse(f"partner:{WORD[kind]}", args=[public_id])
    return redirect(f"{here}?find=yes#found" if pressed == "find" else here)
