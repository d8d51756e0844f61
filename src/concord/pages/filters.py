"""What narrows a list, read from the address of its page: what is chosen by now, and the address without each of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from concord.pages.dayfield import DayInput, Parts
from concord.pages.days import day

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from django.forms import BaseForm, BoundField
    from django.http import QueryDict

PAGING = ("before", "after")
"""Where in a list somebody is: a list that is narrowed otherwise begins at its beginning."""


class Chosen(NamedTuple):
    """One thing by which a list is narrowed: `Status: Refused`, and the address of the list without it."""

    text: str
    without: str


def chosen(form: BaseForm, query: QueryDict) -> tuple[Chosen, ...]:
    """Everything that narrows the list now, in the order of the form; what is wrong narrows nothing."""
    form.is_valid()
    return tuple(one for bound in form if bound.name in form.cleaned_data for one in _of(bound, form, query))


def address(query: QueryDict, path: str = "", **changes: str | None) -> str:
    """The address with some of what it asks changed (None takes it away): for the copies of a list, and its parts.

    >>> from django.http import QueryDict
    >>> address(QueryDict("show=open&before=9"), "/desk/requests.csv", before=None)
    '/desk/requests.csv?show=open'
    """
    asked = query.copy()
    for name, value in changes.items():
        if value is None:
            asked.pop(name, None)
        else:
            asked[name] = value
    return f"{path}?{asked.urlencode()}"


def _of(bound: BoundField, form: BaseForm, query: QueryDict) -> Iterator[Chosen]:
    """What one field narrows: each choice of several is taken away by itself."""
    value = form.cleaned_data[bound.name]
    name, words = bound.html_name, _words(bound)
    if value in (None, "", False, [], ()):
        return
    if isinstance(bound.field.widget, DayInput):
        boxes = [f"{name}-{part}" for part in Parts._fields]
        yield Chosen(f"{bound.label}: {day(value)}", _without(query, name, *boxes))
    elif isinstance(value, list | tuple):
        for one in map(str, value):
            yield Chosen(
                f"{bound.label}: {words.get(one, one)}", _without(query, name, keeping=set(map(str, value)) - {one})
            )
    else:
        yield Chosen(
            str(bound.label) if value is True else f"{bound.label}: {words.get(str(value), value)}",
            _without(query, name),
        )


def _without(query: QueryDict, *names: str, keeping: Collection[str] = ()) -> str:
    """The address of the list's beginning without these fields, or with no more than some values of them."""
    asked = query.copy()
    for name in (*PAGING, *names):
        kept = [value for value in asked.getlist(name) if name in names and value in keeping]
        asked.setlist(name, kept)
    return f"?{asked.urlencode()}"


def _words(bound: BoundField) -> Mapping[str, str]:
    """What each choice of a field is called; groups are read as one list."""
    found: dict[str, str] = {}
    for value, text in getattr(bound.field, "choices", ()):
        options = text if isinstance(text, list | tuple) else [(value, text)]
        found.update({str(key): str(words) for key, words in options})
    return found
