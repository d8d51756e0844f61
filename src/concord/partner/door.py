"""What stands between a secure link and the pages behind it: the short session, headers, CSRF, errors as plain pages.

The link's token is in an address once, on the cover. After its button a signed cookie (`session`) names the link.
Nothing about the person is shown before the code that is sent to the link's own mailbox was given as well.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.middleware.csrf import CsrfViewMiddleware
from django.shortcuts import redirect, render
from django.utils.decorators import decorator_from_middleware
from django.views.decorators.csrf import csrf_exempt

from concord.agreements.events import PARTY
from concord.base import clock
from concord.base.errors import ConcordError, Gone, NotFound, TooMany, Unavailable
from concord.base.ids import new_correlation
from concord.contacts.events import CHECK
from concord.delivery import links
from concord.pages import rescuing
from concord.pages.errors import unavailable
from concord.pages.filesfield import Bounded
from concord.partner import session
from concord.requests.events import ABOUT, MAILBOX

if TYPE_CHECKING:
    from datetime import datetime

    from django.forms import BaseForm

    from concord.base.actor import Actor
    from concord.delivery.links import Visit

View = Callable[..., HttpResponseBase]
PartnersView = Callable[..., HttpResponseBase]
"""Takes the HTTP request, the `Visit`, and whatever else its address names."""

OPEN_AGAIN: Final = "Open the link in the e-mail again, and press Continue. What you have sent or saved is kept."

_PAGES: Final = {
    ABOUT: ("partner:request", "partner:code"),
    MAILBOX: ("partner:waiting", "partner:waiting-code"),
    PARTY: ("partner:agreement", "partner:agreement-code"),
    CHECK: ("partner:yearly-contacts", "partner:yearly-code"),
}
"""For each kind of thing that a link opens: its page, and the one that asks for the code."""


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
    def opened(request: HttpRequest, **place: Any) -> HttpResponseBase:
        if request.content_type == "multipart/form-data":
            request.upload_handlers = [Bounded(request)]
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
    return behind(ABOUT, view)


def behind_digest(view: PartnersView) -> View:
    """A page of the list that a digest's link opens, for whoever entered by it and proved its mailbox."""
    return behind(MAILBOX, view)


def behind_place(view: PartnersView) -> View:
    """A page of one agreement as one of its parties sees it, for whoever came by that party's link."""
    return behind(PARTY, view)


def behind(kind: str, view: PartnersView) -> View:
    """A page behind the links to one kind of thing, for whoever entered by one and proved its mailbox."""

    @sealed
    @wraps(view)
    def opened(request: HttpRequest, public_id: str, **place: Any) -> HttpResponseBase:
        visit = _visit(request, public_id)
        if kind_of(visit.actor) != kind:
            raise NotFound(OPEN_AGAIN)
        return view(request, visit, **place) if visit.actor.reaches(kind) else redirect(_PAGES[kind][1], public_id)

    return opened


def at_the_code(view: PartnersView) -> View:
    """A page for whoever entered by a link and has still to prove its mailbox."""

    @sealed
    @wraps(view)
    def opened(request: HttpRequest, public_id: str) -> HttpResponseBase:
        visit = _visit(request, public_id)
        return to_its_page(visit.actor) if _proved(visit.actor) else view(request, visit)

    return opened


def admit(request: HttpRequest, actor: Actor, *, at: datetime) -> HttpResponse:
    """Remember whoever has entered, or has proved the mailbox, and go on: to the code, or to the page."""
    proved = _proved(actor)
    response = to_its_page(actor) if proved else redirect(_PAGES[kind_of(actor)][1], named(actor))
    session.remember(request, response, named(actor), link=actor.person, proved=proved, at=at)
    return response


def to_its_page(actor: Actor) -> HttpResponse:
    """To the page that the actor's link opens."""
    return redirect(_PAGES[kind_of(actor)][0], named(actor))


def proved_before(request: HttpRequest, actor: Actor, *, at: datetime) -> bool:
    """Whether this browser has proved the mailbox of the very link by which the actor enters again."""
    held = session.held(request, named(actor), at=at)
    return held is not None and held.proved and held.link == actor.person


def kind_of(actor: Actor) -> str:
    """The kind of thing that the actor's link opens, proved or not."""
    return actor.only[0].removesuffix(links.COVER)


def named(actor: Actor) -> str:
    """What the address of its page says: the thing; of a mailbox's list the link itself, for it is named nowhere."""
    return actor.person if kind_of(actor) in {MAILBOX, CHECK} else actor.only[1]


def _proved(actor: Actor) -> bool:
    return not actor.only[0].endswith(links.COVER)


def _visit(request: HttpRequest, public_id: str) -> Visit:
    """Who goes on in a session, at the cost of one read. Raises Gone where there is none any more."""
    at = clock.now()
    held = session.held(request, public_id, at=at)
    if held is None:
        raise Ended(OPEN_AGAIN)
    visit = links.visit(held.link, at=at, correlation=new_correlation(), proved=held.proved)
    if named(visit.actor) != public_id:
        raise NotFound(OPEN_AGAIN)
    return visit


class Ended(Gone):
    """The working day is over, or this browser never entered by the link."""


def fault(request: HttpRequest, *forms: BaseForm | None) -> int:
    """The status of a page with forms: 400 where one that was sent comes back with what is wrong, as at the desk."""
    wrong = request.method == "POST" and any(form and form.errors for form in forms)
    return HTTPStatus.BAD_REQUEST if wrong else HTTPStatus.OK


def closed(request: HttpRequest, error: ConcordError) -> HttpResponse:
    """The plain page for a link, or a session, that opens nothing."""
    context = {"title": _title(error), "says": error.message, "texts": rescuing.written(request)}
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
