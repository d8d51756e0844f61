"""The addresses of requests."""

from __future__ import annotations

from django.urls import path

from concord.web.requests import asking, page, views
from concord.web.requests.acts import urls as acts

app_name = "requests"
urlpatterns = [
    path("requests", views.inbox, name="inbox"),
    path("requests/new", asking.begin, name="begin"),
    path("requests/<slug:public_id>", page.page, name="page"),
    path("requests/<slug:public_id>/record", page.record, name="record"),
    path("requests/<slug:public_id>/whom", asking.readdress, name="readdress"),
    path("requests/<slug:public_id>/about", asking.about, name="about"),
    path("requests/<slug:public_id>/matter", asking.matter, name="matter"),
    path("requests/<slug:public_id>/contacts", asking.contacts, name="contacts"),
    path("requests/<slug:public_id>/check", asking.check, name="check"),
    path("requests/<slug:public_id>/discard", views.discard, name="discard"),
    *acts.urlpatterns,
]
