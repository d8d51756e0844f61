"""The register as `statute` takes it: plain frozen values, of the whole country or of one authority. No ORM objects.

A snapshot is of one moment of knowledge and of every day, so that one is enough for a timeline.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import F, FilteredRelation, Q

from concord.base.clock import day_of
from concord.registry.models import Body, BodyCode, BodyLife, BodyName, Coverage, Fact, Office, Source, Succession
from concord.registry.models.known import cite
from concord.registry.queries.known import OLDEST_FIRST, known
from concord.registry.queries.lines import period
from concord.registry.wording import BODY_KINDS, REFERENCE_SCHEMES
from concord.statute import facts as law
from concord.statute.periods import in_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from django.db.models import QuerySet

_KINDS = {str(kind): kind for kind in law.FactKind}
_STANDINGS = {str(standing): standing for standing in law.Standing}
_FACT = (
    "key", "kind", "body_id", "authority_id", "starts", "ends", "standing", "matter", "evidence", "settled_by",
    "settled_on", "recorded_at", "ends_announced", "note",
)  # fmt: skip
_LIFE = ("kind", "starts", "ends", "starts_announced", "ends_announced", "note")
_SOURCE = ("source__title", "source__publisher", "source__vintage")


def register_known(at: datetime | None = None) -> law.Register:
    """The whole register of England as known at an instant, in eight queries. Public.

    Before the first edition was recorded, it is empty: the register cannot say what it did not know.
    """
    sources = {
        code: cite(title, publisher, vintage)
        for code, title, publisher, vintage in Source.objects.values_list("code", "title", "publisher", "vintage")
    }
    names: dict[str, list[law.Name]] = {}
    rows = BodyName.objects.filter(known(at)).order_by(OLDEST_FIRST).values_list("body_id", "name", "starts", "ends")
    for ref, name, starts, ends in rows:
        names.setdefault(ref, []).append(law.Name(name, period(starts, ends)))
    offices: dict[str, str] = dict(
        Office.objects.filter(known(at)).order_by(OLDEST_FIRST).values_list("body_id", "addressee")
    )
    lives = BodyLife.objects.filter(known(at), kind__in=BODY_KINDS)
    bodies = {
        ref: _body(ref, life, tuple(_in_order(names.get(ref, ()))), offices.get(ref, ""), sources[source])
        for ref, source, *life in lives.values_list("body_id", "source_id", *_LIFE)
    }
    facts = tuple(
        _fact(row, sources[source])
        for source, *row in Fact.objects.filter(known(at)).order_by("key").values_list("source_id", *_FACT)
    )
    return law.Register(bodies, facts, _coverage(at), successions_known(Succession.objects.all(), at=at), _aliases(at))


def register_of(*refs: str, at: datetime | None = None) -> law.Register:
    """The register as far as it concerns some bodies, in four queries. Public.

    Holds the facts of those that are authorities and the national ones, the bodies these name, successions that touch
    them, and the coverage. The answers about them are those of the whole register. Former codes are no aliases here:
    see `find_body`. A reference `kind:KIND` is left to the rulebook.
    """
    facts = facts_known(Fact.objects.filter(Q(authority__in=refs) | Q(authority__isnull=True)), at=at)
    concerned = {*refs, *(fact.body for fact in facts)}
    successions = successions_known(Succession.objects.filter(Q(old__in=concerned) | Q(new__in=concerned)), at=at)
    concerned |= {ref for found in successions for ref in (found.old, found.new)}
    return law.Register(_bodies(concerned, at), facts, _coverage(at), successions)


def bodies_known(refs: Iterable[str], *, at: datetime | None = None) -> dict[str, law.Body]:
    """Some bodies with their names and offices, in one query; those that are not held are left out. Public."""
    return _bodies(set(refs), at)


def _bodies(refs: set[str], at: datetime | None) -> dict[str, law.Body]:
    found: dict[str, tuple[list[Any], str, str, list[law.Name]]] = {}
    fields = [f"life__{name}" for name in (*_LIFE, *_SOURCE)]
    rows = (
        Body.objects.filter(pk__in=refs)
        .annotate(
            life=FilteredRelation("lives", condition=known(at, "lives__")),
            called=FilteredRelation("names", condition=known(at, "names__")),
            office=FilteredRelation("offices", condition=known(at, "offices__")),
        )
        .filter(life__isnull=False)
        .order_by("pk", F("office__starts").desc(nulls_last=True))
        .values_list("pk", "called__name", "called__starts", "called__ends", "office__addressee", *fields)
    )
    for ref, name, starts, ends, addressee, *rest in rows:
        life, source = rest[: len(_LIFE)], cite(*rest[len(_LIFE) :])
        names = found.setdefault(ref, (life, addressee or "", source, []))[3]
        if name is not None:
            names.append(law.Name(name, period(starts, ends)))
    return {
        ref: _body(ref, life, tuple(_in_order(names)), addressee, source)
        for ref, (life, addressee, source, names) in found.items()
    }


def _in_order(names: Iterable[law.Name]) -> Iterator[law.Name]:
    """Names from the oldest to the latest, each once."""
    return iter(sorted(set(names), key=lambda name: name.period))


def _body(ref: str, life: Iterable[Any], names: tuple[law.Name, ...], addressee: str, source: str) -> law.Body:
    kind, starts, ends, starts_announced, ends_announced, note = life
    return law.Body(
        ref=ref,
        kind=kind,
        names=names,
        exists=period(starts, ends),
        addressee=addressee,
        starts_announced=starts_announced,
        ends_announced=ends_announced,
        source=source,
        note=note,
    )


def _fact(row: Iterable[Any], source: str) -> law.Fact:
    (
        key,
        kind,
        body,
        authority,
        starts,
        ends,
        standing,
        matter,
        evidence,
        by,
        settled_on,
        recorded,
        announced,
        note,
    ) = row
    settled = f"{by} on {in_words(settled_on)}" if settled_on else by
    return law.Fact(
        id=key,
        kind=_KINDS[kind],
        body=body,
        authority=authority or "",
        period=period(starts, ends),
        standing=_STANDINGS[standing],
        matter=matter,
        source=source,
        evidence=evidence,
        settled_by=settled,
        recorded=day_of(recorded),
        ends_announced=announced,
        note=note,
    )


def _coverage(at: datetime | None) -> tuple[law.Coverage, ...]:
    rows = (
        Coverage.objects.filter(known(at)).order_by("key").values_list("kind", "starts", "ends", "body_kinds", "says")
    )
    return tuple(
        law.Coverage(_KINDS[kind], period(starts, ends), frozenset(body_kinds.split()), says)
        for kind, starts, ends, body_kinds, says in rows
    )


def facts_known(rows: QuerySet[Fact], *, at: datetime | None = None) -> tuple[law.Fact, ...]:
    """Those of the facts that were known, in one query. Public."""
    found = rows.filter(known(at)).order_by("key").values_list(*_SOURCE, *_FACT)
    return tuple(_fact(row[3:], cite(*row[:3])) for row in found)


def successions_known(rows: QuerySet[Succession], *, at: datetime | None = None) -> tuple[law.Succession, ...]:
    """Those of the successions that were known, in one query. Public."""
    found = rows.filter(known(at)).order_by("on", "key").values_list("old_id", "new_id", "on", "how", "announced")
    return tuple(law.Succession(*row) for row in found)


def _aliases(at: datetime | None) -> dict[str, str]:
    """Every other reference by which a body may be named: former codes, and codes of other schemes."""
    rows = BodyCode.objects.filter(known(at), scheme__in=REFERENCE_SCHEMES).values_list("scheme", "code", "body_id")
    return {alias: ref for scheme, code, ref in rows if (alias := f"{scheme}:{code}") != ref}
