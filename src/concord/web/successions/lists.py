"""The changes of the register that touch what a body keeps, and the places of one of them as a file."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from concord.agreements import queries
from concord.agreements.wording import KIND, STATUS, became
from concord.base import clock
from concord.pages.spreadsheets import Column, csv_response
from concord.people.queries import body_name
from concord.web.door import officer
from concord.web.successions.showing import change_of, changes_of, head

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from django.http import HttpRequest, HttpResponse, StreamingHttpResponse

    from concord.agreements.queries import Change
    from concord.base.actor import Actor

SHOWN_FOR: Final = timedelta(days=366)
"""How long a change whose places are all decided stays on the list after its day."""
COLUMNS: Final = (
    Column("title", "Agreement"),
    Column("kind", "Kind"),
    Column("status", "Where it stands"),
    Column("body", "Body that ends"),
    Column("last", "Its last day", "day"),
    Column("decided", "Decided"),
    Column("to", "Who takes the place"),
    Column("words", "What it rests on"),
    Column("by", "Decided by"),
    Column("at", "Decided", "moment"),
    Column("review_on", "Next review", "day"),
    Column("id", "Concord’s id"),
)


@require_safe
@officer
def changes(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Bodies that end and that are parties of what the officer's body keeps: what is open first."""
    today = clock.today()
    found = changes_of(actor)
    left = queries.left_behind(actor, on=today)
    working = [one for one in found if one.left or one.ended.on > today]
    context = {
        "working": [head(one) for one in working],
        "done": [head(one) for one in found if one not in working and one.ended.on > today - SHOWN_FOR],
        "left": [(name, len(those)) for name, those in left if those],
        "body": body_name(actor.body, on=today),
        "back": reverse("agreements:register"),
    }
    return render(request, "successions/changes.html", context)


@require_safe
@officer
def as_csv(request: HttpRequest, actor: Actor, ref: str) -> StreamingHttpResponse:
    """The places of one change, and what was decided of each, as a file."""
    change = change_of(actor, ref)
    return csv_response(COLUMNS, _rows(change), f"changes-{change.ended.on}")


def _rows(change: Change) -> Iterator[Mapping[str, Any]]:
    for place in change.places:
        decided = place.decided
        yield {
            "title": place.title,
            "kind": KIND[place.kind],  # type: ignore[index]  # a kind is its value
            "status": STATUS[place.status],
            "body": change.ended.name,
            "last": change.ended.on - timedelta(days=1),
            "decided": became(decided) if decided else "Not decided",
            "to": decided.to_name if decided else "",
            "words": decided.words if decided else "",
            "by": decided.said_by if decided else "",
            "at": decided.said_at if decided else None,
            "review_on": place.review_on,
            "id": place.agreement,
        }
