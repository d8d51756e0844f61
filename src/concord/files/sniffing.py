"""What kind of file something is, told by its content and never by its name; and what no file taken here may hold."""

from __future__ import annotations

import struct
import zipfile
import zlib
from typing import IO, TYPE_CHECKING, Final, Protocol, cast

import filetype  # type: ignore[import-untyped]  # it has no types of its own

from concord.base.errors import Invalid
from concord.files import rules
from concord.files.rules import CHUNK, FIELD, MB, Kind

if TYPE_CHECKING:
    from collections.abc import Iterator


class Readable(Protocol):
    """Content that can be read at any place, such as `content.Content`."""

    def read(self, count: int = -1, /) -> bytes:
        """So many bytes."""

    def seek(self, offset: int, whence: int = 0, /) -> int:
        """Go to a place."""


HEAD: Final = 8192
_OLD_OFFICE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PROGRAMS: Final = (b"MZ", b"\x7fELF", b"\xcf\xfa\xed\xfe", b"\xce\xfa\xed\xfe", b"\xca\xfe\xba\xbe", b"#!")
_PICTURES: Final = {
    b"\xff\xd8\xff": rules.JPEG,
    b"\x89PNG\r\n\x1a\n": rules.PNG,
    b"II*\0": rules.TIFF,
    b"MM\0*": rules.TIFF,
}
_HEIC_BRANDS: Final = {b"heic", b"heix", b"heim", b"heis", b"mif1"}
_PAGES: Final = (b"<!doctype", b"<html", b"<svg", b"<?xml", b"<script", b"<head", b"<body")
_CONTROLS: Final = frozenset(range(32)) - set(b"\t\n\r\f")

_PARTS: Final = {
    b"wordprocessingml.document.main+xml": rules.DOCX,
    b"spreadsheetml.sheet.main+xml": rules.XLSX,
    b"presentationml.presentation.main+xml": rules.PPTX,
    b"presentationml.slideshow.main+xml": rules.PPTX,
}
_OPEN_TYPES: Final = {kind.content_type.encode(): kind for kind in (rules.ODT, rules.ODS, rules.ODP)}
MOST_ENTRIES: Final = 10_000
LARGEST_UNPACKED: Final = 1024 * MB
MOST_TIMES: Final = 200
"""How many times its packed size a document may unpack to, once that is more than 100 MB."""
_PROGRAM_ENDINGS: Final = (
    *(".exe", ".dll", ".com", ".scr", ".pif", ".msi", ".bat", ".cmd", ".ps1", ".vbs", ".vbe", ".js", ".jse", ".wsf"),
    *(".hta", ".jar", ".lnk", ".sh", ".app", ".apk", ".iso", ".cpl", ".reg"),
)
_ZIP_FAULTS: Final = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    ValueError,
    EOFError,
    NotImplementedError,
    RuntimeError,
    KeyError,
)


def kind_of(content: Readable, name: str) -> Kind:
    """The kind of a whole content. `name` is clean; it names the file in sentences and parts .txt from .csv.

    Raises Invalid (field "files") for what is of no kind taken, is locked by a password, or holds programs or macros.
    """
    content.seek(0)
    head = content.read(HEAD)
    if head.startswith(b"PK\x03\x04"):
        return _packed(content, name)
    if head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"%PDF-"):
        return rules.PDF
    for sign, picture in _PICTURES.items():
        if head.startswith(sign):
            return picture
    if head[4:8] == b"ftyp" and head[8:12] in _HEIC_BRANDS:
        return rules.HEIC
    if head.startswith(_OLD_OFFICE):
        raise _not_taken(name, "it is an older Office file, or locked by a password", "without a password")
    if head.startswith(_PROGRAMS):
        raise Invalid(f"The file {name} is a program. Programs are not taken.", field=FIELD)
    if _is_text(content):
        return _text(head, name)
    raise _unknown(head, name)


def _text(head: bytes, name: str) -> Kind:
    if head.removeprefix(b"\xef\xbb\xbf").lstrip().lower().startswith(_PAGES):
        says = "is a web page or a drawing for one. Those are not taken: print it to a PDF, and send that"
        raise Invalid(f"The file {name} {says}.", field=FIELD)
    return rules.CSV if rules.ending_of(name) in rules.CSV.endings else rules.TEXT


