"""Asking the parties and agreeing: shared for comment, commented on and answered, agreed to, signed on paper. Acts."""

from __future__ import annotations

from typing import Annotated, Any

from ninja import Field

from concord.agreements import services
from concord.agreements.events import Event
from concord.api.asked import Day, Written
from concord.api.shapes import Shape
from concord.api.v1.agreements.acts import AgreementAct, Asked, declare, own_place
from concord.api.v1.agreements.given import SAVES, Name, Text
from concord.api.v1.requests.acts import Nothing


class Sharing(Shape):
    """Which state of the draft is meant to go."""

    saves: int | None = SAVES


class Answering(Shape):
    """What your body answers, for every party to read."""

    words: Text


class Commenting(Shape):
    """What a party says of the version that was shared with it, for every party to read."""

    words: Text
    by_name: Name = Field(..., description="Who says it, by name.")


class Signing(Shape):
    """Who agrees for your body. `saves` is needed: nobody agrees to words that were not read."""

    by_name: Name
    office: Name = Field(..., description="The office in which they sign.")
    saves: int = Field(..., ge=0, description="As it was when the agreement was read.")


class OnPaper(Shape):
    """That a party has agreed on paper, or in a meeting."""

    party: Annotated[str, Written(24)] = Field(..., description="The party, by its id.")
    by_name: Name
    office: Name
    on: Day = Field(..., description="The day on which they signed: today or before.")
    saves: int | None = SAVES


def _share(asked: Asked, given: Sharing) -> dict[str, Any]:
    return {"told": services.share_for_comment(asked.actor, asked.agreement, saves=given.saves, at=asked.at)}


def _answer(asked: Asked, given: Answering) -> None:
    services.answer_comments(asked.actor, asked.agreement, words=given.words, at=asked.at)


def _comment(asked: Asked, given: Commenting) -> None:
    place = own_place(asked, Event.COMMENT)
    services.comment(asked.actor, place, words=given.words, by_name=given.by_name, at=asked.at)


def _sign(asked: Asked, given: Signing) -> None:
    place = own_place(asked, Event.SIGN)
    services.sign_agreement(
        asked.actor, place, by_name=given.by_name, office=given.office, saves=given.saves, at=asked.at
    )


def _on_paper(asked: Asked, given: OnPaper) -> None:
    services.record_signature(
        asked.actor,
        asked.agreement,
        party=given.party,
        by_name=given.by_name,
        office=given.office,
        on=given.on,
        saves=given.saves,
        at=asked.at,
    )


def _new_version(asked: Asked, _given: Nothing) -> None:
    services.new_version(asked.actor, asked.agreement, at=asked.at)


ACTS = (
    AgreementAct(
        word="share",
        given=Sharing,
        event=Event.SHARE,
        summary="Share it for comment",
        says="Each party that has a mailbox is sent a secure link to the newest version.",
        do=_share,
    ),
    AgreementAct(
        word="answer-comments",
        given=Answering,
        event=Event.ANSWER_COMMENT,
        summary="Answer the comments",
        says="As the body that keeps it. Every party reads it.",
        do=_answer,
    ),
    AgreementAct(
        word="comment",
        given=Commenting,
        event=Event.SEE,
        summary="Comment on it",
        says="As a party, on the version that was shared with it.",
        do=_comment,
    ),
    AgreementAct(
        word="sign",
        given=Signing,
        event=Event.SEE,
        summary="Agree to it",
        says="For your own body, today, to the newest version. When the last party agrees, the version is made.",
        do=_sign,
    ),
    AgreementAct(
        word="record-signature",
        given=OnPaper,
        event=Event.RECORD_SIGNATURE,
        summary="Record a signature on paper",
        says="As the body that keeps it: who agreed for a party, in which office, on which day.",
        do=_on_paper,
    ),
    AgreementAct(
        word="new-version",
        given=Nothing,
        event=Event.NEW_VERSION,
        summary="Begin its next version",
        says="With the words of the newest, without its days and approval. What is in force stays so meanwhile.",
        do=_new_version,
    ),
)

for _act in ACTS:
    declare(_act)
