"""The addresses of this door. Names are `room:verb`, the same word as the view and its template."""

from __future__ import annotations

from django.urls import include, path

from concord.web.requests.lists import views

urlpatterns = [
    path("", views.desk, name="desk"),
    path("", include("concord.web.people.urls")),
    path("", include("concord.web.delivery.urls")),
    path("", include("concord.web.requests.urls")),
    path("", include("concord.web.registry.urls")),
    path("", include("concord.web.contacts.urls")),
    path("", include("concord.web.practice.urls")),
    path("", include("concord.web.agreements_files.urls")),  # before ids of agreements in their place
    path("", include("concord.web.successions.urls")),  # so are changes
    path("", include("concord.web.agreements.urls")),
    path("", include("concord.web.agreements_documents.urls")),
    path("", include("concord.web.coverage.urls")),
    path("", include("concord.web.arrangements.urls")),
]
