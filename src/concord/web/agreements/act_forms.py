"""The forms of what is done to an agreement: agreed to, worked by, reviewed, ended, taken over."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django import forms

from concord.web.agreements.dayfield import DayField
from concord.web.agreements.forms import line, text

if TYPE_CHECKING:
    from collections.abc import Iterable

FOUND: Final = {
    "continue": "It goes on as it is",
    "change": "It needs a new version",
    "end": "It should end",
}
"""What a review can find, in words."""


class SignForm(forms.Form):
    """Who agrees, in which office."""

    by_name = line("Name of who agrees", "Enter the name of who agrees")
    office = line(
        "Their office", "Enter the office of who agrees", help_text="For example, Director of Adult Social Care"
    )
    saves = forms.CharField(widget=forms.HiddenInput, required=False)


class PaperForm(forms.Form):
    """A signature on paper. `parties` are those that have not agreed yet, names by id."""

    party = forms.ChoiceField(
        label="Which party agreed?",
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), "Choose which party agreed"),
    )
    by_name = line("Name of who signed", "Enter the name of who signed")
    office = line("Their office", "Enter the office of who signed", help_text="For example, Chief executive")
    on = DayField(label="On which day?", subject="The day of the signature")

    def __init__(self, *args: Any, parties: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["party"].choices = list(parties)  # type: ignore[attr-defined]


class SayForm(forms.Form):
    """What is said of a version."""

    words = text("What do you want to say?", says="Enter what you want to say", rows=8, max_length=20_000)


class CommentForm(SayForm):
    """What a party says, and who says it."""

    by_name = line("Your name", "Enter your name")


class SinceForm(forms.Form):
    """Since when something is so."""

    on = DayField(label="Since which day?", subject="The day")


class ReviewForm(forms.Form):
    """What a review found."""

    found = forms.ChoiceField(
        label="What did the review find?",
        choices=list(FOUND.items()),
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), "Choose what the review found"),
    )
    words = text("In words (optional)")
    on = DayField(label="On which day was it done?", subject="The day of the review")
    next_on = DayField(
        label="When is the next review? (optional)", subject="The day of the next review", required=False
    )


class EndForm(forms.Form):
    """The last day of an agreement, and why."""

    last = DayField(label="What is its last day?", subject="The last day")
    why = text("Why does it end?", says="Say why it ends", rows=3)


class LeaveForm(forms.Form):
    """The last day on which a body is a party."""

    last = DayField(label="What is its last day as a party?", subject="The last day")


class NovateForm(forms.Form):
    """Which body took a place, from when, and by what."""

    on = DayField(
        label="From which day?", help_text="The first day on which the new body holds the place", subject="The day"
    )
    decision = text(
        "By what did it take the place?",
        says="Say by what it took the place: a transfer order, a deed of novation",
        help_text="A transfer order, a deed of novation. Concord records it, and does not judge whether it passes.",
        rows=3,
    )
