"""Signs out of bytes, however they were labelled: headers, names of files, texts. Nothing here ever fails."""

from __future__ import annotations

import re
import unicodedata
from email.errors import MessageError
from email.header import decode_header
from email.message import Message
from email.utils import parseaddr, parsedate_to_datetime
from typing import TYPE_CHECKING, Final

from concord.delivery.incoming import rules

if TYPE_CHECKING:
    from datetime import datetime

    Part = Message[str, str]

LONGEST_HEADER: Final = 10_000
"""Signs of a header that are read: reading much longer ones takes far longer than their length."""
CONTROL: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
FALLBACKS: Final = ("utf-8", "cp1252")
SUPERSEDED: Final = {"us-ascii": "utf-8", "ascii": "utf-8", "iso-8859-1": "cp1252", "latin-1": "cp1252"}
"""What mail programs write in earnest under these labels."""


def signs(content: bytes, charset: str = "") -> str:
    """The text of the bytes: by their label if it fits, else as UTF-8, else as Windows does; without control signs."""
    label = SUPERSEDED.get(charset.lower(), charset)
    for candidate in (label, *FALLBACKS):
        try:
            return clean(content.decode(candidate))
        except (LookupError, ValueError):
            continue
    return clean(content.decode("cp1252", "replace"))


def clean(text: str) -> str:
    """Without control signs but lines and tabs, and with one kind of line end."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\N{NO-BREAK SPACE}", " ")
    return CONTROL.sub("", lines)


def headers(part: Part, name: str) -> list[str]:
    """Every header of this name as text on one line."""
    return [_header(value) for value in _raw(part, name)]


def _raw(part: Part, name: str) -> list[str]:
    """Every header of this name; what came as bare bytes as it was most likely meant."""
    wanted = name.lower()
    values = (str(value) for given, value in part.raw_items() if given.lower() == wanted)
    return [signs(value[:LONGEST_HEADER].encode("utf-8", "surrogateescape")) for value in values]


def header(part: Part, name: str) -> str:
    """The first header of this name, empty where there is none."""
    return next(iter(headers(part, name)), "")


def _header(bare: str) -> str:
    """A header's encoded words in signs, on one line."""
    try:
        pieces = decode_header(bare)
    except (MessageError, ValueError):
        pieces = [(bare, None)]
    texts = (
        piece if isinstance(piece, str) else signs(piece, charset) if charset else _not_encoded(piece)
        for piece, charset in pieces
    )
    return " ".join("".join(texts).split())


def _not_encoded(piece: bytes) -> str:
    """What stands between encoded words, which Python hands over in a code of its own."""
    try:
        return piece.decode("raw_unicode_escape")
    except ValueError:
        return signs(piece)


def sender(part: Part) -> tuple[str, str]:
    """The address and the name in `From`; the address is empty where there is none that could be written to."""
    raw = next(iter(_raw(part, "From")), "")
    try:
        name, address = parseaddr(raw)
    except (RecursionError, ValueError, LookupError):
        name, address = "", ""
    whole = _header(raw)
    if "@" not in address:
        found = re.search(r"[^\s<>\"',;:]+@[^\s<>\"',;:]+", whole)
        address = found[0] if found else ""
    return _header(address)[:254], _header(name)[:200]


def written_at(part: Part) -> datetime | None:
    """When the sender's machine says that it was written; None where it says nothing that can be read."""
    try:
        found = parsedate_to_datetime(header(part, "Date"))
    except (TypeError, ValueError, LookupError, OverflowError):
        return None
    return found if found.tzinfo else None


def file_name(part: Part, number: int) -> str:
    """The name of an attachment without folders or signs that deceive; `attachment-1` and so on where it has none."""
    bare = Message()
    for header_name in ("Content-Disposition", "Content-Type"):
        bare[header_name] = next(iter(_raw(part, header_name)), "")
    try:
        given = bare.get_filename() or ""
    except (TypeError, ValueError, LookupError, AttributeError):
        given = ""
    name = re.split(r"[/\\]", _header(given))[-1]
    name = "".join(sign for sign in name if unicodedata.category(sign)[0] != "C").strip(" .")
    stem, dot, ending = name.rpartition(".")
    if len(name) > rules.LONGEST_NAME:
        name = f"{(stem or ending)[: rules.LONGEST_NAME - 12]}{dot}{ending[:11]}" if dot else name[: rules.LONGEST_NAME]
    return name or f"attachment-{number}"
