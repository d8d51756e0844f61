"""What is found. The scopes are a part of the match; the room whose documents they are asks its own policy again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import connection

from concord.base.errors import Unavailable
from concord.search import keys, tables, words
from concord.search.models import PK_BITS, Kind

if TYPE_CHECKING:
    from collections.abc import Sequence


def matching(
    kind: str, query: str, *, scopes: Sequence[str] | None, before: int | None = None, limit: int = 51
) -> list[int]:
    """The keys of the documents in which all words of the query stand, the newest (greatest) first.

    What a query may say: see `words.asked`. Only documents of at least one of the `scopes`; none of them finds
    nothing, and None asks for no scope, for callers who may see all. Name a dozen at most: many are
    slow on PostgreSQL. `before` is the last key of the page before.
    A query that looks for nothing (empty, or only words such as "the") finds nothing.
    Raises Invalid (field "query") for too many words, and Unavailable where the index was made with a key that the
    setting no longer holds.
    """
    wanted = words.asked(query)
    row = Kind.objects.filter(name=kind).first()
    if row is None or (scopes is not None and not scopes) or not (wanted.every or (wanted.without and scopes)):
        return []
    seen_by = (tuple(map(words.scope, scopes)),) if scopes else ()
    clauses = [
        (_under(key, kind, (*seen_by, *wanted.every)), _under(key, kind, wanted.without)) for key in _keys_in_use(row)
    ]
    below = row.first + (1 << PK_BITS if before is None else before)
    found = tables.newest(connection, clauses, above=row.first, below=below, limit=limit)
    return [doc - row.first for doc in found]


def looks_for_something(query: str) -> bool:
    """Whether there is anything in a query to look for: a page says so rather than that nothing was found.

    Raises Invalid (field "query") for too many words.
    """
    return bool(words.asked(query).every)


def keys_in_use() -> dict[str, set[int | None]]:
    """By kind of document, the keys that its index is made with, by place in the setting; None for one not in it."""
    places = {mark: place for place, mark in reversed(list(enumerate(map(keys.mark, settings.ENCRYPTION_KEYS))))}
    return {row.name: {places.get(mark) for mark in _marks(row)} for row in Kind.objects.order_by("name")}


def _marks(row: Kind) -> dict[str, None]:
    return dict.fromkeys(generation.partition(":")[2] for generation in row.generations.split())


def _keys_in_use(row: Kind) -> list[str]:
    known = keys.known()
    marks = _marks(row)
    if not marks.keys() <= known.keys():
        raise Unavailable(
            "Search has to be made ready again: its index was made with a key that is no longer in"
            " CONCORD_ENCRYPTION_KEYS. Put that key back behind the newest, or run “concord search rebuild”."
        )
    return [known[mark] for mark in marks]


def _under(key: str, kind: str, groups: tuple[tuple[str, ...], ...]) -> list[list[str]]:
    return [[keys.fingerprint(key, kind, term) for term in group] for group in groups]
