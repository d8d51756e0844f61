"""The arrangements inside the body of a key, as they stand today: all of them, one group, one pair with its history."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema
from ninja.params.functions import Path
from pydantic import BeforeValidator, WithJsonSchema

from concord.access.operation import NOT_HERE
from concord.agreements.queries.arrangements import arrangements_page, group_page, pair_page
from concord.agreements.rules.arrangements import BY_KEY, Group
from concord.api.keys import Key, actor_of
from concord.api.refusals import Refusal
from concord.api.v1.arrangements.shapes import ArrangementsAnswer, GroupAnswer, PairAnswer
from concord.api.v1.requests.routes import nothing_else, reading, shown
from concord.base import clock
from concord.requests.queries.inside import between_groups

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import date

    from concord.agreements.models import Arrangement, GroupOfficer
    from concord.agreements.queries.arranged import GroupLine, PairLine
    from concord.requests.queries.inside import Between

router = Router(tags=["Arrangements"], auth=Key())
_OFFICER = ("name", "office", "email", "phone", "deputy_name", "deputy_email", "deputy_phone")
_WORDS = ("title", "how", "meets", "disputes", "review_months")


class NothingAsked(Schema):
    """Nothing can be asked of it."""


def _one_of(words: Collection[str]) -> Any:
    """A word of an address, one of these; of any other there is nothing."""

    def known(value: Any) -> str:
        if value not in words:
            raise Refusal(404, "not_found", NOT_HERE)
        return str(value)

    return Annotated[str, BeforeValidator(known), WithJsonSchema({"type": "string", "enum": list(words)})]


GroupNamed: Any = _one_of(tuple(Group))
PairNamed: Any = _one_of(tuple(BY_KEY))
GROUP: Any = Path(..., description="One of the four groups of officers.", example="adults")
PAIR: Any = Path(..., description="Two groups, in the order of the Act.", example="adults-and-housing")


@reading(
    "", ArrangementsAnswer, name="arrangements", summary="The arrangements inside your body: section 6(4)", on=router
)
def arrangements(request: HttpRequest) -> HttpResponse:
    """Who speaks for each of the four groups, what each two have arranged, what is missing. That you looked is kept."""
    nothing_else(request, NothingAsked)
    actor, on = actor_of(request), clock.today()
    asked = between_groups(actor, on=on)
    page = arrangements_page(
        actor, on=on, at=clock.now(), asked_on={pair: line.newest_on for pair, line in asked.items()}
    )
    return shown(
        {
            "format": "concord.arrangements/1",
            "body": page.authority.ref,
            "name": page.authority.name,
            "on": on.isoformat(),
            "why_not": page.authority.why_not,
            "districts": [{"ref": ref, "name": name} for ref, name in page.authority.districts],
            "groups": [_group(line) for line in page.groups],
            "pairs": [_pair(line, asked.get(line.pair.key)) for line in page.pairs],
            "may_keep": page.may_keep,
        }
    )


@reading("/groups/{group}", GroupAnswer, name="group", summary="A group of officers, with its history", on=router)
def one_group(request: HttpRequest, group: GroupNamed = GROUP) -> HttpResponse:
    """Who speaks for it today, and everybody who was named, with their days. That you looked is kept."""
    nothing_else(request, NothingAsked)
    actor, on = actor_of(request), clock.today()
    page = group_page(actor, group, on=on, at=clock.now())
    return shown(
        {
            "format": "concord.arrangements.group/1",
            "body": page.authority.ref,
            "on": on.isoformat(),
            **_group(page.line),
            "recorded": [{"id": row.public_id, **_officer(row), **_entered(row)} for row in page.history],
            "may_keep": page.may_keep,
        }
    )


@reading("/{pair}", PairAnswer, name="pair", summary="The arrangement of two groups, with its history", on=router)
def one_pair(request: HttpRequest, pair: PairNamed = PAIR) -> HttpResponse:
    """What is arranged, what was before, when it was worked by, what reviews found. That you looked is kept."""
    nothing_else(request, NothingAsked)
    actor, on = actor_of(request), clock.today()
    asked = between_groups(actor, on=on).get(pair)
    page = pair_page(actor, pair, on=on, at=clock.now(), asked_on={pair: asked.newest_on} if asked else {})
    return shown(
        {
            "format": "concord.arrangements.pair/1",
            "body": page.authority.ref,
            "on": on.isoformat(),
            **_pair(page.line, asked),
            "agreement": page.agreement.public_id if page.agreement else None,
            "recorded": [{**_arrangement(row), **_entered(row)} for row in page.history],
            "exercises": [_plain(row, ("done_on",), ("words", "by_name")) for row in page.exercises],
            "reviews": [_plain(row, ("done_on", "next_on"), ("found", "words", "by_name")) for row in page.reviews],
            "may_keep": page.may_keep,
        }
    )


def _group(line: GroupLine) -> dict[str, Any]:
    return {
        "group": line.group.value,
        "provision": line.ref,
        "officer": line.officer and _officer(line.officer),
        "newest": line.newest.public_id if line.newest else "",
        "missing": list(line.lacks),
    }


def _officer(row: GroupOfficer) -> dict[str, Any]:
    return {**{name: getattr(row, name) for name in _OFFICER}, "period": period(row)}


def _pair(line: PairLine, asked: Between | None) -> dict[str, Any]:
    in_time = asked.in_time if asked else None
    return {
        "pair": line.pair.key,
        "groups": [group.value for group in line.pair],
        "arrangement": line.arrangement and _arrangement(line.arrangement),
        "newest": line.newest.public_id if line.newest else "",
        **_plain(line, ("exercised_on", "reviewed_on", "review_on")),
        "requests": {
            "number": asked.number if asked else 0,
            "answered_in_time": {
                "number": in_time.number if in_time else 0,
                "of": in_time.of if in_time else 0,
            },
        },
        "missing": list(line.lacks),
    }


def _arrangement(row: Arrangement) -> dict[str, Any]:
    return {"id": row.public_id, **{name: getattr(row, name) for name in _WORDS}, "period": period(row)}


def period(row: Arrangement | GroupOfficer) -> dict[str, str | None]:
    """The days on which something recorded holds."""
    return {"from": row.starts.isoformat(), "to": iso(row.until)}


def iso(on: date | None) -> str | None:
    """A day as JSON takes it."""
    return on.isoformat() if on else None


def _entered(row: Arrangement | GroupOfficer) -> dict[str, str]:
    return {"entered_name": row.entered_name, "entered_at": row.entered_at.isoformat()}


def _plain(row: Any, days: Iterable[str], words: Iterable[str] = ()) -> dict[str, Any]:
    return {**{name: iso(getattr(row, name)) for name in days}, **{name: getattr(row, name) for name in words}}
