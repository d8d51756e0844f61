"""Tells Django of this room."""

from __future__ import annotations

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """The room's name in Django."""

    name = "concord.audit"
    label = "audit"
    verbose_name = "Audit"
