"""Writes a request as plain values in the format `concord.request/1`; `shapes` describes them. No rule lives here."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Final

from concord.api.v1.requests.by_asked import ACTS as BY_ASKED
from concord.api.v1.requests.receipts import FORMAT
from concord.api.v1.requests.routes import ADDRESS
from concord.api.v1.requests.shapes import AskShown
from concord.requests.rules import timing
from concord.requests.rules.steps import Side, StepKind
from concord.requests.wording import STATUS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime

    from concord.files.queries import FileRow
    from concord.requests.models import CooperationRequest, Step
    from concord.requests.queries import Check, RequestPage, Row, Said, Story

STEP_OF: Final[dict[str, StepKind]] = {
    "withdraw": StepKind.WITHDRAWN,
    "enter-in-error": StepKind.ERROR,
    "message": StepKind.WROTE,
    "accept": StepKind.ACCEPTED,
    "contest": StepKind.CONTESTED,
    "kept": StepKind.KEPT,
    "not-kept": StepKind.BROKEN,
    "refer": StepKind.REFERRED,
    "extend": StepKind.EXTENDED,
    "pause": StepKind.PAUSED,
    "resume": StepKind.RESUMED,
    "links": StepKind.LINK,
}
"""The step that each act of the asker takes; whether it may go up the ladder, the ladder says."""

ANSWER_OF: Final[dict[str, StepKind]] = {
    "acknowledge": StepKind.ACKNOWLEDGED,
    "question": StepKind.QUESTION,
    "comply": StepKind.COMPLIED,
    "comply-in-part": StepKind.PARTLY,
    "offer": StepKind.ALTERNATIVE,
    "wrong-body": StepKind.WRONG_BODY,
    "not-bound": StepKind.NOT_BOUND,
    "refuse": StepKind.REFUSED,
    "decline": StepKind.DECLINED,
}
"""The step that each act of the body asked takes."""

DETAIL: Final = (
    "due_on",
    "days_left",
    "right_ref",
    "conditions",
    "another_reason",
    "way",
    "own_role",
    "their_role",
    "mediates",
    "skipped",
    "because",
    "although",
    "cited",
    "clause",
    "joined",
    "joined_name",
)
"""What of a step's codes and days both sides may read."""


def page_json(page: RequestPage) -> dict[str, Any]:
    """A request that was sent, from the side of either body."""
    story, ask = page.story, page.story.ask
    open_ = not story.hidden
    return {
        **_head(ask, page.side, late=(story.overdue, story.day_passed)),
        "ask": _ask(ask, page.side) if open_ else None,
        "in_words": _words(story) if open_ else None,
        "law": _law(story) if open_ else None,
        "form": page.form if open_ else None,
        "clocks": [timing.as_json(due) for due in story.clocks],
        "steps": [_step(said) for said in story.said] if open_ else [],
        "files": [_file(file) for file in story.files] if open_ else [],
        "links": [_link(link) for link in page.links],
        "deliveries": [_delivery(sent) for sent in page.deliveries] if page.side is Side.ASKER else [],
        "next_level": page.next_rung and _level(page.next_rung),
        "together": [_other(other) for other in page.together],
        "may": _may(page),
        "draft": None,
    }


def draft_json(page: Check) -> dict[str, Any]:
    """A draft, with what it lacks."""
    ask = page.ask
    return {
        **_head(ask, Side.ASKER),
        "ask": _ask(ask, Side.ASKER),
        "in_words": {**asdict(page.words), "purposes": list(page.words.purposes)},
        "law": {
            **law_json(page.finding, page.answer, page.why_not),
            "provisions": [one.ref for one in page.provisions],
        },
        "form": None,
        "clocks": [],
        "steps": [],
        "files": [],
        "links": [],
        "deliveries": [],
        "next_level": None,
        "together": [_other(other) for other in page.together],
        "may": ["send", "discard", "others"] if page.may_send else ["discard", "others"],
        "draft": {
            "saves": ask.saves,
            "gaps": [{"field": gap.field, "says": gap.says} for gap in page.gaps],
            "alarms": [
                {"field": alarm.field, "kind": alarm.spotted.kind, "says": alarm.spotted.says} for alarm in page.alarms
            ],
            "similar": [{"id": one.public_id, "reference": one.reference} for one in page.similar],
            "fits": page.may_be_sent,
            "may_send": page.may_send,
        },
    }


def _head(ask: CooperationRequest, side: Side, *, late: tuple[bool, bool] = (False, False)) -> dict[str, Any]:
    docket, (overdue, day_passed) = ask.docket, late
    return {
        "format": FORMAT,
        "id": ask.public_id,
        "reference": ask.reference,
        "address": ADDRESS + ask.public_id,
        "side": side.value,
        "kind": docket.kind,
        "status": docket.status,
        "status_says": STATUS[docket.status],  # type: ignore[index]  # a StrEnum is its value
        "waiting_on": docket.waiting,
        "overdue": overdue,
        "day_passed": day_passed,
        "round": docket.round,
        "level": docket.level,
        "considered": docket.considered,
        "promised_on": _iso(docket.promised_on),
        "promised_late": docket.promised_late,
        "promise_kept": docket.promise_kept,
        "paused": docket.paused,
        "drafted_at": ask.drafted_at.isoformat(),
        "sent_at": _iso(ask.sent_at),
        "asker": {"ref": docket.asker_id, "name": docket.asker_name, "then": ask.asker_name, "addressee": ""},
        "asked": {
            "ref": docket.asked_id,
            "name": docket.asked_name,
            "then": ask.asked_name,
            "addressee": ask.addressee,
        },
    }


