"""The forms of how a body works. They check what is typed; what may be set, the room says."""

from __future__ import annotations

from typing import Any

from django import forms

from concord.pages.dayfield import DayField
from concord.pages.wordsfield import INVISIBLE, WordsField
from concord.requests.rules.examples import examples
from concord.requests.services.practice import LONGEST
from concord.requests.wording import HELP, ON_GAP, URGENCY

ANY = "any"
"""Any kind of help, in an address."""
HELPS = [(ANY, "Any kind of help"), *HELP.items()]
URGENCIES = [(urgency.value, words) for urgency, words in URGENCY.items()]


class DaysField(forms.IntegerField):
    """A number of working days, in a narrow box."""

    def __init__(self, **kwargs: Any) -> None:
        says = "Enter a number of working days, like 10"
        kwargs["error_messages"] = {"required": says, "invalid": says, **kwargs.get("error_messages", {})}
        attrs = {"class": "govuk-input--width-2", "inputmode": "numeric", "autocomplete": "off"}
        super().__init__(widget=forms.TextInput(attrs=attrs), **kwargs)


class HowForm(forms.Form):
    """What is written of a person beside the own reference, and the rhythm of reminders."""

    initials = forms.BooleanField(label="Initials", required=False)
    nhs_number = forms.BooleanField(
        label="NHS number", required=False, help_text="Its check digit is tried when it is typed."
    )
    name = forms.BooleanField(label="Name", required=False)
    remind_before = DaysField(
        label="How many working days before the due day do you remind them?", help_text="From 1 to 10"
    )
    remind_after = DaysField(
        label="When the due day is past, after how many working days do you remind them again?",
        help_text="From 1 to 10",
    )

    sharing = forms.ChoiceField(
        label="What if no agreement covers what a request says of a person?",
        help_text="Concord looks at the agreements in force between the two bodies. Nothing in law asks for one, and "
        "none is a lawful basis by itself. A request in immediate danger always goes.",
        required=False,
        choices=list(ON_GAP.items()),
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": "Select whether to warn or to block"},
    )


class WhichForm(forms.Form):
    """For which kind of help, and how urgent: to look at a time, or to set one."""

    help = forms.ChoiceField(
        label="Kind of help", choices=HELPS, error_messages={"invalid_choice": "Select a kind of help from the list"}
    )
    urgency = forms.ChoiceField(
        label="Urgency", choices=URGENCIES, error_messages={"invalid_choice": "Select how urgent it is"}
    )


class TimeForm(forms.Form):
    """The working days of a policy, and from when."""

    acknowledge_days = DaysField(
        label="Working days to acknowledge (optional)",
        help_text="Leave it empty if you ask for no acknowledgement. 0 is the same day.",
        required=False,
    )
    answer_days = DaysField(label="Working days to answer", help_text="0 is the same day.")
    starts = DayField(
        label="From when?",
        help_text="Today, or a later day. Requests that were sent keep the rule they were sent under.",
        subject="The day from which it counts",
    )


class LadderForm(forms.Form):
    """A ladder, but for its levels."""

    name = WordsField(label="Name of the ladder", max_length=LONGEST, error_messages={"required": "Enter a name"})
    skips_to = forms.IntegerField(
        label="In immediate danger, to which level does a request go at once?",
        help_text="The number of a level. 1 leaves no level out.",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-2", "inputmode": "numeric", "autocomplete": "off"}),
        error_messages=dict.fromkeys(("required", "invalid"), "Enter the number of a level, like 3"),
    )
    by_itself = forms.BooleanField(
        label="Silence goes up by itself",
        help_text="When no answer has come by the due day, the request goes to the next level without anybody’s click. "
        "An answer that you contest never does. Silence is not a refusal.",
        required=False,
    )
    based_on = forms.ChoiceField(
        required=False,
        choices=[("", ""), *((one.id, one.board) for one in examples().ladders)],
        widget=forms.HiddenInput,
    )


class LevelForm(forms.Form):
    """A level of a ladder."""

    own_role = WordsField(
        label="Who takes it up on your side?",
        help_text="A post, not a person, for example Head of service",
        max_length=LONGEST,
        error_messages={"required": "Enter who takes it up on your side"},
    )
    own_mailbox = forms.EmailField(
        label="Their mailbox (optional)",
        help_text="Told when a request reaches this level. The e-mail says nothing about the person.",
        required=False,
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={
            "invalid": "Enter an e-mail address in the form name@example.gov.uk",
            "max_length": "The e-mail address must be 254 characters or fewer",
            "null_characters_not_allowed": INVISIBLE,
        },
    )
    their_role = WordsField(
        label="Who takes it up on the other side?",
        max_length=LONGEST,
        error_messages={"required": "Enter who takes it up on the other side"},
    )
    days = DaysField(label="Working days at this level", help_text="0 is the same day.")
    urgent_days = DaysField(label="Working days when it is urgent", help_text="No more than otherwise")
    mediates = forms.BooleanField(
        label="Somebody mediates at this level",
        help_text="For example the chair of the Safeguarding Adults Board. The decision stays with the body asked.",
        required=False,
    )
    mediator = forms.EmailField(
        label="Mailbox of whoever mediates (optional)",
        help_text="Told when a request reaches this level. The e-mail says nothing about the person.",
        required=False,
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={
            "invalid": "Enter an e-mail address in the form name@example.gov.uk",
            "max_length": "The e-mail address must be 254 characters or fewer",
            "null_characters_not_allowed": INVISIBLE,
        },
    )


class ReferenceForm(forms.Form):
    """A request or draft of one's own, by the reference that stands on it."""

    reference = WordsField(
        label="Reference of the request",
        help_text="For example, 7K3F9-2XQBD",
        max_length=40,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10", "autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": "Enter the reference of the request"},
    )


class HolidayForm(forms.Form):
    """A day that may become a bank holiday."""

    day = DayField(label="Which day?", help_text="For example, 1 6 2027", subject="The day")
