"""The register of agreements of a body: those that it keeps or that others share with it, and where each stands."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from django.db.models import Q

from concord.access import operation, policies
from concord.access.operation import NOT_HERE
from concord.agreements.events import Event
from concord.agreements.models import Agreement, Version
from concord.agreements.permissions import seen_by
from concord.agreements.queries.reading import stories
from concord.agreements.queries.searching import searching
from concord.agreements.queries.shown import versions_shown
from concord.agreements.rules.standing import Status, standing
from concord.base.errors import NotFound

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import date

    from django.db.models import QuerySet

    from concord.agreements.queries.reading import Seat, Story
    from concord.agreements.rules.standing import Standing
    from concord.base.actor import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrowed:
    """What the list is narrowed to, all optional. `body` is a party's reference, `name` a part of a party's name.

    `words` stand in its title, text, clauses or documents (see `searching`); `whose` is "ours" for what the actor's
    body keeps, "theirs" for the rest.
    """

    kinds: Collection[str] = ()
    statuses: Collection[str] = ()
    purposes: Collection[str] = ()
    topics: Collection[str] = ()
    body: str = ""
    words: str = ""
    under: str = ""
    name: str = ""
    whose: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """An agreement in the list. `others` are the parties but the body acted for, `ours` whether that body keeps it."""

    agreement: Agreement
    standing: Standing
    others: tuple[Seat, ...]
    ours: bool
    purposes: frozenset[str] = field(default_factory=frozenset)
    topics: frozenset[str] = field(default_factory=frozenset)


def agreements(actor: Actor, *, on: date, narrowed: Narrowed | None = None) -> tuple[Line, ...]:
    """The agreements that the actor may see, by title; what wants attention is for the page to put first.

    Eight reads, however many there are. Raises NotFound for somebody who may see none.
    """
    if not policies.may(actor, Event.BROWSE):
        raise NotFound(NOT_HERE)
    lines = _lines(actor, on, narrowed or Narrowed())
    operation.seen(actor, Event.BROWSE, actor.body, {"shown": len(lines), "as_file": ""})
    return lines


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of the list: its lines, of how many in all, and whether more come after it."""

    lines: tuple[Line, ...]
    number: int
    more: bool


def agreements_part(actor: Actor, *, on: date, narrowed: Narrowed, after: Agreement | None = None, most: int) -> Part:
    """At most so many of the agreements that the actor may see, by title, after one that need not be among them.

    Of the others only the title is read; but where they stand, and what their text is filed under, is known of none
    before it is worked out: narrowed to those, all are read. Raises NotFound for somebody who may see none.
    """
    if not policies.may(actor, Event.BROWSE):
        raise NotFound(NOT_HERE)
    rows = _rows(actor, on, narrowed)
    worked_out: dict[int, Line] = {}
    if narrowed.statuses or narrowed.purposes or narrowed.topics:
        worked_out = {line.agreement.pk: line for line in _lines(actor, on, narrowed)}
        places = [_place(line.agreement.title, key) for key, line in worked_out.items()]
    else:
        places = sorted(_place(title, key) for key, title in rows.order_by().values_list("pk", "title"))
    begin = bisect_right(places, _place(after.title, after.pk)) if after else 0
    keys = [key for _, key in places[begin : begin + most]]
    if worked_out:
        lines = tuple(worked_out[key] for key in keys)
    else:
        lines = _lined(actor, on, Agreement.objects.filter(pk__in=keys))
    operation.seen(actor, Event.BROWSE, actor.body, {"shown": len(lines), "as_file": ""})
    return Part(lines=lines, number=len(places), more=begin + most < len(places))


def _place(title: str, key: int) -> tuple[str, int]:
    """Where an agreement stands in the list."""
    return title.casefold(), key


def due(actor: Actor, *, upto: date, on: date) -> tuple[Line, ...]:
    """Those whose review or end comes by a day, or is past, the earliest first. For lists of work and calendars."""
    lines = [line for line in _lines(actor, on, Narrowed()) if (day := due_on(line)) and day <= upto]
    return tuple(sorted(lines, key=lambda line: (due_on(line) or upto, line.agreement.title)))


