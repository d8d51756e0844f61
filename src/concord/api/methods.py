"""GET, HEAD and OPTIONS at every address; anything else is refused as JSON, with the methods that there are."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.urls import URLPattern, URLResolver

from concord.api.refusals import refusal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from django.http import HttpRequest, HttpResponseBase

METHODS = "GET, HEAD, OPTIONS"
NOT_ALLOWED = "This API is read only. Ask with GET."


def read_only(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """The view, asked by GET and HEAD alone; OPTIONS is told the methods. It needs no token: it changes nothing."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method == "OPTIONS":
            return HttpResponse(status=204, headers={"Allow": METHODS})
        if request.method not in {"GET", "HEAD"}:
            refused = refusal(405, "method_not_allowed", NOT_ALLOWED)
            refused["Allow"] = METHODS
            return refused
        asked, request.method = request.method, "GET"
        try:
            return view(request, *args, **kwargs)
        finally:
            request.method = asked  # by which the server leaves the body of an answer to HEAD away

    answered.csrf_exempt = True  # type: ignore[attr-defined]
    return answered


def all_read_only(patterns: Iterable[URLPattern | URLResolver]) -> list[URLPattern | URLResolver]:
    """Every address of a list, read only."""
    found = list(patterns)
    for pattern in found:
        if isinstance(pattern, URLPattern):
            pattern.callback = read_only(pattern.callback)
    return found
