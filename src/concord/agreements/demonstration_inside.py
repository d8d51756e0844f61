"""The demonstration's arrangements inside Essex: officers and what holds between groups. Everybody is invented.

Days count from the day on which `concord demo` makes them: negative ones are past. One arrangement is out of date, one
is missing, and nobody is named for housing, which the districts hold.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from concord.agreements.rules.arrangements import Group

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class InventedArrangement:
    """An arrangement that does not exist; `exercised` and `reviewed` are days with what was done or found."""

    pair: str
    words: Mapping[str, str]
    starts: int
    exercised: tuple[tuple[int, str], ...] = ()
    reviewed: tuple[tuple[int, str, str], ...] = ()


OFFICERS: Final = (
    (
        Group.ADULTS,
        -700,
        {
            "name": "Leontine Haddock-Frey",
            "office": "Head of adult care (invented)",
            "email": "adult.care@council.example",
            "phone": "01632 960 310",
            "deputy_name": "Osric Tillingham",
            "deputy_email": "osric.tillingham@council.example",
            "deputy_phone": "01632 960 311",
        },
    ),
    (
        Group.CHILDREN,
        -900,
        {
            "name": "Perpetua Langenhoe",
            "office": "Assistant director, children’s services (invented)",
            "email": "children@council.example",
        },
    ),
    (
        Group.CHILDREN,
        -120,
        {
            "name": "Caspian Ostler",
            "office": "Assistant director, children’s services (invented)",
            "email": "children@council.example",
            "phone": "01632 960 320",
        },
    ),
    (
        Group.PUBLIC_HEALTH,
        -400,
        {
            "name": "Sunniva Brightlingsea",
            "office": "Consultant in public health (invented)",
            "email": "public.health@council.example",
            "phone": "01632 960 330",
            "deputy_name": "Anselm Wix",
            "deputy_email": "anselm.wix@council.example",
        },
    ),
)
"""Group, since when, and who; a later row of a group takes over from the one before."""

ARRANGEMENTS: Final = (
    InventedArrangement(
        pair="adults-and-children",
        words={
            "title": "Moving to adult care at 18",
            "how": "Children’s services tell adult care of each young person who may need care at 18 by the end of year"
            " 9. One worker from each side plans together from the age of 16.",
            "meets": "The transition panel meets on the second Tuesday of each month; both heads of service come.",
            "disputes": "The two assistant directors decide within five working days.",
        },
        starts=-500,
        exercised=((-40, "The panel planned the move of eleven young people."),),
        reviewed=((-130, "continue", "The age for the first plan stays at 16."),),
    ),
    InventedArrangement(
        pair="adults-and-public-health",
        words={
            "title": "Drugs, alcohol and care",
            "how": "Adult care asks public health’s treatment service for a joint visit within ten working days.",
            "meets": "The two teams meet each quarter.",
        },
        starts=-800,
        exercised=((-300, "Joint visits were tried for a month."),),
    ),
)
