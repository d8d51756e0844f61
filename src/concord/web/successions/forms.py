"""The forms of the work list of changes: which places, what becomes of them, and what that rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django import forms

from concord.agreements.rules.succession import Outcome
from concord.web.agreements.forms import text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.http import QueryDict

    from concord.agreements.queries import Change

TAKES: Final = f"{Outcome.NOVATED}:"
"""How the choice of a body that takes the place begins; its reference follows."""
_RESTS_ON: Final = "Say what it rests on: a transfer order, a deed, a minute"


class PlacesForm(forms.Form):
    """Which agreements, ticked row by row, and in which words."""

    places = forms.MultipleChoiceField(
        label="Agreements",
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Tick the agreements that you decide on",
            "invalid_choice": "Tick agreements of this list. Somebody may have decided meanwhile: look again.",
        },
    )

    def __init__(self, *args: Any, ids: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["places"].choices = [(one, one) for one in ids]  # type: ignore[attr-defined]


class DecideForm(PlacesForm):
    """What becomes of the place that a body has in each of the ticked agreements."""

    outcome = forms.ChoiceField(
        label="What becomes of its place in the agreements that you ticked?",
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), "Choose what becomes of the place"),
    )
    words = text(
        "What does it rest on?",
        rows=3,
        says=_RESTS_ON,
        max_length=2000,
        help_text="For example, a transfer order, a deed of novation or a minute, with its day or number. Concord"
        " records it, and does not judge whether the agreement passes by it.",
    )

    def __init__(self, data: QueryDict | None, *, change: Change, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.decided = data.getlist("decided") if data else []
        whose = "our place, and keeps it" if change.ours else "the place (novated)"
        choices = [(f"{TAKES}{one.ref}", f"{one.name} takes {whose}") for one in change.after]
        if not change.ours:
            choices += [
                (Outcome.AGREE_ANEW.value, "It is to be agreed anew"),
                (Outcome.LEFT.value, "The place falls away, and the others go on"),
            ]
        choices.append((Outcome.ENDED.value, "The agreement ends on that day"))
        self.fields["outcome"].choices = choices  # type: ignore[attr-defined]

    def seen(self, agreement: str) -> str | None:
        """The instant of the decision on an agreement that the page showed, empty for none; None: it does not say."""
        if "looked" not in self.data:
            return None
        pairs = (one.partition(" ") for one in self.decided)
        return {named: instant for named, _, instant in pairs}.get(agreement, "")


class TakeOverForm(PlacesForm):
    """What a successor takes over."""

    words = text(
        "What does it rest on?",
        rows=3,
        says=_RESTS_ON,
        max_length=2000,
        help_text="For example, the order that made your council",
    )
