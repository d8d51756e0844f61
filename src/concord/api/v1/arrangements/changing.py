"""The arrangements inside the body of a key, kept: officers named, what two groups arrange, exercised, reviewed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

from ninja import Field

from concord.agreements import services
from concord.agreements.queries.arrangements import group_now, pair_now
from concord.agreements.rules.arrangements import LONGEST_CYCLE, MONTHS_BETWEEN_REVIEWS
from concord.agreements.services.arranging import LONGEST_LINE, LONGEST_PHONE, LONGEST_TEXT
from concord.agreements.services.keeping import FOUND
from concord.api.asked import Day, Email, MaybeDay, OneOf, Written
from concord.api.keys import actor_of
from concord.api.once import AGAIN, answer_once
from concord.api.shapes import Shape, absent
from concord.api.v1.arrangements.reading import GROUP, PAIR, GroupNamed, PairNamed, iso, period, router
from concord.api.v1.arrangements.shapes import ArrangedReceipt
from concord.api.v1.requests.routes import changing
from concord.base import clock
from concord.people.replies import Reply

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from django.http import HttpRequest, HttpResponse

    from concord.base.actor import Actor

Line = Annotated[str, Written(LONGEST_LINE)]
Phone = Annotated[str, Written(LONGEST_PHONE)]
Text = Annotated[str, Written(LONGEST_TEXT)]
WAS: Any = Field(
    None,
    max_length=24,
    description="The `newest` that was read: where somebody recorded another since, nothing is done (409).",
)
FIRST_DAY_OUT = "The first day on which it no longer holds."
_WORDS = ("title", "how", "meets", "disputes")


class OfficerGiven(Shape):
    """Who speaks for a group of officers, who stands in, and from which day."""

    name: Line
    office: Line = Field(..., description="The office or post.")
    email: Email = Field(..., description="A team's mailbox is read when somebody is away.")
    phone: Phone = ""
    deputy_name: Line = ""
    deputy_email: Email = ""
    deputy_phone: Phone = ""
    starts: Day = Field(..., description="Whoever was named before is so no longer from this day.")
    was: str | None = WAS


class ArrangementGiven(Shape):
    """What two groups arrange. The day on which the one before began puts that right; a later day follows it."""

    title: Line
    how: Text = Field(..., description="How the two work together: who asks whom for what, how, and how soon.")
    meets: Text = Field("", description="Who meets whom, and when.")
    disputes: Text = Field("", description="What happens when they disagree.")
    starts: Day
    until: MaybeDay = absent(FIRST_DAY_OUT)
    months: int = Field(MONTHS_BETWEEN_REVIEWS, ge=1, le=LONGEST_CYCLE, description="Months between two reviews.")
    agreement: Annotated[str, Written(24)] = Field("", description="The id of an agreement on which it hangs.")
    was: str | None = WAS


class EndGiven(Shape):
    """From when it no longer holds."""

    on: Day = Field(..., description=FIRST_DAY_OUT)
    was: str | None = WAS


class ExerciseGiven(Shape):
    """A day on which two groups worked by their arrangement. Requests between the two count by themselves."""

    on: Day = Field(..., description="Today, or a day before.")
    words: Text = Field(..., description="What was done, without naming the person whom it was for.")


class ArrangementReviewed(Shape):
    """What a review found."""

    on: Day = Field(..., description="Today, or a day before.")
    found: Annotated[str, OneOf("outcome of a review", tuple(sorted(FOUND)))]
    words: Text = ""
    next_on: MaybeDay = absent("The day of the next review; by the cycle, if left out.")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Deed:
    """An act on a group or a pair, by its word in the address; `do` takes the actor, which one, what was said, when."""

    word: str
    name: str
    given: type[Shape]
    summary: str
    says: str
    do: Callable[[Actor, str, Any, datetime], object]


def _name(actor: Actor, group: str, given: OfficerGiven, at: datetime) -> None:
    details = given.model_dump(exclude={"starts", "was"})
    services.name_officer(actor, group=group, details=details, starts=given.starts, was=given.was, at=at)


def _end_officer(actor: Actor, group: str, given: EndGiven, _at: datetime) -> None:
    services.end_officer(actor, group=group, on=given.on, was=given.was)


def _write(actor: Actor, pair: str, given: ArrangementGiven, at: datetime) -> None:
    services.arrange(
        actor,
        pair=pair,
        words={name: getattr(given, name) for name in _WORDS},
        starts=given.starts,
        until=given.until,
        months=given.months,
        agreement=given.agreement,
        was=given.was,
        at=at,
    )


def _end(actor: Actor, pair: str, given: EndGiven, _at: datetime) -> None:
    services.end_arrangement(actor, pair=pair, on=given.on, was=given.was)


def _exercise(actor: Actor, pair: str, given: ExerciseGiven, at: datetime) -> None:
    services.record_exercise(actor, pair=pair, on=given.on, words=given.words, at=at)


def _review(actor: Actor, pair: str, given: ArrangementReviewed, at: datetime) -> None:
    services.review_arrangement(
        actor, pair=pair, on=given.on, found=given.found, words=given.words, next_on=given.next_on, at=at
    )


OF_GROUPS = (
    _Deed(
        word="name",
        name="name_officer",
        given=OfficerGiven,
        summary="Name the officer of a group",
        says="With a deputy, from a day; whoever was named before stays on record.",
        do=_name,
    ),
    _Deed(
        word="end",
        name="end_officer",
        given=EndGiven,
        summary="Record that nobody takes over from the officer of a group",
        says="Where somebody does, name the new officer instead: that ends this by itself.",
        do=_end_officer,
    ),
)
OF_PAIRS = (
    _Deed(
        word="write",
        name="write_arrangement",
        given=ArrangementGiven,
        summary="Write what two groups arrange",
        says="In force from a day; what was arranged before ends on it, and stays on record.",
        do=_write,
    ),
    _Deed(
        word="end",
        name="end_arrangement",
        given=EndGiven,
        summary="Record that the arrangement of two groups ends",
        says="It stays on record.",
        do=_end,
    ),
    _Deed(
        word="exercise",
        name="record_exercise",
        given=ExerciseGiven,
        summary="Record that two groups worked by their arrangement",
        says="A case, a meeting, an exercise.",
        do=_exercise,
    ),
    _Deed(
        word="review",
        name="review_arrangement",
        given=ArrangementReviewed,
        summary="Record a review of an arrangement",
        says="What it found, and when the next one is due.",
        do=_review,
    ),
)


def _declare(deed: _Deed, *, of_pair: bool) -> None:
    """Put an act at its address."""

    def done(request: HttpRequest, named: str, given: Any, again: str | None) -> HttpResponse:
        actor, at = actor_of(request), clock.now()

        def reply() -> Reply:
            deed.do(actor, named, given, at)
            return Reply(200, (_of_pair if of_pair else _of_group)(actor, named, at))

        return answer_once(request, again, reply)

    def on_group(
        request: HttpRequest, given: Any, group: GroupNamed = GROUP, again: str | None = AGAIN
    ) -> HttpResponse:
        return done(request, group, given, again)

    def on_pair(request: HttpRequest, given: Any, pair: PairNamed = PAIR, again: str | None = AGAIN) -> HttpResponse:
        return done(request, pair, given, again)

    view, named = (on_pair, {"pair": PairNamed}) if of_pair else (on_group, {"group": GroupNamed})
    view.__name__, view.__doc__ = deed.name, deed.says
    view.__annotations__ = {"given": deed.given, **named, "again": str | None}
    address = f"/{{pair}}/{deed.word}" if of_pair else f"/groups/{{group}}/{deed.word}"
    changing("POST", address, ArrangedReceipt, name=deed.name, summary=deed.summary, on=router)(view)


def _of_group(actor: Actor, group: str, at: datetime) -> dict[str, Any]:
    row = group_now(actor, group, on=clock.day_of(at), at=at).newest
    return _receipt(actor, group=group, newest=row.public_id if row else "", period=row and period(row))


def _of_pair(actor: Actor, pair: str, at: datetime) -> dict[str, Any]:
    line = pair_now(actor, pair, on=clock.day_of(at), at=at)
    row = line.newest
    found = {"newest": row.public_id if row else "", "period": row and period(row)}
    return _receipt(actor, pair=pair, review_on=iso(line.review_on), **found)


def _receipt(actor: Actor, **said: Any) -> dict[str, Any]:
    return {"format": "concord.arranged/1", "body": actor.body, "group": "", "pair": "", "review_on": None, **said}


for _deed in OF_GROUPS:
    _declare(_deed, of_pair=False)
for _deed in OF_PAIRS:
    _declare(_deed, of_pair=True)
