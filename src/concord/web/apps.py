"""Tells Django of this door."""

from __future__ import annotations

from django.apps import AppConfig


class WebConfig(AppConfig):
    """The door's name in Django."""

    name = "concord.web"
    label = "web"
