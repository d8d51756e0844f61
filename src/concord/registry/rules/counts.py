"""Checks that the register holds as many bodies as there were: the figures are counted elsewhere."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, Final

from concord.registry.rules.checking import COUNCIL_KINDS, Tables, alive, rule
from concord.registry.wording import BODY_KINDS
from concord.statute.periods import in_words

if TYPE_CHECKING:
    from collections.abc import Iterator

HEALTH_AREAS: Final = ("ccg", "icb")

COUNTS: Final = {
    date(2015, 4, 1): (27, 55, 36, 32, 1, 1, 201),
    date(2019, 4, 1): (26, 55, 36, 32, 1, 1, 192),
    date(2020, 4, 1): (25, 56, 36, 32, 1, 1, 188),
    date(2021, 4, 1): (24, 58, 36, 32, 1, 1, 181),
    date(2023, 4, 1): (21, 62, 36, 32, 1, 1, 164),
    date(2026, 4, 1): (21, 62, 36, 32, 1, 1, 164),
}
"""Councils of each kind in `COUNCIL_KINDS`, counted independently in the ONS lookups of 2018 to 2023."""

HEALTH_COUNTS: Final = {
    date(2015, 4, 1): ("ccg", 209),
    date(2017, 4, 1): ("ccg", 207),
    date(2018, 4, 1): ("ccg", 195),
    date(2019, 4, 1): ("ccg", 191),
    date(2020, 4, 1): ("ccg", 135),
    date(2021, 4, 1): ("ccg", 106),
    date(2022, 7, 1): ("icb", 42),
    date(2026, 4, 1): ("icb", 36),
}
"""Clinical commissioning groups and integrated care boards, as ONS and NHS England counted them."""


@rule(
    "councils-counted",
    "As many councils of each kind as there were on each reorganisation day",
    "ONS lookups of districts and counties, 2018 to 2023; Care Act 2014 s1(4)",
)
def councils_counted(tables: Tables) -> Iterator[str]:
    """The count of every kind of council on the days of `COUNTS`."""
    for on, expected in COUNTS.items():
        held = Counter(body.kind for body in alive(tables.register, COUNCIL_KINDS, on))
        for kind, number in zip(COUNCIL_KINDS, expected, strict=True):
            if held[kind] != number:
                yield f"{in_words(on)}, {BODY_KINDS[kind].lower()}: {held[kind]} in the register, {number} expected"


@rule(
    "health-bodies-counted",
    "As many clinical commissioning groups and integrated care boards as there were",
    "ONS names and codes, April 2015 to April 2026",
)
def health_bodies_counted(tables: Tables) -> Iterator[str]:
    """The count of groups and boards on the days of `HEALTH_COUNTS`, and none of the other."""
    for on, (kind, number) in HEALTH_COUNTS.items():
        held = Counter(body.kind for body in alive(tables.register, HEALTH_AREAS, on))
        if held != {kind: number}:
            yield f"{in_words(on)}: {dict(held)} in the register, {number} of the kind {kind} expected"
