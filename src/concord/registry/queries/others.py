"""Bodies that no edition lists, for people at the desk: those asked under CA2014.s6(2), and Safeguarding Adults Boards.

Public pages never show them, so these questions take the actor; not `board_of` and `boards_of`, which give no names.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rapidfuzz import fuzz

from concord.registry.models import BoardCouncil, BodyLife
from concord.registry.queries.finding import find_body, fold, search_bodies
from concord.registry.queries.known import OFFICERS, known, so
from concord.registry.queries.lines import body_lines
from concord.registry.queries.successors import successors_of
from concord.registry.wording import ALL_KINDS, BODY_KINDS, OTHER_KINDS

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date, datetime

    from concord.base.actor import Actor
    from concord.registry.queries.lines import BodyLine

ALIKE: Final = 85
"""From which likeness of two names, of 100, a person is asked whether they are one body. Concord's own choice."""


def search_all_bodies(
    actor: Actor,
    text: str,
    *,
    kinds: Collection[str] = (),
    on: date | None = None,
    at: datetime | None = None,
    limit: int = 20,
) -> tuple[BodyLine, ...]:
    """As `search_bodies`, among the bodies that people here added too. To anyone not signed in, only England's."""
    return search_bodies(text, kinds=_among(actor, kinds), on=on, at=at, limit=limit)


def living_bodies(
    actor: Actor, text: str, *, on: date, at: datetime | None = None, limit: int = 20
) -> tuple[BodyLine, ...]:
    """The bodies of a day that `text` may mean, likeliest first; for one that has ended those who took over from it.

    Among those that people here added too, as `search_all_bodies`.
    """
    kinds = _among(actor, ())
    found = search_bodies(text, kinds=kinds, on=on, at=at, limit=limit, existing=True)
    meant = search_bodies(text, kinds=kinds, on=on, at=at, limit=1)
    if not meant or meant[0].exists.contains(on):
        return found
    after = {one.ref for one in successors_of(meant[0].ref, on=on, at=at) if one.exists}
    took_over = body_lines(BodyLife.objects.filter(body__in=after), on=on, at=at) if after else ()
    return (*took_over, *(line for line in found if line.ref not in after))[:limit]


def find_any_body(
    actor: Actor, text: str, *, kinds: Collection[str] = (), on: date | None = None, at: datetime | None = None
) -> str:
    """As `find_body`, among the bodies that people here added too. Raises as `find_body` does."""
    return find_body(text, kinds=_among(actor, kinds), on=on, at=at)


def all_other_bodies(actor: Actor, *, on: date, at: datetime | None = None) -> tuple[BodyLine, ...]:
    """Every body that people here added and that exists on a day, by name; none to anyone not signed in."""
    kinds = frozenset(_among(actor, OTHER_KINDS)) & OTHER_KINDS.keys()
    return body_lines(BodyLife.objects.filter(so(on), kind__in=kinds), on=on, at=at)


def bodies_alike(actor: Actor, name: str, *, on: date, at: datetime | None = None) -> tuple[BodyLine, ...]:
    """Bodies that may be the one that is about to be added under `name`, the likeliest first.

    Those of nearly this name that officers of the same council added, and those of exactly this name in the register
    of England. A practice of the same name in another council's records is another practice.
    """
    folded = fold(name)
    added = BodyLife.objects.filter(so(on), kind__in=OTHER_KINDS, source=f"{OFFICERS}{actor.body or 'server'}"[:60])
    likeness = {line: fuzz.token_sort_ratio(folded, fold(line.name)) for line in body_lines(added, on=on, at=at)}
    near = sorted((line for line in likeness if likeness[line] >= ALIKE), key=lambda line: -likeness[line])
    of_england = search_bodies(name, kinds=BODY_KINDS, on=on, at=at, limit=3)
    return (*(line for line in of_england if folded in {fold(line.name), fold(line.short_name)}), *near)


def board_of(ref: str, on: date, *, at: datetime | None = None) -> tuple[str, ...]:
    """The councils whose Safeguarding Adults Board this is on a day, by reference: CA2014.s43(1), (6). Public.

    Empty for a body that is no board.
    """
    rows = BoardCouncil.objects.filter(known(at), so(on), board=ref).order_by("council_id")
    return tuple(rows.values_list("council_id", flat=True))


def boards_of(council: str, on: date, *, at: datetime | None = None) -> tuple[str, ...]:
    """The Safeguarding Adults Board of a council on a day, by reference; at most one, none where nobody named it."""
    rows = BoardCouncil.objects.filter(known(at), so(on), council=council).order_by("board_id")
    return tuple(rows.values_list("board_id", flat=True))


def _among(actor: Actor, kinds: Collection[str]) -> Collection[str]:
    """The kinds to look among: those asked for, as far as this actor may know of such bodies."""
    wanted = kinds or ALL_KINDS
    if actor.kind == "system" or (actor.kind == "person" and actor.body):
        return wanted
    return [kind for kind in wanted if kind in BODY_KINDS]
