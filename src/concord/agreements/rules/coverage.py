"""What covers a cell of the matrix: one partner, one purpose of CA2014.s6(6). Pure, on plain values."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Final

from concord.agreements.rules.standing import Status

if TYPE_CHECKING:
    from collections.abc import Iterable


class Covered(StrEnum):
    """What a cell shows, the best first. None of it says that an agreement is needed: the Act asks for none."""

    IN_FORCE = "in-force"
    EXPIRING = "expiring"
    RELIED_ON = "relied-on"
    RUNNING = "running"
    DRAFTED = "drafted"
    NOTHING = "nothing"


ORDER: Final = tuple(Covered)
WEAK: Final = (Covered.RELIED_ON, Covered.RUNNING)
"""What is worked by and is not in force: shown even where something better stands beside it."""

OF_STATUS: Final = {
    Status.IN_FORCE: Covered.IN_FORCE,
    Status.UNDER_REVIEW: Covered.IN_FORCE,
    Status.EXPIRING: Covered.EXPIRING,
    Status.RELIED_ON: Covered.RELIED_ON,
    Status.RUNNING_UNSIGNED: Covered.RUNNING,
    Status.DRAFT: Covered.DRAFTED,
    Status.SHARED: Covered.DRAFTED,
    Status.PART_SIGNED: Covered.DRAFTED,
    Status.SIGNED: Covered.DRAFTED,
    Status.LAPSED: Covered.NOTHING,
    Status.ENDED: Covered.NOTHING,
}
"""What an agreement is worth to a cell. One that has lapsed, and is not said to be relied on, is nothing."""


def best(found: Iterable[Covered]) -> Covered:
    """The best of several.

    >>> best([Covered.DRAFTED, Covered.RELIED_ON]).value
    'relied-on'
    """
    return min(found, key=ORDER.index, default=Covered.NOTHING)
