"""The documents of an agreement, version by version, for whoever is shown those versions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from concord.access import operation, policies
from concord.access.operation import NOT_HERE
from concord.agreements.events import VERSION, Event
from concord.agreements.models import Agreement, Signature, Version
from concord.agreements.permissions import seen_by
from concord.agreements.queries.partners import holds_place
from concord.agreements.queries.shown import versions_shown
from concord.base.errors import NotFound
from concord.files import queries as files
from concord.files import text
from concord.search.services import Document

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime

    from concord.base.actor import Actor
    from concord.files.models import StoredFile
    from concord.files.queries import FileRow

DOCUMENT: Final = "agreement-document"
"""Under which kind the search index knows them; the key is that of the file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Documents:
    """The documents of one version, oldest first. `stay` are those (by id) that were there when somebody agreed."""

    version: Version
    files: tuple[FileRow, ...]
    stay: frozenset[str]


def documents_of(actor: Actor, agreement: Agreement) -> tuple[Documents, ...]:
    """The documents of every version that is shown to an actor whom the calling query let see the agreement.

    The newest version comes first; versions without documents are among them.
    """
    versions = Version.objects.filter(versions_shown(actor), agreement=agreement).order_by("-number")
    return tuple(_documents(actor, version) for version in versions)


def version_with_documents(actor: Actor, public_id: str, number: int, event: Event) -> Documents:
    """One version and its documents, for a page that does `event` to the agreement. Raises NotFound."""
    row = policies.visible(actor, event, Agreement.objects.filter(public_id=public_id)).first()
    version = Version.objects.filter(agreement=row, number=number).select_related("agreement").first()
    if row is None or version is None:
        raise NotFound(NOT_HERE)
    return _documents(actor, version)


def document_of(actor: Actor, public_id: str, file_id: str) -> tuple[Version, StoredFile]:
    """A document of an agreement, with the version that it belongs to. Raises NotFound, and Gone."""
    row = Agreement.objects.filter(seen_by(actor), public_id=public_id).first()
    for version in Version.objects.filter(versions_shown(actor), agreement=row).select_related("agreement"):
        try:
            return version, files.file_of(actor, file_id, about=(VERSION, version.public_id))
        except NotFound:
            continue
    raise NotFound(files.NO_FILE)


def open_document(actor: Actor, public_id: str, file_id: str) -> tuple[StoredFile, Iterator[bytes]]:
    """A document and its content, for whoever is shown its version, at a desk or by a party's link; recorded."""
    version, file = document_of(actor, public_id, file_id)
    pieces = files.open_file(actor, file)
    row = version.agreement
    operation.seen(
        actor,
        Event.OPEN_DOCUMENT,
        row,
        {"kind": row.kind, "version": version.number, "file": file.public_id},
    )
    return file, pieces


def open_party_document(actor: Actor, file_id: str, *, on: date) -> tuple[StoredFile, Iterator[bytes]]:
    """A document of the agreement that a partner's link opens, and its content; recorded. Raises NotFound, and Gone."""
    row = Agreement.objects.filter(seen_by(actor)).first() if actor.kind == "partner" else None
    if row is None or not holds_place(actor.only[1], actor.body, on=on):
        raise NotFound(NOT_HERE)
    return open_document(actor, row.public_id, file_id)


def stays(version: Version, finished_at: datetime | None) -> bool:
    """Whether a document was there when a party agreed to its version, so that it stays."""
    return finished_at is not None and Signature.objects.filter(version=version, recorded_at__gte=finished_at).exists()


def documents_to_search() -> Iterator[list[Document]]:
    """Every document, read again for its words, one at a time: for `concord search rebuild`."""
    last = 0
    while found := files.files_to_read(VERSION, after=last, most=1):
        last = found[0].pk
        yield [search_document(one, text.read(one.public_id, one.content_type, size=one.size).text) for one in found]


def search_document(file: StoredFile, words: str) -> Document:
    """What the index is told of a document: its name and its words. Who may see it is asked when it is found."""
    return Document(pk=file.pk, texts=[file.name, words])


def _documents(actor: Actor, version: Version) -> Documents:
    rows = tuple(files.files_about(actor, VERSION, version.public_id))
    return Documents(
        version=version, files=rows, stay=frozenset(row.public_id for row in rows if stays(version, row.at))
    )
