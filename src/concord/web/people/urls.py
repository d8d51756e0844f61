"""The addresses of signing in and out, of choosing whom to act for, and of keys."""

from __future__ import annotations

from django.urls import path

from concord.web.people import keys, views

app_name = "people"
urlpatterns = [
    path("sign-in", views.sign_in, name="sign-in"),
    path("sign-out", views.sign_out, name="sign-out"),
    path("acting-for", views.acting_for, name="acting-for"),
    path("api-keys", keys.api_keys, name="api-keys"),
    path("api-keys/make", keys.make, name="make-key"),
    path("api-keys/calendar", keys.calendar, name="calendar"),
    path("api-keys/<str:public_id>/revoke", keys.revoke, name="revoke-key"),
]
