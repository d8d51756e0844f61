"""The work list of changes: every place at a table whose body ends, months ahead, and what was decided of it.

Where the actor's own body ends, every agreement that it keeps is on the list: who keeps it next is to be decided.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from concord.access import operation, policies
from concord.access.operation import NOT_HERE
from concord.agreements.events import Event
from concord.agreements.models import Agreement, Handover, Succeeded
from concord.agreements.queries.reading import Seat, stories
from concord.agreements.rules.standing import Status, standing
from concord.agreements.rules.succession import Outcome
from concord.base.errors import NotFound
from concord.registry import queries as registry

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from concord.agreements.queries.reading import Story
    from concord.base.actor import Actor
    from concord.registry.queries.successors import Ended, Next

_BEFORE_ALL: Final = date(2012, 4, 1)
"""Before the register of bodies begins: whoever ended since is looked at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What was decided of a place: `to` and `to_name` are empty where no other body takes it; `words` say by what."""

    outcome: Outcome
    to: str
    to_name: str
    on: date
    words: str
    said_by: str
    said_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place to be decided on, or decided: the agreement, where it stands, and the newest decision, if any.

    `review_on` is the day of its next review, `final` says that an end is on record, which no decision changes.
    """

    agreement: str
    title: str
    kind: str
    status: Status
    seat: Seat
    review_on: date | None
    final: bool
    decided: Decision | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A body that ends and every agreement of ours in which it has or had a place. `after` are those that take over.

    `ours` says that it is the actor's own body, which keeps them all.
    """

    ended: Ended
    after: tuple[Next, ...]
    places: tuple[Place, ...]
    ours: bool

    @property
    def left(self) -> int:
        """How many places nobody has decided on."""
        return sum(place.decided is None for place in self.places)

    @property
    def done(self) -> int:
        """How many places are decided on."""
        return len(self.places) - self.left


def changes_of_parties(actor: Actor, *, on: date, upto: date, at: datetime | None = None) -> tuple[Change, ...]:
    """The changes that touch the agreements that the actor's body keeps: those that were, and those up to a day.

    In order of their days, decided or not; what ended for another reason before anybody decided is left out. A change
    costs two reads beside ten. Raises NotFound for somebody who may see no agreements.
    """
    if not policies.may(actor, Event.BROWSE):
        raise NotFound(NOT_HERE)
    ended = {found.ref: found for found in registry.ended_between(_BEFORE_ALL, upto, at)}
    touched = _touched(actor, ended, on)
    found = (
        Change(
            ended=ended[ref],
            after=tuple(
                after for after in registry.successors_of(ref, on=max(upto, ended[ref].on), at=at) if after.exists
            ),
            places=tuple(sorted(places, key=lambda place: (place.title.casefold(), place.agreement))),
            ours=ref == actor.body,
        )
        for ref, places in touched.items()
    )
    changes = tuple(sorted(found, key=lambda change: (change.ended.on, change.ended.name)))
    operation.seen(actor, Event.BROWSE, actor.body, {"shown": sum(len(one.places) for one in changes), "as_file": ""})
    return changes


def left_behind(actor: Actor, *, on: date) -> tuple[tuple[str, tuple[Story, ...]], ...]:
    """What bodies that have ended by a day keep still, of those that the actor's body succeeds: name and agreements.

    Only what each is called, of what kind it is and who its parties are: the rest is for whoever takes it over.
    """
    if not policies.may(actor, Event.BROWSE):
        raise NotFound(NOT_HERE)
    rows = policies.visible(actor, Event.TAKE_OVER, Agreement.objects.all())
    keepers = dict(rows.order_by().values_list("pk", "keeper"))
    bodies = registry.bodies_known(set(keepers.values()))
    over = {ref: body for ref, body in bodies.items() if body.exists.closed and body.exists.closed <= on}
    found = stories(rows.filter(keeper__in=over), on=on)
    found.sort(key=lambda story: (story.title.casefold(), story.key))
    return tuple(
        (body.name, tuple(story for story in found if keepers[story.key] == ref)) for ref, body in sorted(over.items())
    )


def decisions_of(row: Agreement) -> dict[str, Decision]:
    """The newest decision on each place of an agreement, by the place's id, for a page that the actor may see."""
    decided = Succeeded.objects.filter(party__agreement=row).select_related("party").order_by("pk")
    names = _names(one.to_id for one in decided)
    return {one.party.public_id: _decision(one, names) for one in decided}


def _touched(actor: Actor, ended: Mapping[str, Ended], on: date) -> dict[str, list[Place]]:
    """Of each body that ends the places it has in the agreements that the actor's body keeps, or had when decided."""
    mine = Agreement.objects.filter(keeper=actor.body)
    decided, handed = _decided(mine)
    touched: dict[str, list[Place]] = {}
    for story in stories(mine, on=on):
        seats = {seat.body: seat for seat in story.seats if seat.body in ended}
        before = {body: (party, found) for (key, party, body), found in decided.items() if key == story.key}
        for body, (party, _) in before.items():
            if body in ended:
                seats.setdefault(body, Seat(party, body, ended[body].name, "", ""))
        if actor.body in ended:
            seats.setdefault(actor.body, Seat("", actor.body, ended[actor.body].name, "", ""))
        for body, seat in seats.items():
            found = before[body][1] if body in before else None
            if body == actor.body:
                found = handed.get(story.key, found)
            if found or body == actor.body or not _over(story, on):
                touched.setdefault(body, []).append(_place(story, seat, found, on))
    return touched


def _over(story: Story, on: date) -> bool:
    return story.kept.ended_from is not None or standing(story.kept, on=on).status is Status.ENDED


def _place(story: Story, seat: Seat, decided: Decision | None, on: date) -> Place:
    stands = standing(story.kept, on=on)
    return Place(
        agreement=story.public_id,
        title=story.title,
        kind=story.kind,
        status=stands.status,
        seat=seat,
        review_on=stands.text.review_on,
        final=story.kept.ended_from is not None,
        decided=decided,
    )


def _decided(rows: Iterable[Agreement]) -> tuple[dict[tuple[int, str, str], Decision], dict[int, Decision]]:
    """The newest decision on each place, by agreement, place and body; and on who keeps each agreement next."""
    places = list(Succeeded.objects.filter(party__agreement__in=rows).select_related("party").order_by("pk"))
    handed = list(Handover.objects.filter(agreement__in=rows, done_at__isnull=True))
    names = _names([*(one.to_id for one in places), *(one.to_id for one in handed)])
    return (
        {(one.party.agreement_id, one.party.public_id, one.body_id): _decision(one, names) for one in places},
        {one.agreement_id: _decision(one, names) for one in handed},
    )


def _decision(row: Succeeded | Handover, names: Mapping[str, str]) -> Decision:
    to = row.to_id or ""
    return Decision(
        outcome=Outcome(row.outcome) if isinstance(row, Succeeded) else Outcome.NOVATED,
        to=to,
        to_name=names.get(to, ""),
        on=row.on,
        words=row.words,
        said_by=row.said_by,
        said_at=row.said_at,
    )


def _names(refs: Iterable[str | None]) -> dict[str, str]:
    """What bodies are called last as far as is known: some of them do not exist yet."""
    return {ref: body.name for ref, body in registry.bodies_known({ref for ref in refs if ref}).items()}
