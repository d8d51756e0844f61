"""What somebody means who types a body or a kind of body: the one that is meant, or those that it could be."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from concord import statute
from concord.registry import queries

if TYPE_CHECKING:
    from concord.public.asked import Asked
    from concord.statute import Kind, Rulebook

MOST = 8
"""How many bodies are offered beside the one that is meant."""


@dataclass(frozen=True, slots=True)
class Meant:
    """The reference that is meant (empty where that is not clear), and what else it could be."""

    ref: str
    bodies: tuple[queries.BodyLine, ...] = ()
    kinds: tuple[Kind, ...] = ()


def meant(book: Rulebook, text: str, question: Asked) -> Meant:
    """What a typed name, code or kind stands for."""
    kinds = kinds_like(book, text)
    exact = next((kind for kind in kinds if text.lower() in _ways_to_say(kind)), None)
    if exact:
        return Meant(f"kind:{exact.id}")
    bodies = queries.search_bodies(text, on=question.on, at=question.at, limit=MOST)
    try:
        ref = queries.find_body(text, on=question.on, at=question.at)
    except statute.UnknownBody:
        return Meant("", bodies, kinds)
    return Meant(ref, tuple(hit for hit in bodies if hit.ref != ref), kinds)


def unlisted(book: Rulebook) -> tuple[Kind, ...]:
    """The kinds of body that the register does not list one by one, by name."""
    found = (kind for kind in book.kinds.values() if not kind.listed)
    return tuple(sorted(found, key=lambda kind: bare(kind.name).lower()))


def kinds_like(book: Rulebook, text: str) -> tuple[Kind, ...]:
    """The unlisted kinds whose name shares a whole word with what was typed, or begins a word with it."""
    typed = {word for word in re.findall(r"[a-z]+", text.lower()) if word not in _SMALL}
    return tuple(kind for kind in unlisted(book) if any(_begins(word, kind) for word in typed))


def bare(name: str) -> str:
    """A kind's name without its article.

    >>> bare("a GP practice")
    'GP practice'
    """
    first, _, rest = name.partition(" ")
    return rest if first.lower() in {"a", "an", "the"} else name


_SMALL = frozenset(
    ["a", "an", "the", "of", "for", "and", "in", "nhs", "council", "service", "services", "authority", "trust", "board"]
)
"""Words that too many names share to tell a kind by."""


def _begins(word: str, kind: Kind) -> bool:
    return any(part.startswith(word) for part in re.findall(r"[a-z]+", f"{kind.name} {kind.plural}".lower()))


def _ways_to_say(kind: Kind) -> set[str]:
    return {f"kind:{kind.id}", kind.id, kind.name.lower(), bare(kind.name).lower(), kind.plural.lower()}