def _ask(ask: CooperationRequest, side: Side) -> dict[str, Any]:
    told = {name: getattr(ask, name) for name in AskShown.model_fields}
    told["needed_by"] = _iso(ask.needed_by)
    if side is not Side.ASKER:
        told["partner_email"] = ""
    return told


def _words(story: Story) -> dict[str, Any]:
    return {**asdict(story.words), "purposes": list(story.words.purposes), "conditions": list(story.words.conditions)}


def _law(story: Story) -> dict[str, Any]:
    ask = story.ask
    return {
        **law_json(story.finding, story.bound, story.in_the_way),
        "on": _iso(ask.law_on),
        "known": _iso(ask.law_known_at),
        "provisions": [one.ref for one in story.provisions],
    }


def law_json(finding: Mapping[str, Any], answer: str, why_not: Sequence[str]) -> dict[str, Any]:
    """What the law says, as of now; a request that was sent adds its own day."""
    return {
        "on": None,
        "known": None,
        "rulebook": finding["rulebook"]["version"],
        "answer": answer,
        "provisions": [],
        "why_not": list(why_not),
        "finding": dict(finding),
    }


def _step(said: Said) -> dict[str, Any]:
    step = said.step
    return {
        "id": step.public_id,
        "kind": said.kind.value,
        "title": said.title,
        "at": step.at.isoformat(),
        "side": said.side.value,
        **{name: getattr(step, name) for name in _STEP},
        "promised_on": _iso(step.promised_on),
        "unread": said.unread,
        "detail": _detail(step),
        "grounds": [
            {
                "ground": one.id,
                "name": one.name,
                "provision": one.provision.ref,
                "reasons": one.reasons,
                "harmed": one.harmed,
            }
            for one in said.grounds
        ],
        "points": [{"ground": point.ground, "says": point.says} for point in said.points],
        "files": [_file(file) for file in said.files],
    }


def _detail(step: Step) -> dict[str, Any]:
    named = {"right_name": step.right_name} if step.right_name else {}
    return {**{name: step.detail[name] for name in DETAIL if name in step.detail}, **named}


_STEP: Final = ("round", "level", "by_name", "by_post", "by_body", "by_body_name", "words", "instead", "ask_again")


def _file(file: FileRow) -> dict[str, Any]:
    return {
        "id": file.public_id,
        "name": file.name,
        "content_type": file.content_type,
        "size": file.size,
        "sha256": file.sha256,
        "at": file.at.isoformat(),
        "by_body": file.body,
        "scan": file.scan,
        "removed_at": _iso(file.removed_at),
    }


def _link(link: Any) -> dict[str, Any]:
    return {
        "id": link.public_id,
        "to": link.to,
        "issued_at": link.issued_at.isoformat(),
        "expires_at": link.expires_at.isoformat(),
        "revoked_at": _iso(link.revoked_at),
        "first_opened_at": _iso(link.first_opened_at),
        "last_opened_at": _iso(link.last_opened_at),
    }


def _delivery(sent: Any) -> dict[str, Any]:
    return {
        "to": sent.to,
        "title": sent.title,
        "state": sent.state.value,
        "at": sent.at.isoformat(),
        "last_error": sent.last_error,
    }


def _level(rung: Any) -> dict[str, Any]:
    return {name: getattr(rung, name) for name in ("level", "own_role", "their_role", "mediates")}


def _other(ask: CooperationRequest) -> dict[str, Any]:
    docket = ask.docket
    return {
        "id": ask.public_id,
        "asked": docket.asked_id,
        "asked_name": docket.asked_name,
        "status": docket.status,
    }


def _may(page: RequestPage) -> list[str]:
    """What fits now, for the side that reads; inside one body, for both."""
    story, docket = page.story, page.story.ask.docket
    found = []
    if page.side is Side.ASKER:
        found += [word for word, kind in STEP_OF.items() if story.may(kind)]
        found += ["escalate"] if page.next_rung else []
    if page.side is Side.ASKED or docket.asker_id == docket.asked_id:
        answers = (StepKind.ACKNOWLEDGED, StepKind.QUESTION, *story.may_answer)
        found += [act.word for act in BY_ASKED if ANSWER_OF[act.word] in answers and story.may(ANSWER_OF[act.word])]
        found += ["message"] if story.may(StepKind.WROTE) and "message" not in found else []
    return found


def row_json(row: Row) -> dict[str, Any]:
    """A request in the list."""
    return {
        "id": row.public_id,
        "reference": row.reference,
        "address": ADDRESS + row.public_id,
        "kind": row.kind.value if row.kind else "",
        "status": row.status.value,
        **{name: getattr(row, name) for name in _ROW},
        **{name: _iso(getattr(row, name)) for name in _ROW_DAYS},
    }


_ROW: Final = (
    "asker",
    "asker_name",
    "asked",
    "asked_name",
    "received",
    "person_reference",
    "help",
    "urgency",
    "paused",
    "overdue",
    "day_passed",
    "waiting_on_us",
    "unread",
    "level",
)
_ROW_DAYS: Final = ("needed_by", "due_on", "promised_on", "drafted_at", "sent_at", "last_at")


def _iso(day: date | datetime | None) -> str | None:
    return day.isoformat() if day else None
