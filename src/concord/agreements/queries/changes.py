"""The work list of changes: every place at a table whose body ends, months ahead, and what was decided of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from concord.access import policies
from concord.access.operation import NOT_HERE
from concord.agreements.events import Event
from concord.agreements.models import Agreement, Succeeded
from concord.agreements.permissions import keepers
from concord.agreements.queries.reading import stories
from concord.agreements.rules.standing import Status, standing
from concord.base.errors import NotFound
from concord.registry import queries as registry

if TYPE_CHECKING:
    from datetime import datetime

    from concord.agreements.queries.reading import Seat, Story
    from concord.base.actor import Actor
    from concord.registry.queries.successors import Ended, Next

_BEFORE_ALL: Final = date(2012, 4, 1)
"""Before the register of bodies begins: whoever ended since is looked at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place to be decided on, or decided: the agreement, where it stands, and the newest decision, if any."""

    agreement: str
    title: str
    kind: str
    status: Status
    seat: Seat
    decided: Succeeded | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A body that ends and every agreement of ours in which it has a place. `after` are those that take over."""

    ended: Ended
    after: tuple[Next, ...]
    places: tuple[Place, ...]

    @property
    def left(self) -> int:
        """How many places nobody has decided on."""
        return sum(place.decided is None for place in self.places)


def changes_of_parties(actor: Actor, *, on: date, upto: date, at: datetime | None = None) -> tuple[Change, ...]:
    """The changes that touch the agreements that the actor's body keeps: past ones still open, and those up to a day.

    In order of their days. A place that was novated or has fallen away is no longer there; one to be agreed anew stays
    until it is. Raises NotFound for somebody who may see no agreements.
    """
    if not policies.may(actor, Event.BROWSE):
        raise NotFound(NOT_HERE)
    ended = {found.ref: found for found in registry.ended_between(_BEFORE_ALL, upto, at)}
    touched: dict[str, list[Place]] = {}
    decided = _decided(actor)
    for story in stories(Agreement.objects.filter(keepers(actor)), on=on):
        status = standing(story.kept, on=on).status
        if status is Status.ENDED or story.kept.ended_from:
            continue
        for seat in story.seats:
            if seat.body in ended:
                place = _place(story, status, seat, decided.get((seat.party, seat.body)))
                touched.setdefault(seat.body, []).append(place)
    found = (
        Change(
            ended=ended[ref],
            after=tuple(
                after for after in registry.successors_of(ref, on=max(upto, ended[ref].on), at=at) if after.exists
            ),
            places=tuple(sorted(places, key=lambda place: place.title.casefold())),
        )
        for ref, places in touched.items()
    )
    return tuple(sorted(found, key=lambda change: (change.ended.on, change.ended.name)))


def _place(story: Story, status: Status, seat: Seat, decided: Succeeded | None) -> Place:
    return Place(
        agreement=story.public_id, title=story.title, kind=story.kind, status=status, seat=seat, decided=decided
    )


def _decided(actor: Actor) -> dict[tuple[str, str], Succeeded]:
    """The newest decision on each place, by the place's id and the body."""
    rows = Succeeded.objects.filter(party__agreement__in=Agreement.objects.filter(keepers(actor)))
    return {(row.party.public_id, row.body_id): row for row in rows.select_related("party").order_by("pk")}
