"""A spreadsheet between two pages: in the form itself, so that nothing is stored before it is taken in."""

from __future__ import annotations

import base64
import binascii
import zlib
from typing import Final

from concord.base.errors import Invalid

MOST: Final = 2_000_000
"""Characters that a form carries along."""
MOST_UNPACKED: Final = 60 * 1024 * 1024
CHOOSE_AGAIN: Final = "The spreadsheet did not come through. Choose the file again."


def packed(data: bytes) -> str:
    """A file as one word of a form; empty where it is too large for one."""
    text = base64.urlsafe_b64encode(zlib.compress(data, 9)).decode()
    return text if len(text) <= MOST else ""


def unpacked(text: str) -> bytes:
    """The file again. Raises Invalid (field "files") for what is none."""
    try:
        unpack = zlib.decompressobj()
        data = unpack.decompress(base64.urlsafe_b64decode(text.encode("ascii", errors="replace")), MOST_UNPACKED)
    except (binascii.Error, zlib.error, ValueError) as error:
        raise Invalid(CHOOSE_AGAIN, field="files") from error
    if not unpack.eof:
        raise Invalid(CHOOSE_AGAIN, field="files")
    return data
