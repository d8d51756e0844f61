"""The addresses of requests."""

from __future__ import annotations

from django.urls import path

from concord.web.requests import page, papers, views
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
    path("requests/<slug:public_id>/copies", papers.copies, name="copies"),
    path("requests/<slug:public_id>/copies/bundle.pdf", papers.bundle_pdf, name="bundle-pdf"),
    path("requests/<slug:public_id>/copies/bundle.zip", papers.bundle_zip, name="bundle-zip"),
    path("requests/<slug:public_id>/copies/print", papers.bundle_print, name="bundle-print"),
]
