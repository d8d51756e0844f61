"""The forms about what kind of help, whom it is for and which function it serves. What may be done, the room says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django import forms

from concord.base.errors import Invalid
from concord.pages.wordsfield import WordsField
from concord.requests import nhs_number
from concord.requests.rules.drafts import NOBODY
from concord.requests.rules.kinds import Condition, Group, Urgency
from concord.requests.wording import CONDITION, GROUP, HELP, URGENCY
from concord.web.requests.asking.fields import LINE, DraftForm

if TYPE_CHECKING:
    from collections.abc import Iterable

    from concord.requests.queries import Shown
    from concord.web.requests.asking.fields import Choices

ELSE: Final = "else"
"""The choice that opens the list of all functions."""

URGENT_MEANS: Final[dict[str, str]] = {
    Urgency.ROUTINE: "In the ordinary course of work.",
    Urgency.URGENT: "Somebody comes to harm, or loses something that matters, if it waits its turn.",
    Urgency.IMMEDIATE: "Somebody is in danger now. Ring first: 999 where life is at risk, then the body that you ask. "
    "Send this afterwards, so that it is on record.",
}


class WhomForm(forms.Form):
    """The body that is asked, chosen from a list by its reference, or a group of one's own council's officers."""

    asked = WordsField(max_length=80, error_messages={"required": "Choose whom you want to ask"})


class HelpForm(DraftForm):
    """The kind of help and how urgent it is; inside a council, who asks; and words to begin with."""

    step = "help"
    help = forms.ChoiceField(
        label="What kind of help do you need?",
        choices=list(HELP.items()),
        widget=forms.RadioSelect,
        error_messages={"required": "Select what kind of help you need"},
    )
    urgency = forms.ChoiceField(
        label="How urgent is it?",
        choices=[(urgency.value, words) for urgency, words in URGENCY.items()],
        widget=forms.RadioSelect,
        error_messages={"required": "Select how urgent it is"},
    )
    asker_group = forms.ChoiceField(
        label="Which part of the council do you work in?",
        choices=[(group.value, words) for group, words in GROUP.items()],
        widget=forms.RadioSelect,
        error_messages={"required": "Select which part of the council you work in"},
    )
    template = forms.ChoiceField(
        label="Begin with words that your organisation keeps (optional)",
        help_text="They fill in what is still empty, and change nothing that you have written.",
        required=False,
        error_messages={"invalid_choice": "This template is no longer there. Choose another, or none."},
    )

    def __init__(self, *args: Any, asked_group: str, templates: Choices, **kwargs: Any) -> None:
        """`asked_group` is the group asked inside one's own council; empty for a request to another body."""
        super().__init__(*args, **kwargs)
        self.asked_group = asked_group
        if not asked_group:
            del self.fields["asker_group"]
        offered = list(templates)
        self.choose_from("template", [("", "None"), *offered])
        if not offered:
            del self.fields["template"]
        self.order_fields(["template"])

    def clean_asker_group(self) -> str:
        """Section 6(4) is about co-operation between two groups."""
        group: str = self.cleaned_data["asker_group"]
        if group and group == self.asked_group:
            raise forms.ValidationError(f"You ask {GROUP[Group(group)]}: select the other part, which you work in")
        return group

    def clean_urgency(self) -> str:
        """A page that is saved unfinished keeps the urgency that a draft begins with."""
        return self.cleaned_data["urgency"] or Urgency.ROUTINE.value


_NARROW: Final = {"class": "govuk-input--width-10", "autocomplete": "off", "spellcheck": "false"}


