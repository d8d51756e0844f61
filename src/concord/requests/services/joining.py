"""Joining the answer that another body gave to a joint request: the same words and grounds, as one's own act.

CA2014.s7 asks each body for itself: each keeps its own answer, its own grounds and its own reasons, signed by its own
person. So the asker reads, accepts or contests each for itself too: what was said of one says nothing of the others.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from concord.access.operation import Done, operation
from concord.base.clock import day_of
from concord.base.errors import Conflict, Invalid, NotFound
from concord.requests.events import Event
from concord.requests.models import CooperationRequest, Step
from concord.requests.rules.standing import ANSWERED, Status
from concord.requests.rules.steps import ANSWERS, StepKind
from concord.requests.services import answering

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from concord.base.actor import Actor

NO_ANSWER: Final = "That body has given no answer that you could join. Look at the request again."


@operation(Event.JOIN)
def join_answer(
    actor: Actor, ask: CooperationRequest, *, other: str, by_name: str, by_post: str, at: datetime
) -> Done[Step]:
    """Answer as another body of the same joint request did; `other` is the public id of the request to that body.

    Its text and grounds are copied; its files are not. Raises NotFound for a request that is not of the same joint
    one, Conflict where no answer of it stands or this request takes none, and Invalid where what it promised is past.
    """
    theirs = _other(ask, other)
    answer = Step.objects.filter(ask=theirs, kind__in=sorted(ANSWERS)).order_by("-round").first()
    if answer is None or Status(theirs.docket.status) not in ANSWERED:
        raise Conflict(NO_ANSWER)
    if answer.promised_on and answer.promised_on < day_of(at):
        raise Invalid("The day that they promised has passed. Answer for yourselves, with a day of your own.")
    give, said = _as_said(answer)
    step = give(actor, ask, **said, by_name=by_name, by_post=by_post, at=at)
    step.detail = {**step.detail, "joined": theirs.public_id, "joined_name": theirs.docket.asked_name}
    step.save(update_fields=["detail"])
    names = {"asked_name": step.by_body_name, "other_name": theirs.docket.asked_name}
    return Done(step, facts={**names, "other": theirs.public_id, "answer": answer.kind})


def _other(ask: CooperationRequest, other: str) -> CooperationRequest:
    rows = CooperationRequest.objects.filter(together=ask.together_id, together__joint=True, public_id=other)
    found = rows.exclude(pk=ask.pk).select_related("docket").first() if ask.together_id else None
    if found is None:
        raise NotFound("There is no such request among those that you are asked to answer together.")
    return found


def _as_said(answer: Step) -> tuple[Callable[..., Step], dict[str, Any]]:
    """The service that gives such an answer, and what it takes."""
    words, instead, by_when = answer.words, answer.instead, answer.promised_on
    grounds = list(answer.grounds.all())
    detail = answer.detail
    found: dict[StepKind, tuple[Callable[..., Step], dict[str, Any]]] = {
        StepKind.COMPLIED: (answering.comply_with_request, {"what_will_be_done": words, "promised_on": by_when}),
        StepKind.PARTLY: (
            answering.comply_in_part,
            {"what_will_be_done": words, "what_not": instead, "promised_on": by_when},
        ),
        StepKind.ALTERNATIVE: (answering.offer_alternative, {"offer": words, "promised_on": by_when}),
        StepKind.WRONG_BODY: (
            answering.name_right_body,
            {"right_body": answer.right_name, "right_ref": detail.get("right_ref", ""), "why": words},
        ),
        StepKind.NOT_BOUND: (answering.say_not_bound, {"why": words}),
        StepKind.REFUSED: (
            answering.refuse_request,
            {
                "reasons": {ground.ground: ground.reasons for ground in grounds},
                "harmed": {ground.ground: ground.harmed for ground in grounds},
                "instead": instead,
                "ask_again": answer.ask_again,
            },
        ),
        StepKind.DECLINED: (
            answering.decline_request,
            {
                "why": words,
                "conditions": detail.get("conditions", ()),
                "another_reason": bool(detail.get("another_reason")),
                "instead": instead,
            },
        ),
    }
    return found[StepKind(answer.kind)]
