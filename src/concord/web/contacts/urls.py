"""The addresses of contacts at the desk. A body stands in them by its reference, such as gss:E07000071."""

from __future__ import annotations

from django.urls import path

from concord.web.contacts import changing, views

app_name = "contacts"
urlpatterns = [
    path("contacts", views.search, name="search"),
    path("contacts/add-body", views.add_body, name="add-body"),
    path("contacts/entry/<str:public_id>/change", changing.change, name="change"),
    path("contacts/entry/<str:public_id>/confirm", changing.confirm, name="confirm"),
    path("contacts/entry/<str:public_id>/end", changing.end, name="end"),
    path("contacts/<str:ref>", views.body, name="body"),
    path("contacts/<str:ref>/add", changing.add, name="add"),
]
