"""Which files are taken, how large, under which names, and how long an upload may take. Concord's own policy, no law.

Taken are the kinds in which care is written down and photographed, and that can be checked by their content. Left out,
on purpose: old Office files (.doc, .xls) and .rtf, which hide macros and programs; .zip, .eml and .msg, whose contents
nobody would check; web pages, drawings in SVG and scripts; sound and film, for which a safe place to play them is
needed first.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Final

from concord.base.errors import Conflict, Invalid

FIELD: Final = "files"
MB: Final = 1024 * 1024
CHUNK: Final = MB
"""Bytes of content in one line of a file on disk, and in one part of an upload by script."""
SMALLEST_CHUNK: Final = 64 * 1024
LARGEST_CHUNK: Final = 2 * MB
LONGEST_NAME: Final = 150
MOST_FILES: Final = 200
"""Files that one side may put to one thing."""
MOST_LIMITS: Final = 4
"""How many files of the largest size that is taken one side may put to one thing, in bytes together."""
FINISH_WITHIN: Final = timedelta(days=7)


class Scan(StrEnum):
    """What the virus scanner said."""

    NOT_SCANNED = "not_scanned"
    CLEAN = "clean"
    INFECTED = "infected"


class Words(StrEnum):
    """What came of reading a document for its words; empty where nobody tried."""

    READ = "read"
    BEGINNING = "beginning"
    NONE = "none"
    LARGE = "large"
    FAILED = "failed"


class Removal(StrEnum):
    """Why the content of a file is gone."""

    TAKEN_BACK = "taken-back"
    INFECTED = "infected"
    REFUSED = "refused"
    FORGOTTEN = "forgotten"


SCAN_SAYS: Final[dict[str, str]] = {
    Scan.NOT_SCANNED: "Not scanned for viruses",
    Scan.CLEAN: "Scanned: no virus found",
    Scan.INFECTED: "A virus was found: the file was deleted",
}


WORDS_SAY: Final[dict[str, str]] = {
    "": "",
    Words.READ: "",
    Words.BEGINNING: "Search finds the words of its beginning only",
    Words.NONE: "Search finds no words in it: it holds pictures only, or is of a kind that is not read",
    Words.LARGE: "Search finds no words in it: it is too large to be read",
    Words.FAILED: "Search finds no words in it: it could not be read",
}
"""What is said of a document beside its name; nothing where all is well."""


class WrongOffsetError(Conflict):
    """A part of a file that does not follow what was received. `received` says from which byte to go on."""

    def __init__(self, received: int) -> None:
        super().__init__(f"Go on from byte {received}: so much of this file has been received.", field=FIELD)
        self.received = received


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file that is taken: what it is called after "a" or "an", its content type, the endings of its names."""

    a: str
    content_type: str
    endings: tuple[str, ...]


_OFFICE: Final = "application/vnd.openxmlformats-officedocument"
_OPEN: Final = "application/vnd.oasis.opendocument"
PDF: Final = Kind("a PDF", "application/pdf", ("pdf",))
DOCX: Final = Kind("a Word document", f"{_OFFICE}.wordprocessingml.document", ("docx",))
XLSX: Final = Kind("an Excel workbook", f"{_OFFICE}.spreadsheetml.sheet", ("xlsx",))
PPTX: Final = Kind("a PowerPoint presentation", f"{_OFFICE}.presentationml.presentation", ("pptx",))
ODT: Final = Kind("an OpenDocument text", f"{_OPEN}.text", ("odt",))
ODS: Final = Kind("an OpenDocument spreadsheet", f"{_OPEN}.spreadsheet", ("ods",))
ODP: Final = Kind("an OpenDocument presentation", f"{_OPEN}.presentation", ("odp",))
JPEG: Final = Kind("a JPEG picture", "image/jpeg", ("jpg", "jpeg"))
PNG: Final = Kind("a PNG picture", "image/png", ("png",))
TIFF: Final = Kind("a TIFF picture", "image/tiff", ("tif", "tiff"))
HEIC: Final = Kind("a HEIC picture", "image/heic", ("heic", "heif"))
TEXT: Final = Kind("plain text", "text/plain", ("txt",))
CSV: Final = Kind("a table in plain text", "text/csv", ("csv",))
KINDS: Final = (PDF, DOCX, XLSX, PPTX, ODT, ODS, ODP, JPEG, PNG, TIFF, HEIC, TEXT, CSV)
BY_ENDING: Final = {ending: kind for kind in KINDS for ending in kind.endings}
BY_TYPE: Final = {kind.content_type: kind for kind in KINDS}
ACCEPT: Final = ",".join(f".{ending}" for ending in BY_ENDING)
TAKEN: Final = (
    "Send a PDF, a Word, Excel or PowerPoint file (.docx, .xlsx, .pptx), an OpenDocument,"
    " a picture (JPEG, PNG, TIFF, HEIC) or plain text (.txt, .csv)."
)

TAKEN_IN_SHORT: Final = "PDF, Word, Excel, text and pictures are taken, several at once."
"""The same beside a field for files, before anybody has chosen one."""

