"""The tables: their columns, the models that they fill, and the columns whose values name a row across editions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from concord.registry import wording
from concord.registry.tables.columns import (
    LONGEST,
    Column,
    announced,
    day,
    flag,
    name_of_row,
    number,
    reference,
    share,
    text,
    word,
    words,
)
from concord.statute.facts import FactKind, Standing

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its file, the model that it fills, its columns, and the columns whose values name a row."""

    name: str
    model: str
    columns: tuple[Column, ...]
    keys: tuple[str, ...]

    @property
    def file(self) -> str:
        """The file's name."""
        return f"{self.name}.csv"

    @property
    def header(self) -> list[str]:
        """The names of the columns, in order."""
        return [column.name for column in self.columns]

    def key(self, text: Mapping[str, str]) -> str:
        """The lasting name of a row, from its text."""
        return "/".join(text[name] for name in self.keys).strip("/")


_LONG = text(LONGEST, lines=True)
_COUNT = number(2**31 - 1)
_SITE = number(2**15 - 1, needed=True)
_NAME = text(200, needed=True)
_STARTS = Column("starts", day())
_ENDS = Column("ends", day())
_STANDING = Column("standing", announced(needed=True), "starts_announced", flag)
_END_STANDING = Column("end_standing", announced(), "ends_announced", flag)
_ORIGIN = (
    Column("source", text(60, needed=True), "source_id"),
    Column("recorded", day(needed=True), "recorded"),
    Column("note", _LONG),
)
_OF_BODY = Column("ref", reference(), "body_id")


def _table(name: str, model: str, keys: str, *columns: Column) -> Table:
    return Table(name, model, (*columns, *_ORIGIN), tuple(keys.split()))


SOURCES: Final = Table(
    "sources",
    "Source",
    (
        Column("id", name_of_row(60), "code"),
        Column("title", _NAME),
        Column("publisher", _NAME),
        Column("vintage", text(100, needed=True)),
        Column("licence", _NAME),
        Column("link", text(300)),
        Column("note", _LONG),
    ),
    ("id",),
)

TABLES: Final = (
    _table(
        "bodies", "BodyLife", "ref", _OF_BODY, Column("kind", word(wording.BODY_KINDS)), Column("region", text(60)),
        _STARTS, _ENDS, Column("start_certainty", word(wording.START_CERTAINTY)), _STANDING, _END_STANDING,
    ),
    _table(
        "names", "BodyName", "ref starts", _OF_BODY, Column("name", _NAME), Column("short_name", text(120)),
        _STARTS, _ENDS,
    ),
    _table(
        "codes", "BodyCode", "scheme code starts", _OF_BODY, Column("scheme", word(wording.SCHEMES)),
        Column("code", text(80, needed=True)), _STARTS, _ENDS,
    ),
    _table("offices", "Office", "ref starts", _OF_BODY, Column("addressee", _NAME), _STARTS, _ENDS),
    _table(
        "facts", "Fact", "id", Column("id", name_of_row(100), "key"), Column("kind", word(FactKind)),
        Column("authority", reference(needed=False), "authority_id"), Column("body", reference(), "body_id"),
        Column("matter", text(80)), _STARTS, _ENDS, _END_STANDING, Column("standing", word(Standing)),
        Column("evidence", _LONG), Column("confidence", word(wording.CONFIDENCE, needed=False)),
        Column("settled_by", text(200)), Column("settled_on", day()),
    ),
    _table(
        "shares", "AreaShare", "authority body starts", Column("authority", reference(), "authority_id"),
        Column("body", reference(), "body_id"), Column("small_areas", _COUNT), Column("of", _COUNT),
        Column("share", share), _STARTS, _ENDS,
    ),
    _table(
        "successions", "Succession", "old new on", Column("old", reference(), "old_id"),
        Column("new", reference(), "new_id"),
        Column("on", day(needed=True)), Column("how", word(wording.SUCCESSIONS)),
        Column("standing", announced(needed=True), "announced", flag),
    ),
    _table(
        "coverage", "Coverage", "kind body_kinds starts", Column("kind", word(FactKind)),
        Column("body_kinds", words(wording.BODY_KINDS, 170)), _STARTS, _ENDS, Column("says", text(400, needed=True)),
    ),
    _table(
        "changes", "Change", "id", Column("id", name_of_row(80), "key"), Column("title", _NAME),
        Column("says", text(LONGEST, needed=True, lines=True)), Column("standing", word(wording.CHANGE_STANDINGS)),
        Column("on", day()), Column("expected", text(120)), Column("bodies", _LONG), Column("instrument", text(300)),
    ),
    _table(
        "prisons", "Prison", "code site", Column("code", text(10, needed=True)), Column("site", _SITE),
        Column("name", _NAME), Column("state", word(("open", "closed"))), Column("closed", text(10)),
        Column("sexes", text(20)), Column("types", text(60)), Column("categories", text(20)),
        Column("operator", text(60)), Column("postcode", text(10)),
        Column("authority", reference(needed=False), "authority_id"),
        Column("district", reference(needed=False), "district_id"), Column("country", text(20)),
    ),
    _table(
        "probation_delivery_units", "DeliveryUnit", "code", Column("code", text(20, needed=True)),
        Column("provider", reference(), "provider_id"), Column("name", _NAME),
    ),
    _table(
        "bank_holidays", "BankHoliday", "day", Column("day", day(needed=True)), Column("title", text(120, needed=True)),
        Column("remark", text(120)),
    ),
)  # fmt: skip
"""Every table of dated rows, in the order in which they are loaded."""
