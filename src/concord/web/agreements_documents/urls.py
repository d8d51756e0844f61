"""The addresses of the documents of agreements at the desk."""

from __future__ import annotations

from django.urls import path

from concord.web.agreements_documents import sending, views

app_name = "agreement_documents"
_ALL = "agreements/<slug:public_id>/documents"
_VERSION = f"{_ALL}/version/<int:number>"
urlpatterns = [
    path(_ALL, views.documents, name="documents"),
    path(f"{_ALL}/<slug:file_id>", views.document, name="document"),
    path(f"{_ALL}/<slug:file_id>/remove", views.remove, name="remove"),
    path(f"{_VERSION}/add", sending.add, name="add"),
    path(f"{_VERSION}/uploads", sending.uploads, name="uploads"),
    path(f"{_VERSION}/uploads/<slug:file_id>", sending.upload, name="upload"),
]
