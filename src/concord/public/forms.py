"""What can be asked about councils: by whom, on which day, as known on which day."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.utils.functional import lazy

from concord.base import clock
from concord.pages.dayfield import DayField
from concord.pages.days import for_example
from concord.pages.wordsfield import WordsField

if TYPE_CHECKING:
    from collections.abc import Mapping

_POSTCODE = re.compile(r"[a-z]{1,2}[0-9][a-z0-9]? ?[0-9][a-z]{2}", re.IGNORECASE)
LONGEST = 120
_example: Any = lazy(lambda: for_example(clock.today()), str)


class QuestionForm(forms.Form):
    """A question in an address. Where nothing of it is there, the form is not bound and nothing is wrong."""

    use_required_attribute = False

    decisive: ClassVar[tuple[str, ...]]
    """The names in the address of which one at least makes it a question."""

    def __init__(self, data: Mapping[str, Any], *args: Any, **kwargs: Any) -> None:
        asked = any(key.partition("-")[0] in self.decisive for key in data)
        super().__init__(data if asked else None, *args, **kwargs)

    @property
    def sound(self) -> bool:
        """Whether nothing was asked, or what was asked can be answered."""
        return not self.is_bound or self.is_valid()

    def said(self, name: str) -> Any:
        """What was given for a field, or None."""
        return self.cleaned_data.get(name) if self.is_bound else None


class SearchForm(QuestionForm):
    """Find a council, or any body, by name or code."""

    decisive = ("q",)

    q = WordsField(
        label="Find your council",
        help_text="Its name or its code, for example Essex or E10000012. A near miss brings the nearest names.",
        max_length=LONGEST,
        error_messages={
            "required": "Enter the name or the code of a council",
            "max_length": "The name must be 120 characters or fewer",
        },
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    def clean_q(self) -> str:
        """The words, or a sentence for a postcode, which Concord cannot look up."""
        words: str = self.cleaned_data["q"]
        if _POSTCODE.fullmatch(words.strip()):
            raise forms.ValidationError("Enter the name of the council. Concord does not look up postcodes")
        return words


class DayForm(QuestionForm):
    """The day that the answer is about. Empty: today."""

    decisive: ClassVar[tuple[str, ...]] = ("on",)

    on = DayField(subject="The day", label="Show another day", help_text=_example(), required=False)


class OnForm(DayForm):
    """Also the day whose knowledge the answer rests on. Empty: as known now."""

    decisive = ("on", "known")

    known = DayField(
        subject="The day of knowledge",
        label="As the register stood at the end of",
        help_text="Leave empty for what is known now.",
        required=False,
    )


class BetweenForm(QuestionForm):
    """Two days whose partners are compared."""

    decisive = ("from", "to")

    after = DayField(subject="The first day", label="From", help_text="For example, 1 4 2015")
    until = DayField(subject="The second day", label="To", help_text="For example, 1 7 2022")

    def add_prefix(self, field_name: str) -> str:
        """In the address they are `from` and `to`; the first is no name in Python."""
        return {"after": "from", "until": "to"}.get(field_name, field_name)

    def clean(self) -> dict[str, Any]:
        """The days in their order."""
        found: dict[str, Any] = super().clean() or self.cleaned_data
        first, second = found.get("after"), found.get("until")
        if isinstance(first, date) and isinstance(second, date) and second <= first:
            self.add_error("until", "The second day must be after the first day")
        return found


class WhyForm(QuestionForm):
    """A body by name, code or reference, or a kind of body; and the day, as known on a day."""

    decisive = ("body", "on", "known")

    body = WordsField(
        label="Which body?",
        help_text="Its name or code, or a kind of body: for example Basildon, QH8 or GP practice.",
        max_length=LONGEST,
        error_messages={
            "required": "Enter the name or the code of a body",
            "max_length": "The name must be 120 characters or fewer",
        },
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    on = DayField(subject="The day", label="On which day?", help_text="Leave empty for today.", required=False)
    known = DayField(subject="The day of knowledge", required=False)

    def __init__(self, data: Mapping[str, Any], *args: Any, **kwargs: Any) -> None:
        super().__init__(data, *args, **kwargs)
        # A link may carry the day alone, and then no body is missing.
        self.fields["body"].required = "body" in data

    @classmethod
    def about(cls, body: str, on: date) -> WhyForm:
        """The form as it stands beside an answer."""
        return cls({}, initial={"body": body, "on": on})
