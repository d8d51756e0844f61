"""The form that puts documents to a version."""

from __future__ import annotations

from typing import Any

from django import forms

from concord.files.rules import FIELD, TAKEN_IN_SHORT
from concord.pages.filesfield import FilesField


class DocumentsForm(forms.Form):
    """Documents of one version."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields[FIELD] = FilesField(
            label="Documents", help_text=f"{TAKEN_IN_SHORT} Each says whether it was scanned for viruses.", most=10
        )
