"""Builders of arrangements inside Westshire, a county, and Eastshire, a unitary; through services only."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from concord.agreements import services
from kit import given

if TYPE_CHECKING:
    from collections.abc import Iterable

    from concord.agreements.models import Arrangement, GroupOfficer
    from concord.base.actor import Actor

SINCE = date(2026, 4, 1)
ADULTS_HOUSING = "adults-and-housing"

OFFICER = {
    "name": "Jonquil Farrow",
    "office": "Head of adult care",
    "email": "adult.care@westshire.example",
    "phone": "01632 960 301",
    "deputy_name": "Bram Hollis",
    "deputy_email": "bram.hollis@westshire.example",
    "deputy_phone": "01632 960 302",
}
WORDS = {
    "title": "Adult care and housing protocol",
    "how": "Adult care asks housing within a week of an assessment that finds the home unsuitable.",
    "meets": "The two heads meet on the first Tuesday of each month.",
    "disputes": "The two directors decide within five working days.",
}


def an_officer(lead: Actor, group: str = "adults", *, starts: date = SINCE, **changes: str) -> GroupOfficer:
    """The named officer of a group, with a deputy."""
    return services.name_officer(lead, group=group, details={**OFFICER, **changes}, starts=starts, at=given.AT)


def an_arrangement(lead: Actor, pair: str = ADULTS_HOUSING, *, starts: date = SINCE, **changes: Any) -> Arrangement:
    """What two groups have arranged, in force from a day."""
    words = {**WORDS, **{name: changes.pop(name) for name in WORDS.keys() & changes.keys()}}
    return services.arrange(lead, pair=pair, words=words, starts=starts, at=given.AT, **changes)


def a_whole_house(lead: Actor, groups: Iterable[str], pairs: Iterable[str]) -> None:
    """An officer for each of these groups, an arrangement for each of these pairs."""
    for group in groups:
        an_officer(lead, group)
    for pair in pairs:
        an_arrangement(lead, pair)
