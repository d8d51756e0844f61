"""What stands between a secure link and the pages behind it: the short session, headers, CSRF, errors as plain pages.

The link's token is in an address once, on the cover. After its button a signed cookie (`session`) names the link.
Nothing about the person is shown before the code that is sent to the link's own mailbox was given as well.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Final

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.middleware.csrf import CsrfViewMiddleware
from django.shortcuts import redirect, render
from django.utils.decorators import decorator_from_middleware
from django.views.decorators.csrf import csrf_exempt

from concord.base import clock
from concord.base.actor import Actor
from concord.base.errors import ConcordError, Gone, NotFound, TooMany, Unavailable
from concord.base.ids import new_correlation
from concord.delivery import links
from concord.pages.errors import unavailable
from concord.partner import session
from concord.requests.events import ABOUT

if TYPE_CHECKING:
    from datetime import datetime

View = Callable[..., HttpResponseBase]
PartnersView = Callable[[HttpRequest, Actor], HttpResponseBase]

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
    """A page of one request, for whoever entered by its link and proved its mailbox within the last working day."""

    @sealed
    @wraps(view)
    def opened(request: HttpRequest, public_id: str) -> HttpResponseBase:
        actor = _actor(request, public_id)
        return view(request, actor) if actor.reaches(ABOUT) else redirect("partner:code", public_id)

    return opened


def at_the_code(view: PartnersView) -> View:
    """A page for whoever entered by the link of a request and has still to prove its mailbox."""

    @sealed
    @wraps(view)
    def opened(request: HttpRequest, public_id: str) -> HttpResponseBase:
        actor = _actor(request, public_id)
        return redirect("partner:request", public_id) if actor.reaches(ABOUT) else view(request, actor)

    return opened


def admit(request: HttpRequest, actor: Actor, *, at: datetime) -> HttpResponse:
    """Remember whoever has entered, or has proved the mailbox, and go on: to the code, or to the request."""
    _, public_id = actor.only
    proved = bool(actor.reaches(ABOUT))
    response = redirect("partner:request" if proved else "partner:code", public_id)
    session.remember(request, response, public_id, link=actor.person, proved=proved, at=at)
    return response


def proved_before(request: HttpRequest, actor: Actor, *, at: datetime) -> bool:
    """Whether this browser has proved the mailbox of the very link by which the actor enters again."""
    held = session.held(request, actor.only[1], at=at)
    return held is not None and held.proved and held.link == actor.person


def _actor(request: HttpRequest, public_id: str) -> Actor:
    """Who goes on in a session, at the cost of one read. Raises Gone where there is none any more."""
    at = clock.now()
    held = session.held(request, public_id, at=at)
    if held is None:
        raise Ended(OPEN_AGAIN)
    actor = links.partner(held.link, at=at, correlation=new_correlation(), proved=held.proved)
    if actor.only[1] != public_id:
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
