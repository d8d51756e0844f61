"""Tells Django of this door."""

from __future__ import annotations

from django.apps import AppConfig


class PartnerConfig(AppConfig):
    """The door's name in Django."""

    name = "concord.partner"
    label = "partner"
