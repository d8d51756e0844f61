"""The whole of one request to take away: the page that offers it, the PDF, the page to print, and the ZIP."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from concord.base import clock
from concord.pages import bundles, paper
from concord.requests.queries.bundle import bundle, sent_request
from concord.web.door import officer

if TYPE_CHECKING:
    from django.http import HttpRequest

    from concord.base.actor import Actor
    from concord.requests.models import CooperationRequest


@require_safe
@officer
def copies(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """In which forms the request can be taken away, and what each holds."""
    return _offered(request, sent_request(actor, public_id))


@require_safe
@officer
def bundle_pdf(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Everything as one PDF; where that takes too long, the other forms are offered."""
    made = bundle(actor, public_id, at=clock.now(), on=clock.today())
    if bundles.too_long(made):
        return _offered(request, made.ask, too_long=True)
    return paper.pdf_response(bundles.pdf(made), bundles.name_of(made))


@require_safe
@officer
def bundle_print(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Everything as one page, for the browser to print."""
    return HttpResponse(bundles.html(bundle(actor, public_id, at=clock.now(), on=clock.today(), what="page")))


@require_safe
@officer
def bundle_zip(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Everything with its attachments and its data, sent as it is packed."""
    made = bundle(actor, public_id, at=clock.now(), on=clock.today(), what="zip")
    response = StreamingHttpResponse(bundles.archive(actor, made), content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="{bundles.name_of(made)}.zip"'
    return response  # type: ignore[return-value]  # a stream


def _offered(request: HttpRequest, ask: CooperationRequest, *, too_long: bool = False) -> HttpResponse:
    context = {"ask": ask, "too_long": too_long}
    return render(request, "requests/whole.html", context, status=409 if too_long else 200)
