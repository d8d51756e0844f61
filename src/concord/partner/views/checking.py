"""A refusal before it goes, as it will be read; and another body's answer before it becomes one's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from concord.base import clock
from concord.base.errors import Conflict, Invalid, NotFound
from concord.pages.answering import RefuseForm
from concord.pages.steps import told
from concord.partner import showing, typed
from concord.partner.door import OPEN_AGAIN, behind_link, fault
from concord.partner.forms import JoinForm
from concord.partner.views.answering import form_of, give, show_form
from concord.partner.views.late import CONFLICT, too_late
from concord.partner.views.reading import about, page_of, show
from concord.partner.words import open_now
from concord.requests import queries, services
from concord.requests.rules.steps import StepKind

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from concord.delivery.links import Visit
    from concord.requests.queries import HalfWritten, Joined, PartnerPage

_read_or_send = require_http_methods(["GET", "HEAD", "POST"])
CHANGED = "This was changed after you looked at it, perhaps on another device. Check it again."


@behind_link
@_read_or_send
def check(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The refusal as it will be read. What is sent is what was looked at: changed meanwhile, it is shown again."""
    page, kind = page_of(visit), StepKind.REFUSED
    half = next((half for half in page.half if half.kind is kind and half.own), None)
    form = form_of(visit, page, kind, typed.as_posted(half.written) if half else None)
    if kind not in open_now(page.story):
        return too_late(request, visit, page, kind, form if half else None)
    if half is None or not isinstance(form, RefuseForm):
        return redirect("partner:refuse", page.story.ask.public_id)
    if not form.is_valid():
        return show_form(request, visit, page, kind, form)
    if request.method == "POST" and request.POST.get("saved") == half.saved_at.isoformat():
        try:
            return give(request, visit, page, kind, form)
        except Conflict:
            return too_late(request, visit, page_of(visit), kind, form)
    return _as_read(request, visit, page, half, form, says=CHANGED if request.method == "POST" else "")


def _as_read(
    request: HttpRequest, visit: Visit, page: PartnerPage, half: HalfWritten, form: RefuseForm, *, says: str = ""
) -> HttpResponse:
    files = queries.waiting_files(visit.actor, page.story.ask)
    context = {
        **about(visit, page),
        "facts": showing.as_read(form),
        "signed": form.said,
        "saved": half.saved_at.isoformat(),
        "files": [showing.file_line(page.story, file) for file in files],
        "says": says,
    }
    return render(request, "partner/check.html", context, status=CONFLICT if says else 200)


@behind_link
@_read_or_send
def join(request: HttpRequest, visit: Visit, other: str) -> HttpResponse:
    """Another body's answer to a joint request, to be given as one's own."""
    page = page_of(visit)
    joined = _joined(page, other)
    if joined.answer is None or joined.answer.kind not in page.story.may_answer:
        return too_late(request, visit, page, StepKind.COMPLIED)
    form = JoinForm(request.POST if request.method == "POST" else None, on=clock.today())
    if form.is_valid():
        try:
            services.join_answer(visit.actor, page.story.ask, other=other, **form.said, at=clock.now())
            return redirect("partner:done", page.story.ask.public_id)
        except Invalid as error:
            form.add_error(error.field if error.field in form.fields else None, error.message)
        except Conflict as error:
            return show(request, visit, page_of(visit), says=error.message, status=CONFLICT)
    text, facts = told(queries.joined_answer(visit.actor, page, joined))
    context = {**about(visit, page), "joined": joined, "form": form, "text": text, "facts": facts}
    return render(request, "partner/join.html", context, status=fault(request, form))


def _joined(page: PartnerPage, other: str) -> Joined:
    found = next((one for one in page.joint if one.public_id == other), None)
    if found is None:
        raise NotFound(OPEN_AGAIN)
    return found
