"""The addresses of how a body works with requests."""

from __future__ import annotations

from django.urls import path

from concord.web.practice import holidays, ladders, templates, times, views

app_name = "practice"
urlpatterns = [
    path("practice", views.start, name="start"),
    path("practice/how-we-work", views.set_how, name="set-how"),
    path("practice/times", times.times, name="times"),
    path("practice/times/set", times.set_time, name="set-time"),
    path("practice/times/end", times.end_time, name="end-time"),
    path("practice/ladder", ladders.ladder, name="ladder"),
    path("practice/ladder/examples", ladders.examples, name="examples"),
    path("practice/ladder/set", ladders.set_ladder, name="set-ladder"),
    path("practice/templates", templates.templates, name="templates"),
    path("practice/templates/make", templates.make, name="make-template"),
    path("practice/templates/<str:public_id>", templates.template, name="template"),
    path("practice/templates/<str:public_id>/edit", templates.edit, name="edit-template"),
    path("practice/templates/<str:public_id>/retire", templates.retire, name="retire-template"),
    path("practice/bank-holidays", holidays.holidays, name="holidays"),
]
