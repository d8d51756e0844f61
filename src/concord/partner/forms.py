"""Forms of this door alone: the code, a message, files, the signature. The answers are in `concord.pages.answering`."""

from __future__ import annotations

from typing import Final

from django import forms

from concord.files.rules import TAKEN_IN_SHORT
from concord.pages.answering import AcknowledgeForm
from concord.pages.filesfield import FilesField
from concord.pages.wordsfield import WordsField

_PARAGRAPHS: Final = 4000
MESSAGE: Final = 20_000
"""Characters of a message: what was typed as a whole answer fits into it."""


class CodeForm(forms.Form):
    """The code from the mailbox, typed or pasted in whatever way: what it is, delivery finds out."""

    code = WordsField(
        label="Code",
        help_text="6 digits, from the newest e-mail",
        max_length=_PARAGRAPHS,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "one-time-code",
                "inputmode": "numeric",
                "spellcheck": "false",
                "class": "govuk-input--width-10 govuk-input--extra-letter-spacing",
            }
        ),
        error_messages={"required": "Enter the code of six digits from the e-mail"},
    )


class MessageForm(AcknowledgeForm):
    """Something to say at any time, which decides nothing."""

    words = WordsField(
        label="Your message",
        help_text="Leave out more about the person than it needs.",
        max_length=MESSAGE,
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": "Enter your message"},
    )


class JoinForm(AcknowledgeForm):
    """Who joins another body's answer, for this body."""


class FilesForm(forms.Form):
    """Files that go with what is said."""

    files = FilesField(  # type: ignore[assignment]  # Django takes fields out of the class
        label="Add files (optional)",
        help_text=f"{TAKEN_IN_SHORT} They go with what you write, not before.",
        required=False,
    )
