"""The content of files: encrypted, one Fernet token a line, never whole in memory.

A file grows as `.part` in the folder `CONCORD_FILES`, and goes to its store (see `stores`) when it is finished. Where a
crash comes between the two, or the store is down, it is read from where it is.
"""

from __future__ import annotations

import io
import os
import tempfile
from bisect import bisect_right
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING, Final, Self

from django.conf import settings

from concord.access.encryption import decrypt_bytes, encrypt_bytes
from concord.base.errors import Unavailable
from concord.files import stores
from concord.files.places import is_id, part_of, place_of, sync_folder
from concord.files.rules import CHUNK

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator

LONGEST_LINE: Final = 2 * CHUNK
"""Bytes of a token of 1 MiB (4/3 of it, and a little), and room to spare."""
MOST_AT_ONCE: Final = 4 * CHUNK
BESIDE: Final = ".renewed"
"""The ending of a file that is to take the place of another."""


class LostError(Unavailable):
    """A file's content is gone, or is not what was put there."""


def append(public_id: str, chunks: Iterable[bytes], *, after: int) -> int:
    """Write content behind the first `after` bytes of the part, on to the disk; the part's new length.

    What lies behind them was left by a crash, and goes. Raises LostError where there is less, and Unavailable where the
    disk is full or may not be written.
    """
    part = part_of(public_id)
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
            sync_folder(part.parent)
    return length


def check_there(public_id: str, *, on_disk: int) -> None:
    """Raise LostError where a file's content is not there or has another length."""
    Content(public_id, on_disk=on_disk).close()


def settle(public_id: str) -> None:
    """Give a whole file to its store. Nothing to do where it is there already. Raises Unavailable: it stays here."""
    for path in (part_of(public_id), place_of(public_id)):
        if path.is_file():
            stores.chosen().keep(public_id, path)


def erase(public_id: str) -> None:
    """Delete a file's content, however far it came. Raises Unavailable where its store cannot be asked."""
    discard(public_id)
    stores.chosen().erase(public_id)


def discard(public_id: str) -> None:
    """Delete what lies in the folder of a file that no store has taken yet."""
    place = place_of(public_id)
    for path in (part_of(public_id), place, *place.parent.glob(f"{public_id}.*{BESIDE}")):
        path.unlink(missing_ok=True)


def tokens(public_id: str, *, on_disk: int) -> Generator[bytes]:
    """The tokens of a file as they lie there, as far as `on_disk` bytes, read one by one; to be closed.

    Raises LostError where the file is gone or these bytes are not whole lines, and Unavailable where its store is down.
    """
    with _opened(public_id) as file:
        left = on_disk
        while left > 0:
            try:
                with _read_plainly(public_id):
                    line = file.readline(LONGEST_LINE)
            except FileNotFoundError:
                line = b""  # taken away from a store while it was read
            if not line.endswith(b"\n") or len(line) > left:
                raise damaged(public_id)
            left -= len(line)
            yield line[:-1]


@contextmanager
def beside(public_id: str, lines: Iterable[bytes]) -> Iterator[Path]:
    """A new file with these tokens beside where a file lies or would lie, on the disk; gone after the block."""
    folder = place_of(public_id).parent
    with _told_plainly():
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        descriptor, name = tempfile.mkstemp(prefix=f"{public_id}.", suffix=BESIDE, dir=folder)
    try:
        with os.fdopen(descriptor, "wb") as file:
            for line in lines:
                with _told_plainly():
                    file.write(line + b"\n")
            with _told_plainly():
                file.flush()
                os.fsync(descriptor)
        yield Path(name)
    finally:
        Path(name).unlink(missing_ok=True)


def put_in_place(public_id: str, whole: Path) -> bool:
    """Put a file in place of what lies in the folder, at once or not at all; no where nothing lies there."""
    for path in (part_of(public_id), place_of(public_id)):
        if path.is_file():
            with _told_plainly():
                whole.replace(path)
                sync_folder(path.parent)
            return True
    return False


def lies_in_folder(public_id: str) -> bool:
    """Whether a file, or a part of it, lies in the folder."""
    return part_of(public_id).is_file() or place_of(public_id).is_file()


def forget_beside(instant: float) -> None:
    """Delete what a renewal that died left beside files before an instant (seconds since 1970)."""
    for path in Path(settings.FILES).glob(f"??/??/*{BESIDE}"):
        with suppress(FileNotFoundError):  # put in its place just now
            if path.stat().st_mtime < instant:
                path.unlink()


def parts_before(instant: float) -> Iterator[str]:
    """The public ids of parts that nobody has written to since an instant (seconds since 1970)."""
    yield from _lying("*.part", instant)


def unsettled_before(instant: float) -> Iterator[str]:
    """The public ids of what waits in the folder since an instant, finished perhaps, for a store to take it."""
    yield from _lying("*.part", instant)
    if settings.FILES_S3:
        yield from _lying("*.file", instant)


def _lying(pattern: str, instant: float) -> Iterator[str]:
    for path in Path(settings.FILES).glob(f"??/??/{pattern}"):
        if is_id(path.stem) and path.stat().st_mtime < instant:
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
        if on_disk is not None and self._file.seek(0, io.SEEK_END) != on_disk:
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


_REMEDY: Final = (
    "restore CONCORD_FILES, or the store that belongs to it, from the backup that belongs to the database's"
)


def _kept_in() -> str:
    return "store" if settings.FILES_S3 else "folder"


def damaged(public_id: str) -> LostError:
    """What to raise for content that is not what was put there."""
    return LostError(f"The file {public_id} in the {_kept_in()} of files is not what was put there ({_REMEDY}).")


def _opened(public_id: str) -> IO[bytes]:
    for opened in (part_of(public_id).open, place_of(public_id).open):
        with suppress(FileNotFoundError), _read_plainly(public_id):
            return opened("rb")
    with suppress(FileNotFoundError), _read_plainly(public_id):
        return stores.chosen().opened(public_id)
    raise LostError(f"The file {public_id} is not in the {_kept_in()} of files ({_REMEDY}).")


@contextmanager
def _told_plainly() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise Unavailable(
            f"The folder of files cannot be written: {error.strerror}. See that CONCORD_FILES names a folder that"
            " Concord may write to, on a disk with space left."
        ) from error


@contextmanager
def _read_plainly(public_id: str) -> Iterator[None]:
    try:
        yield
    except FileNotFoundError:
        raise
    except OSError as error:
        raise LostError(f"The file {public_id} cannot be read: {error.strerror} ({_REMEDY}).") from error
