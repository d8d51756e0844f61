"""E-mails as a bundle prints them: a long paragraph that stood word for word in one before is not printed again.

How a link works, and whom to ring, goes with every e-mail. Nothing is lost: the first stands, the ZIP has each whole.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

AGAIN: Final = "[…]"
"""What stands for a paragraph that was printed before."""
_LONG: Final = 80
"""Characters from which a paragraph that comes again is left out."""


def once(texts: Iterable[str]) -> list[str]:
    """The texts in their order, each long paragraph only where it stands first.

    >>> gap = chr(10) * 2
    >>> long = "Can you not reach this mailbox? Ring Wren Okafor on 01632 960 001, who can send one."
    >>> once([f"Asked.{gap}{long}", f"Asked again.{gap}{long}{gap}{long}{gap}Thank you."])[1].split(gap)
    ['Asked again.', '[…]', 'Thank you.']
    """
    printed: set[str] = set()
    return [_without(text, printed) for text in texts]


def _without(text: str, printed: set[str]) -> str:
    """A text without what was printed, which it adds to; several in a row are one mark."""
    shown: list[str] = []
    for paragraph in text.split("\n\n"):
        words = paragraph.strip()
        again = len(words) >= _LONG and words in printed
        printed.add(words)
        if not again:
            shown.append(paragraph)
        elif shown[-1:] != [AGAIN]:
            shown.append(AGAIN)
    return "\n\n".join(shown)
