"""Messages between the two sides, and reading them. A message decides nothing, an e-mail least of all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from concord.access.operation import Done, operation
from concord.base.errors import Conflict, Invalid
from concord.requests.events import Event
from concord.requests.models import Step
from concord.requests.queries.attached import waiting_files
from concord.requests.rules.standing import Status
from concord.requests.rules.steps import AT_ONCE, Side, StepKind
from concord.requests.services import pausing
from concord.requests.services.steps import close, files_told, locked, side_of, standing_for, take
from concord.requests.services.telling import check_cap, tell_of_step, tell_officer

if TYPE_CHECKING:
    from datetime import datetime

    from concord.base.actor import Actor
    from concord.requests.models import CooperationRequest


@operation(Event.WRITE)
def write_message(
    actor: Actor, ask: CooperationRequest, *, words: str, at: datetime, by_name: str = "", by_post: str = "",
    side: Side | None = None,
) -> Done[Step]:  # fmt: skip
    """Write to the other side. The asker's message answers a question that waits, and the clock runs again.

    `side` is needed inside one body only. Raises Invalid (field "words"), also where the body asked has had the day's
    e-mails about the request, and Conflict before sending, and where the
    same person has sent the very same just now: a form that is sent twice is one message.
    """
    if not words.strip():
        raise Invalid("Enter your message", field="words")
    row = locked(ask)
    standing = standing_for(row, StepKind.WROTE)
    values = {"words": words.strip(), "to_read": True, **_signed(by_name, by_post)}
    values |= {"side": side} if side else {}
    whose = side or side_of(actor, row, StepKind.WROTE)
    _only_once(actor, row, words.strip(), side=whose, at=at)
    if whose == Side.ASKER:
        check_cap(row, at=at, field="words")
    step = take(actor, row, StepKind.WROTE, at=at, standing=standing, **values)
    if step.side == Side.ASKER:
        _name_body(step, row.docket.asker_name)
        if standing.status is Status.QUESTION and not standing.paused:
            pausing.let_go(row, round_=standing.round, at=at)
    else:
        _name_body(step, row.docket.asked_name)
    close(actor, row, step, at=at)
    if step.side == Side.ASKER:
        tell_of_step(actor, row, StepKind.WROTE, at=at)
    else:
        tell_officer(row, step)
    return Done(step, facts={"side": step.side, **files_told(step)})


def _only_once(actor: Actor, row: CooperationRequest, words: str, *, side: Side, at: datetime) -> None:
    newest = Step.objects.filter(ask=row).order_by("-id").first()
    said = (StepKind.WROTE, side, actor.person, words)
    same = newest and (newest.kind, newest.side, newest.by, newest.words) == said
    if newest and same and at - newest.at < AT_ONCE and not waiting_files(actor, row):
        raise Conflict("You have sent this message already. Nothing was sent again.")


@operation(Event.MARK_READ)
def mark_read(actor: Actor, ask: CooperationRequest, *, side: Side, at: datetime) -> Done[int]:
    """Note that a side has read what the other side wrote; how many steps that were unread."""
    row = locked(ask)
    unread = Step.objects.filter(ask=row, to_read=True, read_at__isnull=True)
    # What Concord says, such as that an e-mail came back, is for the asker.
    unread = unread.filter(side=Side.ASKER) if side is Side.ASKED else unread.exclude(side=side)
    count = unread.update(read_at=at)
    if count:
        close(actor, row, None, at=at)
    return Done(count)


def _signed(name: str, post: str) -> dict[str, str]:
    return {"by_name": name.strip()[:120], "by_post": post.strip()[:120]} if name.strip() else {}


def _name_body(step: Step, name: str) -> None:
    step.by_body_name = name
    step.save(update_fields=["by_body_name"])
