"""The addresses of this door. Each page ends in a slash; typed without it, it is found as well."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import path
from django.views.generic import RedirectView

from concord.public import plain
from concord.public.addresses import register_addresses
from concord.public.agreements import views as agreements
from concord.public.bodies import views as bodies
from concord.public.councils import views as councils
from concord.public.law import views as law
from concord.public.register import views as register

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpResponse
    from django.urls import URLPattern

app_name = "public"
register_addresses()


def page(route: str, view: Callable[..., HttpResponse], name: str) -> list[URLPattern]:
    """One page, and the way to it from its address without the last slash."""
    again = RedirectView.as_view(pattern_name=f"{app_name}:{name}", query_string=True, permanent=True)
    return [path(route, view, name=name), path(route.removesuffix("/"), again)]


urlpatterns = [
    path("", councils.start, name="start"),
    *page("councils/", councils.search, "search"),
    *page("councils/<council:code>/", councils.partners, "partners"),
    path("councils/<council:code>/partners.csv", councils.partners_csv, name="partners_csv"),
    *page("councils/<council:code>/why/", councils.why, "why"),
    *page("councils/<council:code>/timeline/", councils.timeline, "timeline"),
    *page("councils/<council:code>/agreements/", agreements.agreements, "agreements"),
    *page("law/", law.law, "law"),
    *page("law/<provision:ref>/", law.provision, "provision"),
    *page("law/<str:ref>/", law.cited, "cited"),
    *page("register/", register.register, "register"),
    *page("bodies/<str:ref>/", bodies.body, "body"),
    *page("about/", plain.about, "about"),
    *page("accessibility/", plain.accessibility, "accessibility"),
    *page("privacy/", plain.privacy, "privacy"),
    *page("cookies/", plain.cookies, "cookies"),
]
