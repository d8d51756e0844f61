"""The addresses of agreements in and out. They stand before `agreements`: there an id has their place."""

from __future__ import annotations

from django.urls import path

from concord.web.agreements_files import bringing, taking

app_name = "agreements_files"
urlpatterns = [
    path("agreements/import", bringing.import_sheet, name="import-sheet"),
    path("agreements/import/empty.xlsx", bringing.empty_sheet, name="empty-sheet"),
    path("agreements/copies", taking.copies, name="copies"),
    path("agreements/copies/<str:kind>", taking.copy, name="copy"),
]
