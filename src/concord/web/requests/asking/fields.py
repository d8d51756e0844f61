"""What the forms of asking share: they can be saved unfinished, and a part of what was typed can be saved."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any, Final

from django import forms

from concord.web.requests.steps import FIELDS_OF

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    Choices = Iterable[tuple[str, str]]

LINE: Final = 120
SENTENCES: Final = 1000
PARAGRAPHS: Final = 4000


LABELS: Final[dict[str, str]] = {
    "what": "What you ask",
    "needed_by_why": "Why by then",
    "otherwise": "What happens otherwise",
    "wishes": "What the person wants",
    "told_words": "What they said",
    "format_needs": "How they need to be told things",
    "sharing_words": "About sharing",
    "person_reference": "Your reference",
    "function_words": "Your function",
}
"""The free texts of a draft as the check names them."""


class DraftForm(forms.Form):
    """A page of a draft. `unfinished`: what is missing is no fault, for it is saved to be gone on with later."""

    step: str
    """The page by its URL name."""

    def __init__(self, *args: Any, unfinished: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.unfinished = unfinished
        self.use_required_attribute = False
        if unfinished:
            for field in self.fields.values():
                field.required = False

    def need(self, field: str, says: str) -> None:
        """Complain of a field that is empty, unless the page is saved unfinished or has a complaint of it already."""
        if not self.unfinished and not self.cleaned_data.get(field) and field not in self.errors:
            self.add_error(field, says)

    def choose_from(self, field: str, choices: Choices) -> None:
        """Set what a field offers."""
        self.fields[field].choices = list(choices)  # type: ignore[attr-defined]

    @property
    def own_fields(self) -> tuple[str, ...]:
        """The fields of the draft that this page holds."""
        return tuple(name for name in FIELDS_OF[self.step] if name in self.fields)

    @property
    def changes(self) -> dict[str, Any]:
        """What was typed and is right, as fields of the draft."""
        return {name: self.cleaned_data[name] for name in self.own_fields if name in self.cleaned_data}

    def said(self, name: str, value: Any) -> str:
        """A value of a field as words, for who compares it with another."""
        choices = {str(key): str(words) for key, words in getattr(self.fields[name], "choices", ())}
        several: Sequence[Any] = value if isinstance(value, list | tuple) else [value]
        return "\n".join(choices.get(str(one), str(one)) for one in several if one not in {"", None})


def state_of(values: Mapping[str, Any], fields: Iterable[str]) -> str:
    """What a page is based on: a mark that differs where what is saved of its fields differs."""
    saved = json.dumps([values.get(name) for name in fields], default=str)
    return hashlib.sha256(saved.encode()).hexdigest()[:20]
