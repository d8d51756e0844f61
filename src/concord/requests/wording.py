"""The words in which requests are shown: one place, so that page, e-mail and list say the same thing the same way.

What the Act itself names (kinds of person, grounds, purposes, functions) comes from the rulebook, the kinds of help
from the contacts; here are only the labels that those have no use for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from concord.contacts.topics import TOPICS
from concord.requests.rules.kinds import Condition, Group, Kind, Urgency
from concord.requests.rules.ladders import Cut
from concord.requests.rules.sharing import OnGap
from concord.requests.rules.standing import ANSWERED, OPEN, Considered, Status
from concord.requests.rules.steps import StepKind
from concord.requests.rules.timing import Source, Start, Which

if TYPE_CHECKING:
    from concord.requests.rules.standing import Standing

KIND: Final[dict[Kind, str]] = {
    Kind.BY_AUTHORITY: "Request under section 7(1)",
    Kind.OF_AUTHORITY: "Request under section 7(2)",
    Kind.UNBOUND: "Request for help (section 6(2))",
    Kind.SUPPLY: "Request for information (section 45)",
    Kind.INTERNAL: "Internal request (section 6(4))",
}

KIND_SAYS: Final[dict[Kind, str]] = {
    Kind.BY_AUTHORITY: "A council asks a relevant partner or another council. Where section 7 binds it, it must do "
    "what is asked, unless it considers that one of two grounds applies; then it gives its reasons in writing.",
    Kind.OF_AUTHORITY: "A relevant partner, or another council, asks a council. Where section 7 binds it, it must do "
    "what is asked, unless it considers that one of two grounds applies; then it gives its reasons in writing.",
    Kind.UNBOUND: "A council asks a body that section 7 does not bind. It may help, and owes no answer.",
    Kind.SUPPLY: "A Safeguarding Adults Board asks for information. Where its conditions are met it must be supplied.",
    Kind.INTERNAL: "One part of a council asks another part of the same council.",
}

HELP: Final = TOPICS

GROUP: Final[dict[Group, str]] = {
    Group.ADULTS: "Adult care",
    Group.HOUSING: "Housing",
    Group.CHILDREN: "Children’s services",
    Group.PUBLIC_HEALTH: "Public health",
}

URGENCY: Final[dict[Urgency, str]] = {
    Urgency.ROUTINE: "Routine",
    Urgency.URGENT: "Urgent",
    Urgency.IMMEDIATE: "Immediate danger",
}

TOLD: Final[dict[str, str]] = {
    "yes": "Yes",
    "no": "No",
    "not-yet": "Not yet",
    "cannot": "They cannot be told at present",
}

SHARING: Final[dict[str, str]] = {
    "duty": "Needed for a duty under the Care Act (UK GDPR articles 6(1)(c) and 9(2)(h))",
    "public-task": "Needed for our public task in social care (UK GDPR articles 6(1)(e) and 9(2)(h))",
    "safeguarding": "Needed to safeguard an adult at risk (UK GDPR articles 6(1)(e) and 9(2)(g))",
    "agreement": "On the basis that our information-sharing agreement with them names",
    "asked": "The person asked us to share it",
    "nothing": "Nothing about the person is shared",
}

ON_GAP: Final[dict[str, str]] = {
    OnGap.WARN: "Warn, and let it go",
    OnGap.BLOCK: "Block it until it is agreed, or taken out",
}
"""What is done where no agreement covers what a request says of a person."""

CONDITION: Final[dict[Condition, str]] = {
    Condition.FOR_BOARD: "We ask in order to carry out the board’s own functions",
    Condition.LIKELY_TO_HOLD: "They are likely to have the information",
    Condition.CONCERNS_ADDRESSEE: "The information concerns them, their work, or somebody they deal with",
    Condition.DERIVED: "They got the information through an earlier request under section 45, or drew it from that",
}

CONDITION_TO_YOU: Final[dict[Condition, str]] = {
    Condition.FOR_BOARD: "The board asks in order to carry out its own functions",
    Condition.LIKELY_TO_HOLD: "You are likely to have the information",
    Condition.CONCERNS_ADDRESSEE: "The information concerns you, your work, or somebody you deal with",
    Condition.DERIVED: "You got the information through an earlier request under section 45, or drew it from that",
}
"""The same conditions, as whoever is asked reads them."""

STATUS: Final[dict[Status, str]] = {
    Status.DRAFT: "Draft",
    Status.DISCARDED: "Discarded",
    Status.SENT: "Sent",
    Status.ACKNOWLEDGED: "Acknowledged",
    Status.QUESTION: "Question asked",
    Status.COMPLIED: "Agreed",
    Status.PARTLY: "Agreed in part",
    Status.ALTERNATIVE: "Something else offered",
    Status.WRONG_BODY: "Names another body",
    Status.NOT_BOUND: "Says it is not bound",
    Status.REFUSED: "Refused",
    Status.DECLINED: "Declined",
    Status.CONTESTED: "Being considered again",
    Status.BROKEN: "Promise not kept",
    Status.WITHDRAWN: "Withdrawn",
    Status.ERROR: "Entered in error",
}

STATUS_COLOUR: Final[dict[Status, str]] = {
    Status.DRAFT: "grey",
    Status.DISCARDED: "grey",
    Status.SENT: "blue",
    Status.ACKNOWLEDGED: "turquoise",
    Status.QUESTION: "purple",
    Status.COMPLIED: "green",
    Status.PARTLY: "yellow",
    Status.ALTERNATIVE: "yellow",
    Status.WRONG_BODY: "orange",
    Status.NOT_BOUND: "orange",
    Status.REFUSED: "red",
    Status.DECLINED: "red",
    Status.CONTESTED: "purple",
    Status.BROKEN: "red",
    Status.WITHDRAWN: "grey",
    Status.ERROR: "grey",
}

STEP: Final[dict[StepKind, str]] = {
    StepKind.SENT: "Request sent",
    StepKind.WITHDRAWN: "Request withdrawn",
    StepKind.ERROR: "Marked as entered in error",
    StepKind.ACKNOWLEDGED: "Request acknowledged",
    StepKind.QUESTION: "Question asked",
    StepKind.PASSED_ON: "Passed on to a colleague",
    StepKind.WROTE: "Message",
    StepKind.COMPLIED: "Request agreed to",
    StepKind.PARTLY: "Agreed in part",
    StepKind.ALTERNATIVE: "Something else offered",
    StepKind.WRONG_BODY: "Says that another body is the right one",
    StepKind.NOT_BOUND: "Says it is not bound",
    StepKind.REFUSED: "Request refused",
    StepKind.DECLINED: "Request declined",
    StepKind.ACCEPTED: "Answer accepted",
    StepKind.CONTESTED: "Answer contested",
    StepKind.KEPT: "Promise kept",
    StepKind.BROKEN: "Promise not kept",
    StepKind.REFERRED: "Taken another way",
    StepKind.ESCALATED: "Escalated",
    StepKind.EXTENDED: "More time given",
    StepKind.PAUSED: "Clock stopped",
    StepKind.RESUMED: "Clock running again",
    StepKind.REDATED: "Due day counted again",
    StepKind.SUCCEEDED: "Taken over by a successor",
    StepKind.LINK: "New link sent",
    StepKind.RETURNED: "E-mail came back",
}

SAID: Final[dict[StepKind, str]] = {
    StepKind.ACKNOWLEDGED: "acknowledged",
    StepKind.QUESTION: "asked a question about",
    StepKind.PASSED_ON: "passed on",
    StepKind.COMPLIED: "agreed to",
    StepKind.PARTLY: "agreed to a part of",
    StepKind.ALTERNATIVE: "offered something else in answer to",
    StepKind.WRONG_BODY: "says that another body is the right one for",
    StepKind.NOT_BOUND: "says that it is not bound by",
    StepKind.REFUSED: "refused",
    StepKind.DECLINED: "declined",
    StepKind.WROTE: "wrote to you about",
}
"""How "they … the request" goes on, in e-mails."""

CONSIDERED: Final[dict[Considered, str]] = {
    Considered.NOT_YET: "Not yet considered",
    Considered.ACCEPTED: "Accepted",
    Considered.CONTESTED: "Contested",
}

REASONS: Final[dict[str, str]] = {
    "incompatible-with-duties": "Say why it stands in the way.",
    "adverse-effect": "Say why doing it would have that effect.",
}
"""For each ground of section 7: what its written reasons should tell, so that the asker can understand them."""

HARMED: Final[dict[str, str]] = {
    "incompatible-with-duties": "Which duty of yours is it?",
    "adverse-effect": "Which part of your work would suffer, and how?",
}
"""For each ground of section 7: what it is that stands against the request."""

HARM_NEEDED: Final[dict[str, str]] = {
    "adverse-effect": "Enter which part of your work would suffer, and how, so that they can understand your reasons",
}
"""For each ground that says so in a field of its own. Concord asks for it; section 7(3) for written reasons only."""

GROUND: Final[dict[str, str]] = {
    "incompatible-with-duties": "would be incompatible with your own duties",
    "adverse-effect": "would otherwise have an adverse effect on the way you carry out your functions",
}
"""For each ground, how "unless you consider that doing it …" goes on."""

SOURCE: Final[dict[Source, str]] = {
    Source.AGREEMENT: "the agreement between the two bodies",
    Source.LADDER: "the escalation ladder",
    Source.POLICY: "policy, not law",
    Source.ASKED: "the day asked for",
    Source.EXTENSION: "more time, given by the asker",
}

START: Final[dict[Start, str]] = {
    Start.SENT: "the request was sent",
    Start.CONTESTED: "the answer was contested",
    Start.BROKEN: "the promise was found not kept",
    Start.ESCALATED: "the request was escalated",
}

WHICH: Final[dict[Which, str]] = {
    Which.ACKNOWLEDGE: "Acknowledgement",
    Which.ANSWER: "Answer",
}

CUT_SHORT: Final[dict[Cut, str]] = {
    Cut.PAUSED: "The clock was stopped, and they were told that they need do nothing until it runs again",
    Cut.EXTENDED: "They were given more time, and it is not over",
    Cut.LEVEL: "The time of the level at which it stands is not over",
}
"""Why a request does not go up now, unless somebody says why it does all the same."""

ALTHOUGH: Final[dict[Cut, str]] = {
    Cut.PAUSED: "the clock had been stopped for them",
    Cut.EXTENDED: "more time had been given, which was not over",
    Cut.LEVEL: "the time of the level before was not over",
}
"""How "now, although …" goes on."""

RESIDENCE: Final = "ordinary-residence"
WAY: Final[dict[str, str]] = {
    RESIDENCE: "Two councils dispute where the person is ordinarily resident (section 40)",
    "mediation": "To somebody who mediates, such as the chair of the Safeguarding Adults Board",
    "ombudsman": "To the ombudsman, with a complaint by the person or by somebody for them",
    "court": "To a court",
    "other": "Somewhere else",
}
"""Where a dispute can go instead of up the ladder."""

NOTHING_SAID_OF_SUPPLY: Final = (
    "Select which condition of section 45 is not met, or that another rule of law keeps you from supplying it"
)
ANOTHER_REASON: Final = (
    "Another rule of law keeps us from supplying it, such as legal privilege or a duty of confidence that a court would"
    " protect"
)
"""What whoever is asked under CA2014.s45 can say beside the conditions. It is their view, and is not judged."""

HOPED: Final = "Hoped for by"
"""Instead of "due", where nobody owes an answer: CA2014.s6(2)."""

BEYOND: Final = "The bank holidays up to this day are not all known yet. When they are, the day may move."
"""Of a day that was counted past the last known bank holiday."""

NO_LIMIT: Final = "The Act sets no time limit."

USUAL_FUNCTIONS: Final[tuple[str, ...]] = (
    "CA2014.s9",
    "CA2014.s10",
    "CA2014.s18",
    "CA2014.s25",
    "CA2014.s27",
    "CA2014.s42",
    "CA2014.s58",
)
"""The functions offered at once, because most requests serve them; all others are in a list behind "Something else"."""

SHELVES: Final[dict[str, str]] = {
    "us": "Waiting for us",
    "them": "Waiting for them",
    "late": "Past their day",
    "unread": "Unread",
    "drafts": "Drafts",
    "done": "Done",
    "all": "All",
}
"""The shelves of the list of requests, by whose move it is."""

SCOPES: Final[dict[str, str]] = {"mine": "Mine", "team": "My team’s", "body": "All of my organisation’s"}

SIDES: Final[dict[str, str]] = {"any": "Sent and received", "asker": "Sent by us", "asked": "Received by us"}

ALREADY: Final[dict[Status, str]] = {
    Status.DRAFT: "This request has not been sent yet.",
    Status.DISCARDED: "This draft was discarded. Begin a new request.",
    Status.SENT: "This request has been sent, so it can no longer be changed. Withdraw it if it is wrong.",
    Status.ACKNOWLEDGED: "This request has been acknowledged already.",
    Status.QUESTION: "A question about this request waits for an answer.",
    Status.COMPLIED: "This request has been answered already: it was agreed to.",
    Status.PARTLY: "This request has been answered already: it was agreed to in part.",
    Status.ALTERNATIVE: "This request has been answered already: something else was offered.",
    Status.WRONG_BODY: "This request has been answered already: another body was named as the right one.",
    Status.NOT_BOUND: "This request has been answered already: the answer was that it does not bind.",
    Status.REFUSED: "This request has been answered already: it was refused.",
    Status.DECLINED: "This request has been answered already: it was declined.",
    Status.CONTESTED: "The answer to this request was contested, and is being considered again.",
    Status.BROKEN: "What was promised was not done, and the request is open again.",
    Status.WITHDRAWN: "This request was withdrawn, so it takes no further answer.",
    Status.ERROR: "This request was marked as entered in error. Nothing more is to be done.",
}
"""What somebody is told who wants a step that no longer fits where the request stands."""

LATER: Final = "later than asked for"
"""What both sides read beside a promised day that lies after the day asked for."""

_OF_AN_ANSWER: Final = frozenset({StepKind.ACCEPTED, StepKind.CONTESTED, StepKind.KEPT, StepKind.BROKEN})

_OF_THE_CLOCK: Final[dict[StepKind, str]] = {
    StepKind.EXTENDED: "The clock stands still. Let it run again first, then give more time.",
    StepKind.PAUSED: "The clock stands still already.",
    StepKind.RESUMED: "The clock is running already.",
}
_CLOCK_WAITS: Final = "The clock stands still, because a question waits for your answer. Answer it first."


def no_longer(standing: Standing, kind: StepKind) -> str:
    """What somebody is told who wants a step that does not fit where the request stands."""
    if kind in _OF_THE_CLOCK and standing.status in OPEN:
        return _CLOCK_WAITS if standing.status is Status.QUESTION else _OF_THE_CLOCK[kind]
    if kind in {StepKind.ACCEPTED, StepKind.CONTESTED} and standing.status in ANSWERED:
        return _not_to_consider(standing, kind)
    if kind in {StepKind.KEPT, StepKind.BROKEN} and standing.promise_kept:
        return "It was noted already that the promise was kept."
    if kind is StepKind.WITHDRAWN and standing.status is Status.WITHDRAWN:
        return "This request was withdrawn already."
    if kind in _OF_AN_ANSWER and standing.status in OPEN - {Status.CONTESTED, Status.BROKEN}:
        return "No answer has come yet, so there is nothing to consider."
    return ALREADY[standing.status]


def _not_to_consider(standing: Standing, kind: StepKind) -> str:
    """Why an answer that stands cannot be accepted or contested."""
    if standing.considered == Considered.ACCEPTED:
        return "You have accepted this answer already."
    if kind is StepKind.CONTESTED:
        return "They agreed to all that you asked, by the day that you asked for: there is nothing in it to contest."
    return ALREADY[standing.status]
