"""Taking a step: the one way in which the story of a request goes on."""

from __future__ import annotations

from contextlib import nullcontext
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction

from concord.base.errors import Conflict, Invalid
from concord.requests.models import CooperationRequest, Docket, Step
from concord.requests.queries.attached import draft_files, waiting_files
from concord.requests.rules.standing import Status, may
from concord.requests.rules.steps import BY_ASKED, CARRIES_FILES, ONCE, Side, StepKind
from concord.requests.services.docket import standing_of, write_docket
from concord.requests.services.noting import note_step
from concord.requests.services.saving import forget_answers
from concord.requests.wording import ALREADY, no_longer

if TYPE_CHECKING:
    from datetime import datetime

    from concord.base.actor import Actor
    from concord.requests.rules.standing import Standing


def locked(ask: CooperationRequest) -> CooperationRequest:
    """The request as it is now, kept from other writers until the end of the operation, with its docket."""
    CooperationRequest.objects.select_for_update().only("pk").get(pk=ask.pk)
    return CooperationRequest.objects.select_related("docket").get(pk=ask.pk)


def a_draft(ask: CooperationRequest) -> CooperationRequest:
    """The row, kept from other writers, where it is still a draft. Raises Conflict."""
    row = locked(ask)
    if row.docket.status != Status.DRAFT:
        raise Conflict(ALREADY[Status(row.docket.status)])
    return row


def standing_for(row: CooperationRequest, kind: StepKind) -> Standing:
    """Where a locked request stands. Raises Conflict, in words, where the step does not fit there."""
    standing = standing_of(row)
    if not may(standing, kind):
        raise Conflict(no_longer(standing, kind))
    return standing


def take(
    actor: Actor,
    row: CooperationRequest,
    kind: StepKind,
    *,
    at: datetime,
    standing: Standing | None = None,
    **values: Any,
) -> Step:
    """Take a step in a locked request: check that it fits, and write it. The caller settles the clocks and `close`s.

    `values` are fields of `Step`. Files that the actor has put to the request meanwhile go with what is said. Raises
    Conflict where it does not fit, also where another was quicker.
    """
    standing = standing or standing_for(row, kind)
    values.setdefault("side", side_of(actor, row, kind))
    values.setdefault("by_name", actor.name if actor.kind == "person" else "")
    if values["side"] != Side.CONCORD:
        values.setdefault("by_body", row.docket.asked_id if values["side"] == Side.ASKED else row.docket.asker_id)
    if carried := _files_with(actor, row, kind):
        values["detail"] = {"files": carried, **values.get("detail", {})}
    forget_answers(actor, row, kind)
    _read(values.get("to"), by=values["side"], at=at)
    try:
        with transaction.atomic() if kind in ONCE else nullcontext():
            return Step.objects.create(ask=row, kind=kind, at=at, round=standing.round, by=actor.person, **values)
    except IntegrityError:
        raise Conflict(ALREADY[standing_of(row).status]) from None


def _read(step: Step | None, *, by: Side, at: datetime) -> None:
    """Whoever decides on what the other side said has read it, also where no page was opened for it (as by key)."""
    if step and step.to_read and step.read_at is None and step.side != by:
        Step.objects.filter(pk=step.pk).update(read_at=at)


def files_told(step: Step) -> dict[str, int]:
    """How many files go with a step, as the record keeps it; nothing where none do."""
    files = step.detail.get("files", ())
    return {"files": len(files)} if files else {}


def _files_with(actor: Actor, row: CooperationRequest, kind: StepKind) -> list[str]:
    """The files that go with a step: all of a draft when it is sent, then those that whoever speaks has put there."""
    if kind is StepKind.SENT:
        return [file.public_id for file in draft_files(actor, row)]
    return [file.public_id for file in waiting_files(actor, row)] if kind in CARRIES_FILES else []


def close(actor: Actor, row: CooperationRequest, step: Step | None, *, at: datetime) -> Docket:
    """Write the docket after a step (None: something else that it shows), and note the step for search and webhooks."""
    row.docket = write_docket(row, at=at)
    if step:
        note_step(actor, row, step, at=at)
    return row.docket


def side_of(actor: Actor, row: CooperationRequest, kind: StepKind) -> Side:
    """Which side takes a step. Inside one body it follows from the step; a message there is the asker's."""
    if actor.kind == "system":
        return Side.CONCORD
    if kind in BY_ASKED or actor.kind == "partner":
        return Side.ASKED
    both = row.docket.asker_id == row.docket.asked_id
    return Side.ASKER if both or actor.body == row.docket.asker_id else Side.ASKED


def signed(name: str, post: str) -> dict[str, Any]:
    """Who answers, as a step keeps it. Raises Invalid (field "by_name" or "by_post")."""
    if not name.strip():
        raise Invalid("Enter your name", field="by_name")
    if not post.strip():
        raise Invalid("Enter your job", field="by_post")
    return {"by_name": name.strip()[:120], "by_post": post.strip()[:120]}
