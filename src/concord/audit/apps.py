"""Tells Django of this room, and puts the record's guard in place after every `migrate`."""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate

from concord.audit import triggers


class AuditConfig(AppConfig):
    """The room's name in Django."""

    name = "concord.audit"
    label = "audit"
    verbose_name = "Audit"

    def ready(self) -> None:
        """Have `migrate` put back what somebody took away, or what a table that was built anew has lost."""
        post_migrate.connect(_guard, sender=self)


def _guard(using: str, **_: Any) -> None:
    """Put the triggers in place, where the tables are there."""
    connection = connections[using]
    if {"audit_entry", "audit_head"} <= set(connection.introspection.table_names()):
        triggers.install(connection)
