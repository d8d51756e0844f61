"""Small real files of every kind that is taken, and some that are not, each made on the spot."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

PDF = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n"
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00\xff\xd9"
PNG = b"\x89PNG\r\n\x1a\n" + b"\0\0\0\rIHDR" + struct.pack("!IIBBBBB", 1, 1, 8, 0, 0, 0, 0) + b"\0" * 20
TIFF = b"II*\0\x08\0\0\0\0\0\0\0\0\0"
HEIC = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"\0" * 40
TEXT = "Chronology: seen at home on 2 November – no concerns.\r\n".encode()
LATIN = "Café notes, £20 a week\n".encode("cp1252")
CSV = b"date,what\n2026-11-02,visit\n"
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
EXE = b"MZ\x90\0\x03" + b"\0" * 200
RTF = rb"{\rtf1\ansi Hello}" + b"\0"
SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HTML = b"\xef\xbb\xbf  <!DOCTYPE html><title>x</title>"
GIF = b"GIF89a\x01\0\x01\0" + b"\0" * 60


def packed(parts: dict[str, bytes]) -> bytes:
    """A ZIP archive of parts."""
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return into.getvalue()


def office(main: str = "wordprocessingml.document.main+xml", **more: bytes) -> bytes:
    """An Office document whose main part is of this type; `more` parts, with two underscores for a slash."""
    types = f'<Types><Override PartName="/a.xml" ContentType="application/vnd.openxmlformats-officedocument.{main}"/>'
    parts = {"[Content_Types].xml": f"{types}</Types>".encode(), "_rels/.rels": b"<Relationships/>"}
    return packed(parts | {name.replace("__", "/"): content for name, content in more.items()})


def opened(kind: str = "text", manifest: bytes = b"<manifest/>", **more: bytes) -> bytes:
    """An OpenDocument file."""
    parts = {"mimetype": f"application/vnd.oasis.opendocument.{kind}".encode(), "META-INF/manifest.xml": manifest}
    return packed(parts | {name.replace("__", "/"): content for name, content in more.items()})


DOCX = office()
XLSX = office("spreadsheetml.sheet.main+xml")
PPTX = office("presentationml.presentation.main+xml")


def locked() -> bytes:
    """An archive whose entry says that it is encrypted."""
    made = bytearray(DOCX)
    for sign, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        made[made.index(sign) + at] |= 1
    return bytes(made)


def bomb(declared: int = 4 * 2**30 - 2) -> bytes:
    """An archive that says of its one part that it unpacks to far more than it is."""
    made = bytearray(DOCX)
    at = made.rindex(b"PK\x01\x02") + 24
    made[at : at + 4] = struct.pack("<I", declared)
    return bytes(made)


def swollen(size: int = 120 * 2**20) -> bytes:
    """An archive with a part of this size that packs to a thousandth."""
    squeezed = zlib.compressobj(9, zlib.DEFLATED, -15)
    data = squeezed.compress(b"\0" * size) + squeezed.flush()
    name = b"word/document.xml"
    shared = struct.pack("<HHHHHIIIHH", 20, 0, 8, 0, 0x21, 0, len(data), size, len(name), 0)
    end_of = struct.pack("<HHHII", 0, 0, 0, 0, 0)
    first = b"PK\x03\x04" + shared + name + data
    listed = b"PK\x01\x02" + struct.pack("<H", 20) + shared + end_of + name
    end = b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, 1, 1, len(listed), len(first), 0)
    return first + listed + end
