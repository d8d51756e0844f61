"""Tells Django of this room, and has every room declare its messages at the start."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class DeliveryConfig(AppConfig):
    """The room's name in Django."""

    name = "concord.delivery"
    label = "delivery"
    verbose_name = "Delivery"

    def ready(self) -> None:
        """Read `messages.py` of every room."""
        autodiscover_modules("messages")
