"""Tells Django of this door."""

from __future__ import annotations

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """The door's name in Django."""

    name = "concord.api"
    label = "api"
