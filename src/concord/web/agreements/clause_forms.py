"""The forms of a clause: its words, and for each thing that it can commit to a short form of its own.

The fields have the names of the terms, so that what the room refuses is said where it was typed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django import forms

from concord.agreements.rules.commitments import URGENCIES, Commitment
from concord.agreements.wording import COMMITMENT, DATA_CLASS
from concord.contacts.topics import GENERAL, TOPICS
from concord.pages.wordsfield import INVISIBLE
from concord.web.agreements.forms import line, text, ticks

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

MOST_LEVELS: Final = 8
WORDS: Final = "words"
"""A clause of words alone, in the choice of what it commits to."""
_URGENCY: Final = dict(zip(URGENCIES, ("Routine", "Urgent", "Immediate danger"), strict=True))
_DAYS: Final = {"class": "govuk-input--width-2", "inputmode": "numeric", "autocomplete": "off"}


def _days(label: str, says: str, **more: Any) -> forms.IntegerField:
    widget = forms.TextInput(attrs=dict(_DAYS))
    return forms.IntegerField(
        label=label, widget=widget, error_messages=dict.fromkeys(("required", "invalid"), says), **more
    )


def _one_of(label: str, choices: list[tuple[str, str]], says: str, **more: Any) -> forms.ChoiceField:
    errors = dict.fromkeys(("required", "invalid_choice"), says)
    return forms.ChoiceField(label=label, choices=choices, error_messages=errors, **more)


def _mailbox(label: str) -> forms.EmailField:
    return forms.EmailField(
        label=label,
        required=False,
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={
            "invalid": "Enter an e-mail address in the form name@example.nhs.uk",
            "null_characters_not_allowed": INVISIBLE,
        },
    )


def _topic() -> forms.ChoiceField:
    choices = [("", GENERAL), *TOPICS.items()]
    return _one_of("For which kind of help?", choices, "Choose a kind of help from the list", required=False)


class CommitmentForm(forms.Form):
    """What a clause is to do."""

    commitment = forms.ChoiceField(
        label="What does the clause commit to?",
        choices=[*((one.value, words) for one, words in COMMITMENT.items()), (WORDS, "Something else, in words alone")],
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), "Choose what the clause commits to"),
    )


class ClauseForm(forms.Form):
    """A clause of words alone. `parties` are those of the agreement, names by id."""

    number = line(
        "Number (optional)",
        help_text="As in the document, for example 4.2",
        max_length=20,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-5", "autocomplete": "off"}),
    )
    heading = line("Heading", "Enter a heading for the clause")
    words = text("The words of the clause (optional)", rows=5)

    def __init__(self, *args: Any, parties: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, whoever in (("asked", "Whichever party is asked"), ("party", "")):
            if name in self.fields:
                empty = whoever or ("Each party" if not self.fields[name].required else "Choose one")
                self.fields[name].choices = [("", empty), *parties.items()]  # type: ignore[attr-defined]

    @property
    def terms(self) -> dict[str, Any]:
        """What was typed beside the words: the terms of the commitment."""
        return {name: value for name, value in self.cleaned_data.items() if name not in ClauseForm.base_fields}


class ResponseTimeForm(ClauseForm):
    """A time to answer."""

    urgency = _one_of("For which requests?", list(_URGENCY.items()), "Choose for which urgency the time is")
    topic = _topic()
    asked = _one_of("Who answers within it?", [], "Choose one of the parties", required=False)
    acknowledge_days = _days(
        "Working days to acknowledge (optional)",
        "Enter the working days to acknowledge as a whole number, or none",
        required=False,
        min_value=0,
    )
    answer_days = _days(
        "Working days to answer",
        "Enter the working days to answer as a whole number, from 0 to 90",
        help_text="0 is the same day.",
        min_value=0,
    )


class ContactForm(ClauseForm):
    """A named contact."""

    party = _one_of("Whose contact is it?", [], "Choose whose contact it is")
    topic = _topic()
    office = line("Office or post", "Enter the office or post of the contact")
    mailbox = forms.EmailField(
        label="E-mail address",
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={
            "required": "Enter the mailbox of the contact",
            "invalid": "Enter an e-mail address in the form name@example.nhs.uk",
            "null_characters_not_allowed": INVISIBLE,
        },
    )
    phone = line("Telephone number (optional)")
    hours = line("Hours (optional)", help_text="For example, 9am to 5pm, Monday to Friday")
    deputy = line("Whom to ask when nobody answers (optional)")


class LadderForm(ClauseForm):
    """An escalation ladder, but for its levels."""

    skips_to = _days(
        "In immediate danger, to which level does a request go at once?",
        "Enter the number of a level, like 3",
        help_text="The number of a level. 1 leaves no level out.",
        required=False,
        initial=1,
        min_value=1,
    )
    by_itself = forms.BooleanField(
        label="Silence goes up by itself",
        help_text="When no answer has come by the due day, the request goes to the next level without anybody’s click."
        " Silence is not a refusal.",
        required=False,
    )


class LevelForm(forms.Form):
    """A level of a ladder, but for the posts and mailboxes of single parties (`level_form`)."""

    role = line("Who takes it up?", "Enter who takes it up", help_text="A post that each party has, not a person")
    days = _days("Working days at this level", "Enter the working days as a whole number, from 0 to 90", min_value=0)
    urgent_days = _days(
        "Working days when it is urgent (optional)",
        "Enter the working days when it is urgent as a whole number, or none",
        required=False,
        min_value=0,
    )
    mediates = forms.BooleanField(label="Somebody mediates at this level", required=False)
    mediator = _mailbox("The mediator’s mailbox (optional)")

    @property
    def of_parties(self) -> list[forms.BoundField]:
        """The fields about single parties."""
        return [bound for bound in self if bound.name not in LevelForm.base_fields]

    @property
    def parties_said(self) -> bool:
        """Whether something is said, or wrong, in the fields about single parties."""
        return any(bound.value() or bound.errors for bound in self.of_parties)


def level_form(parties: Mapping[str, str]) -> type[LevelForm]:
    """The form of a level, with a post and a mailbox for each party (names by id)."""
    fields: dict[str, Any] = {}
    for party, name in parties.items():
        fields[f"role-{party}"] = line(f"Another post at {name} (optional)")
        fields[f"mailbox-{party}"] = _mailbox(f"Mailbox at {name} (optional)")
    return type("LevelFormOfParties", (LevelForm,), fields)


def level_typed(level: Mapping[str, Any]) -> dict[str, Any]:
    """A level that is stored, as its form takes it."""
    posts = {
        f"{name}-{post['party']}": post.get(name, "") for post in level.get("posts", ()) for name in ("role", "mailbox")
    }
    return {**level, **posts}


def level_terms(typed: Mapping[str, Any], parties: Iterable[str]) -> dict[str, Any]:
    """A level that was typed, as it is stored."""
    posts = [
        {"party": one, "role": typed.get(f"role-{one}", ""), "mailbox": typed.get(f"mailbox-{one}", "")}
        for one in parties
    ]
    return {**{name: typed[name] for name in LevelForm.base_fields}, "posts": posts}


class AttendanceForm(ClauseForm):
    """Who comes to a meeting."""

    meeting = line("Which meeting?", "Enter which meeting it is")
    party = _one_of("Which party comes?", [], "Choose one of the parties", required=False)
    office = line("Which office or post attends?", "Enter which office or post attends")
    often = line("How often does it meet? (optional)", help_text="For example, each Tuesday at 10am")
    notice_days = _days(
        "Working days of notice (optional)",
        "Enter the working days of notice as a whole number, or none",
        required=False,
        min_value=0,
    )


class SharingForm(ClauseForm):
    """What may be shared, and on which basis."""

    classes = ticks("Which information may be shared?", DATA_CLASS)
    basis = text(
        "The lawful basis that the parties rely on",
        says="Enter the lawful basis that the parties rely on",
        help_text="In their words. Concord records it and does not judge it.",
        rows=3,
    )

    def clean(self) -> dict[str, Any]:
        """Something may be shared."""
        if not self.cleaned_data.get("classes") and "classes" not in self.errors:
            self.add_error("classes", "Select which kinds of information may be shared")
        return self.cleaned_data


FORMS: Final[dict[str, type[ClauseForm]]] = {
    WORDS: ClauseForm,
    Commitment.RESPONSE_TIME: ResponseTimeForm,
    Commitment.CONTACT: ContactForm,
    Commitment.LADDER: LadderForm,
    Commitment.ATTENDANCE: AttendanceForm,
    Commitment.SHARING: SharingForm,
}
"""The form of each commitment."""
