"""The shapes of a request as it is read: what was asked, by which law, what came of it. `telling` writes them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal

from ninja import Field

from concord.api.shapes import Shape
from concord.api.v1.requests.receipts import GapShown

Side = Literal["asker", "asked", "concord", "nobody"]
OVERDUE: Any = Field(..., description="Whether an answer is late. Never of a request under s6(2): nobody owes one.")
DAY_PASSED: Any = Field(..., description="Whether the day is past while it waits for the body asked, owed or not.")


class PartyShown(Shape):
    """A side: the body that holds it today, and what it was called on the paper."""

    ref: str
    name: str
    then: str = Field(..., description="Its name when the request was made.")
    addressee: str = Field(..., description="The office that it is addressed to; empty if none is recorded.")


class AskShown(Shape):
    """What was asked. Codes are those that drafts take."""

    asker_group: str
    asked_group: str
    person_category: str
    person_reference: str
    person_initials: str
    person_nhs_number: str
    person_name: str
    function: str
    function_words: str
    purposes: list[str]
    help: str
    urgency: str
    what: str
    needed_by: date | None
    needed_by_why: str
    otherwise: str
    wishes: str
    told: str
    told_words: str
    format_needs: str
    sharing_basis: str
    sharing_words: str
    data_classes: list[str] = Field(..., description="The kinds of information that it holds; empty: nobody has said.")
    conditions: list[str]
    partner_email: str = Field(..., description="The mailbox that it goes to; shown to the asker only.")
    contact_name: str
    contact_email: str
    contact_phone: str


class WordsShown(Shape):
    """The codes of a request in words, as people read them."""

    kind: str
    person: str
    function: str
    purposes: list[str]
    help: str
    urgency: str
    told: str
    sharing: str
    conditions: list[str]
    asker_group: str
    asked_group: str


class LawShown(Shape):
    """The law as it stood on sending, kept with the request."""

    on: date | None = Field(..., description="The day of the law; null for a draft, which is answered as of today.")
    known: datetime | None = Field(..., description="The moment of knowledge of the register.")
    rulebook: str
    answer: str = Field(
        ..., description="Whether the body asked is bound, or must supply; or the asker may turn to it."
    )
    provisions: list[str]
    why_not: list[str] = Field(..., description="What keeps the answer from being a plain yes.")
    finding: dict[str, Any] = Field(..., description="The whole explanation, `concord.explain/1`.")


class FileShown(Shape):
    """A file, without its content."""

    id: str
    name: str
    content_type: str
    size: int = Field(..., description="In bytes.")
    sha256: str
    at: datetime
    by_body: str
    scan: str = Field(..., description="What the virus scanner said: not_scanned, clean, infected.")
    removed_at: datetime | None


class GroundShown(Shape):
    """A ground of refusal with its own written reasons."""

    ground: str
    name: str
    provision: str
    reasons: str
    harmed: str


class PointShown(Shape):
    """A point in dispute; `ground` is empty for the answer as a whole."""

    ground: str
    says: str


class StepShown(Shape):
    """Something that a side, or Concord, did or said."""

    id: str
    kind: str
    title: str
    at: datetime
    side: Side
    round: int
    level: int
    by_name: str
    by_post: str
    by_body: str
    by_body_name: str
    words: str
    instead: str
    ask_again: str
    promised_on: date | None
    unread: bool = Field(..., description="Whether your side has not read it yet.")
    detail: dict[str, Any] = Field(..., description="Codes and days that belong to the step, such as due_on or way.")
    grounds: list[GroundShown]
    points: list[PointShown]
    files: list[FileShown]


class LinkShown(Shape):
    """A secure link that was sent, without what opens it."""

    id: str
    to: str
    issued_at: datetime
    expires_at: datetime
    revoked_at: datetime | None
    first_opened_at: datetime | None
    last_opened_at: datetime | None


class DeliveryShown(Shape):
    """An e-mail about the request, and how far it has come."""

    to: str
    title: str
    state: str
    at: datetime
    last_error: str


class LevelShown(Shape):
    """A level of the asker's ladder."""

    level: int
    own_role: str
    their_role: str
    mediates: bool


class OtherShown(Shape):
    """Another request that was made together with this one."""

    id: str
    asked: str
    asked_name: str
    status: str


