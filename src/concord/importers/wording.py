"""The words of an official provision: as lines to read, and normalised so that they can be compared.

Normalised means: the provision's own words without those of its numbered paragraphs, without numbers, headings,
footnotes and prospective changes; Unicode NFC; straight quotation marks; every dash a hyphen; white space one blank;
no blank before punctuation; a row of dots (a repeal) nothing. `docs/law/official-words.md` explains it to lawyers.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from typing import TYPE_CHECKING

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Iterator

_NOTES = frozenset({"CommentaryRef", "FootnoteRef", "Footnote", "Commentary", "MarginNote"})
_HEADINGS = frozenset({"Pnumber", "Title", "Number", "TitleBlock", "Reference"})
_SILENT = _NOTES | _HEADINGS
_BREAKS = frozenset({"Text", "Para", "ListItem", "tr", "td", "th", "BlockText"})
_STRAIGHT = str.maketrans(
    {
        **dict.fromkeys("\u2018\u2019\u201b", "'"),  # single quotation marks and the apostrophe
        **dict.fromkeys("\u201c\u201d\u201e", '"'),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),  # hyphens, dashes, the minus sign
    }
)
_DOTS = re.compile(r"(?:[.…]\s*){4,}|…(?:\s*…)*")
_BEFORE_PUNCTUATION = re.compile(r"\s+(?=[,;:.)\]-])|(?<=[(\[])\s+")
_PROVISION = re.compile(r"(?:P[1-7]|Schedule)\Z")


def name_of(element: etree._Element) -> str:
    """The local name of an element; empty for a comment or a processing instruction."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def is_provision(element: etree._Element) -> bool:
    """Whether an element is a numbered provision or a schedule of this Act. What an amendment quotes has no URI."""
    return bool(_PROVISION.match(name_of(element))) and bool(element.get("IdURI"))


def label(element: etree._Element) -> str:
    """The number of a provision as printed: "6", "(7)", "(a)"."""
    number = next((child for child in element if name_of(child) == "Pnumber"), None)
    if number is None:
        return ""
    word = "".join("".join(_own(number, _NOTES)).split())
    return word if name_of(element) == "P1" or not word else f"({word})"


def own_words(element: etree._Element) -> str:
    """The provision's own words, without those of its numbered paragraphs, as they are written."""
    return _one_line("".join(_own(element, _SILENT)))


def normalised(words: str) -> str:
    """Words reduced to what makes a difference in law.

    >>> normalised("the council’s  duty — to")
    "the council's duty- to"
    >>> normalised(". . . . . . . . . .")
    ''
    """
    plain = _DOTS.sub(" ", unicodedata.normalize("NFC", words)).translate(_STRAIGHT)
    return _BEFORE_PUNCTUATION.sub("", _one_line(plain))


def digest(element: etree._Element) -> str:
    """SHA-256 of the normalised own words, in hexadecimal; empty where there are none."""
    words = normalised(own_words(element))
    return hashlib.sha256(words.encode()).hexdigest() if words else ""


def lines(element: etree._Element, depth: int = 0) -> Iterator[str]:
    """The whole provision as lines to read: its words, then its paragraphs with their numbers, two blanks deeper."""
    number = label(element)
    pending = [number] if number else []
    for part in _parts(element):
        if isinstance(part, str):
            if shown := _one_line(part):
                yield "  " * depth + " ".join((*pending, shown))
                pending = []
        else:
            if pending:
                yield "  " * depth + " ".join(pending)
                pending = []
            yield from lines(part, depth + 1)
    if pending:
        yield "  " * depth + " ".join(pending)


def has_prospective_words(element: etree._Element) -> bool:
    """Whether the provision's own words carry a change that has not come into force."""
    return any(
        found.get("Prospective") == "true"
        for found in element.iter("{*}Addition", "{*}Substitution", "{*}Repeal")
        if nearest_provision(found) is element
    )


def nearest_provision(element: etree._Element) -> etree._Element | None:
    """The numbered provision that an element stands in, itself not counted."""
    return next((above for above in element.iterancestors() if is_provision(above)), None)


def _parts(element: etree._Element) -> Iterator[str | etree._Element]:
    """Own words and numbered paragraphs in the order of the Act; words that stand together are one part."""
    gathered: list[str] = []
    for piece in _walk(element):
        if isinstance(piece, str):
            gathered.append(piece)
        else:
            yield "".join(gathered)
            gathered = []
            yield piece
    yield "".join(gathered)


def _walk(element: etree._Element) -> Iterator[str | etree._Element]:
    """The text and the numbered paragraphs below an element, whose own leading text the caller has."""
    for child in element:
        if is_provision(child):
            yield child
        elif name_of(child) and name_of(child) not in _SILENT and not _is_prospective_addition(child):
            yield child.text or ""
            yield from _walk(child)
            if name_of(child) in _BREAKS:
                yield "\n"
        yield child.tail or ""


def _own(element: etree._Element, silent: frozenset[str]) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if is_provision(child):
            yield " "
        elif name_of(child) and name_of(child) not in silent and not _is_prospective_addition(child):
            yield from _own(child, silent)
            if name_of(child) in _BREAKS:
                yield " "
        yield child.tail or ""


def _is_prospective_addition(element: etree._Element) -> bool:
    """Words that will be added and are not law yet. A prospective repeal leaves its words in force."""
    return name_of(element) in {"Addition", "Substitution"} and element.get("Prospective") == "true"


def _one_line(words: str) -> str:
    return " ".join(words.split())
