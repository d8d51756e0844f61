"""The addresses of lists, their copies, calendars and figures."""

from __future__ import annotations

from django.urls import path

from concord.web.requests.lists import calendars, copies, figures, views

urlpatterns = [
    path("requests", views.inbox, name="inbox"),
    path("requests/search", views.search, name="search"),
    path("requests/searches/keep", views.save_search, name="save-search"),
    path("requests/searches/<slug:public_id>/delete", views.forget_search, name="forget-search"),
    path("requests/copies", copies.choose, name="list-copies"),
    path("requests/copies/<slug:kind>", copies.copy, name="list-copy"),
    path("requests/figures", figures.figures, name="figures"),
    path("requests/figures/<slug:kind>", figures.copy, name="figures-copy"),
    path("requests/<slug:public_id>/calendar.ics", calendars.one, name="calendar"),
    path("calendar/<str:token>.ics", calendars.feed, name="feed"),
]
