"""The arrangements inside the body of a key (CA2014.s6(4)): its groups, their pairs, and what is missing of each."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Field, Router, Schema

from concord.agreements.queries.arrangements import arrangements_page
from concord.api.keys import Key, actor_of
from concord.api.shapes import Days, Shape
from concord.api.v1.requests.counting import PartShown
from concord.api.v1.requests.routes import nothing_else, reading, shown
from concord.base import clock
from concord.requests.queries.inside import Between, between_groups

if TYPE_CHECKING:
    from concord.agreements.models import Arrangement, GroupOfficer
    from concord.agreements.queries.arranged import GroupLine, PairLine

router = Router(tags=["Arrangements"], auth=Key())


class NothingAsked(Schema):
    """Nothing can be asked of it."""


class DistrictShown(Shape):
    """A district that holds the housing of a county: a relevant partner under section 6(7)(a)."""

    ref: str
    name: str


class OfficerShown(Shape):
    """Who speaks for a group, and who stands in; empty where nobody or nothing is named."""

    name: str
    office: str
    email: str
    phone: str
    deputy_name: str
    deputy_email: str
    deputy_phone: str
    period: Days


class GroupShown(Shape):
    """One of the four groups of officers. `missing` says in sentences what is."""

    group: str = Field(..., description="adults, housing, children or public-health.")
    provision: str
    officer: OfficerShown | None
    missing: list[str]


class ArrangementShown(Shape):
    """What two groups have arranged."""

    id: str
    title: str
    how: str
    meets: str
    disputes: str
    review_months: int
    period: Days


class BetweenShown(Shape):
    """The requests between two groups in the last twelve months."""

    number: int
    answered_in_time: PartShown


class PairShown(Shape):
    """Two groups. `exercised_on` is the newest of what was recorded and of the requests between the two."""

    pair: str
    groups: list[str]
    arrangement: ArrangementShown | None = Field(..., description="What is in force today.")
    exercised_on: date | None
    reviewed_on: date | None
    review_on: date | None = Field(..., description="The day of the next review.")
    requests: BetweenShown
    missing: list[str]


class ArrangementsAnswer(Shape):
    """The arrangements of an authority as they stand today; of any other body `why_not` says why it has none."""

    format: Literal["concord.arrangements/1"]
    body: str
    name: str
    on: date
    why_not: str
    districts: list[DistrictShown]
    groups: list[GroupShown]
    pairs: list[PairShown]


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
        }
    )


_OFFICER = ("name", "office", "email", "phone", "deputy_name", "deputy_email", "deputy_phone")
_WORDS = ("title", "how", "meets", "disputes", "review_months")


def _group(line: GroupLine) -> dict[str, Any]:
    officer = line.officer and {
        **{name: getattr(line.officer, name) for name in _OFFICER},
        "period": _period(line.officer),
    }
    return {"group": line.group.value, "provision": line.ref, "officer": officer, "missing": list(line.lacks)}


def _pair(line: PairLine, asked: Between | None) -> dict[str, Any]:
    row = line.arrangement
    held = row and {
        "id": row.public_id,
        **{name: getattr(row, name) for name in _WORDS},
        "period": _period(row),
    }
    in_time = asked.in_time if asked else None
    return {
        "pair": line.pair.key,
        "groups": [group.value for group in line.pair],
        "arrangement": held,
        "exercised_on": _day(line.exercised_on),
        "reviewed_on": _day(line.reviewed_on),
        "review_on": _day(line.review_on),
        "requests": {
            "number": asked.number if asked else 0,
            "answered_in_time": {
                "number": in_time.number if in_time else 0,
                "of": in_time.of if in_time else 0,
            },
        },
        "missing": list(line.lacks),
    }


def _period(row: Arrangement | GroupOfficer) -> dict[str, str | None]:
    return {"from": row.starts.isoformat(), "to": _day(row.until)}


def _day(on: date | None) -> str | None:
    return on.isoformat() if on else None
