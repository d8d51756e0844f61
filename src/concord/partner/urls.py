"""The addresses of this door: the link itself, and the pages of the one request behind it."""

from __future__ import annotations

from django.urls import path

from concord.partner import views

app_name = "partner"
urlpatterns = [
    path("request/<slug:public_id>", views.request_page, name="request"),
    path("request/<slug:public_id>/code", views.code, name="code"),
    path("request/<slug:public_id>/acknowledge", views.acknowledge, name="acknowledge"),
    path("request/<slug:public_id>/comply", views.comply, name="comply"),
    path("request/<slug:public_id>/refuse", views.refuse, name="refuse"),
    path("request/<slug:public_id>/done", views.done, name="done"),
    # Whatever else a mail program made of the link is answered as a link too: by its own plain page, telling nobody.
    path("<path:token>", views.cover, name="cover"),
]
