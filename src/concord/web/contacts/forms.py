"""The forms of contacts. They check what is typed; who may change what, and what a contact must have, the room says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

from concord.contacts.topics import ANY_TOPIC, GENERAL, TOPICS
from concord.pages.contactfields import ContactFields
from concord.pages.wordsfield import WordsField
from concord.registry.wording import BOARD_KIND, OTHER_KINDS

if TYPE_CHECKING:
    from collections.abc import Sequence

RIGHT, WRONG = "right", "wrong"


class ContactForm(ContactFields):
    """A contact of a body. `councils` are those that it may be said to serve, by reference and name."""

    field_order = ("topic", "council")
    topic = forms.ChoiceField(
        label="For which kind of help?",
        required=False,
        choices=[(ANY_TOPIC, f"{GENERAL}, unless another contact is given for it"), *TOPICS.items()],
        error_messages={"invalid_choice": "Choose a kind of help from the list"},
    )
    council = forms.ChoiceField(
        label="For requests from which council?",
        required=False,
        error_messages={"invalid_choice": "Choose a council from the list"},
    )

    def __init__(self, *args: Any, councils: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["council"].choices = [("", "Every council"), *councils]  # type: ignore[attr-defined]


class ConfirmForm(forms.Form):
    """Whether a contact is right, once somebody has asked."""

    answer = forms.ChoiceField(
        label="Have you checked that this contact is right?",
        choices=[(RIGHT, "Yes, it is right"), (WRONG, "It is wrong, and I do not know the right one")],
        widget=forms.RadioSelect,
        error_messages={
            "required": "Select whether the contact is right",
            "invalid_choice": "Select whether the contact is right",
        },
    )


class BodyForm(forms.Form):
    """A body that the register does not list. `alike`: names like it were shown, so that a tick can set it apart."""

    name = WordsField(label="Name", max_length=200, error_messages={"required": "Enter the name of the body"})
    kind = forms.ChoiceField(
        label="What is it?",
        choices=[("", "Choose one"), *((kind, name) for kind, name in OTHER_KINDS.items() if kind != BOARD_KIND)],
        error_messages={
            "required": "Choose what kind of body it is",
            "invalid_choice": "Choose what kind of body it is from the list",
        },
    )
    code = WordsField(
        label="NHS organisation code (optional)",
        required=False,
        help_text="For a GP practice a letter and five numbers, like A81001",
        max_length=20,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10", "spellcheck": "false", "autocomplete": "off"}),
    )
    although_alike = forms.BooleanField(label="It is another body than the ones shown above", required=False)

    def __init__(self, *args: Any, alike: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not alike:
            del self.fields["although_alike"]
