"""Asking the virus scanner clamd about a file, streamed over its socket by INSTREAM. `CONCORD_CLAMD` says where.

The protocol is clamd's own (its manual, clamd(8)): `zINSTREAM`, then each piece after its length in four bytes, a
length of nought at the end; the answer is one line.
"""

from __future__ import annotations

import re
import socket
import struct
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.conf import settings

from concord.files.rules import Scan

if TYPE_CHECKING:
    from collections.abc import Iterable

CONNECT_WITHIN: Final = 5
ANSWER_WITHIN: Final = 120
"""Seconds that the scanner may be silent."""
LONGEST_ANSWER: Final = 4096


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of asking. `says` is the scanner's word, `again` whether asking later may give another answer."""

    scan: Scan
    says: str = ""
    again: bool = False


def configured() -> bool:
    """Whether there is a scanner to ask."""
    return settings.CLAMD is not None


def scan(chunks: Iterable[bytes]) -> Outcome:
    """What the scanner says of content; not scanned where there is no scanner, or it does not answer."""
    if not configured():
        return Outcome(Scan.NOT_SCANNED)
    try:
        return _outcome(_asked(chunks))
    except OSError as error:
        reason = error.strerror or type(error).__name__
        return Outcome(Scan.NOT_SCANNED, f"The scanner could not be asked: {reason}"[:200], again=True)


def _asked(chunks: Iterable[bytes]) -> str:
    with _connection() as line:
        line.settimeout(ANSWER_WITHIN)
        # A scanner that has had enough says so and hangs up: what it said is read all the same.
        with suppress(BrokenPipeError, ConnectionResetError):
            line.sendall(b"zINSTREAM\0")
            for chunk in chunks:
                line.sendall(struct.pack("!L", len(chunk)) + chunk)
            line.sendall(struct.pack("!L", 0))
        answer = b""
        while len(answer) < LONGEST_ANSWER and (more := line.recv(1024)):
            answer += more
    return answer.rstrip(b"\0\n").decode("utf-8", "replace")


def _connection() -> socket.socket:
    place = settings.CLAMD
    if isinstance(place, tuple):
        return socket.create_connection(place, timeout=CONNECT_WITHIN)
    line = socket.socket(socket.AF_UNIX)
    try:
        line.settimeout(CONNECT_WITHIN)
        line.connect(str(place))
    except OSError:
        line.close()
        raise
    return line


def _outcome(answer: str) -> Outcome:
    if found := re.fullmatch(r"stream: (.{1,200}) FOUND", answer):
        return Outcome(Scan.INFECTED, found[1])
    if answer == "stream: OK":
        return Outcome(Scan.CLEAN)
    if "size limit exceeded" in answer:
        return Outcome(Scan.NOT_SCANNED, "The file is larger than the scanner takes (StreamMaxLength of clamd)")
    return Outcome(
        Scan.NOT_SCANNED, f"The scanner said: {answer}"[:200] if answer else "The scanner hung up", again=True
    )
