"""The pages for what went wrong, in plain English: what happened, and what to do. They ask nothing of the database."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING

from django.core.exceptions import BadRequest
from django.http import HttpResponse, HttpResponseNotAllowed
from django.http.response import HttpResponseBase
from django.template.loader import get_template
from django.urls import reverse

from concord.pages import rescuing
from concord.pages.navigation import public_navigation

if TYPE_CHECKING:
    from django.http import HttpRequest

    from concord.base.errors import Unavailable

Answer = Callable[["HttpRequest"], HttpResponseBase]

log = logging.getLogger(__name__)


def legible(*texts: str) -> None:
    """Raise BadRequest, and so the page for 400, for the sign NUL: no keyboard types it and no database keeps it."""
    if any("\0" in text for text in texts):
        raise BadRequest("A text that was sent holds the sign NUL.")


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: what was sent cannot be read."""
    return _page(request, 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403. What somebody may not see is 404 instead; this is for what they may see and not do."""
    return _page(request, 403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: there is no such page, or not for this reader, perhaps not any more: what was written is shown."""
    return _page(request, 404, texts=rescuing.written(request) if rescuing.from_here(request) else [])


def not_allowed_in_words(answer: Answer) -> Answer:
    """For every door: the blank answer 405 as a page with a way back. What has words of its own, the API's, stays."""

    def answered(request: HttpRequest) -> HttpResponseBase:
        response = answer(request)
        if isinstance(response, HttpResponseNotAllowed) and not response.content:
            response.content = _not_allowed(request, shows="GET" in response["Allow"]).content
        return response

    return answered


def _not_allowed(request: HttpRequest, *, shows: bool) -> HttpResponse:
    """405. The way back is the page before, where it is another of this site; else where the door begins."""
    before, texts = rescuing.page_before(request), rescuing.written(request) if rescuing.from_here(request) else []
    if before != request.get_full_path():
        back = ("Go back to the page before", before)
    elif request.path.startswith("/desk/"):
        back = ("Go to your requests", reverse("requests:inbox"))
    else:
        back = ("Go to the start", reverse("public:start"))
    return _page(request, 405, back=back, linked=request.path.startswith("/r/"), shows=shows, texts=texts)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: our fault."""
    return _page(request, 500)


def unavailable(request: HttpRequest, error: Unavailable) -> HttpResponse:
    """503: Concord cannot do it at present. What to do about it stands in the log, for whoever runs the server."""
    log.error(error.message)
    return _page(request, 503, template="errors/500.html")


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: a form that this site did not hand out to this browser. Nothing was saved; what was written is shown."""
    texts = rescuing.written(request) if rescuing.from_here(request) else []
    return _page(request, 403, template="errors/csrf.html", texts=texts)


def _page(request: HttpRequest, status: int, *, template: str = "", **more: object) -> HttpResponse:
    """Rendered without context processors: these pages must come even when the database does not."""
    context = {"CSP_NONCE": getattr(request, "csp_nonce", ""), "navigation": public_navigation(request.path), **more}
    return HttpResponse(get_template(template or f"errors/{status}.html").render(context), status=status)
