"""What somebody has typed into a form: kept as it is, put back, and told in words where it came too late."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.http import QueryDict

from concord.pages.dayfield import DayInput, Parts

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from django.forms import BoundField

    from concord.requests.queries import PartnerPage, Said
    from concord.requests.rules.steps import StepKind

_SIGNATURE = ("by_name", "by_post")


def written(form: forms.Form, posted: QueryDict) -> dict[str, list[str]]:
    """What was typed into the fields of a form, by the names that a browser sends."""
    names = [name for name in posted if name in form.fields or name.rpartition("-")[0] in form.fields]
    return {name: posted.getlist(name) for name in names}


def as_posted(kept: Mapping[str, Sequence[str]]) -> QueryDict:
    """What was kept, as a form takes what a browser sends."""
    data = QueryDict(mutable=True)
    for name, values in kept.items():
        data.setlist(name, list(values))
    return data


def put_back(form: forms.Form, kept: Mapping[str, Sequence[str]]) -> None:
    """Put what was kept into a form that is to be shown: nothing in it counts as wrong yet."""
    data = as_posted(kept)
    for name, field in form.fields.items():
        if not field.widget.value_omitted_from_data(data, {}, name):
            form.initial[name] = field.widget.value_from_datadict(data, {}, name)


def in_words(form: forms.Form) -> str:
    """What was typed, field by field, as a message can say it; empty where nothing was but a name."""
    grounds = {ground.id: ground.name for ground in getattr(form, "open", ())}
    parts = []
    for bound in form:
        ground = grounds.get(bound.name.partition("_")[2], "")
        if bound.name not in _SIGNATURE and (text := _text(bound)):
            label = str(bound.label).removesuffix(" (optional)")
            parts.append(f"{f'{ground}: ' if ground else ''}{label}\n{text}")
    return "\n\n".join(parts)


def signature(form: forms.Form) -> dict[str, str]:
    """The name and the job that were typed."""
    return {name: str(form[name].value() or "") for name in _SIGNATURE}


def said_already(page: PartnerPage, form: forms.Form, kind: StepKind, link: str) -> Said | None:
    """The step that was taken with this very form: it was sent twice. None where something else was typed."""
    for said in reversed(page.story.said):
        if said.kind is kind and said.step.by == link:
            typed = {_plain(text) for text in _texts(form)}
            return said if typed <= {_plain(text) for text in _said(said)} else None
    return None


def _said(said: Said) -> list[str]:
    step = said.step
    grounds = [text for ground in said.grounds for text in (ground.reasons, ground.harmed)]
    return [step.words, step.instead, step.ask_again, step.right_name, *grounds, ""]


def _texts(form: forms.Form) -> list[str]:
    return [
        str(bound.value() or "")
        for bound in form
        if bound.name not in _SIGNATURE and isinstance(bound.field.widget, forms.Textarea)
    ]


def _plain(text: str) -> str:
    return " ".join(text.split())


def _text(bound: BoundField) -> str:
    value: Any = bound.value()
    if isinstance(bound.field.widget, DayInput):
        return " ".join(filter(None, Parts.of(value)))
    if isinstance(value, list | tuple):
        labels = {str(key): str(label) for key, label in getattr(bound.field, "choices", ())}
        return "\n".join(labels.get(str(one), str(one)) for one in value)
    return str(value or "").strip()
