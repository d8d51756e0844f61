"""Every change to files, each an operation. What puts a file to a thing, or takes it away, runs inside one of its room.

By script a file comes in parts: `begin_file`, `receive_chunk` as often as it takes, `receiving.examine_file`, and
`finish_file`. In a plain form it comes whole: `keep_file`, or `keep_taken` for what `examining.take` has put on disk.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import transaction

from concord.access.operation import Done, operation
from concord.base.errors import Conflict, Gone, Invalid, Unavailable
from concord.files import content, examining, rules
from concord.files.events import Event
from concord.files.models import StoredFile
from concord.files.rules import FIELD, Removal, Scan, Words, WrongOffsetError, size_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

    from concord.base.actor import Actor
    from concord.files.examining import Examined, Taken
    from concord.files.scanner import Outcome

log = logging.getLogger(__name__)


@operation(Event.BEGIN)
def begin_file(actor: Actor, *, about: tuple[str, str], name: str, size: int, at: datetime) -> Done[StoredFile]:
    """Begin to send a file of `size` bytes for one thing (`about`: its kind and reference), inside its operation.

    Raises Invalid (field "files") where its name or size alone rule it out, or there are too many files already.
    """
    name = rules.clean_name(name)
    rules.check_announced(name, size, limit=settings.FILE_LIMIT)
    _check_room(actor, about, size)
    row = StoredFile.objects.create(name=name, size=size, begun_at=at, **_from(actor, about))
    return Done(row, subject=row, facts=_place(row))


@operation(Event.RECEIVE)
def receive_chunk(actor: Actor, file: StoredFile, *, offset: int, chunk: bytes, at: datetime) -> Done[StoredFile]:
    """Take the next part of a file, from byte `offset` on; on disk before it is counted. A part sent twice counts once.

    Raises WrongOffsetError (a Conflict; its `received` says where to go on) for any other place, Invalid for a part
    too small, too large or beyond the announced size, and Gone once the file is removed or begun too long ago.
    """
    row = _unfinished(file, at=at)
    if offset != row.received:
        if chunk and offset >= 0 and offset + len(chunk) <= row.received:
            return Done(row, facts={**_place(row), "received": row.received})
        raise WrongOffsetError(row.received)
    _check_chunk(row, chunk)
    row.on_disk = content.append(row.public_id, [chunk], after=row.on_disk)
    row.received += len(chunk)
    row.save(update_fields=["received", "on_disk"])
    return Done(row, facts={**_place(row), "received": row.received})


@operation(Event.EXAMINE)
def note_examined(actor: Actor, file: StoredFile, *, found: Examined, at: datetime) -> Done[StoredFile]:
    """Note what was found in a whole file; one that is not taken is deleted. `receiving.examine_file` calls this."""
    row = _unfinished(file, at=at)
    if found.refusal:
        _remove(row, found.refusal, at=at)
    _note(row, found, at=at)
    row.save()
    return Done(row, facts={**_whole(row), "taken": found.refusal is None})


@operation(Event.FINISH)
def finish_file(actor: Actor, file: StoredFile, *, at: datetime) -> Done[StoredFile]:
    """Put a file that has come whole to its thing, inside the operation of that thing.

    A file that was not examined before is examined here, while other writers wait: doors do it first. Raises Conflict
    where parts are missing or it was finished before, Gone where it is removed, and Invalid where it is not taken.
    """
    row = _unfinished(file, at=at)
    if row.received != row.size:
        raise WrongOffsetError(row.received)
    if not row.sha256:
        found = examining.examine(row.public_id, row.name)
        if found.refusal:
            content.discard(row.public_id)
            raise Invalid(found.fault, field=FIELD)
        _note(row, found, at=at)
    row.finished_at = at
    _settle(row)
    row.save()
    return Done(row, facts=_whole(row))


@operation(Event.KEEP)
def keep_file(
    actor: Actor, *, about: tuple[str, str], name: str, chunks: Iterable[bytes], at: datetime
) -> Done[StoredFile]:
    """Put a whole file to a thing (`about`: its kind and reference), inside the operation of that thing.

    It is examined while other writers wait: for large files, `examining.take` before the operation and `keep_taken`
    within. Raises Invalid (field "files") for one that is empty, too large, infected, or of no kind that is taken;
    nothing is kept of it.
    """
    return _kept(actor, about, examining.take(name, chunks), at=at)


@operation(Event.KEEP)
def keep_taken(actor: Actor, *, about: tuple[str, str], taken: Taken, at: datetime) -> Done[StoredFile]:
    """Put a file that `examining.take` has put on disk to a thing, inside the operation of that thing.

    Raises Invalid (field "files") where there are too many files already.
    """
    return _kept(actor, about, taken, at=at)


@operation(Event.READ)
def note_words(actor: Actor, file: StoredFile, *, words: Words) -> Done[StoredFile]:
    """Note what came of reading a file for its words (`text.read`), inside the operation of its thing."""
    row = StoredFile.objects.select_for_update().get(pk=file.pk)
    row.words = words.value
    row.save(update_fields=["words"])
    return Done(row, facts={**_place(row), "words": row.words})


@operation(Event.REMOVE)
def remove_file(actor: Actor, file: StoredFile, *, at: datetime) -> Done[StoredFile]:
    """Take a file away: its content is deleted, its row with name, size and hash stays.

    Inside the operation of the thing that it belongs to; whoever is still sending it may always. Raises Conflict where
    it is gone already.
    """
    row = StoredFile.objects.select_for_update().get(pk=file.pk)
    if row.removed_at:
        raise Conflict("This file was removed before. Nothing more is needed.")
    _remove(row, Removal.TAKEN_BACK, at=at)
    row.save()
    return Done(row, facts=_whole(row))


@operation(Event.SCAN)
def note_scan(actor: Actor, file: StoredFile, *, outcome: Outcome, at: datetime) -> Done[StoredFile]:
    """Note what the scanner said later on; an infected file is deleted. Raises Conflict where it has spoken before."""
    row = StoredFile.objects.select_for_update().get(pk=file.pk)
    if row.removed_at or row.scan != Scan.NOT_SCANNED:
        raise Conflict("This file was scanned or removed meanwhile.")
    _note_outcome(row, outcome, at=at)
    if outcome.scan is Scan.INFECTED:
        _remove(row, Removal.INFECTED, at=at)
    row.save()
    return Done(row, facts=_whole(row))


@operation(Event.FORGET)
def forget_file(actor: Actor, file: StoredFile, *, at: datetime) -> Done[StoredFile]:
    """Delete what came of a file that was never finished. Raises Conflict where it was meanwhile."""
    row = StoredFile.objects.select_for_update().get(pk=file.pk)
    if row.removed_at or row.finished_at:
        raise Conflict("This file was finished or removed meanwhile.")
    _remove(row, Removal.FORGOTTEN, at=at)
    row.save()
    return Done(row, facts=_place(row))


def _unfinished(file: StoredFile, *, at: datetime) -> StoredFile:
    """The row as it is now, kept from other writers. Raises Gone and Conflict where it takes nothing more."""
    row = StoredFile.objects.select_for_update().get(pk=file.pk)
    if row.removed_at or at - row.begun_at > rules.FINISH_WITHIN:
        raise Gone("This file was removed before it was complete. Choose it again.", field=FIELD)
    if row.finished_at:
        raise Conflict("This file is complete already. Nothing more is needed.", field=FIELD)
    return row


def _check_room(actor: Actor, about: tuple[str, str], size: int) -> None:
    """Whether a side may put one more file, of this size, to a thing. Raises Invalid (field "files")."""
    own = StoredFile.objects.filter(subject_kind=about[0], subject=about[1], body=actor.body, removed_at__isnull=True)
    sizes = list(own.values_list("size", flat=True))
    there, most = len(sizes), rules.MOST_LIMITS * settings.FILE_LIMIT
    if sum(sizes) + size > most:
        raise Invalid(
            f"Your side’s files here would come to more than {size_words(most)} together, and no more are taken."
            " Remove some first, or send them in another way.",
            field=FIELD,
        )
    if there >= rules.MOST_FILES:
        raise Invalid(
            f"There are {there} files here from your side already, and no more are taken. Remove some first,"
            " or put several into one PDF.",
            field=FIELD,
        )


def _check_chunk(row: StoredFile, chunk: bytes) -> None:
    end = row.received + len(chunk)
    if end > row.size:
        raise Invalid(f"More came of this file than the {size_words(row.size)} that were announced.", field=FIELD)
    if not chunk or len(chunk) > rules.LARGEST_CHUNK or (len(chunk) < rules.SMALLEST_CHUNK and end < row.size):
        least, most = size_words(rules.SMALLEST_CHUNK), size_words(rules.LARGEST_CHUNK)
        raise Invalid(f"A part of a file, but for its last, has {least} to {most}.", field=FIELD)


def _kept(actor: Actor, about: tuple[str, str], taken: Taken, *, at: datetime) -> Done[StoredFile]:
    _check_room(actor, about, taken.size)
    row = StoredFile(
        public_id=taken.public_id,
        size=taken.size,
        received=taken.size,
        on_disk=taken.on_disk,
        begun_at=at,
        finished_at=at,
        **_from(actor, about),
    )
    _note(row, taken.examined, at=at)
    row.save(force_insert=True)
    _settle(row)
    return Done(row, subject=row, facts=_whole(row))


def _note(row: StoredFile, found: Examined, *, at: datetime) -> None:
    row.name, row.sha256 = found.name, found.sha256
    row.content_type, row.extension = found.content_type, found.extension
    _note_outcome(row, found.outcome, at=at)


def _note_outcome(row: StoredFile, outcome: Outcome, *, at: datetime) -> None:
    """`scanned_at` stays empty as long as asking again may help."""
    row.scan, row.scan_says = outcome.scan.value, outcome.says
    spoke = outcome.scan is not Scan.NOT_SCANNED or (outcome.says and not outcome.again)
    row.scanned_at = at if spoke else None


def _settle(row: StoredFile) -> None:
    """Give the content its name once the row is certain; until then, and where the server dies before, it is a part."""
    content.check_there(row.public_id, on_disk=row.on_disk)
    _once_certain(content.settle, row.public_id)


def _remove(row: StoredFile, why: Removal, *, at: datetime) -> None:
    """Mark a row; its content goes once that is certain, and `upkeep` sees to it where the server dies before."""
    row.removed_at, row.removal = at, why.value
    _once_certain(content.erase, row.public_id)


def _once_certain(do: Callable[[str], None], public_id: str) -> None:
    """Do it when the transaction is through. A store that is down is told to whoever runs the server, and met again."""

    def done() -> None:
        try:
            do(public_id)
        except Unavailable as error:
            log.error(error.message)  # noqa: TRY400  a sentence for whoever runs the server; the trace adds nothing

    transaction.on_commit(done, robust=True)


def _from(actor: Actor, about: tuple[str, str]) -> dict[str, Any]:
    return {
        "subject_kind": about[0],
        "subject": about[1],
        "body": actor.body,
        "put_by": actor.person,
        "put_by_name": actor.name,
    }


def _place(row: StoredFile) -> dict[str, Any]:
    return {"kind": row.subject_kind, "thing": row.subject, "size": row.size}


def _whole(row: StoredFile) -> dict[str, Any]:
    return {**_place(row), "content_type": row.content_type, "sha256": row.sha256, "scan": row.scan}
