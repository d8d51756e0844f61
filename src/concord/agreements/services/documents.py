"""Documents put to a version of an agreement, and taken away while nobody has agreed to the version with them.

A signed copy may come at any time: it goes to the version that was signed. What a file is, and whether it is taken, is
for `concord.files`; its words are read before the operation, for others wait during one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from concord.access.operation import Done, operation
from concord.agreements.events import VERSION, Event
from concord.agreements.models import Version
from concord.agreements.queries.documents import DOCUMENT, search_document, stays
from concord.agreements.services.rows import alive, locked, written
from concord.base.errors import Conflict, NotFound
from concord.files import queries as files
from concord.files import services as keeping
from concord.search import services as search

if TYPE_CHECKING:
    from datetime import datetime
    from typing import Any

    from concord.agreements.models import Agreement
    from concord.base.actor import Actor
    from concord.files.examining import Taken
    from concord.files.models import StoredFile
    from concord.files.text import Reading


@operation(Event.BEGIN_DOCUMENT)
def begin_document(
    actor: Actor, agreement: Agreement, *, number: int, name: str, size: int, at: datetime
) -> Done[StoredFile]:
    """Begin to send a document of `size` bytes for the version of this number, in parts.

    Raises Invalid (field "files") where name or size rule it out, and Conflict where the agreement has ended.
    """
    row = alive(locked(agreement))
    version = _version(row, number=number)
    file = keeping.begin_file(actor, about=(VERSION, version.public_id), name=name, size=size, at=at)
    return Done(file, subject=row, facts=_facts(row, version, file))


@operation(Event.ADD_DOCUMENT)
def finish_document(
    actor: Actor, agreement: Agreement, *, file: StoredFile, reading: Reading, at: datetime
) -> Done[StoredFile]:
    """Put a document that has come whole, in parts, to its version; `reading` is what `files.text` read in it.

    Raises NotFound for a file that this actor did not begin here; Conflict, Gone and Invalid as the files.
    """
    row = alive(locked(agreement))
    version = _version(row, public_id=file.subject)
    own = files.upload_of(actor, file.public_id, about=(VERSION, version.public_id))
    return _put(actor, row, version, keeping.finish_file(actor, own, at=at), reading)


@operation(Event.ADD_DOCUMENT)
def add_document(
    actor: Actor, agreement: Agreement, *, number: int, taken: Taken, reading: Reading, at: datetime
) -> Done[StoredFile]:
    """Put a document to the version of this number that `files.examining.take` has taken.

    Raises Invalid (field "files") where there are too many already, and Conflict where the agreement has ended.
    """
    row = alive(locked(agreement))
    version = _version(row, number=number)
    file = keeping.keep_taken(actor, about=(VERSION, version.public_id), taken=taken, at=at)
    return _put(actor, row, version, file, reading)


@operation(Event.REMOVE_DOCUMENT)
def remove_document(actor: Actor, agreement: Agreement, *, file: StoredFile, at: datetime) -> Done[StoredFile]:
    """Take a document away; its content is deleted. Raises Conflict where a party agreed while it was there."""
    row = alive(locked(agreement))
    version = _version(row, public_id=file.subject)
    if stays(version, file.finished_at):
        raise Conflict(
            f"This document was there when version {version.number} was agreed to, so it stays with it."
            " Begin a new version to put another in its place.",
            field="files",
        )
    removed = keeping.remove_file(actor, file, at=at)
    search.remove(DOCUMENT, file.pk)
    written(row)
    return Done(removed, subject=row, facts=_facts(row, version, file))


def check_no_documents(actor: Actor, row: Agreement) -> None:
    """Raise Conflict where documents are still put to a draft that is to be put away."""
    versions = Version.objects.filter(agreement=row).values_list("public_id", flat=True)
    if any(one.removed_at is None for version in versions for one in files.files_about(actor, VERSION, version)):
        raise Conflict("There are documents with this draft. Take them away first, then put the draft away.")


def _put(actor: Actor, row: Agreement, version: Version, file: StoredFile, reading: Reading) -> Done[StoredFile]:
    noted = keeping.note_words(actor, file, words=reading.words)
    document = search_document(noted, reading.text)
    search.index(DOCUMENT, document.pk, texts=document.texts)
    written(row)
    return Done(noted, subject=row, facts=_facts(row, version, noted))


def _version(row: Agreement, **by: Any) -> Version:
    found = Version.objects.filter(agreement=row, **by).first()
    if found is None:
        raise NotFound(files.NO_FILE)
    return found


def _facts(row: Agreement, version: Version, file: StoredFile) -> dict[str, Any]:
    return {"kind": row.kind, "version": version.number, "file": file.public_id}
