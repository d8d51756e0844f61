"""Looking at a whole file once it is on disk: its hash, what the scanner says, what kind it is. Changes no table."""

from __future__ import annotations

import hashlib
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings

from concord.base.errors import ConcordError, Invalid
from concord.base.ids import new_id
from concord.files import content, rules, scanner, sniffing
from concord.files.content import Content
from concord.files.rules import FIELD, Removal, Scan

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from concord.files.scanner import Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Examined:
    """What was found. `refusal` says why the file is not taken, and `fault` is the sentence for who sent it."""

    name: str
    sha256: str
    content_type: str
    extension: str
    outcome: Outcome
    refusal: Removal | None = None
    fault: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """A file that is on disk, whole and found fit, before any table knows of it."""

    public_id: str
    size: int
    on_disk: int
    examined: Examined


def examine(public_id: str, name: str) -> Examined:
    """Read the whole of a file: hash it, have it scanned, tell its kind by its content, see that its name fits.

    `name` is clean. Raises content.LostError where the content is gone.
    """
    with Content(public_id) as whole:
        digest = hashlib.sha256()
        passing = _hashing(whole.chunks(), digest)
        outcome = scanner.scan(passing)
        for _ in passing:  # what a scanner that broke off, or is not there, has not asked for
            pass
        refusal: Removal | None = None
        fault = content_type = extension = ""
        try:
            kind = sniffing.kind_of(whole, name)
            name = rules.fitting_name(name, kind)
            content_type, extension = kind.content_type, rules.ending_of(name)
        except Invalid as error:
            refusal, fault = Removal.REFUSED, error.message
    if outcome.scan is Scan.INFECTED:
        refusal, fault = Removal.INFECTED, infected(name, outcome.says)
    return Examined(
        name=name,
        sha256=digest.hexdigest(),
        content_type=content_type,
        extension=extension,
        outcome=outcome,
        refusal=refusal,
        fault=fault,
    )


def take(name: str, chunks: Iterable[bytes]) -> Taken:
    """Write a whole file to disk and examine it. What is not taken is deleted at once.

    `name` may be as it came. Raises Invalid (field "files") with a sentence for whoever sent it. A file that no
    operation keeps afterwards is deleted a week later (see `upkeep`).
    """
    clean, public_id = rules.clean_name(name), new_id()
    rules.check_ending(clean)
    counted = _Counted(clean, chunks)
    with _erased_on_a_fault(public_id):
        on_disk = content.append(public_id, counted, after=0)
        rules.check_announced(clean, counted.size, limit=settings.FILE_LIMIT)
        found = examine(public_id, clean)
        if found.refusal:
            raise Invalid(found.fault, field=FIELD)
    return Taken(public_id=public_id, size=counted.size, on_disk=on_disk, examined=found)


@contextmanager
def taking(name: str, chunks: Iterable[bytes]) -> Iterator[Taken]:
    """As `take`, for the operation in the block that is to keep the file: where it does not, nothing stays on disk.

    Without this, whoever is refused again and again would fill the disk.
    """
    taken = take(name, chunks)
    try:
        yield taken
    except ConcordError:  # raised before anything was settled; of any other fault one cannot be sure (see `upkeep`)
        put_away(taken)
        raise


def put_away(taken: Taken) -> None:
    """Delete a file that was taken and that no operation is to keep."""
    content.discard(taken.public_id)


@contextmanager
def _erased_on_a_fault(public_id: str) -> Iterator[None]:
    try:
        yield
    except BaseException:
        content.discard(public_id)
        raise


def infected(name: str, says: str) -> str:
    """What somebody is told whose file has a virus."""
    return (
        f"The virus scanner found {says} in the file {name}, so it was deleted."
        " Tell the people who look after your computer, and send the file again from a clean one."
    )


def checked(public_id: str, *, on_disk: int, sha256: str) -> Iterator[bytes]:
    """The content of a finished file, decrypted line by line; its last line only where the whole has its hash.

    The file is measured and its beginning decrypted at the call. Raises content.LostError (Unavailable) and
    access.encryption.LostKeyError, whose messages are for whoever runs the server.
    """
    with Content(public_id, on_disk=on_disk) as whole:
        next(whole.chunks(), None)
    return _checked(public_id, sha256)


def _checked(public_id: str, sha256: str) -> Iterator[bytes]:
    digest, held = hashlib.sha256(), b""
    with Content(public_id) as whole:
        for line in whole.chunks():
            if held:
                yield held
            digest.update(line)
            held = line
    if digest.hexdigest() != sha256:
        raise content.damaged(public_id)
    yield held


def _hashing(chunks: Iterator[bytes], digest: hashlib._Hash) -> Iterator[bytes]:
    for chunk in chunks:
        digest.update(chunk)
        yield chunk


class _Counted:
    """Chunks cut to the size of a line and counted as they go by; too many are stopped there."""

    def __init__(self, name: str, chunks: Iterable[bytes]) -> None:
        self.size = 0
        self._name = name
        self._chunks = chunks

    def __iter__(self) -> Iterator[bytes]:
        waiting = bytearray()
        for chunk in self._chunks:
            self.size += len(chunk)
            if self.size > settings.FILE_LIMIT:
                raise Invalid(rules.too_large(self._name, settings.FILE_LIMIT), field=FIELD)
            waiting += chunk
            while len(waiting) >= rules.CHUNK:
                yield bytes(waiting[: rules.CHUNK])
                del waiting[: rules.CHUNK]
        if waiting:
            yield bytes(waiting)
