"""Emptying the database after a test with real transactions. The audit record refuses that, so its guard steps aside.

Only here: the product has no way to take the guard away.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.management.commands.flush import Command
from django.db import connections

from concord.audit import triggers

if TYPE_CHECKING:
    import pytest
    from django.db.backends.base.base import BaseDatabaseWrapper

_TABLES = ("audit_entry", "audit_head")


def let_flush_pass_the_record(patch: pytest.MonkeyPatch) -> None:
    """Have Django's `flush` take the triggers off, empty the tables, and put the triggers back."""
    flush = Command.handle

    def handle(self: Command, **options: Any) -> None:
        connection = connections[options["database"]]
        _step_aside(connection)
        try:
            flush(self, **options)
        finally:
            _step_back(connection)

    patch.setattr(Command, "handle", handle)


def _step_aside(connection: BaseDatabaseWrapper) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            for name in triggers.SQLITE:
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
        else:
            for table in _TABLES:
                cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")


def _step_back(connection: BaseDatabaseWrapper) -> None:
    if connection.vendor == "sqlite":
        triggers.install(connection)
        return
    with connection.cursor() as cursor:
        for table in _TABLES:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
