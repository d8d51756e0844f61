"""The shapes in which agreements are read. `telling` writes them.

Every day called `ends`, `until`, `to` or `…_from` of an end is the first day on which something no longer holds.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal

from ninja import Field

from concord.api.shapes import Days, Shape, absent
from concord.api.v1.requests.shapes import EntryShown

FIRST_DAY_OUT = "The first day on which it no longer holds; null if none is written."


class BodyNamed(Shape):
    """A body of the register."""

    ref: str
    name: str


class SeatShown(Shape):
    """A place at the table, and the body that holds it on the day asked about."""

    party: str = Field(..., description="The id of the place, by which clauses and signatures name it.")
    body: str
    name: str
    ours: bool
    mailbox: str = Field(..., description="Where it is written to; shown to the body that keeps the agreement.")
    contact_name: str


class LadderPostShown(Shape):
    """Who takes a level up at one party (its id), where that is another post than the level's; and its mailbox."""

    party: str
    role: str
    mailbox: str


class LadderLevelShown(Shape):
    """A level of a ladder: who takes it up, and within how many working days."""

    role: str
    days: int
    urgent_days: int
    posts: list[LadderPostShown] = absent("Other posts at single parties.")
    mediates: bool = absent("Whether somebody mediates at this level.")
    mediator: str = absent("The mailbox of whoever mediates.")


class TermsShown(Shape):
    """What a clause commits to, for machines: the keys that its kind of commitment has."""

    urgency: str = absent("Of a time to answer: routine, urgent or immediate.")
    answer_days: int = absent("Working days to answer; 0 is the same day.")
    acknowledge_days: int = absent("Working days to acknowledge.")
    topic: str = absent("A kind of help; empty for any.")
    asked: str = absent("The party asked, by its id; empty for whichever is.")
    party: str = absent("Whose contact it is, or who attends: a party, by its id.")
    office: str = absent("The office or post.")
    mailbox: str = absent("Of a contact.")
    phone: str = absent("Of a contact.")
    hours: str = absent("Of a contact.")
    deputy: str = absent("Of a contact: whom to ask when nobody answers.")
    levels: list[LadderLevelShown] = absent("Of a ladder: its levels, the lowest first.")
    skips_to: int = absent("Of a ladder: the level to which immediate danger goes at once.")
    by_itself: bool = absent("Of a ladder: silence goes up without anybody's click.")
    meeting: str = absent("Which meeting it is.")
    often: str = absent("Of a meeting: how often it meets.")
    notice_days: int = absent("Of a meeting: the working days of notice.")
    classes: list[str] = absent("Which kinds of information may be shared.")
    basis: str = absent("The lawful basis that the parties rely on, in their words.")


class ClauseShown(Shape):
    """A clause of a version."""

    place: int
    number: str
    heading: str
    words: str
    commitment: str = Field(..., description="What it commits to, so that Concord works by it; empty for words alone.")
    terms: TermsShown


class SignatureShown(Shape):
    """That a party agreed to a version."""

    party: str
    name: str = Field(..., description="The body that holds the place, or held it last.")
    by_name: str
    office: str
    signed_on: date
    on_paper: bool = Field(..., description="Recorded from paper by the body that keeps the agreement.")
    recorded_at: datetime


class CommentShown(Shape):
    """What was said of a version. `party` is empty where the body that keeps it said so."""

    party: str
    by_name: str
    words: str
    said_at: datetime


class DocumentShown(Shape):
    """A document of a version."""

    id: str
    address: str
    name: str
    content_type: str = Field(..., description="As its content tells, whatever its name says.")
    size: int
    sha256: str
    at: datetime
    scan: str = Field(..., description="What the scanner said: clean, not_scanned …")
    stays: bool = Field(..., description="It was there when a party agreed, so that it stays.")
    removed_at: datetime | None


