"""What a key may be and how long it lasts. Pure. Concord's own policy, no law."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from concord.base.errors import Invalid

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

LONGEST_KEY: Final = timedelta(days=365)
LONGEST_KEY_NAME: Final = 80
LONGEST_TEAM_NAME: Final = 120


class KeyKind(StrEnum):
    """What comes in by a key."""

    API = "api"
    """Another program, such as the council's case system."""

    CALENDAR = "calendar"
    """A calendar program that shows the person's days."""


class Scope(StrEnum):
    """What a program may do with a key."""

    READ = "read"
    WRITE = "write"


WRONG_KEY: Final = "This key is not right, or works no longer. Ask a manager of your body for a new one."
WRONG_FEED: Final = "This calendar address works no longer. Make a new one at the desk, under “Connections”."


def scopes_of(asked: Collection[str]) -> frozenset[Scope]:
    """The scopes asked for; whoever writes reads too. Raises Invalid (field "scopes") for none or an unknown one.

    >>> sorted(scopes_of(["write"]))
    [<Scope.READ: 'read'>, <Scope.WRITE: 'write'>]
    """
    if not asked or not set(asked) <= set(Scope):
        raise Invalid("Select what the key may do.", field="scopes")
    return frozenset({Scope.READ, *(Scope(one) for one in asked)})


def check_end(ends: date, *, on: date) -> None:
    """Raise Invalid (field "ends") where a key made on a day would end before it began, or last over a year."""
    if ends <= on:
        raise Invalid("The day on which the key ends must be in the future.", field="ends")
    if ends > on + LONGEST_KEY:
        latest = on + LONGEST_KEY
        raise Invalid(f"A key lasts a year at most. Give {latest.day} {latest:%B %Y} or earlier.", field="ends")
