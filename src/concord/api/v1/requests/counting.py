"""Figures of the requests that a body made and received, one definition for both sides. No person is in them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Annotated, Any, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Field, Router, Schema
from ninja.params.functions import Query

from concord.api.asked import MaybeDay, OneOf
from concord.api.keys import Key, actor_of
from concord.api.refusals import Refusal
from concord.api.shapes import Shape
from concord.api.v1.requests.reading import Searched
from concord.api.v1.requests.routes import nothing_else, reading, shown
from concord.base import clock
from concord.requests import queries
from concord.requests.rules.kinds import Kind

if TYPE_CHECKING:
    from concord.requests.queries import Line
    from concord.requests.rules.figures import Figures, Share

router = Router(tags=["Requests"], auth=Key())
YEAR = timedelta(days=364)
LONGEST = timedelta(days=3660)


class Period(Schema):
    """Which requests are counted: those sent from one day to another, perhaps of one kind or with one other body."""

    start: MaybeDay = Field(None, alias="from", description="The first day of sending. A year before the last.")
    to: MaybeDay = Field(None, description="The last day of sending, itself included. Today, if left out.")
    kind: Annotated[str, OneOf("kind of request", tuple(Kind))] = Field("", description="Only this kind.")
    other: Searched = Field("", description="Only with this body on the other side: its reference.")


class PartShown(Shape):
    """So many of so many; what is not decided yet is in neither."""

    number: int
    of: int


class FiguresShown(Shape):
    """The figures of some requests."""

    number: int
    acknowledged_in_time: PartShown
    working_days: float | None = Field(..., description="The median of working days to the first answer.")
    answered: int
    answered_in_time: PartShown
    outcomes: dict[str, int] = Field(..., description="No answer yet is not a refusal.")
    grounds: dict[str, int]
    contested: int
    after_contest: dict[str, int]
    escalated: int
    promised_late: int
    kept: int
    broken: int


class FiguresLine(Shape):
    """The figures of one kind, or with one other body, or of all: made by your body, and received by it."""

    key: str
    name: str
    made: FiguresShown
    received: FiguresShown


class FiguresAnswer(Shape):
    """The figures of a period, as they stand today."""

    format: Literal["concord.figures/1"]
    body: str
    start: date = Field(..., alias="from")
    to: date
    on: date
    whole: FiguresLine
    by_kind: list[FiguresLine]
    by_body: list[FiguresLine]


PERIOD: Period = Query(...)


@reading("", FiguresAnswer, name="figures", summary="The figures of your body", on=router)
def figures(request: HttpRequest, given: Period = PERIOD) -> HttpResponse:
    """How many requests, answered when and how. Of a pair of bodies both see the same. That you looked is recorded."""
    nothing_else(request, Period)
    today = clock.today()
    to = given.to or today
    start = given.start or date.fromordinal(max(1, to.toordinal() - YEAR.days))
    if to < start:
        raise Refusal(422, "invalid", "“to” lies before “from”. Give the earlier day as “from”.", field="to")
    if to - start > LONGEST or to.year == date.max.year:
        raise Refusal(422, "invalid", "Ask for ten years at most, up to today.", field="from")
    ends = to + timedelta(days=1)
    page = queries.figures_page(
        actor_of(request), starts=start, ends=ends, on=today, kind=given.kind, other=given.other, as_file="api"
    )
    return shown(
        {
            "format": "concord.figures/1",
            "body": page.body,
            "from": start.isoformat(),
            "to": to.isoformat(),
            "on": today.isoformat(),
            "whole": _line(page.whole),
            "by_kind": [_line(line) for line in page.by_kind],
            "by_body": [_line(line) for line in page.by_body],
        }
    )


def _line(line: Line) -> dict[str, Any]:
    return {"key": line.key, "name": line.name, "made": _figures(line.made), "received": _figures(line.received)}


def _figures(found: Figures) -> dict[str, Any]:
    return {
        "number": found.number,
        "acknowledged_in_time": _share(found.acknowledged),
        "working_days": None if found.days is None else float(found.days),
        "answered": found.answered,
        "answered_in_time": _share(found.in_time),
        "outcomes": {str(name): number for name, number in found.outcomes.items()},
        "grounds": {str(name): number for name, number in found.grounds.items()},
        "contested": found.contested,
        "after_contest": {str(name): number for name, number in found.after_contest.items()},
        "escalated": found.escalated,
        "promised_late": found.promised_late,
        "kept": found.kept,
        "broken": found.broken,
    }


def _share(share: Share) -> dict[str, int]:
    return {"number": share.number, "of": share.of}
