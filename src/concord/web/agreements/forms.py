"""The forms of an agreement's own pages. They check what is typed; what fits an agreement, the room says.

A last day is typed as people say it, the last on which it holds; the room keeps the first day on which it does not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django import forms

from concord.agreements.rules.kinds import Kind
from concord.agreements.wording import AIM, FIELD, KIND, PURPOSE
from concord.pages.wordsfield import INVISIBLE, WordsField
from concord.web.agreements.dayfield import DayField

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

LINE, TEXT = 200, 8000
"""The most signs of a line, and of a text."""
_NARROW: Final = {"class": "govuk-input--width-3", "inputmode": "numeric", "autocomplete": "off"}
_BOX: Final = {"autocomplete": "off", "spellcheck": "false"}


def mailbox(label: str, **more: Any) -> forms.EmailField:
    """A mailbox that may be left empty."""
    return forms.EmailField(
        label=label,
        required=False,
        max_length=254,
        widget=forms.EmailInput(attrs=dict(_BOX)),
        error_messages={
            "invalid": "Enter an e-mail address in the form name@example.gov.uk",
            "max_length": "The e-mail address must be 254 characters or fewer",
            "null_characters_not_allowed": INVISIBLE,
        },
        **more,
    )


def line(label: str, says: str = "", **more: Any) -> WordsField:
    """A line of words; `says` is what to do where it is missing, empty where it may be."""
    more.setdefault("max_length", LINE)
    return WordsField(label=label, required=bool(says), error_messages={"required": says} if says else {}, **more)


def text(label: str, *, rows: int = 4, says: str = "", **more: Any) -> WordsField:
    """A text of several lines."""
    more.setdefault("max_length", TEXT)
    widget = forms.Textarea(attrs={"rows": rows})
    errors = {"required": says} if says else {}
    return WordsField(label=label, required=bool(says), widget=widget, error_messages=errors, **more)


def ticks(label: str, choices: Mapping[Any, str], **more: Any) -> forms.MultipleChoiceField:
    """Several of a list, or none."""
    return forms.MultipleChoiceField(
        label=label,
        required=False,
        choices=[(str(value), words) for value, words in choices.items()],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Select from the list"},
        **more,
    )


class KindForm(forms.Form):
    """What kind of agreement it is, and what a joint protocol is about."""

    kind = forms.ChoiceField(
        label="What kind of agreement is it?",
        choices=[(kind.value, words) for kind, words in KIND.items()],
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), "Choose what kind of agreement it is"),
    )
    field = forms.ChoiceField(
        label="What is the protocol about?",
        required=False,
        choices=[("", "Choose one"), *((field.value, words) for field, words in FIELD.items())],
        error_messages={"invalid_choice": "Choose what the protocol is about"},
    )

    def clean(self) -> dict[str, Any]:
        """A protocol is about something; another kind has no such field, whatever was left in it."""
        given = self.cleaned_data
        if given.get("kind") == Kind.PROTOCOL and not given.get("field") and "field" not in self.errors:
            self.add_error("field", "Choose what the protocol is about")
        elif given.get("kind") and given["kind"] != Kind.PROTOCOL:
            given["field"] = ""
        return given


class FirstForm(forms.Form):
    """The first facts of a new agreement."""

    title = line("Title", "Enter the title of the agreement")
    owner_name = line("Who looks after it? (optional)", help_text="Reminders go to them. You can change it later.")
    owner_email = mailbox("Their e-mail address (optional)")
    starts = DayField(
        label="When does it begin? (optional)",
        help_text="Leave it empty while it is not settled. It is needed before anybody can agree.",
        subject="The first day",
        required=False,
    )


class AboutForm(forms.Form):
    """What the agreement is called, who looks after it, and where it belongs."""

    title = line("Title", "Enter the title of the agreement")
    reference = line("Your reference (optional)", max_length=60)
    owner_name = line("Owner (optional)", help_text="Who looks after it. Reminders go to them.")
    owner_email = mailbox("Owner’s e-mail address (optional)")
    deputy_name = line("Deputy (optional)", help_text="Who does so when the owner is away")
    deputy_email = mailbox("Deputy’s e-mail address (optional)")
    review_months = forms.IntegerField(
        label="Months between reviews (optional)",
        help_text="For example, 12 for once a year",
        required=False,
        widget=forms.TextInput(attrs=dict(_NARROW)),
        error_messages={"invalid": "Enter the months between reviews as a whole number, like 12"},
    )
    under = forms.ChoiceField(
        label="Which agreement does it hang under? (optional)",
        required=False,
        help_text="For example, a protocol under a partnership agreement",
        error_messages={"invalid_choice": "Choose an agreement from the list"},
    )
    replaces = forms.ChoiceField(
        label="Which agreement does it replace? (optional)",
        required=False,
        error_messages={"invalid_choice": "Choose an agreement from the list"},
    )

    def __init__(self, *args: Any, others: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", "None"), *others]
        for name in ("under", "replaces"):
            self.fields[name].choices = choices  # type: ignore[attr-defined]


class CoversForm(forms.Form):
    """What a version covers, in words and as it is filed."""

    summary = text("What is it for, in a few sentences? (optional)", rows=5)
    purposes = ticks(
        "Which purposes of co-operation does it serve? (optional)",
        PURPOSE,
        help_text="Section 6(6) names these “in particular”: there may be others.",
    )
    aims = ticks("Which aims of integration does it serve? (optional)", AIM, help_text="Section 3(1)")
    topics = ticks("Which topics is it about? (optional)", {}, help_text="Your own list: coverage is shown by these.")
    functions = text(
        "Which functions does it cover? (optional)",
        help_text="For example, assessments under section 9 and discharge planning",
        rows=3,
    )
    area = text("Which area? (optional)", rows=2)
    persons = text("Which people? (optional)", help_text="A group, never one person", rows=2)

    def __init__(self, *args: Any, topics: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["topics"].choices = list(topics.items())  # type: ignore[attr-defined]


class DaysForm(forms.Form):
    """From when until when, and when it is looked at again."""

    starts = DayField(
        label="First day (optional)",
        help_text="It is in force from this day, or from the day on which the last party agrees, whichever is later.",
        subject="The first day",
        required=False,
    )
    ends = DayField(
        label="Last day (optional)",
        help_text="The last day on which it holds. Leave it empty where none is agreed.",
        subject="The last day",
        required=False,
    )
    review_on = DayField(
        label="Review by (optional)",
        help_text="Its owner is reminded.",
        subject="The day of the review",
        required=False,
    )


class ApprovalForm(forms.Form):
    """By whom and by which decision your own body approved it."""

    approved_by = line("Approved by (optional)", help_text="For example, Cabinet, or the Director of Adult Social Care")
    decision = line("Decision (optional)", help_text="Its number or a link to the minutes")
    approved_on = DayField(label="On which day? (optional)", subject="The day of the approval", required=False)


class PartyForm(forms.Form):
    """Where a party is written to."""

    mailbox = mailbox(
        "E-mail address that its secure link goes to (optional)",
        help_text="Leave it empty where they agree on paper, or at their own desk here.",
    )
    contact_name = line("For whose attention? (optional)", help_text="A name or a post")


class ButtonForm(forms.Form):
    """Nothing to fill in: the button alone says it."""
