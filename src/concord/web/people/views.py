"""Signing in as an invented person, on a demonstration server only; signing out; choosing whom to act for."""

from __future__ import annotations

from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from django.contrib import auth, messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from concord.base import clock
from concord.base.errors import ConcordError, NotFound
from concord.pages.errors import legible
from concord.people import queries, services
from concord.people.sessions import ACTING_FOR
from concord.web.door import acting, officer

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from concord.base.actor import Actor


@never_cache
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Choose who to be; then on to the page that was asked for."""
    onward = _onward(request)
    if request.user.is_authenticated and request.method == "GET":
        return redirect(onward)
    problem = ""
    if request.method == "POST":
        chosen = request.POST.get("person", "")
        legible(chosen)
        try:
            person = queries.demonstration_person_public(chosen)
            services.sign_in(acting(request, person), person)
            auth.login(request, person)
            return redirect(onward)
        except ConcordError as error:
            problem = error.message
    people = queries.demonstration_people_public(on=clock.today())
    bodies = [(name, list(some)) for name, some in groupby(people, key=attrgetter("body_name"))]
    context = {"bodies": bodies, "next": onward, "problem": problem}
    return render(request, "people/sign_in.html", context, status=404 if problem else 200)


@never_cache
@require_http_methods(["GET", "POST"])
def sign_out(request: HttpRequest) -> HttpResponse:
    """Ask first, because a link must not sign anyone out; then end the session."""
    person = auth.get_user(request)
    if not person.is_authenticated:
        return redirect("people:sign-in")
    if request.method == "POST":
        services.sign_out(acting(request, person), person)
        auth.logout(request)
        return redirect("people:sign-in")
    return render(request, "people/sign_out.html")


@require_http_methods(["GET", "HEAD", "POST"])
@officer
def acting_for(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Choose which of one's bodies to act for, until signing out. There is nothing to choose for who has one."""
    bodies = queries.bodies_of(actor, on=clock.today())
    if len(bodies) <= 1:
        raise NotFound("You act for one body.")
    names = queries.body_names(bodies, on=clock.today())
    if request.method == "POST":
        chosen = request.POST.get("body", "")
        legible(chosen)
        if chosen not in bodies:
            raise NotFound("You do not act for this body.")
        request.session[ACTING_FOR] = chosen
        messages.success(request, f"You act for {names[chosen]} now.")
        return redirect("desk")
    return render(request, "people/acting_for.html", {"names": names, "chosen": actor.body})


def _onward(request: HttpRequest) -> str:
    """The page to go on to: only one of this site."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    if url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()):
        return wanted
    return reverse("desk")
