"""What `concord demo` arranges inside the demonstration council, as its partnership lead."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from concord.agreements import demonstration_inside, services
from concord.agreements.queries import arrangements
from concord.cli.demo_agreements import keeper_of
from concord.people.demonstration import COUNCIL

if TYPE_CHECKING:
    from datetime import date, datetime

    from concord.agreements.demonstration_inside import InventedArrangement
    from concord.base.actor import Actor


def make_arrangements(*, at: datetime, on: date) -> int:
    """Arrange what is invented, where the council has arranged nothing yet; how many arrangements were made."""
    actor = keeper_of(COUNCIL, on=on)
    if actor is None or not arrangements.nothing_arranged(actor, on=on, at=at):
        return 0
    for group, days, details in demonstration_inside.OFFICERS:
        services.name_officer(actor, group=group, details=details, starts=on + timedelta(days=days), at=at)
    for one in demonstration_inside.ARRANGEMENTS:
        _arrange(actor, one, at=at, on=on)
    return len(demonstration_inside.ARRANGEMENTS)


def _arrange(actor: Actor, one: InventedArrangement, *, at: datetime, on: date) -> None:
    services.arrange(actor, pair=one.pair, words=one.words, starts=on + timedelta(days=one.starts), at=at)
    for days, words in one.exercised:
        services.record_exercise(actor, pair=one.pair, on=on + timedelta(days=days), words=words, at=at)
    for days, found, words in one.reviewed:
        day = on + timedelta(days=days)
        services.review_arrangement(actor, pair=one.pair, on=day, found=found, words=words, at=at)
