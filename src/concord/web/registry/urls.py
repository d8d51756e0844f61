"""The addresses of the register at the desk. The key of a fact has slashes in it, so it stands last."""

from __future__ import annotations

from django.urls import path

from concord.web.registry import views

app_name = "registry"
urlpatterns = [
    path("register/trusts", views.trusts, name="trusts"),
    path("register/trusts/propose", views.propose, name="propose"),
    path("register/trusts/<path:key>", views.settle, name="settle"),
]
