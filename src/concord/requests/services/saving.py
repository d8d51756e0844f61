"""Keeping what somebody types of an answer, so that it can be gone on with later, and deleting it once it has gone.

Typing is no act of the body: it is on the record once a day for each link and kind of answer, not at every pause.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from concord.access import policies
from concord.access.operation import NOT_HERE, Done, operation
from concord.base.clock import day_of
from concord.base.errors import Conflict, Invalid, NotAllowed
from concord.delivery.queries import links_to_one_mailbox
from concord.requests.events import ABOUT, Event
from concord.requests.models import SavedAnswer
from concord.requests.rules.links import KEPT_UNSENT
from concord.requests.rules.standing import ALLOWED, Status
from concord.requests.rules.steps import ANSWERS, StepKind
from concord.requests.wording import ALREADY

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from concord.base.actor import Actor
    from concord.requests.models import CooperationRequest

MOST = 100_000
"""Characters that a half-written answer may have, all its fields together."""


def keep_answer(
    actor: Actor, ask: CooperationRequest, *, kind: StepKind, written: Mapping[str, Sequence[str]], at: datetime
) -> None:
    """Keep what was typed of an answer, in the place of what was kept before. The first of a day is on the record.

    `written` gives the values of each field, as typed. Raises NotAllowed, Invalid where it is too long, and Conflict,
    in words, where such an answer no longer fits.
    """
    if not policies.may(actor, Event.SAVE_ANSWER, ask):
        raise NotAllowed(NOT_HERE)
    _check(ask, kind, written)
    today = SavedAnswer.objects.filter(ask=ask, link=actor.person, kind=kind.value, recorded_on=day_of(at))
    if not today.update(written=_text(written), saved_at=at):
        save_answer(actor, ask, kind=kind, written=written, at=at)


@operation(Event.SAVE_ANSWER)
def save_answer(
    actor: Actor, ask: CooperationRequest, *, kind: StepKind, written: Mapping[str, Sequence[str]], at: datetime
) -> Done[SavedAnswer]:
    """Keep what was typed of an answer; the record says that, not what. Doors call `keep_answer`. Raises so."""
    _check(ask, kind, written)
    row, _ = SavedAnswer.objects.update_or_create(
        ask=ask,
        link=actor.person,
        kind=kind.value,
        defaults={"body": actor.body, "written": _text(written), "saved_at": at, "recorded_on": day_of(at)},
    )
    return Done(row, subject=ask, facts={"answer": kind})


def forget_answers(actor: Actor, ask: CooperationRequest, kind: StepKind) -> None:
    """Delete what was half written behind the links to one mailbox and has now gone; with an answer, all begun there.

    A message stays until it goes itself. What a colleague began at a mailbox of their own is theirs to send or leave.
    """
    if actor.kind != "partner":
        return
    rows = SavedAnswer.objects.filter(ask=ask, link__in=links_to_one_mailbox(actor.person, ABOUT, ask.public_id))
    rows = rows.exclude(kind=StepKind.WROTE.value) if kind in ANSWERS else rows.filter(kind=kind.value)
    rows.delete()


def forget_unsent(*, at: datetime) -> int:
    """Delete what was half written and left; how many. For `concord work`."""
    deleted, _ = SavedAnswer.objects.filter(saved_at__lt=at - KEPT_UNSENT).delete()
    return deleted


def _check(ask: CooperationRequest, kind: StepKind, written: Mapping[str, Sequence[str]]) -> None:
    status = Status(ask.docket.status)
    if status not in ALLOWED.get(kind, ()):
        raise Conflict(ALREADY[status])
    if sum(len(name) + sum(map(len, values)) for name, values in written.items()) > MOST:
        raise Invalid(f"This is too long to be kept: shorten it to {MOST:,} characters in all.")


def _text(written: Mapping[str, Sequence[str]]) -> str:
    return json.dumps({name: list(values) for name, values in written.items()}, ensure_ascii=False)
