"""The forms of the register at the desk. They check what is typed; what may be settled, the room says."""

from __future__ import annotations

from django import forms

_SENTENCES = 1000


class SettleForm(forms.Form):
    """Whether a trust provides services in the area, and on what that rests. `seen` is the state of the fact shown."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    answer = forms.ChoiceField(
        label="Does it provide services in your council’s area?",
        choices=[("confirmed", "It provides services in our area"), ("rejected", "It does not")],
        widget=forms.RadioSelect,
        error_messages={
            "required": "Select whether it provides services in your area",
            "invalid_choice": "Select whether it provides services in your area",
        },
    )
    reason = forms.CharField(
        label="What do you rely on?",
        help_text="For example a contract, its own list of sites, or a letter from the trust, with the date. "
        "Everybody can read this: do not name a patient.",
        max_length=_SENTENCES,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={
            "required": "Enter what you rely on",
            "max_length": f"What you rely on must be {_SENTENCES} characters or fewer",
        },
    )


class ProposeForm(forms.Form):
    """On what it rests that a trust which is not listed provides services in the area."""

    evidence = forms.CharField(
        label="What suggests that it provides services in your area?",
        help_text="For example a clinic and its address. Everybody can read this: do not name a patient.",
        max_length=_SENTENCES,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={
            "required": "Enter what suggests that it provides services in your area",
            "max_length": f"The evidence must be {_SENTENCES} characters or fewer",
        },
    )
