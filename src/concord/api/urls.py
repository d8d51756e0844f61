"""The addresses of this door: the page that lists the operations, their description, and version 1."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import include, path, re_path
from django.views.decorators.http import require_safe

from concord.api.interface import api
from concord.api.methods import each_as_methods_go, read_only
from concord.api.pages import listing, machine_readable
from concord.api.refusals import no_address

if TYPE_CHECKING:
    from django.urls import URLPattern, URLResolver

app_name = "api"
_patterns, _, _namespace = api.urls
urlpatterns: list[URLPattern | URLResolver] = [
    path("", require_safe(listing), name="listing"),
    path("openapi.json", read_only(machine_readable), name="description"),
    path("v1/", include((each_as_methods_go(_patterns), "ninja"), namespace=_namespace)),
    re_path(r"^(?P<rest>.*)$", read_only(no_address), name="no-address"),
]
