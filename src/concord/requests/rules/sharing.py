"""Which kinds of information about a person a request holds, and whether what two bodies agreed covers them. Pure.

Nothing in law asks for an information-sharing agreement. Section 7 is a duty and no gateway for information by itself.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Final

from concord.agreements.rules.kinds import DataClass

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

IDENTITY, CONTACT, CARE = DataClass.IDENTITY, DataClass.CONTACT, DataClass.CARE

FOR_HELP: Final[dict[str, tuple[DataClass, ...]]] = {
    "meeting": (IDENTITY, CARE),
    "information": (IDENTITY, CARE, DataClass.HEALTH),
    "specialist-assessment": (IDENTITY, CONTACT, CARE, DataClass.HEALTH),
    "equipment": (IDENTITY, CONTACT, CARE, DataClass.HOUSING),
    "accommodation": (IDENTITY, CARE, DataClass.HOUSING),
    "staff": (IDENTITY, CONTACT, CARE),
    "discharge": (IDENTITY, CONTACT, CARE, DataClass.HEALTH),
    "out-of-area-review": (IDENTITY, CARE),
}
"""What a request for such help usually holds; whoever writes it says what it holds in truth. Concord's own map."""
USUAL: Final = (IDENTITY, CARE)
"""What it usually holds where the kind of help says nothing."""
OF_PERSON: Final[dict[str, tuple[DataClass, ...]]] = dict.fromkeys(
    ("carer", "carer-of-child", "young-carer"), (DataClass.FAMILY,)
)
OF_FUNCTION: Final[dict[str, tuple[DataClass, ...]]] = {"CA2014.s42": (DataClass.SAFEGUARDING,)}
"""What goes with the person, and with the function, beside."""

NOTHING_SHARED: Final = "nothing"
"""The basis of a request that says nothing about a person."""


class OnGap(StrEnum):
    """What an authority wants done where no agreement covers what a request holds."""

    WARN = "warn"
    BLOCK = "block"


def usual_classes(help_: str, person: str, function: str) -> tuple[str, ...]:
    """The kinds of information that a request usually holds, in the order in which a page lists them.

    >>> usual_classes("meeting", "carer", "CA2014.s9")
    ('identity', 'care', 'family')
    """
    found = {*FOR_HELP.get(help_, USUAL), *OF_PERSON.get(person, ()), *OF_FUNCTION.get(function, ())}
    return tuple(one.value for one in DataClass if one in found)


def uncovered(needed: Iterable[str], agreed: Iterable[Collection[str]]) -> tuple[str, ...]:
    """What of it no clause covers; `agreed` are the kinds that each clause names.

    >>> uncovered(["identity", "health"], [["identity"], ["care"]])
    ('health',)
    """
    covered = {one for classes in agreed for one in classes}
    return tuple(one for one in needed if one not in covered)
