"""What stands between the street and every page of this door: signing in, the actor, and errors as pages.

A view behind `officer` takes the request and the actor. Every page here may be about a person, so none is cached.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import TYPE_CHECKING, Concatenate, ParamSpec

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from concord.base import clock
from concord.base.actor import Actor
from concord.base.errors import ConcordError, NotFound, Unavailable
from concord.base.ids import new_correlation
from concord.pages import rescuing
from concord.pages.errors import legible, unavailable
from concord.people.queries import standing
from concord.people.sessions import ACTING_FOR, STANDING
from concord.requests.rules.standing import Status
from concord.requests.wording import ALREADY

if TYPE_CHECKING:
    from concord.people.models import Person

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]
OfficersView = Callable[Concatenate[HttpRequest, Actor, P], HttpResponseBase]


def officer(view: OfficersView[P]) -> View[P]:
    """A view for people who have signed in, given the actor. Others sign in first; what they may not see is 404."""

    @wraps(view)
    @never_cache
    def opened(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return _unsigned(request)
        legible(*map(str, request.GET.values()))
        actor = acting(request, request.user)
        try:
            return view(request, actor, *args, **kwargs)
        except NotFound as error:
            raise Http404 from error
        except Unavailable as error:
            return unavailable(request, error)
        except ConcordError as error:
            context = {"says": error.message, "of": _request_of(request, error)}
            return render(request, "requests/stopped.html", context, status=error.status)

    return opened


def _request_of(request: HttpRequest, error: ConcordError) -> str:
    """The id of the request on one of whose pages something no longer fits; none where that page opens no more."""
    match = request.resolver_match
    if match is None or match.namespace != "requests" or error.message == ALREADY[Status.DISCARDED]:
        return ""
    return str(match.kwargs.get("public_id", ""))


def _unsigned(request: HttpRequest) -> HttpResponseBase:
    """To the sign-in page; with what was written shown first, where a form comes in after its session has ended."""
    sent = request.method == "POST"
    sign_in = redirect_to_login(rescuing.page_before(request) if sent else request.get_full_path())
    texts = [] if "autosave" in request.GET else rescuing.written(request)
    if not texts:
        return sign_in
    context = {"texts": texts, "sign_in": sign_in.url}
    return render(request, "people/signed_out.html", context, status=HTTPStatus.FORBIDDEN)


def acting(request: HttpRequest, person: Person) -> Actor:
    """A signed-in person today, for the body that they chose in this session. The header need not ask again."""
    body = request.session.get(ACTING_FOR, "")
    found = standing(person, door="desk", on=clock.today(), correlation=new_correlation(), body=body)
    setattr(request, STANDING, found)
    return found.actor
