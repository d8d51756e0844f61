"""Words that somebody types: form fields that count them as the page does, and a sentence for each mistake."""

from __future__ import annotations

import re
from typing import Any, Final

from django import forms

INVISIBLE: Final = "Take out the invisible sign that came in with this text, perhaps by pasting"
SAYS: Final[dict[str, Any]] = {
    "max_length": "Shorten this to %(limit_value)d characters or fewer: it has %(show_value)d",
    "null_characters_not_allowed": INVISIBLE,
}


# Signs that turn the direction of writing. They come in with telephone numbers that are pasted from an address book,
# and turn round what stands after them: in an e-mail, somebody else's number.
_TURNING: Final = re.compile("[\u202a-\u202e\u2066-\u2069]")


class WordsField(forms.CharField):
    """A line or a text. A browser sends two signs for the end of a line, of which the page counts one."""

    default_error_messages = SAYS

    def to_python(self, value: Any) -> str:
        """What was typed, each end of a line as one sign, without signs that turn round what follows."""
        return _TURNING.sub("", (super().to_python(value) or "").replace("\r\n", "\n"))


class LineField(WordsField):
    """One line, such as a name: what is pasted over several is put on one, without signs that nobody sees."""

    def to_python(self, value: Any) -> str:
        """What was typed, on one line."""
        return " ".join("".join(sign if sign.isprintable() else " " for sign in super().to_python(value)).split())
