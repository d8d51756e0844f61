"""The register as tables again: what is known, in the files that `load_register` takes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from concord.base.clock import day_of
from concord.registry import models
from concord.registry.models import BodyLife, Edition, Source
from concord.registry.queries.known import OFFICERS_SAY, known
from concord.registry.tables.reading import EDITION_FILE, checksum
from concord.registry.tables.schema import SOURCES, TABLES, Table
from concord.registry.tables.writing import write_edition_file, write_table
from concord.registry.wording import OTHER_KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime

_ABOUT_ONE_BODY: Final = frozenset({"BodyLife", "BodyName", "BodyCode", "Office"})


def register_tables(on: date, *, at: datetime | None = None) -> dict[str, bytes]:
    """Every table with `edition.toml`, by file name; facts that people here settled are among them. Public.

    Bodies that they added are not: they are no part of the register of England.

    Where nothing was changed since the edition was loaded, the tables are those of the edition to the byte. Otherwise
    the edition is marked as exported on the day `on`.
    """
    sources = [column.attribute for column in SOURCES.columns]
    files = {SOURCES.file: write_table(SOURCES, Source.objects.exclude(OFFICERS_SAY).values(*sources))}
    files |= {table.file: write_table(table, _rows(table, at)) for table in TABLES}
    found = checksum(files)
    latest = Edition.objects.order_by("loaded_at").last()
    if latest is not None and latest.sha256 == found:
        version, title, day = latest.version, latest.title, latest.day
    else:
        version = f"{latest.version if latest else '0'}+{on.isoformat()}"
        title, day = f"{latest.title if latest else 'Register'}, as exported on {on}", on
    files[EDITION_FILE] = write_edition_file(version=version, title=title, day=day, sha256=found)
    return files


def _rows(table: Table, at: datetime | None) -> Iterator[dict[str, Any]]:
    fields = [column.attribute for column in table.columns if column.attribute != "recorded"]
    rows = getattr(models, table.model).objects.filter(known(at))
    if table.model in _ABOUT_ONE_BODY:
        rows = rows.exclude(body__in=BodyLife.objects.filter(kind__in=OTHER_KINDS).values("body"))
    elif table.model == "BankHoliday":
        rows = rows.filter(cancelled=False)
    for values in rows.values(*fields, "recorded_at"):
        recorded = values.pop("recorded_at")
        yield {**values, "recorded": day_of(recorded)}
