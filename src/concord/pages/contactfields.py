"""What is typed of a body's contact, the same at a desk and behind a link: office, mailbox, telephone, hours, deputy.

Whom a contact is for, and who says so, each door's own form adds.
"""

from __future__ import annotations

from django import forms

from concord.contacts.services import LONGEST
from concord.pages.wordsfield import LineField


class ContactFields(forms.Form):
    """How a body is reached."""

    office = LineField(label="Office or team (optional)", required=False, max_length=LONGEST["office"])
    mailbox = forms.EmailField(
        label="E-mail address",
        help_text="A team’s mailbox is better than one person’s: it is read when somebody is away.",
        max_length=LONGEST["mailbox"],
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={
            "required": "Enter the e-mail address",
            "invalid": "Enter an e-mail address in the form name@example.nhs.uk",
            "max_length": "The e-mail address must be 254 characters or fewer",
        },
    )
    phone = LineField(
        label="Telephone number (optional)",
        required=False,
        max_length=LONGEST["phone"],
        widget=forms.TextInput(attrs={"class": "govuk-input--width-20", "inputmode": "tel"}),
    )
    hours = LineField(
        label="Hours (optional)",
        required=False,
        help_text="For example, 9am to 5pm, Monday to Friday",
        max_length=LONGEST["hours"],
    )
    deputy = LineField(
        label="Whom to ask when nobody answers (optional)",
        required=False,
        help_text="A name or a post, and how to reach them",
        max_length=LONGEST["deputy"],
    )
