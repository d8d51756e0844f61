"""The forms about what is asked, by when, what the person wants, why it may be shared, and whom to ring."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.utils.functional import lazy

from concord.base import clock
from concord.files.rules import FIELD, TAKEN_IN_SHORT
from concord.pages.dayfield import DayField
from concord.pages.days import for_example
from concord.pages.filesfield import FilesField
from concord.pages.wordsfield import INVISIBLE, WordsField
from concord.requests import queries
from concord.requests.rules import drafts
from concord.requests.wording import SHARING, TOLD
from concord.web.requests.asking.fields import LINE, PARAGRAPHS, SENTENCES, DraftForm

if TYPE_CHECKING:
    from datetime import date

_ADDRESS: Final = 254
_ADDRESS_SAYS: Final = {
    "max_length": "The e-mail address must be 254 characters or fewer",
    "null_characters_not_allowed": INVISIBLE,
}


_example_of_a_day: Any = lazy(
    lambda: f"{for_example(clock.today())}. The Act sets no time limit: this is the day that you ask for.", str
)


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class WhatForm(DraftForm):
    """What is asked, in free words."""

    step = "what"
    what = WordsField(
        label="What are you asking them to do?",
        help_text="Be plain enough that they can say yes. Do not name the person.",
        max_length=PARAGRAPHS,
        widget=_area(8),
        error_messages={"required": "Enter what you are asking them to do"},
    )


class WhenForm(DraftForm):
    """By when it is asked for, why then, and what happens otherwise. `on` is today."""

    step = "when"
    needed_by = DayField(
        label="By when do you ask for it?",
        help_text=_example_of_a_day(),
        subject="The day that you ask for",
    )
    needed_by_why = WordsField(
        label="Why by then?",
        max_length=SENTENCES,
        widget=_area(3),
        error_messages={"required": "Enter why you need it by then"},
    )
    otherwise = WordsField(
        label="What happens if they do not do it?",
        help_text="For the person, and for the care that must be arranged.",
        max_length=SENTENCES,
        widget=_area(3),
        error_messages={"required": "Enter what happens if they do not do it"},
    )

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.on = on

    def clean_needed_by(self) -> date | None:
        """A day that has passed cannot be asked for, nor one that only a slip in the year can mean."""
        day: date | None = self.cleaned_data["needed_by"]
        if day and day < self.on:
            raise forms.ValidationError("The day that you ask for must be today or later", code="day")
        if day and drafts.too_far_ahead(day, on=self.on):
            raise forms.ValidationError("The day that you ask for must be within a year from today", code="year")
        return day


_BELOW: Final = {"yes": "Yes, and what they said is below", "no": "No, and the reason is below"}
"""What is said beside an answer that words follow."""


class WishesForm(DraftForm):
    """What the person wants, whether they know of the request, and how they need to be told things."""

    step = "wishes"
    wishes = WordsField(
        label="What does the person want? (optional)",
        help_text="In their own words where you can. Where they lack capacity to say, what is known of their wishes.",
        required=False,
        max_length=SENTENCES,
        widget=_area(4),
    )
    told = forms.ChoiceField(
        label="Does the person know that you are asking?",
        choices=list({**TOLD, **_BELOW}.items()),
        widget=forms.RadioSelect,
        error_messages={"required": "Select whether the person knows of this request"},
    )
    told_words = WordsField(
        label="What they said, or why they do not know",
        required=False,
        max_length=SENTENCES,
        widget=_area(3),
    )
    format_needs = WordsField(
        label="How do they need to be told things? (optional)",
        help_text="For example large print, easy read, an interpreter, a quiet room.",
        required=False,
        max_length=SENTENCES,
        widget=_area(2),
    )

    def __init__(self, *args: Any, about_somebody: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not about_somebody:
            self.fields["told"].required = False

    def clean(self) -> dict[str, Any]:
        """Who was not told, for a reason, is said with that reason."""
        given: dict[str, Any] = super().clean() or {}
        if given.get("told") == "no":
            self.need("told_words", "Enter why the person has not been told")
        return given


class SharingForm(DraftForm):
    """On what basis something about the person is shared."""

    step = "sharing"
    data_classes = forms.MultipleChoiceField(
        label="What kinds of information does this request hold?",
        help_text="About the person, or others around them. What such requests usually hold is selected: change it to "
        "what yours holds.",
        choices=list(queries.CLASSES.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    sharing_basis = forms.ChoiceField(
        label="On what basis do you share this?",
        help_text="With articles 9(2)(h) and 9(2)(g) go paragraphs 2 and 18 of schedule 1 to the Data Protection Act "
        "2018. Is it about an offence, or are you not sure? Ask your data protection officer.",
        choices=list(SHARING.items()),
        widget=forms.RadioSelect,
        error_messages={"required": "Select on what basis you share this"},
    )
    sharing_words = WordsField(
        label="Anything else about sharing (optional)",
        help_text="For example, which agreement it is under, or what must not be passed on.",
        required=False,
        max_length=SENTENCES,
        widget=_area(3),
    )


class FilesForm(forms.Form):
    """Files for a draft."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields[FIELD] = FilesField(
            label="Choose files",
            help_text=f"Only what they need in order to answer. {TAKEN_IN_SHORT}",
        )


class ContactsForm(DraftForm):
    """Where the request goes, and whom the other side can ring. `may_remember`: the address can be kept."""

    step = "contacts"
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
    remember = forms.BooleanField(label="Keep this address as their contact for everybody here", required=False)
    contact_name = WordsField(
        label="Name", max_length=LINE, error_messages={"required": "Enter the name of the person they can ring"}
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

    def __init__(self, *args: Any, may_remember: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may_remember:
            del self.fields["remember"]

    def clean_contact_phone(self) -> str:
        """A number that could be rung: at least six digits."""
        number: str = self.cleaned_data["contact_phone"]
        least = 6
        if number and sum(sign.isdigit() for sign in number) < least:
            raise forms.ValidationError("Enter a telephone number, like 01632 960 001")
        return number


class OthersForm(forms.Form):
    """Further bodies for the same request, and whether they are to answer together."""

    joint = forms.ChoiceField(
        label="How are they to answer?",
        choices=[
            ("no", "Each for itself: nobody sees the others’ answers"),
            ("yes", "Together: each sees who else is asked, and can join an answer that another has given"),
        ],
        initial="no",
        widget=forms.RadioSelect,
        error_messages={"required": "Select how they are to answer", "invalid_choice": "Select how they are to answer"},
    )
