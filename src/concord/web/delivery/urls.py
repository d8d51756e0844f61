"""The addresses of webhooks."""

from __future__ import annotations

from django.urls import path

from concord.web.delivery import views

app_name = "delivery"
urlpatterns = [
    path("webhooks", views.webhooks, name="webhooks"),
    path("webhooks/add", views.add, name="add-webhook"),
    path("webhooks/<str:public_id>", views.webhook, name="webhook"),
    path("webhooks/<str:public_id>/end", views.end, name="end-webhook"),
]
