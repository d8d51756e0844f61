"""Finding thousands of bodies by what a sheet says: as `find_body` does, with the names read and sorted once."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from concord.registry.models import BodyLife
from concord.registry.queries.finding import (
    _COUNCILS,
    NEAREST,
    _by_code,
    _health,
    _Named,
    _named,
    _nearest,
    _one,
    _typed,
    fold,
    stem,
)
from concord.registry.queries.known import known
from concord.registry.wording import ALL_KINDS
from concord.statute.errors import UnknownBody

if TYPE_CHECKING:
    from datetime import date, datetime

MOST_SUGGESTED: Final = 200
"""Texts for which the nearest names are looked for: more are wrong for another reason than a slip of the pen."""


class BodyFinder:
    """Finds bodies by code, name or short name among all that are held. For whoever may know of them all."""

    def __init__(self, *, at: datetime | None = None) -> None:
        self._at = at
        self._names = _named(tuple(ALL_KINDS), at)
        self._exact: dict[str, list[_Named]] = defaultdict(list)
        self._health: dict[str, list[_Named]] = defaultdict(list)
        self._stems: dict[str, list[_Named]] = defaultdict(list)
        for name in self._names:
            for one in name.folded:
                self._exact[one].append(name)
                self._health[_health(one)].append(name)
                if name.kind in _COUNCILS and name.kind != "city_of_london":
                    self._stems[stem(one)].append(name)
        self._by_ref: dict[str, list[_Named]] = defaultdict(list)
        for name in self._names:
            self._by_ref[name.ref].append(name)
        self._lives = set(BodyLife.objects.filter(known(at)).values_list("body_id", flat=True))
        self._found: dict[str, list[_Named] | UnknownBody] = {}
        self._suggested = 0

    def find(self, text: str, *, on: date | None = None) -> str:
        """The reference of the body that a text names, as `find_body`. Raises UnknownBody with the nearest names."""
        typed = _typed(text)
        if typed in self._lives:
            return typed
        if typed not in self._found:
            self._found[typed] = self._candidates(typed)
        found = self._found[typed]
        if isinstance(found, UnknownBody):
            raise found
        return _one(typed, found, on)

    def _candidates(self, typed: str) -> list[_Named] | UnknownBody:
        refs = {ref for ref in _by_code(typed, self._at) if ref in self._by_ref}
        if not refs:
            folded = fold(typed)
            refs = {name.ref for name in self._exact.get(folded) or self._otherwise(folded)}
        if not refs:
            return UnknownBody(typed, self._near(typed))
        return [name for ref in sorted(refs) for name in self._by_ref[ref]]

    def _otherwise(self, folded: str) -> list[_Named]:
        if folded.startswith("nhs ") or folded.endswith((" icb", " ccg")):
            return self._health.get(_health(folded), [])
        return self._stems.get(stem(folded), []) if folded and stem(folded) else []

    def _near(self, typed: str) -> tuple[str, ...]:
        self._suggested += 1
        return _nearest(typed, self._names)[:NEAREST] if self._suggested <= MOST_SUGGESTED else ()
