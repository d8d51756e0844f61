"""The content of files on disk: under `CONCORD_FILES`, encrypted, one Fernet token a line, never whole in memory.

A file grows as `.part` and gets its name when it is finished. Where a crash comes between the two, either is read.
"""

from __future__ import annotations

import os
import re
from bisect import bisect_right
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Final, Self

from django.conf import settings

from concord.access.encryption import decrypt_bytes, encrypt_bytes
from concord.base.errors import Unavailable
from concord.files.rules import CHUNK

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

LONGEST_LINE: Final = 2 * CHUNK
"""Bytes of a token of 1 MiB (4/3 of it, and a little), and room to spare."""
MOST_AT_ONCE: Final = 4 * CHUNK
_ID: Final = re.compile(r"[a-z0-9]{8,24}\Z")


class LostError(Unavailable):
    """A file's content is not on disk, or is not what was put there."""


def place_of(public_id: str) -> Path:
    """Where a finished file lies: `ab/cd/abcd….file`. Raises ValueError for what is no public id."""
    if not _ID.match(public_id):
        raise ValueError("A file's place is made of its public id.")
    return Path(settings.FILES) / public_id[:2] / public_id[2:4] / f"{public_id}.file"


def _part_of(public_id: str) -> Path:
    return place_of(public_id).with_suffix(".part")


def append(public_id: str, chunks: Iterable[bytes], *, after: int) -> int:
    """Write content behind the first `after` bytes of the part, on to the disk; the part's new length.

    What lies behind them was left by a crash, and goes. Raises LostError where there is less, and Unavailable where the
    disk is full or may not be written.
    """
    part = _part_of(public_id)
    with _told_plainly():
        if not after:
            part.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        descriptor = os.open(part, os.O_RDWR | os.O_CREAT, 0o600)
        with os.fdopen(descriptor, "r+b") as file:
            if os.fstat(descriptor).st_size < after:
                raise LostError(f"A part of the file {public_id} is gone from the folder of files ({_REMEDY}).")
            file.truncate(after)
            file.seek(after)
            for chunk in chunks:
                for start in range(0, len(chunk), CHUNK):
                    file.write(encrypt_bytes(chunk[start : start + CHUNK]) + b"\n")
            length = file.tell()
            file.flush()
            os.fsync(descriptor)
        if not after:
            _sync_folder(part.parent)
    return length


def check_there(public_id: str, *, on_disk: int) -> None:
    """Raise LostError where a file's content is not there or has another length."""
    Content(public_id, on_disk=on_disk).close()


def settle(public_id: str) -> None:
    """Give a whole file its name. Nothing to do where it has it already."""
    part, place = _part_of(public_id), place_of(public_id)
    with _told_plainly():
        if part.is_file():
            part.replace(place)
            _sync_folder(place.parent)


def erase(public_id: str) -> bool:
    """Delete a file's content, however far it came; whether there was any."""
    found = False
    for path in (_part_of(public_id), place_of(public_id)):
        if path.is_file():
            path.unlink(missing_ok=True)
            found = True
    return found


def parts_before(instant: float) -> Iterator[str]:
    """The public ids of parts that nobody has written to since an instant (seconds since 1970)."""
    for path in Path(settings.FILES).glob("??/??/*.part"):
        if path.stat().st_mtime < instant and _ID.match(path.stem):
            yield path.stem


class Content:
    """The plain content of a stored file, to be read in order or at any place; one line of it is in memory at a time.

    Opening raises LostError for a file that is not there or is not `on_disk` bytes long (where that is told), reading
    for one that was damaged, and LostKeyError for one whose key is gone.
    """

    def __init__(self, public_id: str, *, on_disk: int | None = None) -> None:
        self._id = public_id
        self._file = _opened(public_id)
        self._at = 0
        self._starts = [0]  # where the lines met so far begin in the plain content, and where the next one would
        self._places = [0]  # the same on disk
        self._whole = False
        self._line = b""
        self._number = -1
        if on_disk is not None and os.fstat(self._file.fileno()).st_size != on_disk:
            self.close()
            raise damaged(self._id)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()

    def chunks(self) -> Iterator[bytes]:
        """The content from its beginning, a line at a time."""
        number = 0
        while self._load(number):
            yield self._line
            number += 1

    def seekable(self) -> bool:
        """Yes."""
        return True

    def tell(self) -> int:
        """The place of the next byte read."""
        return self._at

    def seek(self, offset: int, whence: int = 0) -> int:
        """Go to a place: from the beginning (0), from here (1) or from the end (2)."""
        base = {0: 0, 1: self._at}.get(whence)
        self._at = max(0, offset + (self._length() if base is None else base))
        return self._at

    def read(self, count: int = -1) -> bytes:
        """As many bytes as asked for, fewer only at the end. Raises ValueError for more than 4 MiB."""
        if count < 0:
            count = max(0, self._length() - self._at)
        if count > MOST_AT_ONCE:
            raise ValueError("More of a file is asked for at once than is read at once.")
        pieces: list[bytes] = []
        while count > 0 and (piece := self._here(count)):
            pieces.append(piece)
            self._at += len(piece)
            count -= len(piece)
        return b"".join(pieces)

    def _here(self, count: int) -> bytes:
        """Bytes at the present place, from one line."""
        while not self._whole and self._starts[-1] <= self._at:
            self._load(len(self._starts) - 1)
        number = bisect_right(self._starts, self._at) - 1
        if not self._load(number):
            return b""
        begin = self._at - self._starts[number]
        return self._line[begin : begin + count]

    def _length(self) -> int:
        while not self._whole:
            self._load(len(self._starts) - 1)
        return self._starts[-1]

    def _load(self, number: int) -> bool:
        """Have a line in memory, all before which were met; no where the content ends before it."""
        if number == self._number:
            return True
        self._file.seek(self._places[number])
        token = self._file.readline(LONGEST_LINE)
        if not token:
            self._whole = True
            return False
        if not token.endswith(b"\n"):
            raise damaged(self._id)
        self._line, self._number = decrypt_bytes(token[:-1]), number
        if number == len(self._starts) - 1:
            self._starts.append(self._starts[-1] + len(self._line))
            self._places.append(self._file.tell())
        return True


_REMEDY: Final = "restore CONCORD_FILES from the backup that belongs to the database's"


def damaged(public_id: str) -> LostError:
    """What to raise for content that is not what was put there."""
    return LostError(f"The file {public_id} in the folder of files is not what was put there ({_REMEDY}).")


def _opened(public_id: str) -> IO[bytes]:
    for path in (place_of(public_id), _part_of(public_id)):
        try:
            return path.open("rb")
        except FileNotFoundError:
            continue
        except OSError as error:
            raise LostError(f"The file {public_id} cannot be read: {error.strerror} ({_REMEDY}).") from error
    raise LostError(f"The file {public_id} is not in the folder of files ({_REMEDY}).")


@contextmanager
def _told_plainly() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise Unavailable(
            f"The folder of files cannot be written: {error.strerror}. See that CONCORD_FILES names a folder that"
            " Concord may write to, on a disk with space left."
        ) from error


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
