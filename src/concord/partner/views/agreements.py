"""An agreement as one of its parties reads it by its link: commented on, agreed to, its documents saved, printed."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.views.decorators.http import require_http_methods, require_safe

from concord.agreements import queries, services
from concord.agreements.events import PARTY, Event
from concord.base import clock
from concord.base.errors import Conflict, Invalid
from concord.pages import paper
from concord.pages.downloads import download
from concord.partner.agreed import Reading
from concord.partner.door import behind_place, fault
from concord.partner.forms import AgreeForm, CommentForm
from concord.requests.rules.links import last_day

if TYPE_CHECKING:
    from django.forms import Form
    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

    from concord.agreements.models import Party
    from concord.delivery.links import Visit

CONFLICT = 409
SAID = "Your comment is here for every party to read."
CHANGED = "The words have changed since you read them. They are below: read them again before you agree."
_read_or_send = require_http_methods(["GET", "HEAD", "POST"])


@behind_place
@require_safe
def agreement(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The version that waits for the parties, whole; else the one that counts; or another that they have seen."""
    reading = _reading(visit, number=request.GET.get("version", ""))
    return _show(request, visit, reading, says=SAID if "said" in request.GET else "")


@behind_place
@_read_or_send
def comment(request: HttpRequest, visit: Visit) -> HttpResponse:
    """What this party thinks of the version that waits."""
    reading = _reading(visit)
    form = CommentForm(request.POST if request.method == "POST" else None)
    if not reading.may_say:
        return _show(request, visit, reading, says=reading.why_closed, typed=form, status=CONFLICT)
    try:
        if form.is_valid():
            services.comment(visit.actor, _place(visit, Event.COMMENT), **form.cleaned_data, at=clock.now())
            return redirect(f"{_address(visit)}?said=yes#comments")
    except Invalid as error:
        form.add_error(error.field or None, error.message)
    except Conflict as error:
        return _show(request, visit, _reading(visit), says=error.message, typed=form, status=CONFLICT)
    return _form(request, visit, reading, "comment", form)


@behind_place
@_read_or_send
def agree(request: HttpRequest, visit: Visit) -> HttpResponse:
    """To agree, today, to the words that were looked at."""
    reading = _reading(visit)
    form = AgreeForm(request.POST if request.method == "POST" else None, body=reading.ours.name)
    if not reading.may_agree:
        return _show(request, visit, reading, says=reading.why_closed, typed=form, status=CONFLICT)
    if not form.is_bound:
        read = request.GET.get("read", "")
        return _form(request, visit, reading, "agree", form, changed=bool(read) and read != str(reading.saves))
    if form.is_valid() and form.saves == reading.saves:
        return _agree(request, visit, reading, form)
    return _form(request, visit, reading, "agree", form, changed=form.saves != reading.saves)


def _agree(request: HttpRequest, visit: Visit, reading: Reading, form: AgreeForm) -> HttpResponse:
    place = _place(visit, Event.SIGN)
    try:
        services.sign_agreement(visit.actor, place, **form.said, at=clock.now(), saves=form.saves)
    except Invalid as error:
        form.add_error(error.field if error.field in form.fields else None, error.message)
    except Conflict as error:
        after = _reading(visit)
        if after.saves == reading.saves or not after.may_agree:
            return _show(request, visit, after, says=error.message, typed=form, status=CONFLICT)
        return _form(request, visit, after, "agree", form, changed=True)
    else:
        return redirect("partner:agreement-done", visit.actor.only[1])
    return _form(request, visit, reading, "agree", form)


@behind_place
@require_safe
def done(request: HttpRequest, visit: Visit) -> HttpResponse:
    """That this party has agreed, who is missing, and a copy to print."""
    reading = _reading(visit)
    if reading.our_signature is None:
        return redirect(_address(visit))
    return render(request, "partner/agreements/done.html", _about(visit, reading))


@behind_place
@require_safe
def copy(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The version with its signatures, as a page for the browser to print."""
    reading = _reading(visit)
    own = {"frame": "paper/print.html", "title": reading.page.agreement.title, "at": clock.now(), "language": "en-GB"}
    return HttpResponse(render_to_string("partner/agreements/copy.html", {"reading": reading, "marking": "", **own}))


@behind_place
@require_safe
def pdf(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The same as a PDF."""
    reading = _reading(visit)
    context = {"reading": reading, "frame": "paper/base.html"}
    made = paper.paper("partner/agreements/copy.html", context, title=reading.page.agreement.title, at=clock.now())
    return paper.pdf_response(made, f"agreement-{reading.page.agreement.public_id}-version-{reading.version.number}")


@behind_place
@require_safe
def document(request: HttpRequest, visit: Visit, file_id: str) -> HttpResponseBase:
    """A document of a version that this party is shown, to be saved."""
    return download(*queries.open_party_document(visit.actor, file_id, on=clock.today()))


def _reading(visit: Visit, *, number: str = "") -> Reading:
    """The agreement behind the link; looking at it is recorded."""
    page = queries.party_page(visit.actor, on=clock.today())
    documents = queries.documents_of(visit.actor, page.agreement)
    topics = queries.topics_of(visit.actor, page.agreement.keeper_id)
    party = visit.actor.reaches(PARTY)
    return Reading(page, party, number=number, on=clock.today(), papers=documents, topics=topics)


def _place(visit: Visit, event: Event) -> Party:
    return queries.party_row(visit.actor, visit.actor.reaches(PARTY), event)


def _address(visit: Visit) -> str:
    return str(redirect("partner:agreement", visit.actor.only[1]).url)


def _about(visit: Visit, reading: Reading) -> dict[str, Any]:
    return {"reading": reading, "page": reading.page, "place": visit.actor.only[1], "until": last_day(visit.ends_at)}


def _form(
    request: HttpRequest, visit: Visit, reading: Reading, word: str, form: Form, *, changed: bool = False
) -> HttpResponse:
    """The page with a form. Where the words have changed, it says so, and who agrees says so anew."""
    status = CONFLICT if changed and form.is_bound else fault(request, form)
    if changed and form.is_bound:
        form = AgreeForm(initial={name: form[name].value() for name in ("by_name", "office")}, body=reading.ours.name)
    context = {**_about(visit, reading), "form": form, "says": CHANGED if changed else ""}
    return render(request, f"partner/agreements/{word}.html", context, status=status)


def _show(
    request: HttpRequest,
    visit: Visit,
    reading: Reading,
    *,
    says: str = "",
    typed: Form | None = None,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    """The page of the agreement. What was typed too late stands on it once more, to be copied."""
    words = str(typed["words"].value() or "") if typed is not None and "words" in typed.fields else ""
    context = {
        **_about(visit, reading),
        "says": says,
        "well": status == HTTPStatus.OK,
        "texts": [words] if words.strip() else [],
    }
    return render(request, "partner/agreements/agreement.html", context, status=status)