def due_on(line: Line) -> date | None:
    """The next day on which an agreement needs somebody: its review or its end; None for one that has ended."""
    if line.standing.status is Status.ENDED:
        return None
    days = [day for day in (line.standing.text.review_on, line.standing.text.until) if day]
    return min(days, default=None)


def _rows(actor: Actor, on: date, narrowed: Narrowed) -> QuerySet[Agreement]:
    """The rows that the actor may see, narrowed to what stands in rows."""
    rows = Agreement.objects.filter(seen_by(actor)).distinct()
    if narrowed.kinds:
        rows = rows.filter(kind__in=narrowed.kinds)
    if narrowed.body:
        rows = rows.filter(_held_on(on), parties__held_by__body=narrowed.body)
    if narrowed.words:
        rows = rows.filter(searching(actor, narrowed.words))
    if narrowed.name:
        rows = rows.filter(_held_on(on), parties__held_by__name__icontains=narrowed.name)
    if narrowed.under:
        rows = rows.filter(under__public_id=narrowed.under)
    if narrowed.whose:
        ours = Q(keeper=actor.body)
        rows = rows.filter(ours if narrowed.whose == "ours" else ~ours)
    return rows


def _lines(actor: Actor, on: date, narrowed: Narrowed) -> tuple[Line, ...]:
    rows = _rows(actor, on, narrowed)
    if narrowed.words:  # looked for once, not in each read of what belongs to those that were found
        rows = Agreement.objects.filter(pk__in=list(rows.order_by().values_list("pk", flat=True)))
    return tuple(line for line in _lined(actor, on, rows) if _wanted(line, narrowed))


def _lined(actor: Actor, on: date, rows: QuerySet[Agreement]) -> tuple[Line, ...]:
    """Rows as lines, by title."""
    by_key = {row.pk: row for row in rows}
    shown = _shown(actor, [key for key, row in by_key.items() if row.keeper_id != actor.body])
    lines = [
        _line(actor, by_key[story.key], _as_shown(story, shown), on)
        for story in stories(rows, on=on)
        if story.key in by_key
    ]
    return tuple(sorted(lines, key=lambda line: _place(line.agreement.title, line.agreement.pk)))


def _shown(actor: Actor, theirs: Collection[int]) -> dict[int, set[int]]:
    """Of agreements that others keep, the numbers of the versions that the actor is shown; one read."""
    found: dict[int, set[int]] = {key: set() for key in theirs}
    rows = Version.objects.filter(versions_shown(actor), agreement__in=theirs).order_by()
    for key, number in rows.values_list("agreement_id", "number"):
        found[key].add(number)
    return found


def _as_shown(story: Story, shown: Mapping[int, set[int]]) -> Story:
    """The story without versions that are not shown to the actor."""
    numbers = shown.get(story.key)
    if numbers is None:
        return story
    texts = tuple(text for text in story.kept.texts if text.number in numbers)
    return replace(story, kept=replace(story.kept, texts=texts))


def _held_on(on: date) -> Q:
    """That a place is held on a day, by the body that another condition of the same filter names."""
    begun = Q(parties__held_by__starts__isnull=True) | Q(parties__held_by__starts__lte=on)
    return begun & (Q(parties__held_by__ends__isnull=True) | Q(parties__held_by__ends__gt=on))


def _line(actor: Actor, row: Agreement, story: Story, on: date) -> Line:
    ours = row.keeper_id == actor.body
    named = {party for text in story.kept.texts for party in text.parties}
    stands = standing(story.kept, on=on)
    filed = story.filed[stands.text.number]
    return Line(
        agreement=row,
        standing=stands,
        others=tuple(seat for seat in story.seats if seat.body != actor.body and (ours or seat.party in named)),
        ours=ours,
        purposes=frozenset(filed.purposes),
        topics=frozenset(filed.topics),
    )


def _wanted(line: Line, narrowed: Narrowed) -> bool:
    return (
        (not narrowed.statuses or line.standing.status in narrowed.statuses)
        and (not narrowed.purposes or not line.purposes.isdisjoint(narrowed.purposes))
        and (not narrowed.topics or not line.topics.isdisjoint(narrowed.topics))
    )
