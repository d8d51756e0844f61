"""The small forms of what officers do with a request. What fits when, the services decide."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.utils.functional import lazy

from concord.base import clock
from concord.files.rules import FIELD, TAKEN_IN_SHORT
from concord.pages.dayfield import DayField
from concord.pages.days import for_example
from concord.pages.filesfield import FilesField
from concord.pages.wordsfield import WordsField
from concord.requests.rules.steps import Side
from concord.requests.wording import ALTHOUGH, RESIDENCE, WAY

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from concord.requests.queries import GroundGiven
    from concord.requests.rules.ladders import Cut

PARAGRAPHS: Final = 4000
_example_of_a_day: Any = lazy(lambda: for_example(clock.today()), str)
_ADDRESS: Final = 254


def text(label: str, *, rows: int = 3, required: str = "", help_text: str = "") -> WordsField:
    """A text of some lines. `required` is what is said where it is empty; without it, it may be left out."""
    return WordsField(
        label=label,
        help_text=help_text,
        max_length=PARAGRAPHS,
        required=bool(required),
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"required": required} if required else {},
    )


class WriteForm(forms.Form):
    """A message to the other side; inside one body it says from which group."""

    side = forms.ChoiceField(
        label="For whom do you write?",
        widget=forms.RadioSelect,
        error_messages={"required": "Select for whom you write"},
    )
    words = text(
        "Your message",
        rows=6,
        required="Enter your message",
        help_text="They read it behind their link. The e-mail that tells them of it does not repeat it.",
    )

    def __init__(self, *args: Any, groups: Mapping[Side, str], **kwargs: Any) -> None:
        """`groups` are the two sides inside one body, by name; none where the sides are two bodies."""
        super().__init__(*args, **kwargs)
        if groups:
            self.fields["side"].choices = [(side.value, name) for side, name in groups.items()]  # type: ignore[attr-defined]
        else:
            del self.fields["side"]

    @property
    def side_written_for(self) -> Side | None:
        """The side that was chosen, where there was a choice."""
        return Side(self.cleaned_data["side"]) if "side" in self.fields else None


class FilesForm(forms.Form):
    """Files that go with what is said."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields[FIELD] = FilesField(
            label="Files that go with it (optional)",
            help_text=f"{TAKEN_IN_SHORT} Each says whether it was scanned for viruses.",
            required=False,
        )


class AcceptForm(forms.Form):
    """That an answer is accepted."""

    words = text("Anything to add? (optional)", help_text="They read it with the request.")


