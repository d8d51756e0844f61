"""The list of agreements: what needs somebody first, narrowed by what is chosen, in parts of fifty."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.shortcuts import render
from django.views.decorators.http import require_safe

from concord.access.policies import may
from concord.agreements import queries
from concord.agreements.events import Event
from concord.agreements.queries import ATTENTION, Narrowed
from concord.agreements.queries.arrangements import offered
from concord.agreements.sentences import last_day
from concord.agreements.wording import KIND, PURPOSE, STATUS
from concord.base import clock
from concord.pages.days import day
from concord.pages.filters import address, chosen
from concord.people.queries import body_name
from concord.registry import queries as registry
from concord.web.agreements.forms import line, ticks
from concord.web.agreements.showing import COLOUR
from concord.web.door import officer

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from django.http import HttpRequest, HttpResponse, QueryDict

    from concord.agreements.queries import Line
    from concord.base.actor import Actor

MOST: Final = 50
"""How many a part of the list shows."""
WHOSE: Final = {"": "Any", "ours": "Ours: we keep it", "theirs": "Theirs: we are a party"}


class NarrowingForm(forms.Form):
    """The panel of filters. Nothing is required; what is wrong narrows nothing."""

    words = line("Words", help_text="In the title, reference, text, clauses or documents")
    name = line("The other body", help_text="Its name, or part of it")
    body = forms.ChoiceField(label="The other body", required=False, widget=forms.HiddenInput)
    whose = forms.ChoiceField(
        label="Ours or theirs", required=False, choices=list(WHOSE.items()), widget=forms.RadioSelect
    )
    kind = ticks("Kind", KIND)
    status = ticks("Where it stands", STATUS)
    purpose = ticks("Purpose", PURPOSE)
    topic = ticks("Topic", {})

    def __init__(self, data: QueryDict, *, topics: Mapping[str, str]) -> None:
        said = data.copy()
        said.setdefault("whose", "")
        super().__init__(said)
        self.fields["topic"].choices = list(topics.items())  # type: ignore[attr-defined]
        known = registry.bodies_known({said.get("body", "")} - {""})
        named = [(ref, body.name_on(clock.today())) for ref, body in known.items()]
        self.fields["body"].choices = [("", ""), *named]  # type: ignore[attr-defined]


@require_safe
@officer
def register(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The agreements that the officer may see."""
    form, on = NarrowingForm(request.GET, topics=queries.topics_of(actor)), clock.today()
    taken = chosen(form, request.GET)
    lines = queries.agreements(actor, on=on, narrowed=_narrowed(form.cleaned_data))
    why = queries.attention(lines, on=on)
    ordered = queries.first(lines, why, on=on)
    begin = _begin(request.GET.get("after", ""), len(ordered))
    context = {
        "form": form,
        "chosen": taken,
        "rows": [_row(line, why.get(line.agreement.public_id, ()), on=on) for line in ordered[begin : begin + MOST]],
        "found": len(ordered),
        "attention": len(why),
        "begin": begin,
        "newer": address(request.GET, after=str(begin - MOST) if begin > MOST else None) if begin else "",
        "older": address(request.GET, after=str(begin + MOST)) if begin + MOST < len(ordered) else "",
        "may_begin": may(actor, Event.BEGIN),
        "inside": offered(actor),
        "body": body_name(actor.body, on=on),
    }
    return render(request, "agreements/register.html", context, status=400 if form.errors else 200)


def _narrowed(given: Mapping[str, Any]) -> Narrowed:
    return Narrowed(
        kinds=given.get("kind", ()),
        statuses=given.get("status", ()),
        purposes=given.get("purpose", ()),
        topics=given.get("topic", ()),
        body=given.get("body", ""),
        words=given.get("words", ""),
        name=given.get("name", ""),
        whose=given.get("whose", ""),
    )


def _begin(asked: str, many: int) -> int:
    """Where the part of the list begins that an address asks for; the beginning, where it asks for nothing there is."""
    begin = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) <= 6 else 0  # noqa: PLR2004  a million
    return begin if begin < many else 0


def _row(line: Line, why: tuple[queries.Why, ...], *, on: date) -> dict[str, Any]:
    status = line.standing.status
    told = [ATTENTION[one] for one in why if one.value != status.value]
    return {
        "agreement": line.agreement,
        "kind": KIND[line.agreement.kind],  # type: ignore[index]  # a kind is its value
        "others": [seat.name for seat in line.others],
        "ours": line.ours,
        "status": {"text": STATUS[status], "colour": COLOUR[status]},
        "why": told,
        "next": _next(line, on=on),
    }


def _next(line: Line, *, on: date) -> tuple[str, str]:
    """The next day on which somebody is needed, or was, and for what."""
    due, text = queries.due_on(line), line.standing.text
    if due is None:
        return "", ""
    if due == text.review_on:
        return day(due), "Review" if due >= on else "Review was due"
    return last_day(due), "Last day" if due > on else "Last day, past"
