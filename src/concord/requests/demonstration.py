"""How the demonstration's council works with requests: its policy, ladder and two templates. Mailboxes are invented.

Data only; `concord demo` sets it, through the services, as the council's invented manager.
"""

from __future__ import annotations

from typing import Any, Final, NamedTuple

from concord.requests.rules.kinds import Urgency
from concord.requests.rules.ladders import Rung


class InventedTime(NamedTuple):
    """Working days to acknowledge and to answer, for a kind of help (any: empty) and an urgency."""

    help: str
    urgency: Urgency
    acknowledge_days: int
    answer_days: int


TIMES: Final = (
    InventedTime("", Urgency.ROUTINE, 2, 10),
    InventedTime("", Urgency.URGENT, 1, 3),
    InventedTime("", Urgency.IMMEDIATE, 0, 1),
    InventedTime("discharge", Urgency.URGENT, 0, 1),
)

LADDER_NAME: Final = "From team manager to director"
BASED_ON: Final = "staffordshire-and-stoke"
SKIPS_TO: Final = 3
LADDER: Final = (
    Rung(level=1, own_role="Team manager", their_role="Line manager", days=2, urgent_days=1),
    Rung(level=2, own_role="Service manager", their_role="Service manager", days=5, urgent_days=1),
    Rung(level=3, own_role="Head of adult care", their_role="Head of service", days=5, urgent_days=1),
    Rung(
        level=4,
        own_role="Director of adult social care, with the chair of the board as mediator",
        their_role="Director or chief officer",
        days=10,
        urgent_days=2,
        mediates=True,
    ),
)
MAILBOXES: Final = {
    1: "team.managers@council.example",
    2: "service.managers@council.example",
    3: "head.of.care@council.example",
    4: "director.of.care@council.example",
}

TEMPLATES: Final[dict[str, dict[str, Any]]] = {
    "Housing officer at a planning meeting": {
        "help": "meeting",
        "urgency": Urgency.ROUTINE.value,
        "person_category": "adult",
        "function": "CA2014.s18",
        "purposes": ["well-being"],
        "what": "Please send an officer who can speak for housing to the planning meeting, and tell us beforehand what"
        " homes could be offered.",
        "needed_by_why": "The meeting settles where care is given, and cannot settle it without housing.",
        "otherwise": "Care is planned for a place that may not be there, and the plan has to be made again.",
        "sharing_basis": "duty",
    },
    "Dates and medicines before a discharge": {
        "help": "discharge",
        "urgency": Urgency.URGENT.value,
        "person_category": "adult",
        "function": "CA2014.s9",
        "purposes": ["well-being"],
        "what": "Please give us the day on which discharge is planned, the medicines and equipment that go home, and"
        " the name of the ward’s contact.",
        "needed_by_why": "Care at home has to begin on the day of discharge.",
        "otherwise": "The person stays on the ward, or goes home without care.",
        "sharing_basis": "duty",
    },
}
"""Names and words, none about one person."""
