"""What the tables hold encrypted, looked at by key and brought under the newest, so that an older key can be dropped.

The tables are found by their fields. People go on working: a text is replaced only as long as it is the one that was
read, and no text changes but in its key. So nothing here is an operation; `services.note_renewal` records a whole run.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from django.apps import apps
from django.db import transaction
from django.db.models import TextField, Value
from django.db.models.functions import Cast, Length

from concord.access.encryption import EncryptedTextField, LostKeyError, encrypt_bytes, opened

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from django.db.models import Model, QuerySet

BATCH: Final = 500
MOST_SIGNS: Final = 8 * 1024 * 1024
"""Signs of tokens in memory at once, but for a single row that has more: an e-mail as it came."""
TRIES: Final = 3


@dataclass(slots=True)
class Tally:
    """What was found and done, while it is done. `under` counts by the place of the key in the setting, newest 0.

    `lost` names what no key reads, or what is not there as it should be: table and id, never a word of it. `left`
    counts what others were changing each time that its turn came.
    """

    under: Counter[int] = field(default_factory=Counter)
    renewed: int = 0
    left: int = 0
    lost: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Table:
    """A table with the names of its encrypted fields."""

    model: type[Model]
    fields: tuple[str, ...]

    def rows(self) -> QuerySet[Model]:
        """Every row."""
        rows: QuerySet[Model] = self.model._base_manager.order_by("pk")  # noqa: SLF001  Django's documented name
        return rows


@dataclass(frozen=True, slots=True)
class Row:
    """The tokens of one row by field, as they stand in the table."""

    pk: Any
    tokens: dict[str, str] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Change:
    """The tokens of a row that are to be replaced: field, the token that was read, the one under the newest key."""

    pk: Any
    tokens: list[tuple[str, str, str]] = field(repr=False)


def tables() -> list[Table]:
    """Every table that has an encrypted field."""
    found = []
    for model in apps.get_models(include_auto_created=True):
        meta = model._meta  # noqa: SLF001  Django's documented name
        names = tuple(f.attname for f in meta.local_concrete_fields if isinstance(f, EncryptedTextField))
        if names and meta.managed and not meta.proxy:
            found.append(Table(model, names))
    return found


def count_rows() -> int:
    """How many rows there are to go through."""
    return sum(table.rows().count() for table in tables())


def check(tally: Tally, *, progress: Callable[[int], None] = lambda _rows: None) -> None:
    """Count the encrypted texts by key. `progress` is told the number of rows of each batch."""
    for table in tables():
        for rows in _batches(table):
            for row in rows:
                _stale(table, row, tally)
            progress(len(rows))


def renew(tally: Tally, *, progress: Callable[[int], None] = lambda _rows: None) -> None:
    """Bring every text that is under an older key under the newest, in batches that stand each for itself.

    Broken off, it may be run again; run twice at once, each text is renewed once. `tally.under` is as it was before.
    """
    for table in tables():
        for rows in _batches(table):
            changes = [change for row in rows if (change := _stale(table, row, tally)).tokens]
            _put(table, changes, tally)
            progress(len(rows))


def _batches(table: Table) -> Iterator[list[Row]]:
    """Every row in the order of its key, as many at once as are BATCH and MOST_SIGNS at most."""
    rows = table.rows()
    sizes = [Length(name) for name in table.fields]
    found = list(rows.values_list("pk", *sizes)[:BATCH])
    while found:
        together: list[Any] = []
        signs = 0
        for pk, *lengths in found:
            size = sum(length or 0 for length in lengths)
            if together and signs + size > MOST_SIGNS:
                yield _read(table, together)
                together, signs = [], 0
            together.append(pk)
            signs += size
        yield _read(table, together)
        found = list(rows.filter(pk__gt=found[-1][0]).values_list("pk", *sizes)[:BATCH])


def _read(table: Table, pks: list[Any]) -> list[Row]:
    raw = [Cast(name, TextField()) for name in table.fields]
    found = table.rows().filter(pk__in=pks).values_list("pk", *raw)
    return [Row(pk, dict(zip(table.fields, tokens, strict=True))) for pk, *tokens in found]


def _stale(table: Table, row: Row, tally: Tally) -> Change:
    """What of a row is not under the newest key, counting each token. What no key reads is counted and left."""
    change = Change(row.pk, [])
    for name, token in row.tokens.items():
        if not token:
            continue
        try:
            place, text = opened(token.encode())
        except LostKeyError:
            tally.lost.append(f"{table.model._meta.db_table}.{name}, id {row.pk}")  # noqa: SLF001  Django's documented name
            continue
        tally.under[place] += 1
        if place:
            change.tokens.append((name, token, encrypt_bytes(text).decode()))
    return change


def _put(table: Table, changes: list[Change], tally: Tally) -> None:
    """Replace the tokens of rows that nobody holds in one short transaction, then those of the others, one by one.

    So no two writers can wait for each other in a ring.
    """
    if not changes:
        return
    pks = [change.pk for change in changes]
    with transaction.atomic():
        locked = table.rows().filter(pk__in=pks).select_for_update(skip_locked=True, no_key=True)
        free = set(locked.values_list("pk", flat=True))
        done = {change.pk: _replaced(table, change) for change in changes if change.pk in free}
    tally.renewed += sum(done.values())
    for change in changes:
        if not done.get(change.pk):
            _put_one(table, change, tally)


def _put_one(table: Table, change: Change, tally: Tally) -> None:
    """Replace the tokens of a row that others may be changing, as it is by then. One that is gone needs nothing."""
    for _ in range(TRIES):
        if count := _replaced(table, change):
            tally.renewed += count
            return
        rows = _read(table, [change.pk])
        if not rows or not (change := _stale(table, rows[0], Tally())).tokens:
            return
    tally.left += 1


def _replaced(table: Table, change: Change) -> int:
    """Replace the tokens of a row if all are still those that were read; the number replaced."""
    read = {f"token_of_{name}": Cast(name, TextField()) for name, _, _ in change.tokens}
    same = {f"token_of_{name}": old for name, old, _ in change.tokens}
    fresh = {name: Value(new, output_field=TextField()) for name, _, new in change.tokens}
    rows = table.rows().order_by().alias(**read).filter(pk=change.pk, **same).update(**fresh)
    return len(change.tokens) if rows else 0
