"""What in a reply is new, and what is quoted or signed under it. Both are kept; the second is folded away on pages.

Where it cannot be told, everything is new: better to show a quotation than to hide an answer.
"""

from __future__ import annotations

import re
from typing import Final

WROTE_LINES: Final = 4
HEADER_WITHIN: Final = 6
LOOKED_AT: Final = 250
"""Signs of a line that are looked at: lines may be as long as their writer likes, and patterns take their time."""

_WROTE: Final = re.compile(
    r"(on\b(?=.*(\d{4}|\d[:.]\d\d|@)).{4,300}\bwrote|.{3,200}\bwrote on \d{1,2}[./-]\d.{4,80}"
    r"|.{3,200}\bon \d{1,2}[./-]\d.{4,80}\bwrote)\s*:\s*\Z",
    re.IGNORECASE,
)
_BEGINS_WROTE: Final = re.compile(r"(on\b|.*\bon \d|.*<[^<>\s]+@[^<>\s]+>)", re.IGNORECASE)
_RULE: Final = re.compile(
    r"\s*(-{2,} ?(original (message|appointment)|forwarded message|forwarded by .*?|reply message) ?-{2,}.*"
    r"|begin forwarded message:)\s*\Z",
    re.IGNORECASE,
)
_LINE: Final = re.compile(r"\s*[_\-=]{10,}\s*\Z")
_FROM: Final = re.compile(r"\s*\*?from:\*?\s*\S", re.IGNORECASE)
_OTHERS: Final = re.compile(r"\s*\*?(sent|date|to|subject|cc):\*?\s", re.IGNORECASE)
_LOTUS: Final = re.compile(
    r"(?:.*\n)?.*\bto:?\s.*(?:\n.*){0,4}\bcc:?(?:\s.*)?(?:\n.*){0,3}\bsubject:?\s", re.IGNORECASE
)
_SIGNED: Final = re.compile(
    r"(-- ?|sent from (my|outlook|mail for|yahoo)\b.{0,60}|get outlook for .{2,40}|\*{10,}.*"
    r"|this (e-?mail|message|communication)\b.{0,200}\b(confidential|privileged|intended (only|solely|for))\b.*)\Z",
    re.IGNORECASE,
)


def fold(text: str) -> tuple[str, str]:
    r"""The new words, and what is folded away under them.

    >>> fold("Yes, we can.\n\nOn 22 Nov 2026, Jo wrote:\n> Can you?")
    ('Yes, we can.', 'On 22 Nov 2026, Jo wrote:\n> Can you?')
    """
    lines = text.strip("\n").split("\n")
    at = next((number for number in range(len(lines)) if _quote_begins(lines, number)), len(lines))
    new, quoted = lines[:at], lines[at:]
    if below := _below(quoted):
        return _interleaved(new, quoted, below)
    if quoted and not _words(new):  # answered inside the quotation, or not at all
        return text.strip(), ""
    new, signature = _signed(new)
    return _joined(new), _joined([*signature, *quoted])


def _quote_begins(lines: list[str], number: int) -> bool:
    line, after = lines[number][:LOOKED_AT], [other[:LOOKED_AT] for other in lines[number + 1 : number + HEADER_WITHIN]]
    if line.startswith(">") or _RULE.match(line):
        return True
    if _BEGINS_WROTE.match(line.strip()) and any(
        _WROTE.match(" ".join(part.strip() for part in [line, *after[:many]])) for many in range(WROTE_LINES)
    ):
        return True
    if _FROM.match(line) or (_LINE.match(line) and any(_FROM.match(other) for other in after[:3])):
        return sum(bool(_OTHERS.match(other)) for other in after) > 1
    return bool(line[:1].isspace() and _LOTUS.match("\n".join([line, *after])))


def _below(quoted: list[str]) -> list[str]:
    """The lines without ">" that stand under lines with it: an answer below or amid what it answers."""
    first = next((number for number, line in enumerate(quoted) if line.startswith(">")), None)
    if first is None or first > WROTE_LINES + 1:
        return []
    rest = [line for line in quoted[first:] if not line.startswith(">")]
    unsigned, _ = _signed(rest)
    return unsigned if _words(unsigned) and not any(_quote_begins(rest, n) for n in range(len(rest))) else []


def _interleaved(new: list[str], quoted: list[str], below: list[str]) -> tuple[str, str]:
    """Under one block of quotation the answer is what is not quoted; amid several it is not understood without them."""
    marks = [line.startswith(">") for line in quoted if line.strip()]
    blocks = sum(mark and not before for before, mark in zip([False, *marks], marks, strict=False))
    if blocks > 1:
        return _joined([*new, *quoted]), ""
    first = next(number for number, line in enumerate(quoted) if line.startswith(">"))
    tail = len(quoted) - 1 - next(n for n, line in enumerate(reversed(quoted)) if line.startswith(">"))
    _, signature = _signed(quoted[tail + 1 :])
    folded = [*quoted[: first + 1], *quoted[first + 1 : tail + 1], *signature]
    return _joined([*new, *below]), _joined(folded)


def _signed(lines: list[str]) -> tuple[list[str], list[str]]:
    at = next(
        (number for number, line in enumerate(lines) if _SIGNED.match(line[:LOOKED_AT].strip() or " ")), len(lines)
    )
    return (lines[:at], lines[at:]) if _words(lines[:at]) else (lines, [])


def _words(lines: list[str]) -> bool:
    return any(line.strip() for line in lines)


def _joined(lines: list[str]) -> str:
    return "\n".join(lines).strip("\n")
