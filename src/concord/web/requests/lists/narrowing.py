"""What the list of requests is narrowed to, from the address of its page, and the words that are looked for in it.

What somebody looks for may be a person's name: it never stands in an address as it was typed, but encrypted for them.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.http import QueryDict

from concord.access.encryption import LostKeyError, decrypt, encrypt
from concord.pages.dayfield import DayField
from concord.pages.filters import chosen
from concord.pages.wordsfield import WordsField
from concord.requests.queries import Filters
from concord.requests.rules.standing import Status
from concord.requests.wording import HELP, KIND, SCOPES, SHELVES, SIDES, STATUS, URGENCY

if TYPE_CHECKING:
    from collections.abc import Mapping

    from concord.base.actor import Actor
    from concord.pages.filters import Chosen

LONGEST_QUESTION: Final = 200
LOST: Final = "What you looked for cannot be read from this address. Type the words again."


class NarrowingForm(forms.Form):
    """The panel of filters. Nothing is required; what is wrong narrows nothing."""

    scope = forms.ChoiceField(label="Whose", required=False, widget=forms.RadioSelect)
    side = forms.ChoiceField(
        label="Sent or received",
        required=False,
        widget=forms.RadioSelect,
        choices=[("", SIDES["any"]), *((side, words) for side, words in SIDES.items() if side != "any")],
    )
    status = forms.MultipleChoiceField(
        label="Where it stands",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[(status.value, words) for status, words in STATUS.items() if status is not Status.DISCARDED],
    )
    help = forms.MultipleChoiceField(
        label="Kind of help", required=False, widget=forms.CheckboxSelectMultiple, choices=list(HELP.items())
    )
    urgency = forms.MultipleChoiceField(
        label="Urgency",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[(urgency.value, words) for urgency, words in URGENCY.items()],
    )
    kind = forms.MultipleChoiceField(
        label="Kind of request",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[(kind.value, words) for kind, words in KIND.items()],
    )
    name = WordsField(
        label="The other organisation",
        help_text="Its name, or part of it",
        required=False,
        max_length=LONGEST_QUESTION,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-20", "autocomplete": "off"}),
    )
    sent_from = DayField(label="Sent from", subject="The first day", required=False)
    sent_to = DayField(label="Sent up to", subject="The last day", required=False)

    def __init__(self, data: QueryDict, *, team: bool) -> None:
        said = data.copy()
        for name in ("scope", "side"):
            said.setdefault(name, "")
        super().__init__(said)
        own = {scope: words for scope, words in SCOPES.items() if scope != "body" and (team or scope != "team")}
        for field in self.fields.values():
            field.error_messages["invalid_choice"] = "Choose from the list: there is no such choice"
        whose: Any = self.fields["scope"]
        whose.choices = [("", SCOPES["body"]), *own.items()]

    def clean(self) -> dict[str, Any]:
        """The last day is not before the first."""
        given = self.cleaned_data
        first, last = given.get("sent_from"), given.get("sent_to")
        if first and last and last < first:
            self.add_error("sent_to", "The last day must be the same as or after the first day")
        return given


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What was asked of the list: the panel, the filters that come of it, and each as words with the way without it."""

    form: NarrowingForm
    filters: Filters
    chosen: tuple[Chosen, ...]
    lost: str = ""


def narrowed(actor: Actor, query: QueryDict, *, show: str) -> Narrowed:
    """The list that an address asks for; `show` is the shelf where it names none."""
    form = NarrowingForm(query, team=bool(actor.team))
    taken = chosen(form, query)
    filters = Filters(show=query.get("show", show), other=query.get("other", ""), **_narrowing(form.cleaned_data))
    try:
        return Narrowed(form, replace(filters, q=unsealed(actor, query.get("found", ""))), taken)
    except (LostKeyError, ValueError):
        return Narrowed(form, filters, taken, LOST)


def _narrowing(given: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "scope": given.get("scope") or "body",
        "side": given.get("side") or "any",
        "statuses": tuple(given.get("status", ())),
        "helps": tuple(given.get("help", ())),
        "urgencies": tuple(given.get("urgency", ())),
        "kinds": tuple(given.get("kind", ())),
        "name": given.get("name", ""),
        "sent_from": given.get("sent_from"),
        "sent_to": given.get("sent_to"),
    }


KEPT_IN_ADDRESS: Final = frozenset(
    {"show", "found", "other", *NarrowingForm.base_fields}
    | {f"{day}-{part}" for day in ("sent_from", "sent_to") for part in ("day", "month", "year")}
)
"""What of an address narrows the list: all that a search keeps, and a form carries along."""


def kept(query: Mapping[str, Any], *, without: tuple[str, ...] = ()) -> dict[str, list[str]]:
    """What of an address, or of a form sent with it, narrows the list; empty values and unknown ones fall away."""
    listed = dict(query.lists()) if isinstance(query, QueryDict) else query
    wanted = KEPT_IN_ADDRESS.difference(without)
    found = {name: [str(value) for value in listed[name] if value] for name in listed if name in wanted}
    return {name: values for name, values in found.items() if values}


def sealed(actor: Actor, words: str) -> str:
    """Words looked for, so that they can stand in an address: only this person's list can read them."""
    return encrypt(json.dumps([actor.person, words])) if words else ""


def unsealed(actor: Actor, token: str) -> str:
    """The words again. Raises ValueError for an address that another person was given, LostKeyError for a wrong one."""
    if not token:
        return ""
    person, words = json.loads(decrypt(token))
    if person != actor.person:
        raise ValueError("These words were looked for by somebody else.")
    return str(words)


def shelf_name(show: str) -> str:
    """What a shelf is called."""
    return SHELVES.get(show, "")
