"""What of a text can be found, and what a query looks for. Pure, on plain text; nothing here is kept or secret yet.

A word becomes the term `w:` and its English stem, its beginnings `p:…`; whatever has a digit in it is found as typed,
without its hyphens, stops and spaces (`x:`). `s:` is a scope: who may see the document.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

import snowballstemmer  # type: ignore[import-untyped]

from concord.base.errors import Invalid

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

SHORTEST_BEGINNING = 3
LONGEST_BEGINNING = 8
MOST_WORDS = 20
"""Words in one query."""

MOST_TERMS = 20_000
"""Terms that one text adds to the index: some eighty pages of nothing but different words. What follows is left out."""

LITTLE_WORDS = frozenset(
    [
        *(
            "a",
            "an",
            "and",
            "are",
            "as",
            "at",
            "be",
            "been",
            "but",
            "by",
            "for",
            "from",
            "had",
            "has",
            "have",
            "he",
            "her",
        ),
        *("him", "his", "if", "in", "into", "is", "of", "on", "or", "our", "she", "so", "that", "the", "their"),
        *("them", "then", "there", "they", "this", "to", "was", "we", "were", "which", "with", "you", "your"),
    ]
)
"""Words that say nothing by themselves. Not kept: they would show an onlooker what English looks like in fingerprints.

None of them is a name or an abbreviation: "will", "may", "it" and "us" are kept.
"""

_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "\u0131": "i"}
    | dict.fromkeys("\u2018\u2019\u02bc", "'")  # the apostrophes that word processors set
    | dict.fromkeys("\u2010\u2011", "-")  # and their hyphens
)
_RUN = re.compile(r"[^\W_]+(?:[-'./][^\W_]+)*")
_JOINT = re.compile(r"[-./]")
_POSSESSIVE = re.compile(r"'s(?![^\W_])")
_DIGIT = re.compile(r"\d")
_TEN_DIGITS = re.compile(r"(?<!\d)(\d{3}) (\d{3}) (\d{4})(?!\d)")
_ASKED = re.compile(r'(-?)(?:"([^"]*)"?|(\S+))')


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for: of each group in `every` at least one term; and never all terms of a group in `without`."""

    every: tuple[tuple[str, ...], ...]
    without: tuple[tuple[str, ...], ...]


def terms(texts: Iterable[str], exact: Iterable[str] = ()) -> frozenset[str]:
    """The terms by which a document is found: its words, their beginnings, and what is found as typed.

    >>> sorted(terms(["Mrs Fletcher's carers"]))[:5]
    ['p:car', 'p:care', 'p:carer', 'p:fle', 'p:flet']
    >>> sorted(terms([], exact=["LAS-20417"]))
    ['w:las', 'x:20417', 'x:las20417']
    """
    found = {"x:" + joined for typed in exact if (joined := _as_typed(typed))}
    for text in (*texts, *exact):
        for term in _kept(folded(text)):
            found.add(term)
            if len(found) >= MOST_TERMS:
                return frozenset(found)
    return frozenset(found)


def asked(text: str) -> Query:
    """A query as somebody types it: all its words, `-word` for none such, quotation marks for words as they stand.

    Words in quotation marks must all be there, in any order: the index does not know which word stood beside which.
    A last word of three to eight letters may be the beginning of one. Raises Invalid (field "query") for more than
    twenty words.

    >>> asked("housing -refused Flet")
    Query(every=(('w:hous',), ('w:flet', 'p:flet')), without=(('w:refus',),))
    """
    every: dict[tuple[str, ...], None] = {}
    without: dict[tuple[str, ...], None] = {}
    plain = _TEN_DIGITS.sub(r"\1\2\3", folded(text).translate({0x201C: '"', 0x201D: '"'}))
    for minus, quoted, word in _ASKED.findall(plain):
        group = tuple(dict.fromkeys(_looked_for(quoted or word)))
        if minus and group:
            without[group] = None
        elif not minus:
            every.update({(term,): None for term in group})
    if len(every) + sum(map(len, without)) > MOST_WORDS:
        raise Invalid(f"Search for at most {MOST_WORDS} words at a time.", field="query")
    return Query(_with_beginning(plain, tuple(every)), tuple(without))


def scope(name: str) -> str:
    """The term of a scope, such as the scope "body:gss:E10000012"."""
    return f"s:{name}"


def folded(text: str) -> str:
    """Text without what does not tell words apart: case, accents, the shape of signs.

    >>> folded("Müller, GRÖSSE, Łucja ﬁle")
    'muller, grosse, lucja file'
    """
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKC", text).casefold().translate(_LETTERS)
    return "".join(sign for sign in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(sign))


def _runs(plain: str) -> Iterator[list[str]]:
    """The words of folded text, those that hyphens, stops and strokes join together."""
    for run in _RUN.findall(_POSSESSIVE.sub("", plain)):
        yield _JOINT.split(run.replace("'", ""))


def _kept(plain: str) -> Iterator[str]:
    """The terms of folded text. What has a digit in it is kept in its parts, each two of them joined, and all."""
    for parts in _runs(plain):
        if len(parts) > 1 and any(map(_DIGIT.search, parts)):
            yield "x:" + "".join(parts)
            yield from ("x:" + one + other for one, other in pairwise(parts))
        for part in parts:
            yield from _of_part(part)
    for ten in _TEN_DIGITS.findall(plain):
        yield "x:" + "".join(ten)


@lru_cache(maxsize=16_384)
def _of_part(part: str) -> tuple[str, ...]:
    """The terms of one word: itself and its beginnings."""
    if not part.isalpha() or part in LITTLE_WORDS:
        return tuple(_word(part))
    longest = min(LONGEST_BEGINNING, len(part) - 1)
    return (*_word(part), *("p:" + part[:length] for length in range(SHORTEST_BEGINNING, longest + 1)))


def _looked_for(plain: str) -> Iterator[str]:
    """The terms of folded text in a query: what has a digit in it is looked for joined."""
    for parts in _runs(plain):
        joined = "".join(parts)
        for part in [joined] if _DIGIT.search(joined) else parts:
            yield from _word(part)


def _word(part: str) -> Iterator[str]:
    if _DIGIT.search(part):
        yield "x:" + part
    elif part not in LITTLE_WORDS:
        yield "w:" + _stem(part)


def _with_beginning(plain: str, every: tuple[tuple[str, ...], ...]) -> tuple[tuple[str, ...], ...]:
    """The same, where the last word is neither quoted nor left out, with the words that begin as it does."""
    last = (plain.split() or [""])[-1]
    part = _POSSESSIVE.sub("", last).replace("'", "")
    if not every or not part.isalpha() or not SHORTEST_BEGINNING <= len(part) <= LONGEST_BEGINNING:
        return every
    word = ("w:" + _stem(part),)
    return tuple((*group, "p:" + part) if group == word else group for group in every)


def _as_typed(typed: str) -> str:
    return "".join(sign for sign in folded(typed) if sign.isalnum())


@lru_cache(maxsize=65_536)
def _stem(word: str) -> str:
    # A stemmer keeps the word that it works on: one for each word, because threads would share it.
    stem: str = snowballstemmer.stemmer("english").stemWord(word)
    return stem
