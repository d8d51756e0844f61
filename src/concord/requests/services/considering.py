"""What the asker says of an answer: accepted, contested, kept or not kept, taken another way."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from concord.access.operation import Done, operation
from concord.base.clock import day_of
from concord.base.errors import Conflict, Invalid
from concord.requests import findings
from concord.requests.events import Event
from concord.requests.models import GroundOfRefusal, PointInDispute, Step
from concord.requests.rules.standing import before_promised_day
from concord.requests.rules.steps import ANSWERS, StepKind
from concord.requests.rules.timing import Start
from concord.requests.services import clocks
from concord.requests.services.noting import note_words
from concord.requests.services.steps import close, locked, standing_for, take
from concord.requests.services.telling import tell_of_step
from concord.requests.wording import RESIDENCE, WAY
from concord.statute import in_words

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from concord.base.actor import Actor
    from concord.requests.models import CooperationRequest

_OWN_GROUNDS: Final = "The answer does not rest on that ground. Dispute it at the ground or grounds that it rests on"
_NO_GROUNDS: Final = "The answer rests on no ground of section 7. Say what you dispute in it as a whole"
_NOT_OVER: Final = (
    "They promised it for {}, and that day is not over. If it will not be done, as they may have told you, say so"
)


@operation(Event.ACCEPT)
def accept_answer(actor: Actor, ask: CooperationRequest, *, words: str = "", at: datetime) -> Done[Step]:
    """Accept the answer that stands. Raises Conflict where none waits to be considered."""
    row = locked(ask)
    step = take(actor, row, StepKind.ACCEPTED, at=at, words=words.strip(), **_own(row), to=_answer(row))
    close(actor, row, step, at=at)
    tell_of_step(actor, row, StepKind.ACCEPTED, at=at)
    return Done(step, facts={"answer": row.docket.answer})


@operation(Event.CONTEST)
def contest_answer(actor: Actor, ask: CooperationRequest, *, points: Mapping[str, str], at: datetime) -> Done[Step]:
    """Contest the answer that stands and ask for it to be considered again, with the points in dispute.

    `points` goes by ground of the refusal; an answer without grounds has one point, under "". The answer's clock
    begins anew. Raises Invalid where there is no point at all, or one at a ground that the answer does not rest on.
    """
    row = locked(ask)
    standing = standing_for(row, StepKind.CONTESTED)
    answer = _answer(row)
    _check_points(answer, points)
    step = take(actor, row, StepKind.CONTESTED, at=at, standing=standing, **_own(row), to=answer)
    for ground, says in points.items():
        if says.strip():
            PointInDispute.objects.create(step=step, ground=ground, says=says.strip())
    note_words(row, points.values())
    due = clocks.start_again(row, start=Start.CONTESTED, round_=standing.round + 1, at=at)
    close(actor, row, step, at=at)
    tell_of_step(actor, row, StepKind.CONTESTED, at=at)
    facts = {"grounds": [ground for ground in points if ground], "round": standing.round + 1}
    return Done(step, facts={**facts, "answer": answer.kind, "due_on": due.due_on if due else None})


def _check_points(answer: Step, points: Mapping[str, str]) -> None:
    grounds = set(GroundOfRefusal.objects.filter(step=answer).values_list("ground", flat=True)) or {""}
    if not points.keys() <= grounds:
        raise Invalid(_OWN_GROUNDS if grounds != {""} else _NO_GROUNDS, field="points")
    if not any(says.strip() for says in points.values()):
        field = f"point_{next(iter(sorted(grounds)))}" if grounds != {""} else "point"
        raise Invalid("Say what you dispute, at one ground at least", field=field)


@operation(Event.KEEP)
def note_kept(actor: Actor, ask: CooperationRequest, *, words: str = "", at: datetime) -> Done[Step]:
    """Note that what was promised was done. Raises Conflict where no promise stands."""
    row = locked(ask)
    step = take(actor, row, StepKind.KEPT, at=at, words=words.strip(), **_own(row), to=_answer(row))
    close(actor, row, step, at=at)
    return Done(step)


@operation(Event.BREAK)
def note_not_kept(
    actor: Actor, ask: CooperationRequest, *, words: str, at: datetime, before_day: bool = False
) -> Done[Step]:
    """Note that what was promised was not done: the request is open again, in its next round.

    `before_day`: the promised day is not over, and `words` say why it will not be done (they told us so). Raises
    Invalid (field "words" or "before_day"), and Conflict where no promise stands.
    """
    if not words.strip():
        raise Invalid("Say what was not done", field="words")
    row = locked(ask)
    standing = standing_for(row, StepKind.BROKEN)
    early = standing.promised_on if before_promised_day(standing, on=day_of(at)) else None
    if early and not before_day:
        raise Invalid(_NOT_OVER.format(in_words(early)), field="before_day")
    step = take(
        actor, row, StepKind.BROKEN, at=at, standing=standing, words=words.strip(), **_own(row), to=_answer(row),
        detail={"before_day": early.isoformat()} if early else {},
    )  # fmt: skip
    due = clocks.start_again(row, start=Start.BROKEN, round_=standing.round + 1, at=at)
    close(actor, row, step, at=at)
    tell_of_step(actor, row, StepKind.BROKEN, at=at, early=early is not None)
    facts = {"promised_on": standing.promised_on, "due_on": due.due_on if due else None}
    return Done(step, facts={**facts, "before_day": True} if early else facts)


@operation(Event.REFER)
def take_another_way(actor: Actor, ask: CooperationRequest, *, way: str, words: str, at: datetime) -> Done[Step]:
    """Note that the dispute goes another way: really one of ordinary residence (CA2014.s40), to a mediator, to a court.

    It changes nothing about the request itself. Raises Invalid (field "way" or "words"); for section 40 where not both
    are local authorities (CA2014.s1(4)).
    """
    if way not in WAY:
        raise Invalid("Select where the dispute goes", field="way")
    if not words.strip():
        raise Invalid("Say why", field="words")
    row = locked(ask)
    if way == RESIDENCE and not findings.between_authorities(row, on=day_of(at), known_at=at):
        raise Invalid("Section 40 is for disputes between local authorities only. Select another way", field="way")
    step = take(actor, row, StepKind.REFERRED, at=at, words=words.strip(), detail={"way": way}, **_own(row))
    close(actor, row, step, at=at)
    return Done(step, facts={"way": way})


def _own(row: CooperationRequest) -> dict[str, Any]:
    return {"by_body_name": row.docket.asker_name}


def _answer(row: CooperationRequest) -> Step:
    """The answer that stands: the latest."""
    found = Step.objects.filter(ask=row, kind__in=sorted(ANSWERS)).order_by("-round").first()
    if found is None:
        raise Conflict("No answer has come yet.")
    return found