class PersonForm(DraftForm):
    """Whom the request is about. Initials, NHS number and name are there where the body has switched them on."""

    step = "person"
    person_category = forms.ChoiceField(
        label="The request is about",
        widget=forms.RadioSelect,
        error_messages={"required": "Select whom the request is about"},
    )
    person_reference = WordsField(
        label="Your reference for the person",
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs=_NARROW),
        error_messages={"max_length": "The reference must be 40 characters or fewer"},
    )
    person_initials = WordsField(
        label="Initials (optional)",
        required=False,
        max_length=10,
        widget=forms.TextInput(attrs={**_NARROW, "class": "govuk-input--width-5"}),
    )
    person_nhs_number = WordsField(
        label="NHS number (optional)",
        help_text="10 digits, for example 943 476 5919. We check that the digits belong together.",
        required=False,
        max_length=20,
        widget=forms.TextInput(attrs={**_NARROW, "inputmode": "numeric"}),
    )
    person_name = WordsField(
        label="Full name (optional)",
        help_text="Only where they cannot find the person without it.",
        required=False,
        max_length=LINE,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    def __init__(self, *args: Any, persons: Choices, shown: Shown, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choose_from("person_category", persons)
        switched = {"initials": shown.initials, "nhs_number": shown.nhs_number, "name": shown.name}
        for name, on in switched.items():
            if not on:
                del self.fields[f"person_{name}"]
        left_out = " or ".join(("address", "date of birth", *(_SAID[name] for name, on in switched.items() if not on)))
        self.fields[
            "person_reference"
        ].help_text = (
            f"The number that your own records know them by, for example LAS-20417. Do not write an {left_out} here."
        )

    def clean_person_nhs_number(self) -> str:
        """Ten digits whose check digit fits, or nothing."""
        typed: str = self.cleaned_data["person_nhs_number"]
        try:
            return nhs_number.normalised(typed) if typed else ""
        except Invalid as error:
            raise forms.ValidationError(error.message) from error

    def clean(self) -> dict[str, Any]:
        """A reference is asked for wherever the request is about somebody."""
        given: dict[str, Any] = super().clean() or {}
        if given.get("person_category", NOBODY) != NOBODY:
            self.need("person_reference", "Enter your own reference for the person")
        return given


_SAID: Final = {"initials": "initials", "nhs_number": "NHS number", "name": "name"}


class FunctionForm(DraftForm):
    """Which function of the Act the request serves, and which purposes of co-operation."""

    step = "function"
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
    purposes = forms.MultipleChoiceField(
        label="Which purposes of co-operation does it serve? (optional)",
        help_text="From section 6(6) of the Care Act. Select all that apply.",
        widget=forms.CheckboxSelectMultiple,
        required=False,
        error_messages={"invalid_choice": "Select purposes from the list"},
    )

    def __init__(
        self, *args: Any, usual: Iterable[str], functions: Iterable[tuple[str, str]], purposes: Choices, **kwargs: Any
    ) -> None:
        """`usual` are the functions shown at once, `functions` all of them."""
        shown, offered = set(usual), list(functions)
        given = kwargs.get("initial") or {}
        if given.get("function") and given["function"] not in shown:
            kwargs["initial"] = {**given, "function": ELSE, "function_else": given["function"]}
        super().__init__(*args, **kwargs)
        first = [choice for choice in offered if choice[0] in shown]
        self.choose_from("function", [*first, (ELSE, "Something else")])
        self.choose_from("function_else", [("", "Choose one"), *(one for one in offered if one[0] not in shown)])
        self.choose_from("purposes", purposes)

    def clean(self) -> dict[str, Any]:
        """Where "something else" is chosen, the function is the one from the whole list."""
        given: dict[str, Any] = super().clean() or {}
        if given.get("function") == ELSE:
            given["function"] = given.get("function_else", "")
            self.need("function_else", "Choose which function it is")
        return given

    def said(self, name: str, value: Any) -> str:
        """As the page says it, whichever list the function stands in."""
        rest = {str(key): str(words) for key, words in self.fields["function_else"].choices}  # type: ignore[attr-defined]
        return rest.get(str(value)) or super().said(name, value)


class OwnFunctionForm(DraftForm):
    """Under section 7(2): which function it serves, of the asker in words, of the council asked from the list, or both.

    Whose function the Act means there is argued: one of the council's settles it, and none need be named.
    """

    step = "function"
    function_words = WordsField(
        label="Which function of yours does it serve?",
        help_text="What your organisation is doing for the person, in your own words. For example: planning a safe "
        "discharge from hospital.",
        max_length=200,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    function = forms.ChoiceField(
        label="Which function of the council does it help with? (optional)",
        help_text="Where you can name one, nobody can argue that section 7(2) does not reach your request.",
        required=False,
        error_messages={"invalid_choice": "Choose a function from the list"},
    )
    purposes = forms.MultipleChoiceField(
        label="Which purposes of co-operation does it serve? (optional)",
        help_text="From section 6(6) of the Care Act. Select all that apply.",
        widget=forms.CheckboxSelectMultiple,
        required=False,
        error_messages={"invalid_choice": "Select purposes from the list"},
    )

    def __init__(self, *args: Any, functions: Choices, purposes: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choose_from("function", [("", "None, or I do not know"), *functions])
        self.choose_from("purposes", purposes)

    def clean(self) -> dict[str, Any]:
        """One of the two is needed."""
        given: dict[str, Any] = super().clean() or {}
        if not given.get("function"):
            self.need("function_words", "Enter which function of yours it serves")
        return given


class ConditionsForm(DraftForm):
    """What the board states of the conditions of section 45, which alone oblige anybody to supply information."""

    step = "conditions"
    conditions = forms.MultipleChoiceField(
        label="What is true of this request?",
        help_text="The first two must be true, and one of the last two.",
        choices=[(condition.value, words) for condition, words in CONDITION.items()],
        widget=forms.CheckboxSelectMultiple,
        required=False,
        error_messages={"invalid_choice": "Select conditions from the list"},
    )

    def clean(self) -> dict[str, Any]:
        """Complain of what is missing, by name."""
        given: dict[str, Any] = super().clean() or {}
        stated = set(given.get("conditions") or ())
        missing = {Condition.FOR_BOARD, Condition.LIKELY_TO_HOLD} - stated
        if not self.unfinished and (missing or stated.isdisjoint({Condition.CONCERNS_ADDRESSEE, Condition.DERIVED})):
            self.add_error(
                "conditions",
                "Select the first two, and one of the last two. Where they are not true, nobody must supply anything: "
                "ask informally instead.",
            )
        return given