def _is_text(content: Readable) -> bool:
    """Whether there is no control sign in it: UTF-8 or, as older programs write, one of the Latin encodings."""
    return all(_CONTROLS.isdisjoint(chunk) for chunk in _all_of(content))


def _all_of(content: Readable) -> Iterator[bytes]:
    content.seek(0)
    while chunk := content.read(CHUNK):
        yield chunk


def _unknown(head: bytes, name: str) -> Invalid:
    found = filetype.guess(head)
    but = f"its content is that of a .{found.extension} file" if found else "it cannot be told what its content is"
    return _not_taken(name, but, "")


def _opening(name: str) -> str:
    named = rules.BY_ENDING.get(rules.ending_of(name))
    return f"The file {name} is not {named.a}: it is" if named else f"The file {name} is"


def _not_taken(name: str, but: str, how: str) -> Invalid:
    named = rules.BY_ENDING.get(rules.ending_of(name))
    if named is None:
        return Invalid(f"The file {name} cannot be taken: {but}. {rules.TAKEN}", field=FIELD)
    save = " ".join(filter(None, (f"save it as {named.a}", how)))
    return Invalid(
        f"The file {name} is not {named.a}: {but}. Open it in the program that made it, and {save}.", field=FIELD
    )


def _packed(content: Readable, name: str) -> Kind:
    try:
        with zipfile.ZipFile(cast("IO[bytes]", content)) as archive:
            _check_entries(archive.infolist(), name)
            return _document(archive, name)
    except _ZIP_FAULTS as error:
        says = "is damaged, so it cannot be opened. Open and save it anew in the program that made it, and send that"
        raise Invalid(f"The file {name} {says}.", field=FIELD) from error


def _check_entries(entries: list[zipfile.ZipInfo], name: str) -> None:
    packed, unpacked = sum(entry.compress_size for entry in entries), sum(entry.file_size for entry in entries)
    bomb = unpacked > LARGEST_UNPACKED or (unpacked > 100 * MB and unpacked > MOST_TIMES * max(packed, 1))
    if bomb or len(entries) > MOST_ENTRIES:
        raise Invalid(f"The file {name} unpacks to far more than a document holds, so it is not taken.", field=FIELD)
    if any(entry.flag_bits & 1 for entry in entries):
        raise Invalid(_LOCKED.format(name), field=FIELD)
    inside = [entry.filename.lower() for entry in entries]
    if any(path.endswith(_PROGRAM_ENDINGS) for path in inside):
        raise Invalid(f"The file {name} has a program inside. Take it out, and send the file again.", field=FIELD)
    if any(_is_macro(path) for path in inside):
        raise Invalid(_MACROS.format(name), field=FIELD)


def _is_macro(path: str) -> bool:
    return "vbaproject" in path or "/macrosheets/" in path or path.startswith(("basic/", "scripts/"))


def _document(archive: zipfile.ZipFile, name: str) -> Kind:
    """Which document it is, told by the part that says so."""
    if declared := _read(archive, "mimetype"):
        if b"encryption-data" in _read(archive, "META-INF/manifest.xml"):
            raise Invalid(_LOCKED.format(name), field=FIELD)
        if found := _OPEN_TYPES.get(declared.strip()):
            return found
    types = _read(archive, "[Content_Types].xml")
    if b"macroenabled" in types.lower():
        raise Invalid(_MACROS.format(name), field=FIELD)
    for part, kind in _PARTS.items():
        if part in types:
            return kind
    raise Invalid(f"{_opening(name)} a ZIP archive. Take the files out of it, and send them one by one.", field=FIELD)


def _read(archive: zipfile.ZipFile, path: str) -> bytes:
    """The beginning of one part, empty where there is no such part: never more than it is worth."""
    if path not in archive.namelist():
        return b""
    with archive.open(path) as part:
        return part.read(MB)


_LOCKED: Final = (
    "The file {} is locked by a password. Save it without one, and send that: only the other side can open it."
)
_MACROS: Final = "The file {} holds macros, which can do harm. Save it without macros, or as a PDF, and send that."
