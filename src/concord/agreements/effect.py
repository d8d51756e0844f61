"""What an agreement does in law, in a sentence: only one under CA2014.s6(7)(b) does anything. Decides nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from concord.agreements.rules.kinds import Kind
from concord.agreements.rules.standing import ALIVE, Status
from concord.agreements.sentences import day

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from concord.agreements.models import Agreement
    from concord.agreements.queries.reading import Seat
    from concord.agreements.rules.standing import Standing

_OVER: Final = frozenset({Status.LAPSED, Status.RELIED_ON, Status.ENDED})


def makes_partners(
    standing: Standing, agreement: Agreement, seats: Iterable[Seat], authorities: Collection[str]
) -> list[str]:
    """What an agreement under CA2014.s6(7)(b) does in law on the day it is read; nothing for another kind.

    `authorities` are those of the bodies, by reference, that are local authorities of CA2014.s1(4).
    """
    held = tuple(seats)
    ours = next((seat for seat in held if seat.body in authorities), None)
    other = next((seat for seat in held if seat != ours), None)
    if agreement.kind != Kind.APPROPRIATE or ours is None or other is None:
        return []
    both = other.body in authorities
    who = f"each of {ours.name} and {other.name}" if both else other.name
    whose = "the other" if both else ours.name
    return [_partners(standing, who, whose)]


def _partners(standing: Standing, who: str, whose: str) -> str:
    partner = f"a relevant partner of {whose} by section 6(7)(b) of the Care Act 2014"
    begins = standing.text.in_force_from
    if standing.status in ALIVE:
        said = f"{who} is {partner}. Section 7 works between them, in one person’s case."
    elif standing.status is Status.SIGNED and begins:
        said = f"From {day(begins)} {who} will be {partner}. Until then it makes nobody one."
    elif standing.status in _OVER and begins:
        said = f"It makes nobody a relevant partner now. While it was in force {who} was {partner}."
    elif standing.status in _OVER:
        said = "It makes nobody a relevant partner: it was never in force."
    else:
        said = f"It makes nobody a relevant partner yet. Once it is in force {who} will be {partner}."
    return said[:1].upper() + said[1:]
