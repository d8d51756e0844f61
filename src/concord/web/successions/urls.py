"""The addresses of the work list of changes. They stand before `agreements`: there an id has their place."""

from __future__ import annotations

from django.urls import path

from concord.web.successions import lists, taking, working

app_name = "successions"
_ONE = "agreements/changes/<str:ref>"
urlpatterns = [
    path("agreements/changes", lists.changes, name="changes"),
    path("agreements/changes/left-behind", taking.take_over, name="take-over"),
    path(_ONE, working.change, name="change"),
    path(f"{_ONE}/places.csv", lists.as_csv, name="csv"),
]