class AgreementVersionShown(Shape):
    """What an agreement says, one text after another. What a party has agreed to never changes."""

    number: int
    summary: str
    purposes: list[str] = Field(..., description="The purposes of section 6(6).")
    aims: list[str] = Field(..., description="The aims of section 3(1).")
    topics: list[str]
    functions: str
    area: str
    persons: str
    starts: date | None = Field(..., description="The day it begins, as written.")
    ends: date | None = Field(..., description=f"As written. {FIRST_DAY_OUT}")
    until: date | None = Field(..., description=f"In fact, by its end, its successor or an ending. {FIRST_DAY_OUT}")
    review_on: date | None
    approved_by: str
    decision: str
    approved_on: date | None
    written_at: datetime
    shared_at: datetime | None
    made_on: date | None = Field(..., description="The day on which the last party agreed to it.")
    clauses: list[ClauseShown]
    signatures: list[SignatureShown]
    comments: list[CommentShown]
    documents: list[DocumentShown]


class StandingShown(Shape):
    """Where an agreement stands on a day, and why."""

    status: str
    says: list[str] = Field(..., description="Why, in sentences: the one that counts first.")
    version: int = Field(..., description="The version that counts: in force, else the last that was, else the newest.")
    in_force: Days | None = Field(..., description="The days of that version, once every party has agreed to it.")
    missing: list[str] = Field(..., description="The parties that have not agreed to that version, by their ids.")
    review_on: date | None
    review_due: bool
    next: int | None = Field(..., description="A newer version that is being written or agreed to.")


class ReviewShown(Shape):
    """A review: begun, and what it found. `found` is empty while it is under way."""

    begun_on: date
    done_on: date | None
    found: str
    words: str
    by_name: str
    next_on: date | None


class AgreementAnswer(Shape):
    """One agreement whole, as it stands on a day."""

    format: Literal["concord.agreement/1"]
    id: str
    address: str
    on: date
    kind: str
    field: str = Field(..., description="What a joint protocol is about; empty for every other kind.")
    title: str
    reference: str
    keeper: BodyNamed
    ours: bool = Field(..., description="Whether your body keeps it.")
    owner_name: str
    owner_email: str
    deputy_name: str
    deputy_email: str
    review_months: int | None
    under: str | None = Field(..., description="The agreement that it hangs under, by its id.")
    replaces: str | None = Field(..., description="The agreement that it replaces, by its id.")
    running_from: date | None = Field(..., description="Since when it is worked by, although not all have agreed.")
    relied_on_from: date | None = Field(..., description="Since when it is worked by, although it has lapsed.")
    public_from: date | None = Field(..., description="Since when it is on the public page.")
    ended_from: date | None = Field(..., description=FIRST_DAY_OUT)
    ended_why: str
    saves: int = Field(..., description="How often it was changed: give it back when you change it.")
    standing: StandingShown
    parties: list[SeatShown]
    versions: list[AgreementVersionShown]
    reviews: list[ReviewShown]
    may: list[str] = Field(..., description="What you may do that fits now, by the last word of its address.")


class AgreementLine(Shape):
    """An agreement in a list."""

    id: str
    address: str
    kind: str
    field: str
    title: str
    reference: str
    keeper: str
    ours: bool
    status: str
    version: int
    in_force: Days | None
    review_on: date | None
    review_due: bool
    missing: list[str] = Field(..., description="The parties that have not agreed to the version that counts.")
    parties: list[SeatShown] = Field(..., description="The parties but your own body.")
    purposes: list[str]
    topics: list[str]
    attention: list[str] = Field(..., description="Why it needs somebody, the most pressing first; empty if not.")


class AgreementsAnswer(Shape):
    """A page of the register, by title."""

    format: Literal["concord.agreements.list/1"]
    on: date
    number: int = Field(..., description="How many there are on all pages.")
    agreements: list[AgreementLine]
    next: str = Field(..., description="Give this as `after` for the next page; empty on the last.")


class AgreementRecord(Shape):
    """The record of an agreement, oldest first."""

    id: str
    entries: list[EntryShown]


class DocumentsAnswer(Shape):
    """The documents of an agreement that you are shown, by the number of their version."""

    id: str
    documents: dict[str, list[DocumentShown]]


class RegisterExport(Shape):
    """The agreements that your body keeps, whole; everything but comments on drafts."""

    format: Literal["concord.agreements/1"]
    days: str
    on: date
    keeper: BodyNamed
    agreements: list[dict[str, Any]] = Field(..., description="As `concord agreements export` writes them.")
