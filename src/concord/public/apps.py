"""Tells Django of this door."""

from __future__ import annotations

from django.apps import AppConfig


class PublicConfig(AppConfig):
    """The door's name in Django."""

    name = "concord.public"
    label = "public"
