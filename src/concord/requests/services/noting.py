"""What follows every step by itself: it can be found by its words, and the webhooks of both bodies are told.

Both in the transaction of the step. The index holds fingerprints of words only, and webhooks get codes and days only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from concord.delivery.webhooks import publish
from concord.requests.events import ABOUT
from concord.requests.rules.finding import scope
from concord.requests.rules.steps import ANSWERS, StepKind, for_asker_alone
from concord.requests.wording import HELP, KIND
from concord.search import services as search

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from concord.base.actor import Actor
    from concord.requests.models import CooperationRequest, Docket, Step

_TEXTS: Final = (
    "what",
    "needed_by_why",
    "otherwise",
    "wishes",
    "told_words",
    "format_needs",
    "sharing_words",
    "function_words",
    "person_name",
    "asker_name",
    "asked_name",
    "addressee",
)

_TOLD: Final[dict[StepKind, str]] = {
    StepKind.SENT: "request.sent",
    StepKind.ACKNOWLEDGED: "request.acknowledged",
    **dict.fromkeys(ANSWERS, "request.answered"),
    StepKind.QUESTION: "request.message",
    StepKind.WROTE: "request.message",
    StepKind.CONTESTED: "request.message",
    StepKind.BROKEN: "request.message",
    StepKind.ACCEPTED: "request.message",
    StepKind.ESCALATED: "request.escalated",
    StepKind.WITHDRAWN: "request.withdrawn",
    StepKind.ERROR: "request.entered_in_error",
}


def document_of(ask: CooperationRequest) -> search.Document:
    """What the index is told of a request itself; its steps are added as they come."""
    helps = HELP.get(ask.help, "")
    return search.Document(
        pk=ask.pk,
        texts=[*(getattr(ask, name) for name in _TEXTS), helps, KIND.get(ask.kind, "")],  # type: ignore[call-overload]
        exact=[ask.reference, ask.public_id, ask.person_reference, ask.person_nhs_number],
        scopes=scopes_of(ask.docket),
    )


def scopes_of(docket: Docket) -> list[str]:
    """Who may find a request: the bodies that hold it."""
    return [scope(body) for body in dict.fromkeys((docket.asker_id, docket.asked_id))]


def note_request(ask: CooperationRequest) -> None:
    """Let a request be found from now on."""
    document = document_of(ask)
    search.index(ABOUT, ask.pk, texts=document.texts, exact=document.exact, scopes=document.scopes)


def note_words(ask: CooperationRequest, words: Iterable[str]) -> None:
    """Let a request be found by what was said about it too."""
    found = [text for text in words if text]
    if found:
        search.add(ABOUT, ask.pk, texts=found, scopes=scopes_of(ask.docket))


def note_step(actor: Actor, ask: CooperationRequest, step: Step, *, at: datetime) -> None:
    """Let a step be found, and tell the webhooks of both bodies of it."""
    kind = StepKind(step.kind)
    if kind is StepKind.SENT:
        note_request(ask)
    else:
        note_words(ask, words_of_step(step))
    if event := _TOLD.get(kind):
        tell_webhooks(actor, ask, event, step=step.kind, at=at)


def words_of_step(step: Step) -> tuple[str, ...]:
    """By what a step lets its request be found, but for grounds and points: by the same words on both sides."""
    return () if for_asker_alone(step.kind, step.detail) else (step.words, step.instead, step.by_name)


def tell_webhooks(actor: Actor, ask: CooperationRequest, event: str, *, step: str, at: datetime) -> None:
    """Tell the webhooks of both bodies what happened to a request."""
    docket = ask.docket
    facts = {
        "reference": ask.reference,
        "kind": docket.kind,
        "step": step,
        "status": docket.status,
        "waiting_on": docket.waiting,
        "due_on": docket.due_on,
        "asker": docket.asker_id,
        "asked": docket.asked_id,
    }
    bodies = {docket.asker_id, docket.asked_id}
    publish(actor, bodies=bodies, event=event, subject_kind=ABOUT, subject=ask.public_id, facts=facts, at=at)
