"""Forms of this door alone: the code, a message, files, comments and agreeing, contacts. Answers: `pages.answering`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django import forms

from concord.agreements.services.sharing import LONGEST_COMMENT
from concord.files.rules import TAKEN_IN_SHORT
from concord.pages.answering import AcknowledgeForm
from concord.pages.contactfields import ContactFields
from concord.pages.filesfield import FilesField
from concord.pages.wordsfield import LineField, WordsField

if TYPE_CHECKING:
    from collections.abc import Iterable

_PARAGRAPHS: Final = 4000
_LINE: Final = 120
_DIGITS: Final = 10
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


def _name() -> LineField:
    return LineField(
        label="Your name",
        max_length=_LINE,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": "Enter your name"},
    )


def _post(label: str, required: str, example: str) -> LineField:
    return LineField(
        label=label,
        help_text=f"For example, {example}",
        max_length=_LINE,
        widget=forms.TextInput(attrs={"autocomplete": "organization-title"}),
        error_messages={"required": required},
    )


class CommentForm(forms.Form):
    """What a party thinks of a version."""

    words = WordsField(
        label="What do you think of it?",
        help_text="Name the clause that you mean. Every party reads this, also later.",
        max_length=LONGEST_COMMENT,
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": "Enter what you want to say"},
    )
    by_name = _name()


class AgreeForm(forms.Form):
    """Who agrees for a party, in which office. `saves` is what was looked at."""

    by_name = _name()
    office = _post(
        "The office in which you agree",
        "Enter the office in which you agree, such as Director of Adult Social Care",
        "Director of Adult Social Care",
    )
    may = forms.BooleanField(label="")

    def __init__(self, *args: Any, body: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["may"].label = f"I may agree to this for {body}"
        self.fields["may"].error_messages["required"] = f"Tick the box if you may agree to this for {body}"

    @property
    def saves(self) -> int:
        """How often the agreement had been changed when its words were looked at; -1 for what no page sends."""
        text = str(self.data.get("saves", ""))
        return int(text) if text.isascii() and text.isdigit() and len(text) < _DIGITS else -1

    @property
    def said(self) -> dict[str, str]:
        """What the service takes."""
        return {"by_name": self.cleaned_data["by_name"], "office": self.cleaned_data["office"]}


class OwnContactForm(ContactFields):
    """A contact of one's own body. `topics` are those it has no contact for yet, where one is to be named."""

    field_order = ("topic",)
    topic = forms.ChoiceField(
        label="For which kind of help?",
        required=False,
        error_messages={"invalid_choice": "Choose a kind of help from the list"},
    )
    by_name = _name()
    by_post = _post("Your job", "Enter your job", "head of housing options")

    def __init__(self, *args: Any, topics: Iterable[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = list(topics)
        if choices:
            self.fields["topic"].choices = choices  # type: ignore[attr-defined]
        else:
            del self.fields["topic"]

    @property
    def said(self) -> dict[str, Any]:
        """What is said of the contact, and who says it."""
        return {name: value for name, value in self.cleaned_data.items() if name in {"by_name", "by_post"}}

    @property
    def parts(self) -> dict[str, str]:
        """What the contact is to say."""
        return {name: value for name, value in self.cleaned_data.items() if name not in {"by_name", "by_post"}}
