"""The form of a key. It checks what is typed; how long a key may last, the room says."""

from __future__ import annotations

from django import forms

from concord.pages.dayfield import DayField
from concord.people.rules import LONGEST_KEY_NAME


class KeyForm(forms.Form):
    """What the key is for, what it may do, and until when."""

    name = forms.CharField(
        label="What is the key for?",
        help_text="For example the name of your case system.",
        max_length=LONGEST_KEY_NAME,
        error_messages={
            "required": "Enter what the key is for",
            "max_length": f"What the key is for must be {LONGEST_KEY_NAME} characters or fewer",
        },
    )
    scope = forms.ChoiceField(
        label="What may the program do?",
        choices=[("read", "Read only"), ("write", "Read and write, as you may")],
        widget=forms.RadioSelect,
        error_messages={"required": "Select what the program may do", "invalid_choice": "Select what it may do"},
    )
    ends = DayField(
        subject="The day on which the key ends",
        label="On which day does the key end?",
        help_text="A year from now at the latest. Before that day, make a new one and change over.",
    )
