"""The addresses of internal arrangements at the desk. A pair stands in them by its key, like adults-and-housing."""

from __future__ import annotations

from django.urls import path

from concord.web.arrangements import changing, views

app_name = "arrangements"
_GROUP = "arrangements/groups/<str:group>"
_PAIR = "arrangements/<str:pair>"
urlpatterns = [
    path("arrangements", views.start, name="start"),
    path(_GROUP, views.group, name="group"),
    path(f"{_GROUP}/name", changing.name_officer, name="name-officer"),
    path(f"{_GROUP}/end", changing.end_officer, name="end-officer"),
    path(_PAIR, views.pair, name="pair"),
    path(f"{_PAIR}/write", changing.arrange, name="arrange"),
    path(f"{_PAIR}/end", changing.end, name="end"),
    path(f"{_PAIR}/exercise", changing.exercise, name="exercise"),
    path(f"{_PAIR}/review", changing.review, name="review"),
]
