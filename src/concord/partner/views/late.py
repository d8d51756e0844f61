"""What came too late, or twice: told in words, and what was typed shown again, to be sent as a message."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render

from concord.partner import typed
from concord.partner.views.reading import GONE, about, show
from concord.requests.rules.standing import Status
from concord.requests.rules.steps import StepKind
from concord.requests.wording import ALREADY

if TYPE_CHECKING:
    from django.forms import Form
    from django.http import HttpRequest, HttpResponse

    from concord.delivery.links import Visit
    from concord.requests.queries import PartnerPage

CONFLICT = 409
NOT_THIS_WAY = "This request cannot be answered in that way. Choose another answer."


def too_late(
    request: HttpRequest, visit: Visit, page: PartnerPage, kind: StepKind, form: Form | None = None, *, says: str = ""
) -> HttpResponse:
    """An answer that no longer fits where the request stands, or is there already."""
    if form is not None and typed.said_already(page, form, kind, visit.actor.person):
        return show(request, visit, page, says="You have sent this already. Nothing was sent again.", status=CONFLICT)
    why = says or reason(page, kind)
    words = typed.in_words(form) if form is not None else ""
    if not words:
        return show(request, visit, page, says=why, status=CONFLICT)
    context = {**about(visit, page), "why": why, "typed": words, "signed": typed.signature(form) if form else {}}
    return render(
        request, "partner/not_counted.html", context, status=GONE if page.story.status is Status.WITHDRAWN else CONFLICT
    )


def reason(page: PartnerPage, kind: StepKind) -> str:
    """Why a kind of answer cannot be given."""
    if page.story.status is Status.SENT or (page.next and kind not in page.next):
        already = kind is StepKind.ACKNOWLEDGED
        return "You have acknowledged this request already." if already else NOT_THIS_WAY
    return ALREADY[page.story.status]
