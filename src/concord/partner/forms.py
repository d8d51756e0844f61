"""What a partner may say, as forms. The grounds are the two of CA2014.s7(1); written reasons are owed under s7(3)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

from concord.pages.dayfield import DayField
from concord.pages.wordsfield import WordsField

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

_PARAGRAPHS = 4000
_LINE = 120


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


class SignedForm(forms.Form):
    """Who answers, by name and job: the answer is the partner's act and somebody gives it."""

    by_name = WordsField(
        label="Your name",
        max_length=_LINE,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": "Enter your name"},
    )
    by_post = WordsField(
        label="Your job",
        help_text="For example, head of housing options",
        max_length=_LINE,
        widget=forms.TextInput(attrs={"autocomplete": "organization-title"}),
        error_messages={"required": "Enter your job"},
    )


class AcknowledgeForm(SignedForm):
    """“We have it”, which decides nothing."""


class ComplyForm(SignedForm):
    """“We will do it”, what exactly and by when."""

    what_will_be_done = WordsField(
        label="What will you do?",
        max_length=_PARAGRAPHS,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": "Enter what you will do"},
    )
    promised_on = DayField(
        label="By when will you do it?",
        help_text="For example, 4 12 2026",
        subject="The day by which you will do it",
    )
    field_order = ("what_will_be_done", "promised_on", "by_name", "by_post")

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.on = on

    def clean_promised_on(self) -> date:
        """A promise is for today or later."""
        day: date = self.cleaned_data["promised_on"]
        if day < self.on:
            raise forms.ValidationError("The day by which you will do it must be today or later", code="day")
        return day


class RefuseForm(SignedForm):
    """“We will not do it”, on one or both grounds, each with its own written reasons.

    The field of a ground's reasons is named `reasons_<ground>`; it is required where the ground is ticked.
    """

    grounds = forms.MultipleChoiceField(
        label="On which ground do you refuse?",
        help_text="Select one or both.",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Select at least one ground: section 7 allows a refusal only on these two"},
    )
    instead = WordsField(
        label="What could you do instead? (optional)",
        max_length=_PARAGRAPHS,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, grounds: Iterable[tuple[str, str, str]], **kwargs: Any) -> None:
        """`grounds` are (id, the ground as the partner says it, what its reasons should tell)."""
        super().__init__(*args, **kwargs)
        listed = list(grounds)
        self.fields["grounds"].choices = [(ground, label) for ground, label, _ in listed]  # type: ignore[attr-defined]
        for ground, _, tells in listed:
            self.fields[f"reasons_{ground}"] = WordsField(
                label="Your reasons for this ground",
                help_text=tells,
                max_length=_PARAGRAPHS,
                required=False,
                widget=forms.Textarea(attrs={"rows": 5}),
            )
        self.order_fields(
            ["grounds", *(f"reasons_{ground}" for ground, _, _ in listed), "instead", "by_name", "by_post"]
        )

    def clean(self) -> dict[str, Any]:
        """Each ground that is ticked has its reasons, and reasons have their ground: nothing written is lost."""
        given: dict[str, Any] = super().clean() or {}
        for ground, _ in self.fields["grounds"].choices:  # type: ignore[attr-defined]
            field = f"reasons_{ground}"
            ticked, written = ground in given.get("grounds", ()), given.get(field)
            if ticked and not written and field not in self.errors:
                self.add_error(field, "Enter your reasons for this ground: section 7(3) requires them in writing")
            if written and not ticked and given.get("grounds"):
                self.add_error(
                    "grounds", "You wrote reasons for a ground that is not selected: select it, or clear them"
                )
        return given

    @property
    def reasons(self) -> dict[str, str]:
        """The reasons by ground, of the grounds that are ticked."""
        return {ground: self.cleaned_data[f"reasons_{ground}"] for ground in self.cleaned_data["grounds"]}
