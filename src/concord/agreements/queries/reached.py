"""Whom sharing a version reaches: who is written to, who finds it at a desk here, and whom it does not reach at all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from concord.agreements.permissions import KEEPERS
from concord.people import queries as people

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from concord.agreements.queries.reading import Seat


@dataclass(frozen=True, slots=True)
class Reached:
    """The parties but the keeper: `written` get a link, `at_desk` keep agreements with Concord, `missed` do neither."""

    written: tuple[Seat, ...]
    at_desk: tuple[Seat, ...]
    missed: tuple[Seat, ...]

    @property
    def nobody(self) -> bool:
        """Whether sharing reaches nobody."""
        return not self.written and not self.at_desk


def reached(seats: Iterable[Seat], *, keeper: str, on: date) -> Reached:
    """Whom the keeper's sharing reaches on a day; one read where a party has no mailbox."""
    others = [seat for seat in seats if seat.body != keeper]
    without = [seat for seat in others if not seat.mailbox]
    desks = people.bodies_with({seat.body for seat in without}, KEEPERS, on=on) if without else frozenset()
    return Reached(
        written=tuple(seat for seat in others if seat.mailbox),
        at_desk=tuple(seat for seat in without if seat.body in desks),
        missed=tuple(seat for seat in without if seat.body not in desks),
    )
