"""Words that somebody types: the form field that counts them as the page does, and a sentence for each mistake."""

from __future__ import annotations

from typing import Any, Final

from django import forms

INVISIBLE: Final = "Take out the invisible sign that came in with this text, perhaps by pasting"
SAYS: Final[dict[str, Any]] = {
    "max_length": "Shorten this to %(limit_value)d characters or fewer: it has %(show_value)d",
    "null_characters_not_allowed": INVISIBLE,
}


class WordsField(forms.CharField):
    """A line or a text. A browser sends two signs for the end of a line, of which the page counts one."""

    default_error_messages = SAYS

    def to_python(self, value: Any) -> str:
        """What was typed, each end of a line as one sign."""
        return (super().to_python(value) or "").replace("\r\n", "\n")