_SAVE_ANEW: Final = "Open it in the program that made it, and save it as {new} or as a PDF."
INSTEAD: Final[dict[str, str]] = {
    "doc": _SAVE_ANEW.format(new="a Word document (.docx)"),
    "rtf": _SAVE_ANEW.format(new="a Word document (.docx)"),
    "xls": _SAVE_ANEW.format(new="an Excel workbook (.xlsx)"),
    "ppt": _SAVE_ANEW.format(new="a PowerPoint presentation (.pptx)"),
    "docm": "Save it as a Word document without macros (.docx) or as a PDF.",
    "xlsm": "Save it as an Excel workbook without macros (.xlsx) or as a PDF.",
    "pptm": "Save it as a PowerPoint presentation without macros (.pptx) or as a PDF.",
    "zip": "Take the files out of it, and send them one by one.",
    "eml": "Print the e-mail to a PDF, and send what was attached to it on its own.",
    "msg": "Print the e-mail to a PDF, and send what was attached to it on its own.",
    "gif": "Save the picture as JPEG or PNG.",
    "webp": "Save the picture as JPEG or PNG.",
    "bmp": "Save the picture as JPEG or PNG.",
}
"""What to do instead, for endings that people try."""

_SEPARATORS: Final = re.compile(r"[/\\]")
_INVISIBLE: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def clean_name(name: str) -> str:
    """A file's name fit to be shown and saved: the last part of a path, without invisible signs, at most 150 long.

    >>> clean_name("../jo/care  plan.pdf"), clean_name("..")
    ('care plan.pdf', 'file')
    """
    last = _SEPARATORS.split(unicodedata.normalize("NFC", name))[-1]
    seen = "".join(" " if sign.isspace() else sign for sign in last if sign.isspace() or _shows(sign))
    words = " ".join(re.sub(r'[<>:"|?*]', "-", seen).split()).strip(". ")
    stem, dot, ending = words.rpartition(".")
    if dot and len(ending) < LONGEST_NAME // 3:
        return f"{stem[: LONGEST_NAME - len(ending) - 1].rstrip()}.{ending}"
    return words[:LONGEST_NAME] or "file"


def _shows(sign: str) -> bool:
    return unicodedata.category(sign) not in _INVISIBLE


def ending_of(name: str) -> str:
    """The ending of a name in small letters, empty where it has none.

    >>> ending_of("Care plan.PDF"), ending_of("notes")
    ('pdf', '')
    """
    return name.rpartition(".")[2].lower() if "." in name else ""


def size_words(size: int) -> str:
    """A number of bytes as people read it, as their own computers show it.

    >>> size_words(0), size_words(900), size_words(340_000), size_words(1_258_291), size_words(250 * MB)
    ('0 bytes', '900 bytes', '332 KB', '1.2 MB', '250 MB')
    """
    if size < 1000:  # noqa: PLR2004  up to three digits as they are
        return f"{size} byte{'' if size == 1 else 's'}"
    amount, unit = (size / 1024, "KB") if size < 1000 * 1024 else (size / MB, "MB")
    if unit == "MB" and amount >= 1000:  # noqa: PLR2004  as above
        amount, unit = amount / 1024, "GB"
    return f"{amount:.{0 if unit == 'KB' or amount >= 100 else 1}f}".removesuffix(".0") + f" {unit}"  # noqa: PLR2004  as above


def too_large(name: str, limit: int) -> str:
    """What somebody is told whose file is too large."""
    return (
        f"The file {name} is larger than {size_words(limit)}, the most that one file may have."
        " Make it smaller, or send it in parts."
    )


def together_too_large(limit: int) -> str:
    """What somebody is told whose files are too large together."""
    return f"The files together are larger than {size_words(limit)}. Send some of them in a second step."


def check_announced(name: str, size: int, *, limit: int) -> None:
    """Raise Invalid for a file that its name and size alone rule out, before any of it is taken.

    `name` is clean; `size` and `limit` are bytes.
    """
    if size <= 0:
        raise Invalid(f"The file {name} is empty. Check that it was saved, and choose it again.", field=FIELD)
    if size > limit:
        raise Invalid(too_large(name, limit), field=FIELD)
    check_ending(name)


def check_ending(name: str) -> None:
    """Raise Invalid for a clean name whose ending says that it is of no kind that is taken."""
    ending = ending_of(name)
    if ending and ending not in BY_ENDING:
        says = f"The file {name} cannot be taken: files that end in .{ending} are not taken here."
        raise Invalid(f"{says} {INSTEAD.get(ending, TAKEN)}", field=FIELD)


def fitting_name(name: str, kind: Kind) -> str:
    """The name, with an ending where it has none. Raises Invalid where its ending says another kind than it is."""
    ending = ending_of(name)
    if not ending:
        return f"{name}.{kind.endings[0]}"
    if ending in kind.endings:
        return name
    named = BY_ENDING.get(ending)
    is_not = f"is not {named.a}: it is" if named else "does not end as its content does: it is"
    way_out = f", or make {named.a} of it" if named else ""
    says = f"The file {name} {is_not} {kind.a}. Save it under its own name (.{kind.endings[0]}){way_out}."
    raise Invalid(says, field=FIELD)
