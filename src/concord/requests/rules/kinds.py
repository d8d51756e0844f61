"""The five kinds of request, and what the one asked may answer to each.

CA2014.s7(1) and (2): comply, or refuse on a ground with written reasons. CA2014.s6(2): the body asked owes nothing.
CA2014.s45: conditions of its own, and no ground of section 7. CA2014.s6(4): inside one authority.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from concord.requests.rules.steps import StepKind


class Kind(StrEnum):
    """Which provision a request rests on."""

    BY_AUTHORITY = "s7(1)"
    """An authority asks a relevant partner, or another authority."""

    OF_AUTHORITY = "s7(2)"
    """A relevant partner, or another authority, asks an authority."""

    UNBOUND = "s6(2)"
    """An authority asks a body that is not bound: it owes no answer."""

    SUPPLY = "s45"
    """A Safeguarding Adults Board asks for information."""

    INTERNAL = "internal"
    """One group of an authority's officers asks another (section 6(4))."""


PROVISION: Final[dict[Kind, str]] = {
    Kind.BY_AUTHORITY: "CA2014.s7(1)",
    Kind.OF_AUTHORITY: "CA2014.s7(2)",
    Kind.UNBOUND: "CA2014.s6(2)",
    Kind.SUPPLY: "CA2014.s45(1)",
    Kind.INTERNAL: "CA2014.s6(4)",
}
"""The provision of each kind, as the rulebook names it."""

WITH_GROUNDS: Final = frozenset({Kind.BY_AUTHORITY, Kind.OF_AUTHORITY})
"""The kinds that may be refused only on a ground of section 7, with written reasons."""


def is_overdue(kind: Kind | None, *, day_passed: bool) -> bool:
    """Whether an answer is late. Of a body that owes none, only the day has passed: CA2014.s6(2).

    >>> is_overdue(Kind.BY_AUTHORITY, day_passed=True), is_overdue(Kind.UNBOUND, day_passed=True)
    (True, False)
    """
    return day_passed and kind is not Kind.UNBOUND


_COMMON: Final = (StepKind.COMPLIED, StepKind.PARTLY, StepKind.ALTERNATIVE)

ANSWERS_TO: Final[dict[Kind, tuple[StepKind, ...]]] = {
    Kind.BY_AUTHORITY: (*_COMMON, StepKind.WRONG_BODY, StepKind.NOT_BOUND, StepKind.REFUSED),
    Kind.OF_AUTHORITY: (*_COMMON, StepKind.WRONG_BODY, StepKind.NOT_BOUND, StepKind.REFUSED),
    Kind.UNBOUND: (*_COMMON, StepKind.WRONG_BODY, StepKind.DECLINED),
    Kind.SUPPLY: (StepKind.COMPLIED, StepKind.PARTLY, StepKind.WRONG_BODY, StepKind.DECLINED),
    Kind.INTERNAL: (*_COMMON, StepKind.WRONG_BODY, StepKind.DECLINED),
}
"""What may be answered to each kind, in the order in which a page offers it."""

REASONS_NEEDED_TO_DECLINE: Final = frozenset({Kind.SUPPLY, Kind.INTERNAL})
"""The kinds that are declined with reasons. One who is not bound at all owes none."""


class Group(StrEnum):
    """The four groups of officers between whom an authority must arrange co-operation: CA2014.s6(4)(a) to (d)."""

    ADULTS = "adults"
    HOUSING = "housing"
    CHILDREN = "children"
    PUBLIC_HEALTH = "public-health"


class Urgency(StrEnum):
    """How fast something is needed."""

    ROUTINE = "routine"
    URGENT = "urgent"
    IMMEDIATE = "immediate"
    """Somebody is in immediate danger."""


class Condition(StrEnum):
    """The conditions of CA2014.s45(2) to (5), as `statute.Conditions` names them."""

    FOR_BOARD = "for_board_function"
    LIKELY_TO_HOLD = "likely_to_hold"
    CONCERNS_ADDRESSEE = "concerns_addressee"
    DERIVED = "derived_from_supply"
