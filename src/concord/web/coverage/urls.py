"""The addresses of coverage at the desk."""

from __future__ import annotations

from django.urls import path

from concord.web.coverage import calendars, topics, views

app_name = "coverage"
urlpatterns = [
    path("coverage", views.coverage, name="table"),
    path("coverage/coverage.csv", views.as_csv, name="csv"),
    path("coverage/calendar.ics", calendars.year, name="calendar"),
    path("calendar/<str:token>/agreements.ics", calendars.feed, name="feed"),
    path("coverage/topics", topics.set_topics, name="set-topics"),
]
