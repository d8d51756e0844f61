"""Putting the rows of the templates aside: each with the number of its template, its rank, and its ids as tokens."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import connection
from parts import requests_bulk as bulk
from parts.requests_tables import ASK, WIDTH, Table

from concord.audit.models import Entry
from concord.base.ids import ALPHABET, LENGTH
from concord.delivery.models import LinkCode, Outgoing, SecureLink
from concord.files.models import StoredFile
from concord.requests.events import ABOUT
from concord.requests.models import Clock, CooperationRequest, Docket, GroundOfRefusal, PointInDispute, Step
from concord.search import keys, tables, words
from concord.search.models import Indexed

if TYPE_CHECKING:
    from collections.abc import Sequence

_ID = re.compile(f"(?<![A-Za-z0-9])[{ALPHABET}]{{{LENGTH}}}(?![A-Za-z0-9])")
_WITH_IDS = ("public_id", "subject", "person", "by", "put_by", "facts", "detail")
_NONE = "@none@"

Row = dict[str, Any]


class Staging:
    """Reads each table once; a later one knows the ranks of what an earlier one held."""

    def __init__(self, first_doc: int) -> None:
        self.first_doc = first_doc
        asks = list(CooperationRequest.objects.order_by("pk"))
        self.number = {ask.pk: number for number, ask in enumerate(asks)}
        self.of_subject = {ask.public_id: self.number[ask.pk] for ask in asks}
        self.tokens = {ask.public_id: ASK for ask in asks}
        self.rank: dict[tuple[type, int], tuple[int, int]] = {}
        self._name(SecureLink, "l")
        self._name(StoredFile, "f")
        self._name(Step, "s")
        self._name(Outgoing, "o")

    def _name(self, model: Any, letter: str) -> None:
        """Number the rows of each template, and give their ids tokens."""
        ranks: dict[int, int] = defaultdict(int)
        for row in model.objects.order_by("pk"):
            number = self.number.get(row.ask_id) if model is Step else self.of_subject.get(row.subject)
            if number is None:
                continue
            self.tokens[row.public_id] = f"@{letter}{ranks[number]}@"
            if model in {SecureLink, StoredFile}:
                self.of_subject[row.public_id] = number
            self.rank[model, row.pk] = (number, ranks[number])
            ranks[number] += 1

    def stage(self, table: Table) -> int:
        """Put the rows of one table aside; how many."""
        names = [one.column for one in table.columns]
        key = next(one.column for one in table.columns if one.primary_key)
        listed = ", ".join(f'"{name}"' for name in names)
        bulk.run(f"DROP TABLE IF EXISTS {table.staged}")
        bulk.run(
            f"CREATE TABLE {table.staged} AS SELECT {listed}, 0 AS bench_t, 0 AS bench_r, '' AS bench_token"  # noqa: S608  our own names
            f" FROM {table.name} WHERE 1 = 0"
        )
        ranks: dict[int, int] = defaultdict(int)
        kept: list[Sequence[Any]] = []
        for values in bulk.rows(f"SELECT {listed} FROM {table.name} ORDER BY {key}"):  # noqa: S608  as above
            row = dict(zip(names, values, strict=True))
            number = self._template(table.model, row)
            if number is None:
                continue
            token = self._without_ids(table.model, row)
            kept.append((*row.values(), number, ranks[number], token))
            ranks[number] += 1
        if max(ranks.values(), default=0) > WIDTH:
            raise SystemExit(f"bench: a template has more than {WIDTH} rows in {table.name}.")
        places = ", ".join("%s" for _ in range(len(names) + 3))
        with connection.cursor() as cursor:
            cursor.executemany(f"INSERT INTO {table.staged} VALUES ({places})", kept)  # noqa: S608  as above
        bulk.run(f"CREATE INDEX {table.staged}_t ON {table.staged} (bench_t)")
        bulk.run(f"ANALYZE {table.staged}")
        return len(kept)

    def _template(self, model: Any, row: Row) -> int | None:
        """Whose row it is; None for one of nobody's."""
        if model is CooperationRequest:
            return self.number[row["id"]]
        if model in {Docket, Step, Clock}:
            return self.number.get(row["ask_id"])
        if model in {GroundOfRefusal, PointInDispute}:
            return self.rank[Step, row["step_id"]][0]
        if model is LinkCode:
            return self.rank[SecureLink, row["link_id"]][0]
        if model is Indexed:
            return self.number.get(row["doc"] - self.first_doc)
        assert model in {SecureLink, StoredFile, Outgoing, Entry}
        return self.of_subject.get(row["subject"])

    def _without_ids(self, model: Any, row: Row) -> str:
        """Tokens in place of ids, ranks in place of keys; the one token in its JSON besides the request's own."""
        for column, of in (("to_id", Step), ("step_id", Step), ("link_id", SecureLink)):
            if row.get(column) is not None:
                row[column] = self.rank[of, row[column]][1]
        if model is Indexed:
            row["terms"] = self._terms(row)
        for column in _WITH_IDS:
            if row.get(column):
                row[column] = _ID.sub(lambda found: self.tokens.get(found[0], found[0]), row[column])
        found = re.findall(r"@\w+@", row.get("facts") or row.get("detail") or "")
        return next((token for token in found if token != ASK), _NONE)

    def _terms(self, row: Row) -> str:
        """The fingerprints of a document without those of the request's own id, and of its place."""
        ask = CooperationRequest.objects.get(pk=row["doc"] - self.first_doc)
        own = set(own_terms(ask.public_id).split())
        kept = (term.strip("'") for term in row["terms"].split())
        return " ".join(sorted(term for term in kept if term not in own and "1" not in term))


def own_terms(public_id: str, row: int = 0) -> str:
    """The fingerprints by which a request alone is found, and on PostgreSQL those of its place."""
    ask = CooperationRequest(public_id=public_id)
    key = settings.ENCRYPTION_KEYS[0]
    found = {keys.fingerprint(key, ABOUT, term) for term in words.terms([], exact=[ask.reference, public_id])}
    places = tables._blocks(connection, row) if row else []  # noqa: SLF001  what `tables.put` writes
    return " ".join(sorted({*found, *places}))
