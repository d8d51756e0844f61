"""Tells Django of this room."""

from __future__ import annotations

from django.apps import AppConfig


class FilesConfig(AppConfig):
    """The room's name in Django."""

    name = "concord.files"
    label = "files"
    verbose_name = "Files"
