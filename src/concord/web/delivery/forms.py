"""The form of a webhook. It checks what is typed; which addresses may be told anything, the room says."""

from __future__ import annotations

from django import forms

from concord.delivery.webhooks.rules import EVENTS, LONGEST_URL


class WebhookForm(forms.Form):
    """Where to tell, and what."""

    url = forms.CharField(
        label="Which address is to be told?",
        help_text="It begins with https:// and belongs to your own organisation.",
        max_length=LONGEST_URL,
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off", "spellcheck": "false"}),
        error_messages={
            "required": "Enter the address that is to be told",
            "max_length": f"The address must be {LONGEST_URL} characters or fewer",
        },
    )
    events = forms.MultipleChoiceField(
        label="What is it to be told?",
        choices=list(EVENTS.items()),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Select what it is to be told", "invalid_choice": "Select what it is to be told"},
    )
