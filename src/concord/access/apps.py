"""Tells Django of this room, and has every room declare its events and policies at the start."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class AccessConfig(AppConfig):
    """The room's name in Django."""

    name = "concord.access"
    label = "access"
    verbose_name = "Access"

    def ready(self) -> None:
        """Read `events.py` and `permissions.py` of every room, so that no room has to be asked for first."""
        autodiscover_modules("events", "permissions")
