"""The forms of a request, one for each page of asking. They check what is typed; what may be done, the room says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

from concord.pages.dayfield import DayField
from concord.pages.wordsfield import INVISIBLE, WordsField
from concord.requests.rules import drafts

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    Choices = Iterable[tuple[str, str]]

_PARAGRAPHS = 4000
_SENTENCES = 1000
_LINE = 120
_ADDRESS = 254
_ADDRESS_SAYS = {
    "max_length": "The e-mail address must be 254 characters or fewer",
    "null_characters_not_allowed": INVISIBLE,
}
ELSE = "else"
"""The choice that opens the list of all functions."""


class WhomForm(forms.Form):
    """The body that is asked, chosen from a list by its reference."""

    asked = WordsField(max_length=80, error_messages={"required": "Choose whom you want to ask"})


class AboutForm(forms.Form):
    """Whom the request is about, and what the council is doing for that person under the Act."""

    person_category = forms.ChoiceField(
        label="The request is about",
        widget=forms.RadioSelect,
        error_messages={"required": "Select whom the request is about"},
    )
    person_reference = WordsField(
        label="Your reference for the person",
        help_text="The number that your own records know them by, for example LAS-20417. Do not write a name, "
        "address, date of birth or NHS number.",
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10", "autocomplete": "off", "spellcheck": "false"}),
        error_messages={"max_length": "The reference must be 40 characters or fewer"},
    )
    function = forms.ChoiceField(
        label="What is your council doing for them under the Care Act?",
        widget=forms.RadioSelect,
        error_messages={"required": "Select what your council is doing under the Care Act"},
    )
    function_else = forms.ChoiceField(
        label="Which function?",
        required=False,
        widget=forms.Select(attrs={"class": "function-else"}),
        error_messages={"invalid_choice": "Choose a function from the list"},
    )

    def __init__(self, *args: Any, persons: Choices, usual: Choices, functions: Choices, **kwargs: Any) -> None:
        """`usual` are the functions shown at once, `functions` all of them."""
        shown = {ref for ref, _ in usual}
        given = kwargs.get("initial") or {}
        if given.get("function") and given["function"] not in shown:
            kwargs["initial"] = {**given, "function": ELSE, "function_else": given["function"]}
        super().__init__(*args, **kwargs)
        rest = [(ref, name) for ref, name in functions if ref not in shown]
        self._choose_from("person_category", persons)
        self._choose_from("function", [*usual, (ELSE, "Something else")])
        self._choose_from("function_else", [("", "Choose one"), *rest])

    def _choose_from(self, field: str, choices: Choices) -> None:
        self.fields[field].choices = list(choices)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A reference is asked for wherever the request is about somebody, a function wherever "something else" is."""
        given: dict[str, Any] = super().clean() or {}
        category = given.get("person_category", "nobody")
        if category != "nobody" and not given.get("person_reference") and "person_reference" not in self.errors:
            self.add_error("person_reference", "Enter your own reference for the person")
        if given.get("function") == ELSE:
            if given.get("function_else"):
                given["function"] = given["function_else"]
            elif "function_else" not in self.errors:
                self.add_error("function_else", "Choose which function it is")
        given.pop("function_else", None)
        return given


class MatterForm(forms.Form):
    """What is asked, by when, and why it matters. `on` is today."""

    what = WordsField(
        label="What are you asking them to do?",
        help_text="Be plain enough that they can say yes. Do not name the person.",
        max_length=_PARAGRAPHS,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": "Enter what you are asking them to do"},
    )
    needed_by = DayField(
        label="By when do you ask for it?",
        help_text="For example, 4 12 2026. The Act sets no time limit: this is the day that you ask for.",
        subject="The day that you ask for",
    )
    needed_by_why = WordsField(
        label="Why by then?",
        max_length=_SENTENCES,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Enter why you need it by then"},
    )
    otherwise = WordsField(
        label="What happens if they do not do it?",
        help_text="For the person, and for the care you must arrange.",
        max_length=_SENTENCES,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Enter what happens if they do not do it"},
    )
    purposes = forms.MultipleChoiceField(
        label="Which purposes of co-operation does it serve? (optional)",
        help_text="From section 6(6) of the Care Act. Select all that apply.",
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args: Any, purposes: Choices, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.on = on
        self.fields["purposes"].choices = list(purposes)  # type: ignore[attr-defined]

    def clean_needed_by(self) -> date:
        """A day that has passed cannot be asked for, nor one that only a slip in the year can mean."""
        day: date = self.cleaned_data["needed_by"]
        if day < self.on:
            raise forms.ValidationError("The day that you ask for must be today or later", code="day")
        if drafts.too_far_ahead(day, on=self.on):
            raise forms.ValidationError("The day that you ask for must be within a year from today", code="year")
        return day


class ContactsForm(forms.Form):
    """Where the request goes, and whom the partner can ring."""

    partner_email = forms.EmailField(
        label="E-mail address that the request goes to",
        max_length=_ADDRESS,
        help_text="A team’s mailbox is better than one person’s. The e-mail says nothing about the person.",
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={
            **_ADDRESS_SAYS,
            "required": "Enter the e-mail address that the request goes to",
            "invalid": "Enter the partner’s e-mail address in the form name@example.nhs.uk",
        },
    )
    contact_name = WordsField(
        label="Name", max_length=_LINE, error_messages={"required": "Enter the name of the person they can ring"}
    )
    contact_phone = WordsField(
        label="Telephone number",
        max_length=40,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-20", "inputmode": "tel"}),
        error_messages={"required": "Enter a telephone number that they can ring"},
    )
    contact_email = forms.EmailField(
        label="Your e-mail address",
        max_length=_ADDRESS,
        help_text="We tell you here when an answer has come.",
        widget=forms.EmailInput(attrs={"spellcheck": "false"}),
        error_messages={
            **_ADDRESS_SAYS,
            "required": "Enter your e-mail address",
            "invalid": "Enter your e-mail address in the form name@example.gov.uk",
        },
    )

    def clean_contact_phone(self) -> str:
        """A number that could be rung: at least six digits."""
        number: str = self.cleaned_data["contact_phone"]
        least = 6
        if sum(sign.isdigit() for sign in number) < least:
            raise forms.ValidationError("Enter a telephone number, like 01632 960 001")
        return number


class WithdrawForm(forms.Form):
    """Why a request is taken back."""

    why = WordsField(
        label="Why are you withdrawing it?",
        help_text="Kept with the request. The partner is told that it is withdrawn, and not why.",
        max_length=_SENTENCES,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Enter why you are withdrawing it"},
    )
