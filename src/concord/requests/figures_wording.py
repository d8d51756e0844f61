"""What each figure is called and how it is defined, in words: beside every figure, so that nobody misreads it."""

from __future__ import annotations

from typing import Final

from concord.requests.rules.figures import Outcome

OUTCOME: Final[dict[Outcome, str]] = {
    Outcome.COMPLIED: "Agreed",
    Outcome.PARTLY: "Agreed in part",
    Outcome.ALTERNATIVE: "Something else offered",
    Outcome.REFUSED: "Refused",
    Outcome.DECLINED: "Declined",
    Outcome.NOT_BOUND: "Said it is not bound",
    Outcome.WRONG_BODY: "Named another body",
    Outcome.NO_ANSWER: "No answer yet",
    Outcome.WITHDRAWN: "Withdrawn",
}

OUTCOME_SAYS: Final[dict[Outcome, str]] = {
    Outcome.COMPLIED: "The last answer agrees to all that was asked.",
    Outcome.PARTLY: "The last answer agrees to a part.",
    Outcome.ALTERNATIVE: "The last answer offers something else.",
    Outcome.REFUSED: "The last answer is a refusal under section 7, on one or both grounds.",
    Outcome.DECLINED: "The last answer declines a request that section 7 gives no grounds for refusing.",
    Outcome.NOT_BOUND: "The last answer says that section 7 does not bind whoever was asked.",
    Outcome.WRONG_BODY: "The last answer names another body as the right one.",
    Outcome.NO_ANSWER: "Nothing was answered. This is not a refusal, however long it lasts.",
    Outcome.WITHDRAWN: "Taken back by whoever asked, before an answer stood.",
}

NUMBER: Final = ("Requests", "Sent in the period. Drafts, and requests that were entered in error, are left out.")

_ACKNOWLEDGED: Final = (
    "Of those for which a policy set a day to acknowledge by: acknowledged, or answered, by that day. "
    "Left out: while that day is not over, what was acknowledged while the clock stood still, and requests under "
    "section 6(2), to which nobody owes one."
)
ACKNOWLEDGED: Final = ("Acknowledged in time", _ACKNOWLEDGED)

_DAYS: Final = (
    "The median: half were answered sooner. Counted from the day after sending to the day of the first answer, "
    "also through days on which the clock stood still."
)
DAYS: Final = ("Working days to the first answer", _DAYS)

_IN_TIME: Final = (
    "Of those whose due day is over or that were answered. More time that was given moves the day, also "
    "where it was given late; a clock that was stopped by its day makes nobody late; an escalation does not move it. "
    "Left out: what is not due yet, what was withdrawn before an answer, and requests under section 6(2), to which "
    "nobody owes one."
)
IN_TIME: Final = ("First answer by its due day", _IN_TIME)

GROUND: Final = "Refusals that rest on this ground. One refusal can rest on both."
CONTESTED: Final = ("Answers contested", "Requests of which whoever asked contested an answer, once or more.")
AFTER_CONTEST: Final = ("What came of contesting", "The last answer given after it was contested.")
ESCALATED: Final = ("Escalated", "Taken up to a higher level of the ladder, once or more.")
_PROMISED_LATE: Final = (
    "Requests of which the answer that stands promises a later day than was asked for. What was agreed to so late is "
    "counted as agreed too."
)
PROMISED_LATE: Final = ("Promised later than asked for", _PROMISED_LATE)
KEPT: Final = ("Promises kept", "Requests of which whoever asked noted that what was promised was done.")
BROKEN: Final = ("Promises not kept", "Requests of which whoever asked noted, once or more, that it was not done.")

FAIR: Final = (
    "Figures say what was done and when, not whether it was right. Both sides of a request see the same figures. "
    "Requests that were entered in error are left out."
)
