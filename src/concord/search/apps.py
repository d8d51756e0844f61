"""Tells Django of this room, and puts the index beside its table after every `migrate`."""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate

from concord.search import tables


class SearchConfig(AppConfig):
    """The room's name in Django."""

    name = "concord.search"
    label = "search"

    def ready(self) -> None:
        """Have `migrate` put back what a table that was built anew has lost."""
        post_migrate.connect(_keep_index, sender=self)


def _keep_index(using: str, **_: Any) -> None:
    connection = connections[using]
    if "search_document" in connection.introspection.table_names():
        tables.install(connection)
