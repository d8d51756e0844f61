"""What the body asked may say, a form for each kind of step. Who answers signs it with a name and a job.

The grounds are the two of CA2014.s7(1) and (2); written reasons are owed under s7(3). Section 45 has conditions.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django import forms

from concord.pages.dayfield import DayField
from concord.pages.days import for_example
from concord.pages.wordsfield import WordsField
from concord.requests.rules.kinds import REASONS_NEEDED_TO_DECLINE, Condition, Kind
from concord.requests.rules.mailboxes import many_share
from concord.requests.wording import ANOTHER_REASON, HARM_NEEDED, HARMED, NOTHING_SAID_OF_SUPPLY, REASONS

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from concord.requests.queries import GroundOpen

PARAGRAPHS: Final = 4000
_LINE: Final = 120
_BODY: Final = 200


def _text(label: str, *, rows: int = 5, required: str = "", help_text: str = "") -> WordsField:
    """A text of some lines. `required` is what is said where it is empty; without it, it may be left out."""
    return WordsField(
        label=label,
        help_text=help_text,
        max_length=PARAGRAPHS,
        required=bool(required),
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"required": required} if required else {},
    )


class AnswerForm(forms.Form):
    """What every answer has: who gives it, by name and job. The day it is given on bounds what can be promised."""

    by_name = WordsField(
        label="Your name",
        max_length=_LINE,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": "Enter your name"},
    )
    by_post = WordsField(
        label="Your job",
        help_text="For example, head of housing options",
        max_length=_LINE,
        widget=forms.TextInput(attrs={"autocomplete": "organization-title"}),
        error_messages={"required": "Enter your job"},
    )

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.on = on
        if "promised_on" in self.fields:
            self.fields["promised_on"].help_text = for_example(on)
        signed = ("by_name", "by_post")
        self.order_fields([*(name for name in self.fields if name not in signed), *signed])

    @property
    def said(self) -> dict[str, Any]:
        """What the service of this answer takes, by its own names."""
        return dict(self.cleaned_data)

    def clean_promised_on(self) -> date | None:
        """A promise is for today or later."""
        day: date | None = self.cleaned_data["promised_on"]
        if day and day < self.on:
            raise forms.ValidationError("The day by which you will do it must be today or later", code="day")
        return day


class AcknowledgeForm(AnswerForm):
    """“We have it”, which decides nothing."""


class QuestionForm(AnswerForm):
    """“Before we answer, tell us…”."""

    question = _text(
        "Your question",
        required="Enter your question",
        help_text="Ask for what you need to know to answer. Leave out more about the person than the question needs.",
    )


class PassOnForm(AnswerForm):
    """“It is for a colleague of mine”, in the same body."""

    to = forms.EmailField(
        label="Your colleague’s e-mail address",
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={
            "required": "Enter your colleague’s e-mail address",
            "invalid": "Enter the e-mail address in the form name@example.nhs.uk",
            "max_length": "Shorten the e-mail address: it is too long to be one",
        },
    )

    vouched = forms.BooleanField(required=False)

    def __init__(self, *args: Any, domains: Iterable[str], body: str, **kwargs: Any) -> None:
        """`domains` are those of the mailboxes that the body, of this name, is known by."""
        super().__init__(*args, **kwargs)
        self.domains = frozenset(domains)
        self.many = many_share(self.domains)
        ends = " or ".join(f"@{domain}" for domain in sorted(self.domains))
        if ends:
            self.fields["to"].help_text = f"It must end in {ends}."
        if self.many:
            self.fields["vouched"].label = f"My colleague works for {body}"
        else:
            del self.fields["vouched"]

    @property
    def said(self) -> dict[str, Any]:
        """The address, and where it may lie."""
        return {**super().said, "domains": self.domains}


class ComplyForm(AnswerForm):
    """“We will do it”, what exactly and by when."""

    what_will_be_done = _text("What will you do?", required="Enter what you will do")
    promised_on = DayField(
        label="By when will you do it?",
        subject="The day by which you will do it",
    )


class PartForm(ComplyForm):
    """“We will do some of it”, what, by when, and what not."""

    what_not = _text("What will you not do, and why?", required="Enter what you will not do, and why")
    field_order = ("what_will_be_done", "what_not", "promised_on")


class OfferForm(AnswerForm):
    """“We can do something else”, and by when if a day can be said."""

    offer = _text("What do you offer instead?", required="Enter what you offer")
    promised_on = DayField(
        label="By when could you do it? (optional)",
        subject="The day by which you will do it",
        required=False,
    )


class WrongBodyForm(AnswerForm):
    """“You want somebody else”, and whom."""

    right_body = WordsField(
        label="Which body is the right one?",
        help_text="Its name, as exactly as you know it",
        max_length=_BODY,
        error_messages={"required": "Enter the name of the right body"},
    )
    why = _text("Why is it for them? (optional)", rows=3)


class NotBoundForm(AnswerForm):
    """“Section 7 does not bind us here”, and why not."""

    why = _text("Why does section 7 not bind you here?", required="Enter why section 7 does not bind you here")


def _after_why(ground: GroundOpen) -> str:
    return f"{ground.name[:1].lower()}{ground.name[1:]}"


class RefuseForm(AnswerForm):
    """“We will not do it”, on one or both grounds, each with its own written reasons and what would be harmed.

    The fields of a ground are `reasons_<ground>` and `harmed_<ground>`. Where it is ticked reasons are required
    (section 7(3)), and under section 7(1)(b) what would suffer: that is Concord's own rule.
    """

    grounds = forms.MultipleChoiceField(
        label="On which ground do you refuse?",
        help_text="Select one or both.",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Select at least one ground: section 7 allows a refusal only on these two"},
    )
    instead = _text("What could you do instead? (optional)", rows=3)
    ask_again = _text(
        "When should they ask again? (optional)",
        rows=2,
        help_text="For example, “in January, when our two new officers have started”",
    )

    def __init__(self, *args: Any, grounds: Iterable[GroundOpen], **kwargs: Any) -> None:
        """`grounds` are those that the law gave on the day of the request."""
        super().__init__(*args, **kwargs)
        self.open = tuple(grounds)
        self.fields["grounds"].choices = [(ground.id, ground.name) for ground in self.open]  # type: ignore[attr-defined]
        own: list[str] = []
        for ground in self.open:
            harmed, reasons = f"harmed_{ground.id}", f"reasons_{ground.id}"
            optional = "" if ground.id in HARM_NEEDED else " (optional)"
            self.fields[harmed] = _text(f"{HARMED[ground.id]}{optional}", rows=2)
            self.fields[reasons] = _text(f"Your reasons why {_after_why(ground)}", help_text=REASONS[ground.id])
            own += [reasons, harmed]
        self.order_fields(["grounds", *own, "instead", "ask_again", "by_name", "by_post"])

    def clean(self) -> dict[str, Any]:
        """Each ground that is ticked has its reasons, and reasons have their ground: nothing written is lost."""
        given: dict[str, Any] = super().clean() or {}
        for ground in self.open:
            field = f"reasons_{ground.id}"
            ticked = ground.id in given.get("grounds", ())
            if ticked and not given.get(field) and field not in self.errors:
                says = f"Enter your reasons why {_after_why(ground)}: section 7(3) requires them in writing"
                self.add_error(field, says)
            harmed = f"harmed_{ground.id}"
            if ticked and ground.id in HARM_NEEDED and not given.get(harmed) and harmed not in self.errors:
                self.add_error(harmed, HARM_NEEDED[ground.id])
            written = given.get(field) or given.get(f"harmed_{ground.id}")
            if written and not ticked and given.get("grounds") and "grounds" not in self.errors:
                self.add_error(
                    "grounds", "You wrote reasons for a ground that is not selected: select it, or clear them"
                )
        return given

    @property
    def said(self) -> dict[str, Any]:
        """The reasons, and what would be harmed, by ground, of the grounds that are ticked."""
        found = self.cleaned_data
        return {
            "reasons": {ground: found[f"reasons_{ground}"] for ground in found["grounds"]},
            "harmed": {ground: found[f"harmed_{ground}"] for ground in found["grounds"]},
            **{name: found[name] for name in ("instead", "ask_again", "by_name", "by_post")},
        }


CONDITION_MISSING: Final[dict[Condition, str]] = {
    Condition.FOR_BOARD: "It is not asked for in order to carry out the board’s own functions",
    Condition.LIKELY_TO_HOLD: "We are not likely to have the information",
    Condition.CONCERNS_ADDRESSEE: "It does not concern us, our work, or somebody we deal with",
    Condition.DERIVED: "We did not get it through an earlier request under section 45, nor draw it from that",
}
"""The conditions of section 45 from the other side: which of them is not met."""


_ANOTHER: Final = "another-reason"


class DeclineForm(AnswerForm):
    """“We will not do it” from a body that section 7 does not bind; or why it need not supply under section 45."""

    conditions = forms.MultipleChoiceField(
        label="Which condition of section 45 is not met, or what else keeps you from supplying it?",
        help_text="Select all that apply. Of the third and the fourth, one is enough for the board.",
        choices=[*((one.value, says) for one, says in CONDITION_MISSING.items()), (_ANOTHER, ANOTHER_REASON)],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": NOTHING_SAID_OF_SUPPLY},
    )
    why = _text("Why not?", required="Enter why not")
    instead = _text("What could you do instead? (optional)", rows=3)

    def __init__(self, *args: Any, kind: Kind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if kind is not Kind.SUPPLY:
            del self.fields["conditions"]
        if kind not in REASONS_NEEDED_TO_DECLINE:
            self.fields["why"].required = False
            self.fields["why"].label = "Why not? (optional)"
            self.fields["why"].help_text = "You owe no reasons. A line helps them to ask somebody else."

    @property
    def said(self) -> dict[str, Any]:
        """The conditions that are not met, and apart from them whether another rule of law is named."""
        found = super().said
        if "conditions" in found:
            found["another_reason"] = _ANOTHER in found["conditions"]
            found["conditions"] = [one for one in found["conditions"] if one != _ANOTHER]
        return found
