"""Coverage: what an authority has agreed with each relevant partner, for each purpose of CA2014.s6(6), on a day.

A table of partner by purpose, perhaps for one topic. The Act asks for no agreement: an empty cell is a gap in practice,
not in law.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from concord import statute
from concord.access import policies
from concord.access.operation import NOT_HERE
from concord.agreements.events import Event
from concord.agreements.models import Agreement, PartyBody, Topic
from concord.agreements.permissions import seen_by
from concord.agreements.queries.reading import outlines
from concord.agreements.queries.shown import versions_shared, versions_shown
from concord.agreements.rules.coverage import OF_STATUS, ORDER, WEAK, Covered, best
from concord.agreements.rules.kinds import Purpose
from concord.agreements.rules.standing import standing
from concord.agreements.rules.topics import STARTER
from concord.base.errors import NotFound
from concord.registry import queries as registry

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
    from datetime import date, datetime

    from concord.agreements.queries.reading import Outline
    from concord.base.actor import Actor
    from concord.statute import PartnerList, Register
    from concord.statute.findings import Partnership

PURPOSES: Final = tuple(Purpose)


@dataclass(frozen=True, slots=True)
class Cell:
    """What covers one purpose with one partner: the best there is, and every agreement that says so, by id.

    `also` is what stands there beside it that somebody should know of: relied on after its end, or not signed by all.
    """

    covered: Covered
    agreements: tuple[str, ...] = ()
    also: tuple[Covered, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A relevant partner; not `sure` where the register cannot say that it is one, and something is agreed with it.

    `ref` is the paragraph that makes it one, `business` how much passes between the two.
    """

    body: str
    name: str
    ref: str
    cells: Mapping[Purpose, Cell]
    business: int
    unfiled: tuple[str, ...] = ()
    sure: bool = True

    @property
    def gaps(self) -> tuple[Purpose, ...]:
        """The purposes that nothing in force covers."""
        return tuple(purpose for purpose, cell in self.cells.items() if cell.covered not in _COVERS)


_COVERS: Final = frozenset({Covered.IN_FORCE, Covered.EXPIRING})


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """The matrix of an authority on a day. `unsure` are those that may be partners, with which nothing is agreed.

    `titles` names every agreement in it, `counts` says how many cells show what.
    """

    authority: str
    on: date
    topic: str
    rows: tuple[Row, ...]
    unsure: tuple[str, ...]
    titles: Mapping[str, str]

    @property
    def gaps(self) -> tuple[Row, ...]:
        """The partners with a gap, most business first; of whoever may be none, none is a gap."""
        rows = [row for row in self.rows if row.sure and row.gaps]
        return tuple(sorted(rows, key=lambda row: (-row.business, -len(row.gaps), row.name)))

    @property
    def counts(self) -> Mapping[Covered, int]:
        """How many cells show what, the best first."""
        found = dict.fromkeys(ORDER, 0)
        for row in self.rows:
            for cell in row.cells.values():
                found[cell.covered] += 1
        return found

    @property
    def beside(self) -> Mapping[Covered, int]:
        """How many cells have what beside something better."""
        found = dict.fromkeys(ORDER, 0)
        for row in self.rows:
            for cell in row.cells.values():
                for covered in cell.also:
                    found[covered] += 1
        return found


def topics_of(actor: Actor, body: str = "") -> dict[str, str]:
    """The checklist of a body (the actor's own, where none is named), names by code; the starter list without one."""
    own = dict(Topic.objects.filter(keeper=body or actor.body).values_list("code", "name"))
    return own or dict(STARTER)


def coverage(
    actor: Actor, *, on: date, at: datetime, topic: str = "", business: Mapping[str, int] | None = None
) -> Coverage:
    """The matrix of the actor's body. `business` counts what passes between it and each other body, by reference.

    Raises NotFound for somebody who may see no agreements, and `statute.UnknownBody` for a body of no authority.
    """
    if not policies.may(actor, Event.BROWSE):
        raise NotFound(NOT_HERE)
    rows = Agreement.objects.filter(seen_by(actor))
    register = registry.register_with(actor.body, at=at)
    found = _files(outlines(rows, on=on, shown=versions_shown(actor)), on)
    return _coverage(found, actor.body, register, on=on, topic=topic, business=business or {})


