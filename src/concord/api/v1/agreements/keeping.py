"""Keeping an agreement alive, or letting it end; what becomes of a place at the table. Acts."""

from __future__ import annotations

from typing import Annotated

from ninja import Field

from concord.agreements import services
from concord.agreements.events import Event
from concord.agreements.rules.succession import Outcome
from concord.agreements.services.keeping import FOUND
from concord.api.asked import Day, OneOf, Words
from concord.api.shapes import Shape
from concord.api.v1.agreements.acts import AgreementAct, Asked, declare
from concord.api.v1.agreements.given import SAVES, NoDayOr, Since, Text, kept
from concord.api.v1.requests.acts import Nothing
from concord.api.v1.requests.asking import body_of
from concord.api.v1.requests.reading import Searched
from concord.base.clock import day_of

FIRST_DAY_OUT = "The first day on which it no longer holds."


class Beginning(Shape):
    """On which day."""

    on: Day
    saves: int | None = SAVES


class Reviewed(Shape):
    """What a review found, on which day, and when the next one is due."""

    found: Annotated[str, OneOf("outcome of a review", tuple(sorted(FOUND)))]
    words: Text = ""
    on: Day
    next_on: NoDayOr = kept("The day of the next review; by its cycle, if left out.")
    saves: int | None = SAVES


class Ending(Shape):
    """From when it no longer holds, and why."""

    on: Day = Field(..., description=FIRST_DAY_OUT)
    why: Text
    saves: int | None = SAVES


class Leaving(Shape):
    """From when it is no party any more."""

    on: Day = Field(..., description="The first day on which it is no party.")
    saves: int | None = SAVES


class Novating(Shape):
    """Which body took the place, from when, and by what."""

    to: Words = Field(..., description="The body: a code, a reference or a name.")
    on: Day = Field(..., description="The first day on which it holds the place.")
    decision: Text = Field(..., description="By what: a transfer order, a deed of novation.")
    saves: int | None = SAVES


class Deciding(Shape):
    """What becomes of the place of a body that ends."""

    outcome: Annotated[str, OneOf("outcome for a place", tuple(Outcome))]
    words: Text = Field(..., description="What it rests on: the order, the deed, the minute.")
    to: Searched = Field("", description="Of “novated”: the body that takes the place.")
    saves: int | None = SAVES


def _run_unsigned(asked: Asked, given: Since) -> None:
    services.run_unsigned(asked.actor, asked.agreement, on=given.on, saves=given.saves)


def _rely_on(asked: Asked, given: Since) -> None:
    services.rely_on(asked.actor, asked.agreement, on=given.on, saves=given.saves)


def _begin_review(asked: Asked, given: Beginning) -> None:
    services.begin_review(asked.actor, asked.agreement, on=given.on, saves=given.saves)


def _record_review(asked: Asked, given: Reviewed) -> None:
    services.record_review(
        asked.actor,
        asked.agreement,
        found=given.found,
        words=given.words,
        on=given.on,
        next_on=given.next_on,
        saves=given.saves,
    )


def _end(asked: Asked, given: Ending) -> None:
    services.end_of_agreement(asked.actor, asked.agreement, on=given.on, why=given.why, saves=given.saves, at=asked.at)


def _publish(asked: Asked, _given: Nothing) -> None:
    services.publish_agreement(asked.actor, asked.agreement, on=day_of(asked.at))


def _unpublish(asked: Asked, _given: Nothing) -> None:
    services.unpublish_agreement(asked.actor, asked.agreement)


def _leave(asked: Asked, given: Leaving) -> None:
    services.record_leaving(
        asked.actor, asked.agreement, party=asked.party, on=given.on, saves=given.saves, at=asked.at
    )


def _novate(asked: Asked, given: Novating) -> None:
    to = body_of(asked.actor, given.to, field="to")
    services.novate_party(
        asked.actor,
        asked.agreement,
        party=asked.party,
        to=to,
        on=given.on,
        decision=given.decision,
        saves=given.saves,
        at=asked.at,
    )


def _succeed(asked: Asked, given: Deciding) -> None:
    to = body_of(asked.actor, given.to, field="to") if given.to.strip() else ""
    services.decide_succession(
        asked.actor,
        asked.agreement,
        party=asked.party,
        outcome=given.outcome,
        words=given.words,
        to=to,
        saves=given.saves,
        at=asked.at,
    )


ACTS = (
    AgreementAct(
        word="run-unsigned",
        given=Since,
        event=Event.RUN_UNSIGNED,
        summary="Say that it is worked by, before all have agreed",
        says="It is shown as exactly that, and is not in force by it.",
        do=_run_unsigned,
    ),
    AgreementAct(
        word="rely-on",
        given=Since,
        event=Event.RELY_ON,
        summary="Say that it is worked by, after it has lapsed",
        says="It does not come back into force by that: no clock and no fact of law rests on it.",
        do=_rely_on,
    ),
    AgreementAct(
        word="begin-review",
        given=Beginning,
        event=Event.BEGIN_REVIEW,
        summary="Begin a review",
        says="It stays in force meanwhile.",
        do=_begin_review,
    ),
    AgreementAct(
        word="record-review",
        given=Reviewed,
        event=Event.RECORD_REVIEW,
        summary="Record what a review found",
        says="And when the next one is due.",
        do=_record_review,
    ),
    AgreementAct(
        word="end",
        given=Ending,
        event=Event.END,
        summary="Record that it ends",
        says="It stays on record, and nothing in it can be changed any more.",
        do=_end,
    ),
    AgreementAct(
        word="publish",
        given=Nothing,
        event=Event.PUBLISH,
        summary="Put it on the public page",
        says="From today: that it exists, its parties, what it covers and where it stands; no names and no mailboxes.",
        do=_publish,
    ),
    AgreementAct(
        word="unpublish",
        given=Nothing,
        event=Event.UNPUBLISH,
        summary="Take it off the public page",
        says="From now on.",
        do=_unpublish,
    ),
    AgreementAct(
        word="leave",
        given=Leaving,
        event=Event.LEAVE,
        summary="Record that a party leaves",
        says="The others stay. Where too few would be left, the agreement ends instead.",
        do=_leave,
        of_party=True,
    ),
    AgreementAct(
        word="novate",
        given=Novating,
        event=Event.NOVATE,
        summary="Record that another body took a party's place",
        says="What was agreed holds for it as it did for the other. Whether it passes, the order or the deed says.",
        do=_novate,
        of_party=True,
    ),
    AgreementAct(
        word="succeed",
        given=Deciding,
        event=Event.SUCCEED,
        summary="Decide what becomes of the place of a body that ends",
        says="From the day on which the register says that it ends: novated, agree-anew, left or ended.",
        do=_succeed,
        of_party=True,
    ),
)

for _act in ACTS:
    declare(_act)
