"""Tells Django of this room."""

from __future__ import annotations

from django.apps import AppConfig


class RegistryConfig(AppConfig):
    """The room's name in Django."""

    name = "concord.registry"
    label = "registry"
    verbose_name = "Register"
