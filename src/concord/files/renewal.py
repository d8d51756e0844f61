"""The content of files, looked at by key and brought under the newest, so that an older key can be dropped.

A file is written anew beside the old one, read back, and put in its place at once or not at all; its size, on disk too,
and its hash stay. No fact changes, so nothing here is an operation: see `access.renewal`.
"""

from __future__ import annotations

import hashlib
from contextlib import closing
from typing import TYPE_CHECKING, Final

from django.db import transaction

from concord.access.encryption import LostKeyError, encrypt_bytes, opened
from concord.files import content, stores
from concord.files.content import LostError
from concord.files.models import StoredFile

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator
    from pathlib import Path

    from django.db.models import QuerySet

    from concord.access.renewal import Tally

BATCH: Final = 500
TRIES: Final = 3


def count_files() -> int:
    """How many files have content now."""
    return _rows().count()


def check(tally: Tally, *, progress: Callable[[int], None] = lambda _files: None) -> None:
    """Count the files by the keys that they need; one that was sent while keys changed needs two. Reads all of each.

    Raises Unavailable where the store cannot be asked.
    """
    for row in _each():
        try:
            tally.under.update(set(_places(row)))
        except (LostKeyError, LostError) as error:
            _lost(row, error, tally)
        progress(1)


def renew(tally: Tally, *, progress: Callable[[int], None] = lambda _files: None) -> None:
    """Bring every file that has anything under an older key under the newest. Raises Unavailable as `check`.

    Broken off, it may be run again. A file that is being sent stays as it can be sent on.
    """
    for row in _each():
        try:
            _renew(row, tally)
        except (LostKeyError, LostError) as error:
            _lost(row, error, tally)
        progress(1)


def _rows() -> QuerySet[StoredFile]:
    return StoredFile.objects.filter(removed_at__isnull=True, on_disk__gt=0).order_by("id")


def _each() -> Iterator[StoredFile]:
    """Every file, without its encrypted names."""
    rows = _rows().only("id", "public_id", "on_disk", "sha256", "finished_at", "removed_at")
    found = list(rows[:BATCH])
    while found:
        yield from found
        found = list(rows.filter(id__gt=found[-1].id)[:BATCH])


def _lost(row: StoredFile, error: LostKeyError | LostError, tally: Tally) -> None:
    """Count a file that cannot be read, unless it was changed or taken away meanwhile."""
    now = _rows().filter(pk=row.pk).values_list("on_disk", flat=True).first()
    if now == row.on_disk:
        why = "" if isinstance(error, LostKeyError) else " (not there, or not what was put there)"
        tally.lost.append(f"file {row.public_id}{why}")
    elif now is not None:
        tally.left += 1


def _places(row: StoredFile) -> Generator[int]:
    with closing(content.tokens(row.public_id, on_disk=row.on_disk)) as tokens:
        for token in tokens:
            place, _ = opened(token)
            yield place


def _renew(row: StoredFile, tally: Tally) -> None:
    for _ in range(TRIES):
        with closing(_places(row)) as places:
            if not any(places):
                return
        if _on_its_way(row):
            break
        digest = hashlib.sha256()
        with content.beside(row.public_id, _under_newest(row, digest)) as copy:
            _check_copy(row, copy, digest.hexdigest())
            if _put(row, copy):
                tally.renewed += 1
                return
        now = _rows().filter(pk=row.pk).first()
        if now is None:
            return
        row = now
    tally.left += 1


def _on_its_way(row: StoredFile) -> bool:
    """Whether a finished file waits in the folder for a store elsewhere, which may be taking it right now."""
    return stores.elsewhere() and row.finished_at is not None and content.lies_in_folder(row.public_id)


def _under_newest(row: StoredFile, digest: hashlib._Hash) -> Iterator[bytes]:
    """The tokens of a file, those under an older key made anew; the content passes through `digest`."""
    with closing(content.tokens(row.public_id, on_disk=row.on_disk)) as tokens:
        for token in tokens:
            place, plain = opened(token)
            digest.update(plain)
            yield encrypt_bytes(plain) if place else token


def _check_copy(row: StoredFile, copy: Path, digest: str) -> None:
    """Raise LostError where a copy, read back, is not as long and has not the same content, as it was recorded too."""
    again = hashlib.sha256()
    with copy.open("rb") as lines:
        for line in lines:
            again.update(opened(line[:-1])[1])
    if copy.stat().st_size != row.on_disk or again.hexdigest() != digest or row.sha256 not in {"", digest}:
        raise content.damaged(row.public_id)


def _put(row: StoredFile, copy: Path) -> bool:
    """Put the copy in place of the file, if that is still as it was read. While one is being sent, senders wait."""
    with transaction.atomic():
        now = StoredFile.objects.select_for_update().filter(pk=row.pk).values_list("on_disk", "removed_at").first()
        if now != (row.on_disk, None) or _on_its_way(row):
            return False
        if content.put_in_place(row.public_id, copy):
            return True
    stores.chosen().keep(row.public_id, copy)
    if not _rows().filter(pk=row.pk).exists():  # removed while the store took it
        content.erase(row.public_id)
    return True
