"""Coverage: the matrix of partners and purposes on a day, perhaps for one topic; and the same as a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.shortcuts import render
from django.views.decorators.http import require_safe

from concord.access.policies import may
from concord.agreements import queries
from concord.agreements.events import Event
from concord.agreements.rules.kinds import Purpose
from concord.agreements.wording import PURPOSE
from concord.base import clock
from concord.pages.days import for_example
from concord.pages.filters import address
from concord.pages.spreadsheets import Column, csv_response
from concord.people.queries import body_name
from concord.registry.queries.settling import may_settle
from concord.requests.queries import business
from concord.statute import UnknownBody
from concord.web.agreements.dayfield import DayField
from concord.web.coverage.showing import COLOUR, SIGN, WORDS, gaps_of, lines_of, picture_of, said_of
from concord.web.door import officer

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from django.http import HttpRequest, HttpResponse, StreamingHttpResponse

    from concord.agreements.queries import Coverage
    from concord.base.actor import Actor

COLUMNS = (
    Column("partner", "Relevant partner"),
    Column("ref", "Paragraph that makes it one"),
    Column("confirmed", "Confirmed as a relevant partner"),
    *(Column(purpose.value, PURPOSE[purpose]) for purpose in Purpose),
    Column("business", "Requests in the last 12 months", "number"),
)


class AskedForm(forms.Form):
    """Which topic, and which day."""

    topic = forms.ChoiceField(
        label="Topic",
        required=False,
        error_messages={"invalid_choice": "Choose a topic from the list"},
    )
    on = DayField(label="On which day?", required=False, subject="The day")

    def __init__(self, data: Mapping[str, Any], *, topics: Mapping[str, str]) -> None:
        super().__init__(data)
        self.use_required_attribute = False
        self.fields["on"].help_text = f"{for_example(clock.today())}. Today, if you leave it empty."
        self.fields["topic"].choices = [("", "Every topic"), *topics.items()]  # type: ignore[attr-defined]


@require_safe
@officer
def coverage(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The matrix as a table, its gaps, and the picture of it."""
    topics = queries.topics_of(actor)
    form = AskedForm(request.GET, topics=topics)
    found = _coverage(actor, form)
    context: dict[str, Any] = {
        "form": form,
        "topics": topics,
        "body": body_name(actor.body, on=clock.today()),
        "today": clock.today(),
        "may_begin": may(actor, Event.BEGIN),
        "may_set": may(actor, Event.SET_TOPICS),
        "may_settle": may_settle(actor),
        "topic": topics.get(found.topic, "") if found else "",
        "csv": f"{address(request.GET)}",
    }
    if found:
        context |= {
            "found": found,
            "lines": lines_of(found),
            "gaps": gaps_of(found),
            "counts": [
                (WORDS[one], COLOUR[one], SIGN[one], number, found.beside[one]) for one, number in found.counts.items()
            ],
            "picture": picture_of(found),
            "purposes": list(PURPOSE.values()),
        }
    return render(request, "coverage/table.html", context, status=400 if form.errors else 200)


@require_safe
@officer
def as_csv(request: HttpRequest, actor: Actor) -> StreamingHttpResponse | HttpResponse:
    """The matrix as it is narrowed, as a file."""
    form = AskedForm(request.GET, topics=queries.topics_of(actor))
    found = _coverage(actor, form)
    return csv_response(COLUMNS, _rows(found), f"coverage-{form.cleaned_data.get('on') or clock.today()}")


def _coverage(actor: Actor, form: AskedForm) -> Coverage | None:
    """The matrix that is asked for, of today where the day makes no sense; None for a body that is no authority."""
    form.is_valid()
    on = form.cleaned_data.get("on") or clock.today()
    counted = business(actor, on=clock.today())
    try:
        found = queries.coverage(
            actor, on=on, at=clock.now(), topic=form.cleaned_data.get("topic", ""), business=counted
        )
    except UnknownBody:
        return None
    return found if found.rows or found.unsure else None


def _rows(found: Coverage | None) -> Iterator[Mapping[str, Any]]:
    for row in found.rows if found else ():
        cells = {purpose.value: said_of(cell) for purpose, cell in row.cells.items()}
        told = {"partner": row.name, "ref": row.ref, "confirmed": "Yes" if row.sure else "Not confirmed"}
        yield {**told, "business": row.business, **cells}
