"""Reads a file of legislation.gov.uk's own XML safely, and refuses in one sentence what is not one.

Nothing here knows the rulebook. The format is Crown Legislation Markup Language: `Legislation` at the top, metadata,
then `Primary` with the provisions. No entity is expanded, no document type is allowed, nothing is fetched.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from concord.base.errors import Invalid

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

LEGISLATION = "http://www.legislation.gov.uk/namespaces/legislation"
METADATA = "http://www.legislation.gov.uk/namespaces/metadata"
NAMES = {
    "leg": LEGISLATION,
    "ukm": METADATA,
    "dc": "http://purl.org/dc/elements/1.1/",
    "dct": "http://purl.org/dc/terms/",
    "atom": "http://www.w3.org/2005/Atom",
}
LARGEST = 30 * 1024 * 1024
"""The most that is read, in bytes. The whole Care Act is about a tenth of it."""

_CHUNK = 256 * 1024
_GET = "Download the XML of the section or the Act from legislation.gov.uk: its address with /data.xml at the end"


def content_of(path: Path) -> bytes:
    """The bytes of a file. Raises `Invalid` where there is none, or it is too large or empty."""
    try:
        if path.is_dir():
            raise Invalid(f"{path} is a folder. Name one XML file in it.")
        size = path.stat().st_size
        if size > LARGEST:
            limit = LARGEST // (1024 * 1024)
            raise Invalid(f"{path} is larger than {limit} MB, which no Act is. Download one section instead.")
        content = path.read_bytes()
    except FileNotFoundError:
        raise Invalid(f"There is no file {path}. Check the name.") from None
    except OSError as error:
        raise Invalid(f"{path} cannot be read: {error.strerror}. Check who may read it.") from None
    if not content.strip():
        raise Invalid(f"{path} is empty. {_GET}.")
    return content


def parse(name: str, content: bytes, *, progress: Callable[[float], None] = lambda _: None) -> etree._Element:
    """The `Legislation` element of a file. Raises `Invalid` for anything else, saying what it is where that is known.

    `progress` is told how much of the file has been read, from 0 to 1.
    """
    parser = etree.XMLPullParser(
        events=("start",),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
    )
    try:
        for start in range(0, len(content), _CHUNK):
            parser.feed(content[start : start + _CHUNK])
            progress(min(1.0, (start + _CHUNK) / len(content)))
        root = parser.close()
    except etree.XMLSyntaxError as error:
        raise Invalid(_not_xml(name, content, error)) from None
    if root.getroottree().docinfo.internalDTD is not None:
        if etree.QName(root).localname.lower() == "html":
            raise Invalid(_web_page(name))
        raise Invalid(f"{name} declares a document type, which files of legislation.gov.uk do not. {_GET}.")
    _refuse_other(name, root)
    return root


def _not_xml(name: str, content: bytes, error: etree.XMLSyntaxError) -> str:
    head = content[:2000].lstrip().lower()
    if b"<html" in head or head.startswith(b"<!doctype html"):
        return _web_page(name)
    if not head.removeprefix(b"\xef\xbb\xbf").startswith(b"<") and b"\x00" not in head[:200]:
        return f"{name} is not XML. {_GET}."
    line = error.position[0] if error.position else 0
    tail = content[-2000:].rstrip()
    if not tail.endswith(b">") or b"</Legislation>" not in tail:
        return f"{name} breaks off at line {line}, before the XML is complete. Download it again."
    return f"{name} is not well-formed XML: line {line} is broken. Download it again, and do not edit it."


def _web_page(name: str) -> str:
    return f"{name} is a web page, not the XML behind it. {_GET}."


def _refuse_other(name: str, root: etree._Element) -> None:
    tag = etree.QName(root)
    if tag.localname == "akomaNtoso":
        raise Invalid(f"{name} is Akoma Ntoso (data.akn). Concord reads data.xml: {_GET[0].lower()}{_GET[1:]}.")
    if tag.localname.lower() == "html":
        raise Invalid(_web_page(name))
    if tag.localname != "Legislation" or tag.namespace != LEGISLATION:
        raise Invalid(f"{name} is XML, but not legislation: it begins with <{tag.localname}>. {_GET}.")
    if root.find("leg:Primary", NAMES) is None and root.find("leg:Contents", NAMES) is not None:
        raise Invalid(f"{name} is a table of contents without the provisions. {_GET}.")
    if root.find("leg:Secondary", NAMES) is not None:
        raise Invalid(f"{name} is an instrument, not an Act: {title(root)}. {_GET}.")
    if root.find("leg:Primary", NAMES) is None:
        raise Invalid(f"{name} has no provisions in it. {_GET}.")


def title(root: etree._Element) -> str:
    """The title of the legislation, or words that say that there is none."""
    return text(root, "ukm:Metadata/dc:title") or "one without a title"


def text(root: etree._Element, path: str) -> str:
    """The text of the first element at a path, in one line, or nothing."""
    found = root.find(path, NAMES)
    return " ".join("".join(map(str, found.itertext())).split()) if found is not None else ""
