"""The words in which arrangements inside an authority are shown: groups, pairs, and what is missing in sentences."""

from __future__ import annotations

from typing import Final

from concord.agreements.rules.arrangements import PAIRS, Group, Lack

GROUP: Final[dict[Group, str]] = {
    Group.ADULTS: "Adult care",
    Group.HOUSING: "Housing",
    Group.CHILDREN: "Children’s services",
    Group.PUBLIC_HEALTH: "Public health",
}

GROUP_SAYS: Final[dict[Group, str]] = {
    Group.ADULTS: "Officers for adults with needs for care and support, and for carers",
    Group.HOUSING: "Officers for housing, as far as their work bears on adult care",
    Group.CHILDREN: "The Director of Children’s Services, as far as that work bears on adult care",
    Group.PUBLIC_HEALTH: "The director of public health",
}

PAIR: Final[dict[str, str]] = {
    pair.key: f"{GROUP[pair.one]} and {GROUP[pair.other][:1].lower()}{GROUP[pair.other][1:]}" for pair in PAIRS
}
"""Each pair by its key: “Adult care and housing”."""

FOUND: Final[dict[str, str]] = {
    "continue": "It goes on as it is",
    "change": "It needs to change",
    "end": "It should end",
}
"""What a review found."""

IN_A_COUNTY: Final = (
    "In a county with districts the districts hold the housing, and each is a relevant partner under section 6(7)(a):"
    " the county makes agreements with them, and asks them under section 7. What is recorded here is for officers of"
    " the county itself whose work touches housing, if it has any."
)
IN_A_UNITARY: Final = "All four groups work inside this one council: no district council holds part of the work."

LACK_OF_GROUP: Final[dict[Lack, str]] = {
    Lack.OFFICER: "{group}: no officer is named.",
    Lack.DEPUTY: "{group}: {officer} has no deputy.",
}
LACK_OF_PAIR: Final[dict[Lack, str]] = {
    Lack.ARRANGEMENT: "{pair}: no arrangement is in force.",
    Lack.STALE: "{pair}: last reviewed more than a year ago, on {day}. Such arrangements are often out of date.",
    Lack.REVIEW_LATE: "{pair}: the review was due on {review}.",
}
NEVER_REVIEWED: Final = (
    "{pair}: written more than a year ago, on {day}, and not reviewed since. Such arrangements are often out of date."
)
