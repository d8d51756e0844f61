"""The kinds of agreement, what each needs, and the words of the Act that they are filed under.

That a kind needs so many parties is what its name means; only the section 75 agreement and the one under section
6(7)(b) are known to an Act.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final


class Kind(StrEnum):
    """What sort of document it is."""

    PARTNERSHIP = "partnership"
    PROTOCOL = "protocol"
    SHARING = "sharing"
    SECTION_75 = "section-75"
    APPROPRIATE = "appropriate"
    """That co-operation under section 6 would be appropriate: CA2014.s6(7)(b). While in force, a fact of law."""
    STRATEGY = "strategy"
    POLICY = "policy"
    """Of one body, which adopts it."""
    TERMS = "terms"
    """Terms of reference of a board."""


class Field(StrEnum):
    """What a joint protocol is about."""

    DISCHARGE = "discharge"
    TRANSITION = "transition"
    SAFEGUARDING = "safeguarding"
    HOUSING = "housing"
    AFTER_CARE = "after-care"
    """After-care under section 117 of the Mental Health Act 1983."""
    MULTI_AGENCY_RISK = "multi-agency-risk"


class Purpose(StrEnum):
    """The purposes of co-operation: CA2014.s6(6)(a) to (e). Not a closed list there: “in particular”."""

    WELL_BEING = "well-being"
    QUALITY = "quality"
    TRANSITION = "transition"
    PROTECTION = "protection"
    LESSONS = "lessons"


class Aim(StrEnum):
    """The aims of integration: CA2014.s3(1)(a) to (c)."""

    WELL_BEING = "well-being"
    PREVENT_OR_DELAY = "prevent-or-delay"
    QUALITY = "quality"


class DataClass(StrEnum):
    """Kinds of information about a person that an agreement may say are shared."""

    IDENTITY = "identity"
    CONTACT = "contact"
    CARE = "care"
    HEALTH = "health"
    SAFEGUARDING = "safeguarding"
    HOUSING = "housing"
    MONEY = "money"
    FAMILY = "family"
    OFFENCES = "offences"


FEWEST_PARTIES: Final = {Kind.POLICY: 1, Kind.TERMS: 1}
"""The parties that a kind needs at least, where it is not two."""
MOST_PARTIES: Final = {Kind.POLICY: 1, Kind.APPROPRIATE: 2}
"""The parties that a kind can have at most, where there is a limit."""


def parties_fault(kind: str, parties: int) -> str:
    """What is wrong with so many parties, in a sentence; empty where nothing is.

    >>> parties_fault(Kind.POLICY, 1)
    ''
    """
    fewest = FEWEST_PARTIES.get(Kind(kind), 2)
    most = MOST_PARTIES.get(Kind(kind))
    if kind == Kind.POLICY and parties != 1:
        return "A policy is of one body. Keep that one, or choose another kind of agreement."
    if kind == Kind.APPROPRIATE and parties != fewest:
        return (
            "An agreement under section 6(7)(b) is between two: a local authority, and another or a district council."
        )
    if parties < fewest:
        return "Name at least two parties: an agreement is between two bodies or more."
    return "" if most is None or parties <= most else f"This kind has at most {most} parties."
