"""What a draft still lacks, by kind of request, in the order of its pages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from concord.requests.rules.kinds import Condition, Kind

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

_DAYS_AHEAD: Final = 366

FIELDS: Final = (
    "asker_group",
    "asked_group",
    "person_category",
    "person_reference",
    "person_initials",
    "person_nhs_number",
    "person_name",
    "function",
    "function_words",
    "purposes",
    "help",
    "urgency",
    "what",
    "needed_by",
    "needed_by_why",
    "otherwise",
    "wishes",
    "told",
    "told_words",
    "format_needs",
    "sharing_basis",
    "sharing_words",
    "data_classes",
    "conditions",
    "partner_email",
    "contact_name",
    "contact_email",
    "contact_phone",
)
"""What the pages of a draft write, in their order: all that a request says beside its two bodies."""

NOBODY: Final = "nobody"
"""The category of a request that is about nobody in particular."""


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that a draft still lacks: the field, and what to do in one sentence."""

    field: str
    says: str


_NEEDED: Final = {
    "person_category": "Say whom the request is about",
    "person_reference": "Give your own reference for the person",
    "function": "Choose which function it serves",
    "help": "Choose what kind of help you ask for",
    "what": "Say what you ask them to do",
    "needed_by": "Give the day by which you ask for it",
    "needed_by_why": "Say why you need it by then",
    "otherwise": "Say what happens if they do not do it",
    "told": "Say whether the person knows of this request",
    "sharing_basis": "Say on what basis you share this",
    "contact_name": "Give the name of the person they can ring",
    "contact_email": "Give your e-mail address, so that the answer reaches you",
    "contact_phone": "Give a telephone number that they can ring",
    "partner_email": "Give the e-mail address that the request goes to",
}

_SPARED: Final[dict[str, frozenset[str]]] = {
    Kind.SUPPLY: frozenset({"function", "told"}),
    Kind.OF_AUTHORITY: frozenset({"function"}),
}


def gaps(values: Mapping[str, object], *, kind: str, on: date) -> tuple[Gap, ...]:
    """What must still be filled in or put right before a draft of a kind can be sent on the day `on`.

    A reference is not needed where the request is about nobody in particular; that section 7 then does not bind is
    for the law to say. Under section 7(2) the asker's function need not be one of the Act's; it says it in words.
    """
    spared = set(_SPARED.get(kind, ()))
    if values.get("person_category") == NOBODY:
        spared |= {"person_reference", "told"}
    found = [Gap(field, says) for field, says in _NEEDED.items() if field not in spared and not values.get(field)]
    if kind == Kind.OF_AUTHORITY and not (values.get("function") or values.get("function_words")):
        found.insert(0, Gap("function", "Say which function of yours it serves"))
    if kind == Kind.SUPPLY:
        found += _conditions(values)
    return (*found, *_day(values.get("needed_by"), on))


def _conditions(values: Mapping[str, object]) -> list[Gap]:
    stated = values.get("conditions") or ()
    if conditions_met(stated if isinstance(stated, list | tuple) else ()):
        return []
    says = "Say how the conditions of section 45 are met: without them nobody must supply anything"
    return [Gap("conditions", says)]


def conditions_met(stated: Collection[object]) -> bool:
    """Whether the board states conditions 1, 2 and one of 3 and 4 of CA2014.s45."""
    both = {Condition.FOR_BOARD.value, Condition.LIKELY_TO_HOLD.value} <= set(stated)
    return both and not {Condition.CONCERNS_ADDRESSEE.value, Condition.DERIVED.value}.isdisjoint(stated)


def _day(day: object, on: date) -> tuple[Gap, ...]:
    if isinstance(day, date) and day < on:
        return (Gap("needed_by", "The day you ask for has passed: give a later one"),)
    if isinstance(day, date) and too_far_ahead(day, on=on):
        return (Gap("needed_by", "The day you ask for is more than a year away: give an earlier one"),)
    return ()


def too_far_ahead(day: date, *, on: date) -> bool:
    """Whether a day is more than a year away: a slip in the year (Concord's policy)."""
    return (day - on).days > _DAYS_AHEAD
