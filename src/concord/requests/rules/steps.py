"""The steps in the life of a request: what each side, or Concord itself, may do, and what follows where.

A request's story is its steps in order, never changed. Where it stands is folded from them (`standing`).
"""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Mapping


class Side(StrEnum):
    """Who takes a step, and whose move it is."""

    ASKER = "asker"
    ASKED = "asked"
    CONCORD = "concord"
    NOBODY = "nobody"


AT_ONCE: Final = timedelta(minutes=5)
"""Within this time the same of the same person (words, a link, whom to ask) is the same button pressed twice."""


class StepKind(StrEnum):
    """What happened."""

    SENT = "sent"
    WITHDRAWN = "withdrawn"
    ERROR = "entered-in-error"

    ACKNOWLEDGED = "acknowledged"
    QUESTION = "question"
    PASSED_ON = "passed-on"
    WROTE = "wrote"

    COMPLIED = "complied"
    PARTLY = "partly"
    ALTERNATIVE = "alternative"
    WRONG_BODY = "wrong-body"
    NOT_BOUND = "not-bound"
    REFUSED = "refused"
    DECLINED = "declined"

    ACCEPTED = "accepted"
    CONTESTED = "contested"
    KEPT = "kept"
    BROKEN = "broken"
    REFERRED = "referred"

    ESCALATED = "escalated"
    EXTENDED = "extended"
    PAUSED = "paused"
    RESUMED = "resumed"
    REDATED = "redated"
    SUCCEEDED = "succeeded"
    LINK = "link"
    RETURNED = "returned"


ANSWERS: Final = frozenset(
    {
        StepKind.COMPLIED,
        StepKind.PARTLY,
        StepKind.ALTERNATIVE,
        StepKind.WRONG_BODY,
        StepKind.NOT_BOUND,
        StepKind.REFUSED,
        StepKind.DECLINED,
    }
)
"""The steps that answer. There is one a round; a contested answer, or a promise not kept, opens the next round."""

PROMISES: Final = frozenset({StepKind.COMPLIED, StepKind.PARTLY, StepKind.ALTERNATIVE})
"""The answers that promise something."""

LESS_THAN_ASKED: Final = ANSWERS - {StepKind.COMPLIED}
"""The answers that the asker can contest. One that agrees to all, but for too late a day, can be contested too."""

BY_ASKED: Final = ANSWERS | {StepKind.ACKNOWLEDGED, StepKind.QUESTION, StepKind.PASSED_ON}
"""What only the side that is asked can say."""

ONCE: Final = ANSWERS | {StepKind.ACKNOWLEDGED}
"""What can be said once only, each answer in its round: of two who say it at the same moment one is too late."""

CARRIES_FILES: Final = ANSWERS | {StepKind.QUESTION, StepKind.WROTE, StepKind.CONTESTED, StepKind.BROKEN}
"""What is said with words of one's own, and so with files."""


def for_asker_alone(kind: str, detail: Mapping[str, Any]) -> bool:
    """Whether a step is for the asker alone: what came back of its mail, and what its own side wrote to Concord.

    >>> for_asker_alone("returned", {}), for_asker_alone("wrote", {"own": True}), for_asker_alone("wrote", {})
    (True, True, False)
    """
    return kind == StepKind.RETURNED or bool(detail.get("own"))
