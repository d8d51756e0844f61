"""Signing in as an invented person, on a demonstration server only, and signing out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import auth
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from concord.base import clock
from concord.base.errors import ConcordError
from concord.base.ids import new_correlation
from concord.pages.errors import legible
from concord.people import demonstration, queries, services

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


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
            actor = queries.actor_for(person, door="desk", on=clock.today(), correlation=new_correlation())
            services.sign_in(actor, person)
            auth.login(request, person)
            return redirect(onward)
        except ConcordError as error:
            problem = error.message
    people = queries.demonstration_people_public(on=clock.today())
    context = {"people": people, "council": demonstration.COUNCIL_NAME, "next": onward, "problem": problem}
    return render(request, "people/sign_in.html", context, status=404 if problem else 200)


@never_cache
@require_http_methods(["GET", "POST"])
def sign_out(request: HttpRequest) -> HttpResponse:
    """Ask first, because a link must not sign anyone out; then end the session."""
    person = auth.get_user(request)
    if not person.is_authenticated:
        return redirect("people:sign-in")
    if request.method == "POST":
        actor = queries.actor_for(person, door="desk", on=clock.today(), correlation=new_correlation())
        services.sign_out(actor, person)
        auth.logout(request)
        return redirect("people:sign-in")
    return render(request, "people/sign_out.html")


def _onward(request: HttpRequest) -> str:
    """The page to go on to: only one of this site."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    if url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()):
        return wanted
    return reverse("desk")
