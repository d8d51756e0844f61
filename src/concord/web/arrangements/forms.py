"""The forms of arrangements. They check what is typed; who may arrange what, the room says. Last days are inclusive."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

from concord.agreements.arrangements_wording import FOUND
from concord.agreements.services.arranging import LONGEST_LINE, LONGEST_PHONE, LONGEST_TEXT
from concord.pages.wordsfield import WordsField
from concord.web.agreements.dayfield import DayField

if TYPE_CHECKING:
    from collections.abc import Iterable


def _line(label: str, says: str = "", *, help_text: str = "", most: int = LONGEST_LINE) -> WordsField:
    return WordsField(
        label=label,
        help_text=help_text,
        max_length=most,
        required=bool(says),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": says},
    )


def _text(label: str, says: str = "", *, help_text: str = "", rows: int = 4) -> WordsField:
    return WordsField(
        label=label,
        help_text=help_text,
        max_length=LONGEST_TEXT,
        required=bool(says),
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"required": says},
    )


def _mailbox(label: str, *, required: bool, help_text: str = "") -> forms.EmailField:
    return forms.EmailField(
        label=label,
        help_text=help_text,
        required=required,
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={
            "required": "Enter the e-mail address",
            "invalid": "Enter an e-mail address in the right form, like name@council.example",
            "max_length": "The e-mail address must be 254 characters or fewer",
        },
    )


def _phone(label: str) -> WordsField:
    return WordsField(
        label=label,
        required=False,
        max_length=LONGEST_PHONE,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-20", "inputmode": "tel", "autocomplete": "off"}),
    )


class OfficerForm(forms.Form):
    """Who speaks for a group of officers, and who stands in."""

    name = _line("Name", "Enter the officer’s name")
    office = _line("Office or post", "Enter the officer’s office or post")
    email = _mailbox(
        "E-mail address",
        required=True,
        help_text="Requests from other parts of the council are offered this address. A team’s mailbox is read when"
        " somebody is away.",
    )
    phone = _phone("Telephone number (optional)")
    deputy_name = _line("Deputy’s name (optional)")
    deputy_email = _mailbox("Deputy’s e-mail address (optional)", required=False)
    deputy_phone = _phone("Deputy’s telephone number (optional)")
    starts = DayField(label="From which day?", subject="The day from which it counts")


class ArrangementForm(forms.Form):
    """What two groups arrange. `agreements` are those that it may hang on, by id and title."""

    title = _line("What is it called?", "Enter what the arrangement is called")
    how = _text(
        "How do the two work together?",
        "Enter how the two groups work together",
        help_text="Who asks whom for what, how, and how soon.",
        rows=8,
    )
    meets = _text("Who meets whom, and when? (optional)")
    disputes = _text("What happens when they disagree? (optional)")
    agreement = forms.ChoiceField(
        label="Does it hang on an agreement in the register? (optional)",
        help_text="Its clauses are then shown with the arrangement.",
        required=False,
        error_messages={"invalid_choice": "Choose an agreement from the list, or none"},
    )
    starts = DayField(label="First day", subject="The first day")
    until = DayField(
        label="Last day (optional)", help_text="Leave it empty if none is set.", subject="The last day", required=False
    )
    months = forms.IntegerField(
        label="Months between reviews",
        help_text="12 is usual.",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-2", "inputmode": "numeric", "autocomplete": "off"}),
        error_messages=dict.fromkeys(("required", "invalid"), "Enter the months between reviews as a number, like 12"),
    )

    def __init__(self, *args: Any, agreements: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agreement"].choices = [("", "None"), *agreements]  # type: ignore[attr-defined]
        if not list(agreements):
            del self.fields["agreement"]


class EndForm(forms.Form):
    """The last day of something."""

    on = DayField(label="What is the last day?", subject="The last day")


class ExerciseForm(forms.Form):
    """A day on which two groups worked by their arrangement."""

    on = DayField(label="On which day?", subject="The day")
    words = _text(
        "What was done?",
        "Enter what was done",
        help_text="In a sentence or two. Do not name the person whom it was for.",
    )


class ReviewForm(forms.Form):
    """What a review found."""

    found = forms.ChoiceField(
        label="What did the review find?",
        choices=list(FOUND.items()),
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), "Select what the review found"),
    )
    words = _text("In words (optional)")
    on = DayField(label="On which day was it done?", subject="The day of the review")
    next_on = DayField(label="When is the next review?", subject="The day of the next review", required=False)
