"""Putting documents into the index, inside the operation that changes them; and making the index of a kind anew.

Nothing here is an operation: the index is derived from what operations keep, and holds nothing of its own.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db import connection, transaction

from concord.access.operation import under_way
from concord.search import keys, tables, words
from concord.search.models import PK_BITS, Indexed, Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator


@dataclass(frozen=True, slots=True)
class Document:
    """What the index is told of one document: its texts, what must be found as typed, and who may see it."""

    pk: int
    texts: Iterable[str] = field(repr=False)
    exact: Iterable[str] = field(default=(), repr=False)
    scopes: Iterable[str] = ()


def index(kind: str, pk: int, *, texts: Iterable[str], exact: Iterable[str] = (), scopes: Iterable[str] = ()) -> None:
    """Put a document in place of what the index had of it.

    `exact` are references and numbers that are found as typed, with or without their hyphens and spaces. `scopes` name
    who may see it ("body:gss:E10000012", "team:7", "person:x2k9"); a document without any is found by nobody.
    Raises RuntimeError outside an operation.
    """
    _inside()
    _put(_for_writing(kind), Document(pk, texts, exact, scopes))


def add(kind: str, pk: int, *, texts: Iterable[str], exact: Iterable[str] = (), scopes: Iterable[str] = ()) -> None:
    """Add to a document: a new message of a conversation, a further body that may see it. Made where there is none.

    Raises RuntimeError outside an operation.
    """
    _inside()
    row = _for_writing(kind)
    generation = tables.generation_for_writing(connection, _doc(row, pk))
    if generation is None:
        _put(row, Document(pk, texts, exact, scopes))
        return
    key = keys.known().get(_marks(row).get(generation, ""))
    if key:  # else nothing of this document is found until the index is made anew, and a search says so
        tables.append(connection, _doc(row, pk), _fingerprints(key, kind, Document(pk, texts, exact, scopes)))


def remove(kind: str, pk: int) -> None:
    """Take a document out of the index. Raises RuntimeError outside an operation."""
    _inside()
    Indexed.objects.filter(doc=_doc(_for_writing(kind), pk)).delete()


def rebuild(
    kind: str, batches: Iterable[Iterable[Document]], *, progress: Callable[[int], None] = lambda _done: None
) -> int:
    """Make the index of a kind anew under the newest key, and say how many documents it has. Others may work meanwhile.

    A batch is a transaction of its own in which nobody else writes to the index: it must be read from the database
    only when it is asked for, and be small (some hundred documents). Until the end both makings are searched; then
    what no batch held is taken out. Broken off, it may be run again. `progress` is told the number done after each.
    """
    number = _begin_generation(kind)
    done, unread = 0, iter(batches)
    while True:
        with transaction.atomic():
            tables.halt_writers(connection)
            batch = next(unread, None)
            if batch is None:
                break
            row = _for_writing(kind)
            for document in batch:
                _put(row, document)
                done += 1
        progress(done)
    _end_generations(kind, before=number)
    return done


def _inside() -> None:
    if not under_way():
        raise RuntimeError("The index is written inside the operation that changes the document: both or neither.")


def _for_writing(kind: str) -> Kind:
    """The kind, made where it is new. Until the transaction ends, no new making of its index can begin."""
    tables.join_writers(connection)
    return Kind.objects.filter(name=kind).first() or _made(kind)


def _made(kind: str) -> Kind:
    Kind.objects.bulk_create([Kind(name=kind, generations=f"1:{keys.newest()}")], ignore_conflicts=True)
    return Kind.objects.get(name=kind)


def _put(row: Kind, document: Document) -> None:
    number, mark = max(_marks(row).items())
    key = keys.known().get(mark)
    if key:  # else the key was taken out of the setting: a search says so until the index is made anew
        terms = _fingerprints(key, row.name, document)
        tables.put(connection, _doc(row, document.pk), number, terms, block_of=document.pk)


def _fingerprints(key: str, kind: str, document: Document) -> set[str]:
    found = {*words.terms(document.texts, document.exact), *map(words.scope, document.scopes)}
    return {keys.fingerprint(key, kind, term) for term in found}


def _doc(row: Kind, pk: int) -> int:
    if not 0 < pk < 1 << PK_BITS:
        raise ValueError(f"{pk} is no key of a document.")
    return row.first + pk


def _marks(row: Kind) -> dict[int, str]:
    return dict(_generations(row))


def _generations(row: Kind) -> Iterator[tuple[int, str]]:
    for generation in row.generations.split():
        number, _, mark = generation.partition(":")
        yield int(number), mark


def _begin_generation(kind: str) -> int:
    """From here on documents are put into a new making. It waits for those who write under the one before."""
    with transaction.atomic():
        tables.halt_writers(connection)
        row = _for_writing(kind)
        number = max(_marks(row)) + 1
        row.generations = f"{row.generations} {number}:{keys.newest()}"
        row.save(update_fields=["generations"])
    return number


def _end_generations(kind: str, *, before: int) -> None:
    """Forget the makings before this one, and the documents that no batch held."""
    with transaction.atomic():
        tables.halt_writers(connection)
        row = _for_writing(kind)
        docs = Indexed.objects.filter(doc__gt=row.first, doc__lt=row.first + (1 << PK_BITS))
        docs.filter(generation__lt=before).delete()
        row.generations = " ".join(f"{number}:{mark}" for number, mark in _generations(row) if number >= before)
        row.save(update_fields=["generations"])
