"""The methods at every address: GET, HEAD and OPTIONS, and what else an operation takes; any other is refused as JSON.

No token against forgery is needed: nothing here goes by a cookie.
"""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse, HttpResponseNotAllowed
from django.urls import URLPattern, URLResolver

from concord.api.refusals import refusal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from django.http import HttpRequest, HttpResponseBase

METHODS = "GET, HEAD, OPTIONS"
NOT_ALLOWED = "Nothing can be changed at this address. Ask with GET."


def read_only(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """The view, asked by GET and HEAD alone; OPTIONS is told the methods."""

    @wraps(view)
    def only_get(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method != "GET":
            return HttpResponseNotAllowed(["GET"])
        return view(request, *args, **kwargs)

    return as_methods_go(only_get)


def as_methods_go(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """The view, which refuses methods itself: HEAD is answered as GET, OPTIONS told the methods, a refusal is JSON."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        asked, request.method = request.method, "GET" if request.method == "HEAD" else request.method
        try:
            response = view(request, *args, **kwargs)
        finally:
            request.method = asked  # by which the server leaves the body of an answer to HEAD away
        return _refused(request, response) if isinstance(response, HttpResponseNotAllowed) else response

    answered.csrf_exempt = True  # type: ignore[attr-defined]
    return answered


def _refused(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    taken = {method.strip() for method in response["Allow"].split(",")}
    methods = ", ".join(sorted(taken | ({"HEAD"} if "GET" in taken else set()) | {"OPTIONS"}))
    if request.method == "OPTIONS":
        return HttpResponse(status=204, headers={"Allow": methods})
    says = NOT_ALLOWED if methods == METHODS else f"This address takes these methods: {methods}."
    refused = refusal(405, "method_not_allowed", says)
    refused["Allow"] = methods
    return refused


def each_as_methods_go(patterns: Iterable[URLPattern | URLResolver]) -> list[URLPattern | URLResolver]:
    """Every address of a list, so."""
    found = list(patterns)
    for pattern in found:
        if isinstance(pattern, URLPattern):
            pattern.callback = as_methods_go(pattern.callback)
    return found