class ContestForm(forms.Form):
    """What is disputed: one point per ground of a refusal, else one about the answer as a whole."""

    def __init__(self, *args: Any, grounds: Iterable[GroundGiven], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.grounds = tuple(grounds)
        says = "Say what you dispute, and why. They read it beside their own reasons."
        for ground in self.grounds:
            self.fields[f"point_{ground.id}"] = text(f"What you dispute of “{ground.name}”", rows=5, help_text=says)
        if not self.grounds:
            self.fields["point"] = text("What do you dispute?", rows=6, required="Say what you dispute", help_text=says)

    @property
    def points(self) -> dict[str, str]:
        """What is disputed, by ground; under none where the answer rests on none."""
        if not self.grounds:
            return {"": self.cleaned_data["point"]}
        return {ground.id: self.cleaned_data[f"point_{ground.id}"] for ground in self.grounds}


class KeepForm(forms.Form):
    """That what was promised was done."""

    words = text("Anything to add? (optional)", help_text="Kept with the request.")


class BreakForm(forms.Form):
    """What of a promise was not done; before its day, that it will not be done, and how that is known."""

    before_day = forms.BooleanField(
        label="I note it before that day, because it will not be done",
        error_messages={"required": "Say that it will not be done, or wait until the day is over"},
    )
    words = text("What was not done?", rows=5, required="Say what was not done", help_text="They read it.")

    def __init__(self, *args: Any, early: bool, **kwargs: Any) -> None:
        """`early`: the promised day is not over."""
        super().__init__(*args, **kwargs)
        if not early:
            del self.fields["before_day"]
            return
        words = self.fields["words"]
        words.label = "What will not be done, and how do you know?"
        words.help_text = "For example, “They told us that it will not be.” They read it."
        words.error_messages["required"] = "Say what will not be done, and how you know"


class ReferForm(forms.Form):
    """Where a dispute goes instead, and why."""

    way = forms.ChoiceField(
        label="Where does it go?",
        choices=list(WAY.items()),
        widget=forms.RadioSelect,
        error_messages={"required": "Select where the dispute goes"},
    )
    words = text("Why?", rows=5, required="Say why")

    def __init__(self, *args: Any, between_authorities: bool, **kwargs: Any) -> None:
        """`between_authorities`: both sides are local authorities, to whom alone section 40 is open."""
        super().__init__(*args, **kwargs)
        if not between_authorities:
            ways = [(way, words) for way, words in WAY.items() if way != RESIDENCE]
            self.fields["way"].choices = ways  # type: ignore[attr-defined]


class EscalateForm(forms.Form):
    """Why a request goes up the ladder; where that cuts short what was said to the other side, that it does now."""

    although = forms.BooleanField(
        error_messages={"required": "Say that you escalate it now all the same, or let the time run"}
    )
    because = text("Why now? (optional)", rows=4, help_text="Both sides read it on the request. No e-mail repeats it.")
    level = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, cut: Cut | None, **kwargs: Any) -> None:
        """`cut` is what of one's own word this cuts short; None where nothing is."""
        super().__init__(*args, **kwargs)
        if cut is None:
            del self.fields["although"]
            return
        self.fields["although"].label = f"Escalate now, although {ALTHOUGH[cut]}"
        because = self.fields["because"]
        because.label, because.required = "Why now all the same?", True
        because.error_messages["required"] = "Say why it goes up now all the same"


class ExtendForm(forms.Form):
    """An exact later day, and why."""

    to = DayField(label="To which day?", help_text=_example_of_a_day(), subject="The new day")
    why = text("Why?", required="Enter the reason", help_text="They read it.")


class PauseForm(forms.Form):
    """Why the clock stops, or runs again."""

    why = text("Why?", required="Enter the reason", help_text="They read it.")


class ReissueForm(forms.Form):
    """To which mailbox a new link goes."""

    to = forms.EmailField(
        label="To which e-mail address?",
        help_text="A mailbox of the body that you asked. A team’s is better than one person’s.",
        max_length=_ADDRESS,
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={
            "required": "Enter the e-mail address that the link goes to",
            "invalid": "Enter the e-mail address in the form name@example.nhs.uk",
            "max_length": "Shorten the e-mail address: it is too long to be one",
        },
    )


class WithdrawForm(forms.Form):
    """Why a request is taken back."""

    why = text(
        "Why are you withdrawing it?",
        required="Enter why you are withdrawing it",
        help_text="Kept with the request. They are told that it is withdrawn, and not why.",
    )


class ErrorForm(forms.Form):
    """What the error was."""

    why = text(
        "What was the error?",
        required="Enter what the error was",
        help_text="Kept with the request. They are told that it was a mistake, and not what it was.",
    )


class InsteadForm(forms.Form):
    """Which body to ask, where the register does not know the one that was named."""

    body = WordsField(
        label="Which body do you want to ask?",
        help_text="Its name or its code",
        max_length=200,
        error_messages={"required": "Enter the name of the body"},
    )


class FollowForm(forms.Form):
    """Which body took a side over."""

    now = forms.ChoiceField(
        label="To which body does the request move?",
        widget=forms.RadioSelect,
        error_messages={"required": "Select the body that took over"},
    )

    def __init__(self, *args: Any, bodies: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["now"].choices = list(bodies)  # type: ignore[attr-defined]
