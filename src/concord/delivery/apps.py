"""Tells Django of this room, and has every room declare its messages, and what mail it takes, at the start."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class DeliveryConfig(AppConfig):
    """The room's name in Django."""

    name = "concord.delivery"
    label = "delivery"
    verbose_name = "Delivery"

    def ready(self) -> None:
        """Read `messages.py` and `mail.py` of every room, and who may do what with incoming mail and webhooks."""
        autodiscover_modules("incoming.permissions", "webhooks.permissions", "messages", "mail")
