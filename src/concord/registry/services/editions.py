"""Loading an edition of the register: all of it or nothing. Rows that people here have settled are never touched."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, time
from typing import TYPE_CHECKING, Any

from concord.access.operation import Done, operation
from concord.base.clock import LONDON, day_of
from concord.base.errors import Conflict
from concord.registry import models
from concord.registry.events import Event
from concord.registry.models import Body, Edition, Fact, KnownRow, Source
from concord.registry.tables.reading import PACKAGED, Line, read_edition
from concord.registry.tables.schema import SOURCES, TABLES, Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from django.db.models import Manager

    from concord.base.actor import Actor
    from concord.registry.tables.reading import Edition as Tables

CHUNK = 500


@dataclass(frozen=True, slots=True)
class Loaded:
    """What loading did: rows added, changed, gone from the edition, and kept as they were settled here."""

    version: str
    title: str
    rows: int
    added: int = 0
    changed: int = 0
    gone: int = 0
    kept: int = 0
    again: bool = False


@operation(Event.LOAD)
def load_register(
    actor: Actor,
    *,
    at: datetime,
    directory: Path | None = None,
) -> Done[Loaded]:
    """Load the packaged edition, or the one in `directory`, in one transaction; loading it again changes nothing.

    Into an empty register, rows are known from the day that the edition records; later, from `at`. Raises BadTable for
    what cannot be read, Conflict for an edition older than the one in use, or of a day to come.
    """
    tables = read_edition(directory or PACKAGED)
    latest = Edition.objects.order_by("loaded_at").last()
    rows = sum(tables.counts[table.name] for table in TABLES)
    if latest is not None and latest.sha256 == tables.sha256:
        loaded = Loaded(tables.version, tables.title, rows, again=True)
        return Done(loaded, subject=tables.version, facts=_told(loaded, tables.sha256))
    _check_order(tables, latest, at)
    edition = Edition.objects.create(
        version=tables.version,
        title=tables.title,
        day=tables.day,
        sha256=tables.sha256,
        loaded_at=at,
        counts=tables.counts,
    )
    _load_sources(tables.rows[SOURCES.name])
    _load_bodies(tables)
    did: Counter[str] = Counter()
    for table in TABLES:
        did += _load_table(table, tables.rows[table.name], edition, at=at, first=latest is None)
    loaded = Loaded(tables.version, tables.title, rows, did["added"], did["changed"], did["gone"], did["kept"])
    return Done(loaded, subject=tables.version, facts=_told(loaded, tables.sha256))


def _told(loaded: Loaded, sha256: str) -> dict[str, Any]:
    return {
        "sha256": sha256,
        "added": loaded.added,
        "changed": loaded.changed,
        "gone": loaded.gone,
        "kept": loaded.kept,
    }


def _check_order(tables: Tables, latest: Edition | None, at: datetime) -> None:
    if tables.day > day_of(at):
        raise Conflict(
            f"This edition is of {tables.day}, a day to come, and would bar every other until then."
            " Put its date right, or check the server's clock."
        )
    if latest is None:
        return
    if tables.day < latest.day:
        raise Conflict(
            f"The register holds the edition of {latest.day}, and this one is of {tables.day}, which is older."
            " Load a newer one; to go back, restore the database from a copy."
        )
    if at <= latest.loaded_at:
        raise Conflict("The edition in use was loaded later than now. Check the server's clock.")


def _load_sources(lines: Iterable[Line]) -> None:
    fields = [column.attribute for column in SOURCES.columns if column.attribute != "code"]
    Source.objects.bulk_create(
        [Source(**line.values) for line in lines], update_conflicts=True, unique_fields=["code"], update_fields=fields
    )


def _load_bodies(tables: Tables) -> None:
    Body.objects.bulk_create(
        [Body(ref=line.values["body_id"]) for line in tables.rows["bodies"]], ignore_conflicts=True
    )


def _load_table(table: Table, lines: Iterable[Line], edition: Edition, *, at: datetime, first: bool) -> Counter[str]:
    """Bring one table to what the edition says; gives how many rows were added, changed, gone and kept."""
    model: type[KnownRow] = getattr(models, table.model)
    fields = [column.attribute for column in table.columns if column.attribute != "recorded"]
    in_use = _in_use(model, fields)
    settled = _settled_here() if model is Fact else {}
    did: Counter[str] = Counter()
    overtaken: list[int] = []
    fresh: list[KnownRow] = []
    seen = set()
    for line in lines:
        key = line.values.get("key", line.key)
        seen.add(key)
        values = {name: value for name, value in line.values.items() if name != "recorded"} | {"key": key}
        old = in_use.get(key)
        if old is not None and old.content == [values[name] for name in fields]:
            continue
        if (old is not None and old.edition is None) or _overlaps(settled, values):
            did["kept"] += 1
            continue
        did["added" if old is None else "changed"] += 1
        if old is not None:
            overtaken.append(old.pk)
        known_from = min(at, datetime.combine(line.values["recorded"], time(), LONDON)) if first else at
        fresh.append(model(**values, edition=edition, recorded_at=known_from))
    gone = [row.pk for key, row in in_use.items() if key not in seen and row.edition is not None]
    did["gone"] += len(gone)
    _supersede(model, [*overtaken, *gone], at)
    _rows(model).bulk_create(fresh, batch_size=CHUNK)
    return did


@dataclass(frozen=True, slots=True)
class _Row:
    pk: int
    edition: int | None
    content: list[Any]


def _in_use(model: type[KnownRow], fields: list[str]) -> dict[str, _Row]:
    rows = _rows(model).filter(superseded_at__isnull=True).values_list("key", "pk", "edition_id", *fields)
    return {key: _Row(pk, edition, list(content)) for key, pk, edition, *content in rows}


def _settled_here() -> dict[tuple[Any, ...], list[tuple[Any, Any]]]:
    """The days of the facts that people here have recorded, by what they are about."""
    found: dict[tuple[Any, ...], list[tuple[Any, Any]]] = {}
    rows = Fact.objects.filter(superseded_at__isnull=True, edition__isnull=True)
    for *about, starts, ends in rows.values_list("kind", "authority_id", "body_id", "matter", "starts", "ends"):
        found.setdefault(tuple(about), []).append((starts, ends))
    return found


def _overlaps(settled: Mapping[tuple[Any, ...], list[tuple[Any, Any]]], values: Mapping[str, Any]) -> bool:
    """Whether the row speaks of days of which people here have already said what was so."""
    if not settled:
        return False
    about = (values["kind"], values["authority_id"], values["body_id"], values["matter"])
    starts, ends = values["starts"], values["ends"]
    return any(
        (starts is None or until is None or starts < until) and (since is None or ends is None or since < ends)
        for since, until in settled.get(about, ())
    )


def _rows(model: type[KnownRow]) -> Manager[Any]:
    return model._default_manager  # noqa: SLF001  Django's documented name


def _supersede(model: type[KnownRow], keys: list[int], at: datetime) -> None:
    """Mark rows as overtaken, but for those that somebody here has overtaken since they were read."""
    for index in range(0, len(keys), CHUNK):
        _rows(model).filter(pk__in=keys[index : index + CHUNK], superseded_at__isnull=True).update(superseded_at=at)
