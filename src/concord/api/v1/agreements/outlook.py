"""The shapes of what lies ahead: what is due, what changes at the table, and what is covered."""

from __future__ import annotations

from datetime import date
from typing import Literal

from ninja import Field

from concord.api.shapes import Shape
from concord.api.v1.agreements.shapes import BodyNamed


class PlaceNamed(Shape):
    """A place at the table and the body that holds it."""

    party: str
    body: str
    name: str


class DueLine(Shape):
    """An agreement whose review or last day comes, or is past."""

    id: str
    title: str
    keeper: str
    status: str
    due: date | None
    review_on: date | None
    last_day: date | None = Field(..., description="The last day on which it holds.")
    parties: list[PlaceNamed]


class UnsignedLine(Shape):
    """A version that is before the parties, and who has not agreed to it."""

    id: str
    title: str
    keeper: str
    status: str
    version: int
    missing: list[PlaceNamed]


class DecidedShown(Shape):
    """What was decided of a place."""

    outcome: str
    to: str | None
    on: date
    words: str
    said_by: str


class PlaceToDecide(Shape):
    """A place whose body ends: what becomes of it is to be decided, or is."""

    id: str = Field(..., description="The agreement.")
    title: str
    kind: str
    status: str
    party: str
    decided: DecidedShown | None


class SuccessorShown(Shape):
    """A body that takes over."""

    ref: str
    name: str
    how: str
    on: date
    announced: bool


class PartyChangeShown(Shape):
    """A body that ends, who takes over, and every place that it holds in your agreements."""

    body: str
    name: str
    on: date = Field(..., description="The first day without it.")
    announced: bool
    after: list[SuccessorShown]
    places: list[PlaceToDecide]


class AgreementsDue(Shape):
    """What somebody has to see to: reviews and last days, signatures that are missing, changes of parties."""

    format: Literal["concord.agreements.due/1"]
    on: date
    to: date = Field(..., description="The last day looked at.")
    due: list[DueLine]
    unsigned: list[UnsignedLine]
    changes: list[PartyChangeShown]


class AgreementLeft(Shape):
    """An agreement that nobody keeps any more."""

    id: str
    title: str
    kind: str
    left_by: str = Field(..., description="The body that kept it, by its name.")
    parties: list[PlaceNamed]


class LeftBehind(Shape):
    """What bodies left behind that have ended, and that yours succeeds: `take-over` brings it into your register."""

    format: Literal["concord.agreements.left/1"]
    on: date
    agreements: list[AgreementLeft]


class CellShown(Shape):
    """What covers one purpose with one partner."""

    covered: str = Field(..., description="in-force, expiring, relied-on, running, drafted or nothing.")
    agreements: list[str]


class PartnerCovered(Shape):
    """A relevant partner. `because_of` is the paragraph that makes it one."""

    body: str
    name: str
    because_of: str
    business: int = Field(..., description="Requests between the two in the last twelve months.")
    cells: dict[str, CellShown] = Field(..., description="By purpose of section 6(6).")
    unfiled: list[str] = Field(..., description="Agreements with it that are filed under no purpose.")


class GapShownAt(Shape):
    """A partner with a gap: the purposes that nothing in force covers."""

    body: str
    name: str
    purposes: list[str]
    business: int


class CoverageAnswer(Shape):
    """What your body has agreed with each relevant partner. The Act asks for no agreement: a gap is one of practice."""

    format: Literal["concord.coverage/1"]
    authority: BodyNamed
    on: date
    topic: str
    counts: dict[str, int] = Field(..., description="How many cells show what.")
    partners: list[PartnerCovered]
    gaps: list[GapShownAt] = Field(..., description="Most business first.")
    unsure: list[str] = Field(..., description="Bodies that may be partners.")
    titles: dict[str, str] = Field(..., description="The title of every agreement named here, by its id.")


class TopicShown(Shape):
    """A topic of the checklist."""

    code: str
    name: str


class TopicsAnswer(Shape):
    """The topics of which your body looks at its coverage."""

    format: Literal["concord.topics/1"]
    body: str
    topics: list[TopicShown]
    mark: str = Field(..., description="Of this list: another has another. Give it back as `was` with another list.")
