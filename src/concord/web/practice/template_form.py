"""The form of a template: the fields of a draft that are about no one person and no one day."""

from __future__ import annotations

from typing import Any

from django import forms

from concord import statute
from concord.pages.wordsfield import INVISIBLE, WordsField
from concord.requests.rules.kinds import Condition
from concord.requests.services.practice import LONGEST
from concord.requests.wording import CONDITION, GROUP, HELP, SHARING
from concord.web.practice.forms import URGENCIES

LEFT_OPEN = "Left open"
_PARAGRAPHS = 4000
_SENTENCES = 1000


def _text(label: str, *, rows: int = 3, most: int = _SENTENCES, hint: str = "") -> WordsField:
    widget = forms.Textarea(attrs={"rows": rows})
    return WordsField(label=label, required=False, max_length=most, help_text=hint, widget=widget)


def _choice(label: str, hint: str = "") -> forms.ChoiceField:
    says = "Select one from the list"
    return forms.ChoiceField(label=label, required=False, help_text=hint, error_messages={"invalid_choice": says})


class TemplateForm(forms.Form):
    """A template. What is left open is filled in when a request is made from it."""

    name = WordsField(
        label="Name of the template",
        help_text="What your colleagues look for, for example Housing officer at a planning meeting",
        max_length=LONGEST,
        error_messages={"required": "Enter a name for the template"},
    )
    help = _choice("Kind of help")
    urgency = _choice("Urgency")
    person_category = _choice("Whom such a request is about")
    function = _choice("What you do for them under the Care Act")
    function_words = WordsField(
        label="Which function of yours it serves, in words",
        help_text="Only for a body that asks a council under section 7(2)",
        required=False,
        max_length=200,
    )
    purposes = forms.MultipleChoiceField(
        label="Purposes of co-operation (section 6(6))", required=False, widget=forms.CheckboxSelectMultiple
    )
    what = _text(
        "What you ask them to do",
        rows=6,
        most=_PARAGRAPHS,
        hint="Write it so that it fits everybody: no name, no reference, no day.",
    )
    needed_by_why = _text("Why by the day that you ask for")
    otherwise = _text("What happens if they do not do it")
    sharing_basis = _choice("Basis for sharing")
    sharing_words = _text("More about the basis for sharing")
    contact_name = WordsField(label="Whom they can ring", required=False, max_length=120)
    contact_phone = WordsField(
        label="Telephone number",
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-20", "inputmode": "tel"}),
    )
    contact_email = forms.EmailField(
        label="E-mail address that answers are told to",
        required=False,
        max_length=254,
        widget=forms.EmailInput(attrs={"spellcheck": "false"}),
        error_messages={
            "invalid": "Enter an e-mail address in the form name@example.gov.uk",
            "max_length": "The e-mail address must be 254 characters or fewer",
            "null_characters_not_allowed": INVISIBLE,
        },
    )
    asker_group = _choice("Which group of officers asks", "Only for an internal request (section 6(4))")
    asked_group = _choice("Which group of officers is asked", "Only for an internal request (section 6(4))")
    conditions = forms.MultipleChoiceField(
        label="Conditions of section 45",
        help_text="Only for a Safeguarding Adults Board that asks for information",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    checked = forms.BooleanField(label="Nothing that is marked is about one person", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field, choices in choices_of().items():
            several = isinstance(self.fields[field], forms.MultipleChoiceField)
            self.fields[field].choices = choices if several else [("", LEFT_OPEN), *choices]  # type: ignore[attr-defined]


def choices_of() -> dict[str, list[tuple[str, str]]]:
    """The choices of each field that has any."""
    book = statute.rulebook()
    groups = [(group.value, words) for group, words in GROUP.items()]
    return {
        "help": [*HELP.items()],
        "urgency": URGENCIES,
        "person_category": [(word.id, word.name) for word in book.persons.values()],
        "function": [(ref, f"{one.name} ({statute.cited(book, ref)})") for ref, one in book.functions.items()],
        "purposes": [(word.id, word.name) for word in book.purposes.values()],
        "sharing_basis": [*SHARING.items()],
        "asker_group": groups,
        "asked_group": groups,
        "conditions": [(one.value, CONDITION[one]) for one in Condition],
    }
