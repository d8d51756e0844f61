"""Which door answers at which address. The doors name their own pages."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("", include("concord.public.urls")),
    path("desk/", include("concord.web.urls")),
    path("r/", include("concord.partner.urls")),
    path("api/", include("concord.api.urls")),
]

handler400 = "concord.pages.errors.bad_request"
handler403 = "concord.pages.errors.forbidden"
handler404 = "concord.pages.errors.not_found"
handler500 = "concord.pages.errors.server_error"