def coverage_of_each(
    actor: Actor, *, on: date, at: datetime, authorities: Collection[str] = (), topic: str = ""
) -> dict[str, Coverage]:
    """The matrices of all authorities, or of some, by reference, for a command run on the server: each as it sees them.

    `topic` is the code of one that they are narrowed to. Ten reads, however many there are. Raises NotFound for others.
    """
    if actor.kind != "system":
        raise NotFound(NOT_HERE)
    refs = [line.ref for line in registry.authorities(on) if not authorities or line.ref in authorities]
    rows = None
    if authorities:
        places = PartyBody.objects.filter(body__in=refs).order_by()
        rows = Agreement.objects.filter(pk__in=places.values("party__agreement"))
    of_body: dict[str, dict[str, _Filed]] = defaultdict(dict)
    for filed in _files(outlines(rows, on=on, shown=versions_shared()), on):
        for body in filed.bodies:
            of_body[body][filed.public_id] = filed
    keepers = dict((Agreement.objects.all() if rows is None else rows).values_list("public_id", "keeper"))
    for filed in _files(outlines(rows, on=on), on):  # a keeper sees its own drafts too
        of_body[keepers[filed.public_id]][filed.public_id] = filed
    register = registry.register_with(*refs, at=at)
    return {ref: _coverage(of_body[ref].values(), ref, register, on=on, topic=topic, business={}) for ref in refs}


class _Filed(NamedTuple):
    """What an agreement is worth to the cells of its parties on a day."""

    public_id: str
    title: str
    covered: Covered
    purposes: tuple[str, ...]
    topics: tuple[str, ...]
    bodies: Sequence[str]


def _files(found: Iterable[Outline], on: date) -> Iterator[_Filed]:
    """Those of the agreements that are worth something on a day."""
    for one in found:
        stands = standing(one.kept, on=on)
        covered = OF_STATUS[stands.status]
        if covered is not Covered.NOTHING:
            filed = one.filed(stands.text)
            yield _Filed(one.public_id, one.title, covered, filed.purposes, filed.topics, one.bodies)


def _coverage(
    found: Iterable[_Filed], authority: str, register: Register, *, on: date, topic: str, business: Mapping[str, int]
) -> Coverage:
    partners = statute.partners(statute.rulebook(), register, authority=authority, on=on)
    cells: dict[tuple[str, str], list[tuple[Covered, str]]] = defaultdict(list)
    unfiled: dict[str, list[str]] = defaultdict(list)
    titles: dict[str, str] = {}
    for filed in found:
        if topic and topic not in filed.topics:
            continue
        titles[filed.public_id] = filed.title
        for body in {*filed.bodies} - {authority}:
            for purpose in filed.purposes:
                cells[body, purpose].append((filed.covered, filed.public_id))
            if not filed.purposes:
                unfiled[body].append(filed.public_id)
    agreed = {*unfiled, *(body for body, _ in cells)}
    return Coverage(
        authority=authority,
        on=on,
        topic=topic,
        rows=_rows(partners, cells, unfiled, business),
        unsure=tuple(found.body.name_on(on) for found in partners.possible if found.body.ref not in agreed),
        titles=titles,
    )


def _rows(
    partners: PartnerList,
    cells: Mapping[tuple[str, str], list[tuple[Covered, str]]],
    unfiled: Mapping[str, list[str]],
    business: Mapping[str, int],
) -> tuple[Row, ...]:
    """The partners, then those that may be partners with which something is agreed."""

    def row(found: Partnership, *, sure: bool) -> Row:
        ref = found.body.ref
        return Row(
            body=ref,
            name=found.body.name_on(partners.on),
            ref=found.ref,
            cells={purpose: _cell(cells.get((ref, purpose), [])) for purpose in PURPOSES},
            business=business.get(ref, 0),
            unfiled=tuple(unfiled.get(ref, ())),
            sure=sure,
        )

    agreed = {*unfiled, *(body for body, _ in cells)}
    maybe = (row(found, sure=False) for found in partners.possible if found.body.ref in agreed)
    return (*(row(found, sure=True) for found in partners.partners), *maybe)


def _cell(found: list[tuple[Covered, str]]) -> Cell:
    ordered = sorted(found, key=lambda one: _PLACE[one[0]])
    there = {covered for covered, _ in found}
    shown = best(there)
    also = tuple(covered for covered in WEAK if covered in there and covered is not shown)
    return Cell(shown, tuple(public_id for _, public_id in ordered), also)


_PLACE: Final = {covered: place for place, covered in enumerate(ORDER)}
