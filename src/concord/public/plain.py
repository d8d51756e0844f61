"""The plain pages that every footer leads to: about Concord, accessibility, privacy, cookies. They load nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.shortcuts import render
from django.views.decorators.http import require_safe

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """What Concord is, for whom, and what it is not."""
    return render(request, "public/about.html")


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """How far everyone can use it."""
    return render(request, "public/accessibility.html")


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept about whom."""
    return render(request, "public/privacy.html")


@require_safe
def cookies(request: HttpRequest) -> HttpResponse:
    """The two cookies that signing in or answering a request needs."""
    names = {"session": settings.SESSION_COOKIE_NAME, "csrf": settings.CSRF_COOKIE_NAME}
    return render(request, "public/cookies.html", {"names": names})
