"""The tables that are multiplied: which columns of a copy are its own, and the statement for a block of copies."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.db.models import DateField, DateTimeField
from parts import requests_bulk as bulk

from concord.audit.models import Entry
from concord.delivery.models import LinkCode, Outgoing, SecureLink
from concord.files.models import StoredFile
from concord.requests.models import Clock, CooperationRequest, Docket, GroundOfRefusal, PointInDispute, Step
from concord.search.models import Indexed

if TYPE_CHECKING:
    from django.db.models import Model

WIDTH, LAG = 64, 30
"""Keys that a request has in each table; and by how many requests later each next row of it is written, as in life."""

ASK = "@ask@"
"""Stands in the templates for the public id of the request; `@l0@`, `@s2@` and the like for those of its rows."""


def key(rank: str) -> str:
    """The key of a row of a copy, by its rank among the request's rows in the table."""
    return f"((p.row + {LAG} * {rank}) * {WIDTH} + {rank})"


def space(number: int) -> int:
    """The first key behind those of so many copies."""
    return (number + LAG * WIDTH + 2) * WIDTH


def reference(column: str) -> str:
    """The id that a column names: the copy's own, one that follows from it, or somebody else's as it is."""
    own = f"WHEN b.{column} LIKE '@%%@' THEN {bulk.made_id(f'b.{column}')}"
    return f"CASE WHEN b.{column} = '{ASK}' THEN p.public_id {own} ELSE b.{column} END"


def within_json(column: str) -> str:
    """JSON in which the request's id stands, and at most one that follows from it."""
    text, back = (f"b.{column}::text", "::jsonb") if bulk.on_postgresql() else (f"b.{column}", "")
    return f"replace(replace({text}, '{ASK}', p.public_id), b.bench_token, {bulk.made_id('b.bench_token')}){back}"


@dataclass
class Table:
    """One table. `own` are the columns of a copy that are not those of its template, by their SQL."""

    model: type[Model]
    own: dict[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """As the database calls it."""
        return self.model._meta.db_table  # noqa: SLF001  Django's documented API

    @property
    def columns(self) -> list[Any]:
        """Its fields."""
        return list(self.model._meta.concrete_fields)  # noqa: SLF001  as above

    @property
    def staged(self) -> str:
        """Where its templates lie."""
        return f"bench_{self.name}"

    @cached_property
    def insert(self) -> str:
        """Writes its rows for the block in `bench_plan`, in the order of their keys."""
        values = {f'"{one.column}"': self._value(one) for one in self.columns}
        order = next(values[f'"{one.column}"'] for one in self.columns if one.primary_key)
        return (
            f"INSERT INTO {self.name} ({', '.join(values)}) SELECT {', '.join(values.values())} FROM bench_plan p"  # noqa: S608  our own names
            f" JOIN {self.staged} b ON b.bench_t = p.t ORDER BY {order}"
        )

    def _value(self, one: Any) -> str:
        if one.column in self.own:
            return self.own[one.column]
        column = f'b."{one.column}"'
        if isinstance(one, DateTimeField):
            return bulk.instant(column)
        return bulk.day(column) if isinstance(one, DateField) else column


def tables(*, first_entry: int, first_doc: int) -> tuple[Table, ...]:
    """Every table, in an order in which a row comes after those that it names."""
    own, rank = {"ask_id": "p.row"}, key("b.bench_r")
    named = {"id": rank, "public_id": bulk.made_id("b.public_id"), "subject": reference("subject")}
    texts = "b.terms || p.terms::tsvector" if bulk.on_postgresql() else "b.terms || ' ' || p.terms"
    sent = {"next_at": "NULL", "text": "''", "attempts": "1"}
    sent |= dict.fromkeys(("sent_at", "first_tried_at"), bulk.instant("b.enqueued_at"))
    asks = {"id": "p.row", "public_id": "p.public_id", "together_id": "NULL", "instead_of_id": "NULL"}
    steps = {"id": rank, "public_id": bulk.made_id("b.public_id"), "by": reference('"by"'), **own}
    return (
        Table(CooperationRequest, asks),
        Table(Docket, own),
        Table(Step, {**steps, "to_id": key("b.to_id"), "detail": within_json("detail")}),
        Table(GroundOfRefusal, {"id": rank, "step_id": key("b.step_id")}),
        Table(PointInDispute, {"id": rank, "step_id": key("b.step_id")}),
        Table(Clock, {"id": rank, **own}),
        Table(SecureLink, {**named, "digest": bulk.made_digest("b.public_id")}),
        Table(LinkCode, {"id": rank, "link_id": key("b.link_id")}),
        Table(Outgoing, {**named, **sent}),
        Table(StoredFile, {**named, "put_by": reference("put_by")}),
        Table(Indexed, {"doc": f"{first_doc} + p.row", "terms": texts}),
        Table(
            Entry,
            {
                "seq": f"{first_entry} + {rank}",
                "subject": reference("subject"),
                "person": reference("person"),
                "facts": within_json("facts"),
            },
        ),
    )
