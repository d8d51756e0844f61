"""What the header of every page offers: the same few ways, marked where the reader is. A context processor."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings

if TYPE_CHECKING:
    from django.http import HttpRequest

PUBLIC = (("Find a council", "/"), ("The law", "/law"), ("About the register", "/register"))
OFFICER = (("Requests", "/desk/"), ("Sign out", "/desk/sign-out"))
STRANGER = (("Sign in", "/desk/sign-in"),)


def navigation(request: HttpRequest) -> dict[str, Any]:
    """The items of the service navigation; a view replaces them by passing its own `navigation`."""
    user = getattr(request, "user", None)
    signed_in = user is not None and user.is_authenticated
    return {
        "navigation": [*public_navigation(request.path), *_items(OFFICER if signed_in else STRANGER, request.path)],
        "demonstration": settings.DEMONSTRATION,
    }


def public_navigation(path: str) -> list[dict[str, Any]]:
    """What anyone is offered, whoever they are: for pages that ask nothing of the database."""
    return _items(PUBLIC, path)


def _items(ways: tuple[tuple[str, str], ...], path: str) -> list[dict[str, Any]]:
    return [{"text": text, "href": href, "active": _covers(href, path)} for text, href in ways]


def _covers(href: str, path: str) -> bool:
    """Whether a page lies under an item of the navigation. The front page covers only itself."""
    return path == href or (href != "/" and path.startswith(href.rstrip("/") + "/"))
