"""What stands between a secure link and the pages behind it: the short session, headers, CSRF, errors as plain pages.

The link's token is in an address once, on the cover. After its button a signed cookie names the link for a working day,
and only under the address of the one request. A code sent to the known mailbox would be asked for in `admit`.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import TYPE_CHECKING, Any, Final

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.middleware.csrf import CsrfViewMiddleware
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import decorator_from_middleware
from django.views.decorators.csrf import csrf_exempt

from concord.base import clock
from concord.base.actor import Actor
from concord.base.errors import ConcordError, Gone, NotFound, TooMany, Unavailable
from concord.base.ids import new_correlation
from concord.delivery import links
from concord.pages.errors import unavailable
from concord.requests.events import ABOUT

if TYPE_CHECKING:
    from datetime import datetime

View = Callable[..., HttpResponseBase]
PartnersView = Callable[[HttpRequest, Actor], HttpResponseBase]

SESSION: Final = timedelta(hours=8)
"""A working day, as at the desk: reasons that take an afternoon to write are not lost."""
COOKIE: Final = "concord_link"
_SALT: Final = "concord.partner.session"
OPEN_AGAIN: Final = "Open the link in the e-mail again, and press Continue. What you have sent is kept."


class _FormToken(CsrfViewMiddleware):
    """Django's check of the form's token. Those of Origin and Referer fall away: a no-referrer page sends neither."""

    def _origin_verified(self, request: HttpRequest) -> bool:
        return request.META["HTTP_ORIGIN"] == "null" or bool(super()._origin_verified(request))  # type: ignore[misc]

    def _check_referer(self, request: HttpRequest) -> None:
        """Nothing to check: without a referrer the token alone decides."""


_form_token = decorator_from_middleware(_FormToken)


def sealed(view: View) -> View:
    """A page that leaves no trace: not cached, its address told to nobody, and every fault a plain page."""
    checked = _form_token(view)

    @csrf_exempt
    @wraps(view)
    def opened(request: HttpRequest, **place: str) -> HttpResponseBase:
        try:
            response = checked(request, **place)
        except Unavailable as error:
            response = unavailable(request, error)
        except ConcordError as error:
            response = closed(request, error)
        response["Referrer-Policy"] = "no-referrer"
        response["Cache-Control"] = "no-store"
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return opened


def behind_link(view: PartnersView) -> View:
    """A page of one request, for whoever entered by its link within the last working day."""

    @sealed
    @wraps(view)
    def opened(request: HttpRequest, public_id: str) -> HttpResponseBase:
        return view(request, _actor(request, public_id))

    return opened


def admit(actor: Actor, *, at: datetime) -> HttpResponse:
    """Open the session of a link that was entered, and go on to its request."""
    public_id = actor.reaches(ABOUT)
    place = reverse("partner:request", args=[public_id])
    response = redirect(place)
    response.set_cookie(
        COOKIE,
        signing.Signer(salt=_SALT).sign_object({"link": actor.person, "at": at.timestamp()}),
        max_age=SESSION,
        path=place,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Strict",
    )
    return response


def _actor(request: HttpRequest, public_id: str) -> Actor:
    """Who goes on in a session. Raises Gone where there is none any more, and NotFound for another link's request."""
    at = clock.now()
    try:
        held: dict[str, Any] = signing.Signer(salt=_SALT).unsign_object(request.COOKIES.get(COOKIE, ""))
    except signing.BadSignature:
        raise Ended(OPEN_AGAIN) from None
    if at.timestamp() - held["at"] > SESSION.total_seconds():
        raise Ended(OPEN_AGAIN)
    actor = links.partner(held["link"], at=at, correlation=new_correlation())
    if actor.reaches(ABOUT) != public_id:
        raise NotFound(OPEN_AGAIN)
    return actor


class Ended(Gone):
    """The working day is over, or this browser never entered by the link."""


def closed(request: HttpRequest, error: ConcordError) -> HttpResponse:
    """The plain page for a link, or a session, that opens nothing."""
    context = {"title": _title(error), "says": error.message}
    response = render(request, "partner/closed.html", context, status=error.status)
    if isinstance(error, TooMany):
        response["Retry-After"] = str(error.wait)
    return response


def _title(error: ConcordError) -> str:
    if isinstance(error, Ended):
        return "Open the link again"
    if isinstance(error, Gone):
        return "This link no longer works"
    if isinstance(error, TooMany):
        return "Too many tries"
    if isinstance(error, NotFound):
        return "Check the link"
    return "This cannot be done"
