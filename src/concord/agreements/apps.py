"""Tells Django of this room."""

from __future__ import annotations

from django.apps import AppConfig


class AgreementsConfig(AppConfig):
    """The room's name in Django."""

    name = "concord.agreements"
    label = "agreements"
