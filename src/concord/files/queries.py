"""Reads of files, for the page of the thing that they belong to, whose room decides who sees it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q

from concord.access.operation import seen
from concord.access.policies import may
from concord.base.errors import Gone, NotFound
from concord.files import examining, permissions, rules
from concord.files.events import Event
from concord.files.models import StoredFile
from concord.files.rules import SCAN_SAYS, WORDS_SAY, Removal

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import datetime

    from django.db.models import QuerySet

    from concord.base.actor import Actor

NO_FILE = "There is no such file here for you. Open the page that it belongs to again."
REMOVED = {
    Removal.INFECTED: "A virus was found in this file, so it was deleted. Ask for it to be sent again.",
    Removal.TAKEN_BACK: "This file was removed by the side that had put it there. Ask for it to be sent again.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class FileRow:
    """A file for a page. `kind` is what it is ("a PDF"), `scan_says` what the scanner said, in words.

    `words_say` says what search does not find in it, where it was read for that; empty where all is well.
    """

    public_id: str
    name: str
    kind: str
    size: int
    size_words: str
    sha256: str
    content_type: str
    body: str
    put_by: str
    put_by_name: str
    at: datetime
    scan: str
    scan_says: str
    words_say: str
    removed_at: datetime | None


def files_about(actor: Actor, kind: str, subject: str) -> list[FileRow]:
    """The finished files of one thing, oldest first, for an actor whom the calling query has let see that thing.

    A file that somebody took away is left out; one in which a virus was found later stays, marked as removed.
    """
    if not _let_see(actor):
        return []
    gone = Q(removed_at__isnull=True) | Q(removal=Removal.INFECTED.value)
    rows = StoredFile.objects.filter(gone, subject_kind=kind, subject=subject, finished_at__isnull=False)
    return [_row(row) for row in rows.order_by("finished_at", "id")]


def file_of(actor: Actor, public_id: str, *, about: tuple[str, str]) -> StoredFile:
    """A finished file of one thing (its kind and reference), for an actor whom the calling query let see the thing.

    Raises NotFound where it has no such file, and Gone, with the reason, where its content was deleted.
    """
    row = StoredFile.objects.filter(
        public_id=public_id, subject_kind=about[0], subject=about[1], finished_at__isnull=False
    ).first()
    if row is None or not _let_see(actor):
        raise NotFound(NO_FILE)
    if row.removed_at:
        raise Gone(REMOVED.get(Removal(row.removal), REMOVED[Removal.TAKEN_BACK]))
    return row


def open_file(actor: Actor, file: StoredFile) -> Iterator[bytes]:
    """The content of a finished file in pieces of at most 1 MiB, to a reader whom the caller let see it; recorded.

    Raises NotFound, Gone for content that was deleted, and Unavailable where it cannot be read; where it is found
    wrong only on the way, the last piece never comes, and Unavailable is raised in its place.
    """
    if file.finished_at is None or not may(actor, Event.OPEN, file):
        raise NotFound(NO_FILE)
    file_of(actor, file.public_id, about=(file.subject_kind, file.subject))
    pieces = examining.checked(file.public_id, on_disk=file.on_disk, sha256=file.sha256)
    seen(actor, Event.OPEN, file, _facts(file))
    return pieces


def upload_of(actor: Actor, public_id: str, *, about: tuple[str, str]) -> StoredFile:
    """A file that the actor began to send for one thing, finished or not. Raises NotFound for anything else."""
    rows = StoredFile.objects.filter(permissions.own(actor), subject_kind=about[0], subject=about[1])
    if (row := rows.filter(public_id=public_id).first()) is None:
        raise NotFound(NO_FILE)
    return row


def unfinished(actor: Actor, kind: str, subject: str, *, at: datetime) -> list[StoredFile]:
    """The files that the actor is still sending for one thing, oldest first."""
    rows = StoredFile.objects.filter(permissions.own(actor), subject_kind=kind, subject=subject)
    still = rows.filter(finished_at__isnull=True, removed_at__isnull=True, begun_at__gte=at - rules.FINISH_WITHIN)
    return list(still.order_by("id"))


def things_of(kind: str, keys: Collection[int]) -> dict[int, str]:
    """Which thing of a kind each of these files (by key) belongs to, for a search; those that are gone are left out."""
    return dict(_there(kind).filter(pk__in=keys).values_list("pk", "subject"))


def files_to_read(kind: str, *, after: int = 0, most: int = 100) -> list[StoredFile]:
    """The finished files of a kind of thing by their keys, to be read again for search by whoever runs the server."""
    return list(_there(kind).filter(pk__gt=after).order_by("pk")[:most])


def _there(kind: str) -> QuerySet[StoredFile]:
    return StoredFile.objects.filter(subject_kind=kind, finished_at__isnull=False, removed_at__isnull=True)


def row_of(file: StoredFile) -> FileRow:
    """A file that a service or query gave, for a page."""
    return _row(file)


def _let_see(actor: Actor) -> bool:
    return actor.kind in {"person", "partner", "system"}


def _row(row: StoredFile) -> FileRow:
    kind = rules.BY_TYPE.get(row.content_type)
    return FileRow(
        public_id=row.public_id,
        name=row.name,
        kind=kind.a if kind else "a file",
        size=row.size,
        size_words=rules.size_words(row.size),
        sha256=row.sha256,
        content_type=row.content_type,
        body=row.body,
        put_by=row.put_by,
        put_by_name=row.put_by_name,
        at=row.finished_at or row.begun_at,
        scan=row.scan,
        scan_says=SCAN_SAYS[row.scan],
        words_say=WORDS_SAY[row.words],
        removed_at=row.removed_at,
    )


def _facts(row: StoredFile) -> dict[str, object]:
    return {
        "kind": row.subject_kind,
        "thing": row.subject,
        "size": row.size,
        "content_type": row.content_type,
        "sha256": row.sha256,
        "scan": row.scan,
    }