class AlarmShown(Shape):
    """Something in a free text that may say more of the person than is needed."""

    field: str
    kind: str
    says: str


class SimilarShown(Shape):
    """An open request about the same person to the same body."""

    id: str
    reference: str


class DraftShown(Shape):
    """What there is to know of a draft before it is sent."""

    saves: int
    gaps: list[GapShown]
    alarms: list[AlarmShown]
    similar: list[SimilarShown]
    fits: bool = Field(..., description="Whether some kind of request fits. Doubt stops nothing.")
    may_send: bool = Field(..., description="Whether you may send it: a contractor hands it over (section 79).")


class RequestAnswer(Shape):
    """A request with all that came of it, as one side may read it."""

    format: Literal["concord.request/1"]
    id: str
    reference: str
    address: str
    side: Literal["asker", "asked"] = Field(..., description="Whose side you read it from.")
    kind: str = Field(..., description="s7(1), s7(2), s6(2), s45, internal; empty for a draft that no kind fits.")
    status: str
    status_says: str
    waiting_on: Side
    overdue: bool = OVERDUE
    day_passed: bool = DAY_PASSED
    round: int
    level: int
    considered: str
    promised_on: date | None
    promised_late: bool = Field(..., description="Whether what is promised is for a later day than was asked for.")
    promise_kept: bool | None
    paused: bool
    drafted_at: datetime
    sent_at: datetime | None
    asker: PartyShown
    asked: PartyShown
    ask: AskShown | None = Field(..., description="Null to the body asked once the request is taken back.")
    in_words: WordsShown | None
    law: LawShown | None
    form: dict[str, Any] | None = Field(
        ..., description="Whether the latest answer is complete in form, `concord.explain/1`. Form only, never merit."
    )
    clocks: list[dict[str, Any]] = Field(..., description="Each `concord.clock/1`, with how its day came about.")
    steps: list[StepShown]
    files: list[FileShown] = Field(..., description="Those that went with the request itself.")
    links: list[LinkShown] = Field(..., description="To the asker only.")
    deliveries: list[DeliveryShown]
    next_level: LevelShown | None = Field(..., description="Where escalating would take it; null where it would not.")
    together: list[OtherShown]
    may: list[str] = Field(..., description="What fits now, by the last word of its address.")
    draft: DraftShown | None = Field(..., description="Of a draft only.")


class RowShown(Shape):
    """A request in the list."""

    id: str
    reference: str
    address: str
    kind: str
    asker: str
    asker_name: str
    asked: str
    asked_name: str
    received: bool
    person_reference: str
    help: str = Field(..., description="In words.")
    urgency: str = Field(..., description="In words.")
    needed_by: date | None
    due_on: date | None
    promised_on: date | None
    paused: bool
    overdue: bool = OVERDUE
    day_passed: bool = DAY_PASSED
    status: str
    waiting_on_us: bool
    unread: int
    level: int
    drafted_at: datetime
    sent_at: datetime | None
    last_at: datetime


class RequestsAnswer(Shape):
    """A page of the list, newest first."""

    format: Literal["concord.requests/1"]
    requests: list[RowShown]
    older: str = Field(..., description="Give this as `before` for the next page; empty on the last.")
    cut: bool = Field(..., description="Whether a search ended before every match was held against the filters.")


class EntryShown(Shape):
    """An entry of the record."""

    seq: int
    at: datetime
    event: str
    who: str
    body: str
    door: str
    says: str
    facts: dict[str, Any]


class RecordAnswer(Shape):
    """The record of a request, oldest first."""

    id: str
    reference: str
    entries: list[EntryShown]


class KindAnswer(Shape):
    """Which kind of request fits who asks whom, and why."""

    kind: str = Field(..., description="s7(1), s7(2), s6(2), s45, internal; empty where none fits.")
    fits: bool
    says: str
    asker: str
    asked: str
    law: LawShown
    instead: list[str] = Field(..., description="The provisions that are open instead, where none fits.")


class DueAnswer(Shape):
    """When an answer would be due, were it sent now."""

    kind: str
    note: str
    acknowledge: dict[str, Any] | None = Field(..., description="`concord.clock/1`; null where nothing sets one.")
    answer: dict[str, Any] | None
