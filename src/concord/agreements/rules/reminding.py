"""When the owner of an agreement is reminded of its review, of its end, and of a party that ends. Policy. Pure."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from datetime import date

LEADS: Final = (90, 30, 7)
"""Days before the day on which the owner is reminded, once each."""
LEADS_OF_A_CHANGE: Final = (180, 90, 30, 7)
"""As `LEADS`, before a body that is a party ends: a deed or a new agreement takes months."""
PAST: Final = 0
"""The lead of the one reminder after the day."""
PAST_FOR: Final = timedelta(days=30)
"""How long after the day that one is still sent: what is taken into the register years later asks for none."""


class About(StrEnum):
    """What the owner is reminded of."""

    REVIEW = "review"
    END = "end"
    PARTY = "party"
    """A party ends, and nobody has decided yet what becomes of its place."""


TOLD_TO_WEBHOOKS: Final = {
    About.REVIEW: "agreement.review_due",
    About.END: "agreement.lapsed",
    About.PARTY: "agreement.party_ended",
}
"""What webhooks are told once the day has come (`PAST`), also where nobody is named who could be reminded."""


def lead(day: date, *, on: date, leads: tuple[int, ...] = LEADS) -> int | None:
    """Which reminder is due about a day: the nearest of `leads`, `PAST` from that day on; None where none is.

    For an end, of an agreement or a party, `day` is the first day out. What was missed is not sent late beside the
    nearer one.

    >>> from datetime import date
    >>> day = date(2026, 12, 31)
    >>> [lead(day, on=on) for on in (date(2026, 9, 1), date(2026, 10, 2), date(2026, 12, 24), day, date(2027, 3, 1))]
    [None, 90, 7, 0, None]
    """
    left = (day - on).days
    if left <= 0:
        return PAST if on - day <= PAST_FOR else None
    return min((one for one in leads if left <= one), default=None)
