"""What stands in answers about the arrangements inside a body: groups and their officers, pairs, and their history."""

from __future__ import annotations

from datetime import date
from typing import Literal

from ninja import Field

from concord.api.shapes import Days, Shape
from concord.api.v1.requests.counting import PartShown

RECORDED = "The id of what was recorded last, which may begin later; empty for nothing. Give it back as `was`."


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


class OfficerRecorded(OfficerShown):
    """Who was, is or will be named, as recorded. What was put right on its own first day has no days at all."""

    id: str
    entered_name: str = Field(..., description="Who recorded it.")
    entered_at: str


class GroupShown(Shape):
    """One of the four groups of officers. `missing` says in sentences what is."""

    group: str = Field(..., description="adults, housing, children or public-health.")
    provision: str
    officer: OfficerShown | None
    newest: str = Field(..., description=RECORDED)
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


class ArrangementRecorded(ArrangementShown):
    """What two groups had, have or will have arranged, as recorded. What was put right on its first day has no days."""

    entered_name: str = Field(..., description="Who recorded it.")
    entered_at: str


class BetweenShown(Shape):
    """The requests between two groups in the last twelve months."""

    number: int
    answered_in_time: PartShown


class PairShown(Shape):
    """Two groups. `exercised_on` is the newest of what was recorded and of the requests between the two."""

    pair: str
    groups: list[str]
    arrangement: ArrangementShown | None = Field(..., description="What is in force today.")
    newest: str = Field(..., description=RECORDED)
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
    may_keep: bool = Field(..., description="Whether you may name officers, and write what is arranged.")


class GroupAnswer(GroupShown):
    """A group today, and everybody who was named for it, the newest first."""

    format: Literal["concord.arrangements.group/1"]
    body: str
    on: date
    recorded: list[OfficerRecorded]
    may_keep: bool


class ExerciseShown(Shape):
    """A day on which two groups worked by their arrangement."""

    done_on: date
    words: str
    by_name: str


class ArrangementReviewShown(Shape):
    """What a review found: continue, change or end. Without `next_on` the next is due by the cycle."""

    done_on: date
    found: str
    words: str
    next_on: date | None
    by_name: str


class PairAnswer(PairShown):
    """A pair today, and all that was recorded of it, the newest first."""

    format: Literal["concord.arrangements.pair/1"]
    body: str
    on: date
    agreement: str | None = Field(..., description="The agreement on which what is in force hangs, if you see it.")
    recorded: list[ArrangementRecorded]
    exercises: list[ExerciseShown]
    reviews: list[ArrangementReviewShown]
    may_keep: bool


class ArrangedReceipt(Shape):
    """What was recorded, in ids, codes and days. `newest` is what to give back as `was` with the next change."""

    format: Literal["concord.arranged/1"]
    body: str
    group: str = Field(..., description="The group; empty where it is about a pair.")
    pair: str = Field(..., description="The pair; empty where it is about a group.")
    newest: str
    period: Days | None = Field(..., description="The days of what was recorded last; null for nothing.")
    review_on: date | None = Field(..., description="Of a pair: the day of its next review.")
