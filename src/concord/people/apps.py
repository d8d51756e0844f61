"""Tells Django of this room."""

from __future__ import annotations

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """The room's name in Django."""

    name = "concord.people"
    label = "people"
    verbose_name = "People"
