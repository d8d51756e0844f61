"""What the side that asks does with a request: send it, talk, consider an answer, set the clock, pass it up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from ninja import Field

from concord.api.asked import Day, Email
from concord.api.shapes import Shape, absent
from concord.api.v1.requests.acts import Act, Nothing, declare
from concord.api.v1.requests.given import Line, Paragraphs
from concord.requests import services
from concord.requests.events import Event
from concord.requests.rules.steps import Side
from concord.requests.wording import GROUND

if TYPE_CHECKING:
    from datetime import datetime

    from concord.base.actor import Actor
    from concord.requests.models import CooperationRequest


class Sending(Shape):
    """Which state of the draft is meant to go."""

    saves: int | None = Field(
        None,
        ge=0,
        description="As it was when the draft was read: where somebody saved since, nothing goes (409). Left out, the"
        " draft goes as it stands. Files are not counted in it.",
    )


class Why(Shape):
    """The reason, which is kept with the request."""

    why: Paragraphs


class MaybeWords(Shape):
    """Words, if there is anything to add."""

    words: Paragraphs = ""


class Told(Shape):
    """Words that are needed."""

    words: Paragraphs


class Message(Shape):
    """A message to the other side. Whoever wrote it is named by the body asked; of the asker it is the key's person."""

    words: Paragraphs
    by_name: Line = ""
    by_post: Line = ""
    side: Literal["asker", "asked"] | None = absent("Inside one body only: for which side it is written.")


class Points(Shape):
    """What is disputed in an answer."""

    points: dict[Literal["incompatible-with-duties", "adverse-effect"], Paragraphs] = Field(
        default={}, description="Of a refusal: what is disputed, by its ground."
    )
    point: Paragraphs = Field(default="", description="Of an answer without grounds: what is disputed.")


class NotKept(Told):
    """What was not done; before the promised day, that it will not be, and how that is known."""

    before_day: bool = Field(
        default=False, description="The promised day is not over, and it will not be done: `words` says how you know."
    )


class Way(Shape):
    """Where a dispute goes instead, and why."""

    way: Literal["ordinary-residence", "mediation", "ombudsman", "court", "other"]
    words: Paragraphs


class Because(Shape):
    """Why it goes up now, if there is anything to say."""

    because: Paragraphs = ""
    although: bool = Field(
        default=False,
        description="Now, although your clock stands still, more time that you gave is not over, or that of the level;"
        " `because` then says why. In immediate danger it is not needed.",
    )


class MoreTime(Shape):
    """An exact later day, and why."""

    to: Day
    why: Paragraphs


class Mailbox(Shape):
    """The mailbox of the body asked that a new link goes to."""

    to: Email


def _write(actor: Actor, ask: CooperationRequest, *, side: str | None, at: datetime, **said: Any) -> None:
    services.write_message(actor, ask, side=Side(side) if side else None, at=at, **said)


def _contest(actor: Actor, ask: CooperationRequest, *, points: dict[str, str], point: str, at: datetime) -> None:
    services.contest_answer(actor, ask, points=points or {"": point}, at=at)


def _read(actor: Actor, ask: CooperationRequest, *, at: datetime) -> None:
    side = Side.ASKER if ask.docket.asker_id == actor.body else Side.ASKED
    services.mark_read(actor, ask, side=side, at=at)


GROUNDS = tuple(GROUND)

ACTS = (
    Act(
        word="send",
        given=Sending,
        event=Event.SEND,
        summary="Send a draft",
        says="The law is asked as it stands that day and kept with the request; the e-mail with the link goes out.",
        service=services.send_request,
    ),
    Act(
        word="discard",
        given=Nothing,
        event=Event.DISCARD,
        summary="Put a draft away",
        says="For good. What was sent is withdrawn instead.",
        service=services.discard_request,
    ),
    Act(
        word="withdraw",
        given=Why,
        event=Event.WITHDRAW,
        summary="Withdraw a request that is not answered",
        says="The body asked is told that it is withdrawn, and not why.",
        service=services.withdraw_request,
    ),
    Act(
        word="enter-in-error",
        given=Why,
        event=Event.ENTER_IN_ERROR,
        summary="Say that a request should never have been",
        says="About the wrong person, or to the wrong body by a slip. It counts in no figures, and its links stop.",
        service=services.enter_in_error,
    ),
    Act(
        word="message",
        given=Message,
        event=Event.WRITE,
        summary="Write to the other side",
        says="It decides nothing. The asker's message answers a question that waits. The body asked signs it by name.",
        service=_write,
    ),
    Act(
        word="read",
        given=Nothing,
        event=Event.MARK_READ,
        summary="Say that what came in was read",
        says="Reading a request by this API marks nothing as read: say so when a person has read it.",
        service=_read,
    ),
    Act(
        word="accept",
        given=MaybeWords,
        event=Event.ACCEPT,
        summary="Accept the answer that stands",
        says="The body asked is told.",
        service=services.accept_answer,
    ),
    Act(
        word="contest",
        given=Points,
        event=Event.CONTEST,
        summary="Contest the answer that stands",
        says="Asks for it to be considered again, with the points in dispute ground by ground. Its clock begins anew.",
        service=_contest,
    ),
    Act(
        word="kept",
        given=MaybeWords,
        event=Event.KEEP,
        summary="Note that what was promised was done",
        says="The request needs nothing more.",
        service=services.note_kept,
    ),
    Act(
        word="not-kept",
        given=NotKept,
        event=Event.BREAK,
        summary="Note that what was promised was not done",
        says="The request is open again, in its next round.",
        service=services.note_not_kept,
    ),
    Act(
        word="refer",
        given=Way,
        event=Event.REFER,
        summary="Note that a dispute goes another way",
        says="Such as one that is really about ordinary residence (section 40). The request itself stays as it is.",
        service=services.take_another_way,
    ),
    Act(
        word="escalate",
        given=Because,
        event=Event.ESCALATE,
        summary="Take it to the next level of your own ladder",
        says="Policy, no law. Silence can be escalated, and is never called a refusal.",
        service=services.escalate_request,
    ),
    Act(
        word="extend",
        given=MoreTime,
        event=Event.EXTEND,
        summary="Give more time, to an exact day",
        says="The day before, and who gave the time, stay on the clock.",
        service=services.give_more_time,
    ),
    Act(
        word="pause",
        given=Why,
        event=Event.PAUSE,
        summary="Stop the clock",
        says="The working days that are left are kept.",
        service=services.pause_clock,
    ),
    Act(
        word="resume",
        given=Why,
        event=Event.RESUME,
        summary="Let the clock run again",
        says="With the working days that were left.",
        service=services.resume_clock,
    ),
    Act(
        word="links",
        given=Mailbox,
        event=Event.REISSUE_LINK,
        summary="Send a new secure link",
        says="To a mailbox of the body asked. The links before it stop.",
        service=services.reissue_link,
    ),
)

for _act in ACTS:
    declare(_act)
