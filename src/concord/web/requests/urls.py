"""The addresses of requests."""

from __future__ import annotations

from django.urls import path

from concord.web.requests import page, views
from concord.web.requests.acts import urls as acts
from concord.web.requests.asking import urls as asking
from concord.web.requests.lists import urls as lists

app_name = "requests"
urlpatterns = [
    *lists.urlpatterns,
    *asking.urlpatterns,
    path("requests/<slug:public_id>", page.page, name="page"),
    path("requests/<slug:public_id>/record", page.record, name="record"),
    path("requests/<slug:public_id>/discard", views.discard, name="discard"),
    *acts.urlpatterns,
]
