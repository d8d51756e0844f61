"""A bundle as plain JSON values: the request's story (`concord.bundle/1`) and its record (`concord.record/1`).

Keys that the API's `concord.request/1` has too mean the same here.
"""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, Final

from concord.requests.rules import timing
from concord.requests.rules.drafts import FIELDS
from concord.requests.rules.steps import Side

if TYPE_CHECKING:
    from concord.requests.models import CooperationRequest, Step
    from concord.requests.queries import Said
    from concord.requests.queries.bundle import Attachment, Bundle

BUNDLE: Final = "concord.bundle/1"
RECORD: Final = "concord.record/1"

_SAID_OF_IT: Final = ("addressee", *FIELDS)

_SIGNED_AND_SAID: Final = ("by_name", "by_post", "by_body", "by_body_name", "words", "instead", "ask_again")
_DETAIL: Final = (
    *("due_on", "days_left", "was", "which", "right_ref", "conditions", "another_reason", "way"),
    *("own_role", "their_role", "mediates", "skipped", "because", "joined_name", "was_name", "now", "now_name"),
    *("mail", "files"),
)
"""What of a step's codes and days both sides may read. Nothing that names another request."""


def request_json(bundle: Bundle) -> dict[str, Any]:
    """The request with its steps, clocks, files and the law as it stood; what a side may not have is left out."""
    ask, hidden = bundle.ask, bundle.story.hidden
    return {
        "format": BUNDLE,
        "id": ask.public_id,
        "reference": ask.reference,
        "made_at": _plain(bundle.at),
        "side": bundle.side.value,
        "kind": bundle.story.kind.value,
        "status": bundle.story.status.value,
        "asker": _plain(asdict(bundle.asker)),
        "asked": _plain(asdict(bundle.asked)),
        "sent_at": _plain(ask.sent_at),
        "ask": None if hidden else _ask(bundle),
        "law": None if hidden else _law(ask, bundle),
        "steps": [_step(said, hidden=hidden) for said in bundle.story.said],
        "clocks": [
            {
                "round": kept.round,
                "set_at": _plain(kept.set_at),
                "superseded_at": _plain(kept.superseded_at),
                "clock": timing.as_json(kept.due),
            }
            for kept in bundle.clocks
        ],
        "silences": _plain([asdict(silence) for silence in bundle.silences]),
        "attachments": [_file(attachment) for attachment in bundle.attachments],
        "emails": [_plain(asdict(email)) for email in bundle.emails],
    }


def record_json(bundle: Bundle) -> dict[str, Any]:
    """The entries of the record about the request, each with all that its digest covers, and what was proved."""
    proof = bundle.proof
    return {
        "format": RECORD,
        "about": {"kind": "request", "id": bundle.ask.public_id},
        "head": {"number": proof.head, "digest": proof.head_digest},
        "proved": "every entry from the first to the head" if proof.whole else "each entry and those beside it",
        "fault": proof.fault or None,
        "entries": [
            {**_plain(one.link._asdict()), "digest": one.digest, "says": one.line.says} for one in proof.entries
        ],
    }


def _ask(bundle: Bundle) -> dict[str, Any]:
    told = {name: _plain(getattr(bundle.ask, name)) for name in _SAID_OF_IT}
    return told if bundle.side is Side.ASKER else {**told, "partner_email": ""}


def _law(ask: CooperationRequest, bundle: Bundle) -> dict[str, Any]:
    replay = bundle.replay
    return {
        "on": _plain(ask.law_on),
        "known": _plain(ask.law_known_at),
        "rulebook": ask.rulebook_version,
        "finding": bundle.story.finding,
        "asked_again": _plain(asdict(replay)) if replay else None,
    }


def _step(said: Said, *, hidden: bool) -> dict[str, Any]:
    step = said.step
    found = {
        "id": step.public_id,
        "kind": said.kind.value,
        "title": said.title,
        "side": said.side.value,
        "at": _plain(step.at),
        "round": step.round,
        "level": step.level,
    }
    if hidden:
        return found
    return {
        **found,
        **{name: getattr(step, name) for name in _SIGNED_AND_SAID},
        "promised_on": _plain(step.promised_on),
        "detail": _detail(step),
        "form": step.form,
        "grounds": [
            {"ground": one.id, "provision": one.provision.ref, "reasons": one.reasons, "harmed": one.harmed}
            for one in said.grounds
        ],
        "points": [{"ground": one.ground, "says": one.says} for one in said.points],
        "read_at": _plain(step.read_at),
    }


def _detail(step: Step) -> dict[str, Any]:
    named = {"right_name": step.right_name} if step.right_name else {}
    return {**{name: step.detail[name] for name in _DETAIL if name in step.detail}, **named}


def _file(attachment: Attachment) -> dict[str, Any]:
    file = attachment.file
    return {
        "id": file.public_id,
        "step": attachment.step.public_id,
        "name": file.name,
        "content_type": file.content_type,
        "size": file.size,
        "sha256": file.sha256,
        "scan": file.scan,
        "put_by": file.put_by_name,
        "by_body": file.body,
        "by_body_name": attachment.body,
        "at": _plain(file.at),
        "removed_at": _plain(file.removed_at),
    }


def _plain(value: Any) -> Any:
    """The value in types of JSON: days as they are, instants in UTC to the microsecond."""
    if isinstance(value, dict):
        return {key: _plain(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    return value.isoformat() if isinstance(value, date) else value
