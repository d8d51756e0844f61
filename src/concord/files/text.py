"""The words of a document, so that it can be found by them: at most 200,000 signs, and never a fault.

PDF, Word and Excel are read by a process of their own (`reader`), plain text here. Of a picture there are none.
"""

from __future__ import annotations

import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from concord.base.errors import Unavailable
from concord.files import rules
from concord.files.content import Content
from concord.files.rules import MB, Words

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST: Final = 200_000
"""Signs that are read of one document: some eighty pages."""
LARGEST: Final = 60 * MB
WITHIN: Final = 20
"""Seconds for one document, by the clock on the wall."""
READER: Final = Path(__file__).with_name("reader.py")
APART: Final = {rules.PDF.content_type: "pdf", rules.DOCX.content_type: "docx", rules.XLSX.content_type: "xlsx"}
PLAIN: Final = frozenset({rules.TEXT.content_type, rules.CSV.content_type})


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read. `text` is never logged and never stored: the index takes fingerprints of its words."""

    words: Words
    text: str = field(default="", repr=False)


def read(public_id: str, content_type: str, *, size: int) -> Reading:
    """The words of a file that was examined, of `size` bytes and the type found in it, whether finished or not."""
    if content_type not in APART and content_type not in PLAIN:
        return Reading(Words.NONE)
    if size > LARGEST and content_type in APART:
        return Reading(Words.LARGE)
    try:
        with Content(public_id) as whole:
            if content_type in APART:
                return _apart(APART[content_type], whole.chunks())
            return _told(_decoded(whole.read(4 * MB))[: MOST + 1])
    except Unavailable:
        return Reading(Words.FAILED)


def _decoded(plain: bytes) -> str:
    try:
        return plain.decode("utf-8-sig")
    except UnicodeDecodeError:
        return plain.decode("cp1252", "ignore")


def _told(text: str) -> Reading:
    text = text.replace("\0", " ")
    if not text.strip():
        return Reading(Words.NONE)
    return Reading(Words.BEGINNING if len(text) > MOST else Words.READ, text[:MOST])


def _apart(ending: str, chunks: Iterator[bytes]) -> Reading:
    """Have another process read it, and end that where it takes too long."""
    with subprocess.Popen(  # noqa: S603  our own program, named by us
        [sys.executable, "-I", str(READER), ending, str(MOST + 1)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={},
    ) as process:
        try:
            with suppress(BrokenPipeError):
                for chunk in chunks:
                    process.stdin.write(chunk)  # type: ignore[union-attr]
            found, _ = process.communicate(timeout=WITHIN)
        except subprocess.TimeoutExpired:
            found = b""
        finally:
            process.kill()
    return _told(found.decode()) if process.returncode == 0 else Reading(Words.FAILED)
