"""A message that has only HTML, as plain text: words, lines, list signs, addresses of links. Nothing is loaded."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Final

LONGEST: Final = 1_000_000
"""Signs of HTML that are read."""
UNSEEN: Final = frozenset({"script", "style", "head", "title", "template", "noscript", "svg"})
BREAKS: Final = frozenset(
    {"p", "div", "tr", "table", "ul", "ol", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "pre"}
)
APART: Final = frozenset({"p", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table"})
OUTLOOK_REPLY: Final = frozenset({"divrplyfwdmsg", "x_divrplyfwdmsg", "appendonsend"})
MOST_QUOTES: Final = 8
RULE: Final = "_" * 32
"""What Outlook's plain text puts between an answer and what it answers."""


def text_of(html: str) -> str:
    """The words of a page. Quotations get "> " before each line, as they have in plain text."""
    reader = _Reader()
    reader.feed(html[:LONGEST])
    # Not `close`: on a page full of broken tags it looks for the end of each one through the whole rest.
    reader.handle_data(re.sub(r"<[^>]*>?", "", reader.rawdata))
    return reader.text()


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = []
        self.line = ""
        self.quotes = 0
        self.unseen = 0
        self.kept_as_typed = 0
        self.links: list[tuple[str, int, int]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Lines, quotations, and what is not shown."""
        given = {name: value or "" for name, value in attrs}
        if tag in UNSEEN:
            self.unseen += 1
        elif tag == "br":
            self._end_line()
        elif tag == "hr":
            self._new_line()
            self._rule()
        elif tag == "li":
            self._new_line()
            self.line = "- "
        elif tag in {"td", "th"} and self.line.strip():
            self.line += "  "
        elif tag == "img" and given.get("alt", "").strip():
            self.handle_data(f"[{given['alt'].strip()}]")
        elif tag == "a" and given.get("href", "").startswith(("http://", "https://")):
            self.links.append((given["href"], len(self.lines), len(self.line)))
        self._start_block(tag, given)

    def _start_block(self, tag: str, given: dict[str, str]) -> None:
        if tag in BREAKS:
            self._new_line(apart=tag in APART)
        if given.get("id", "").lower() in OUTLOOK_REPLY:
            self._rule()
        if tag == "blockquote":
            self.quotes += 1
        if tag == "pre":
            self.kept_as_typed += 1

    def handle_endtag(self, tag: str) -> None:
        """The ends of the same."""
        if tag in UNSEEN:
            self.unseen = max(0, self.unseen - 1)
        elif tag == "a" and self.links:
            self._write_out(*self.links.pop())
        if tag == "blockquote":
            self._new_line()
            self.quotes = max(0, self.quotes - 1)
        if tag in BREAKS or tag == "li":
            self._new_line(apart=tag in APART)
        if tag == "pre":
            self.kept_as_typed = max(0, self.kept_as_typed - 1)

    def handle_data(self, data: str) -> None:
        """Words, their blanks drawn together as a browser does."""
        if self.unseen:
            return
        if self.kept_as_typed:
            *whole, rest = data.split("\n")
            for part in whole:
                self.line += part
                self._end_line()
            self.line += rest
            return
        words = re.sub(r"\s+", " ", data)
        self.line += words.lstrip() if not self.line or self.line.endswith((" ", "\n")) else words

    def text(self) -> str:
        """What has been read, without more than one blank line anywhere."""
        self._end_line()
        return re.sub(r"((?:^|\n)(?:> ?)*[ \t]*)(?:\n(?:> ?)*[ \t]*(?=\n)){2,}", r"\1\n", "\n".join(self.lines)).strip()

    def _write_out(self, address: str, lines: int, signs: int) -> None:
        """After the words of a link its address, unless that is what the words are."""
        words = self.line[signs:] if lines == len(self.lines) else self.line
        if words.strip().rstrip("/") != address.rstrip("/") and words.strip():
            self.line = f"{self.line.rstrip()} ({address})"

    def _rule(self) -> None:
        self.line = RULE
        self._end_line()

    def _new_line(self, *, apart: bool = False) -> None:
        if self.line.strip():
            self._end_line()
        if apart and self.lines and self.lines[-1].strip("> "):
            self.line = ""
            self._end_line()

    def _end_line(self) -> None:
        self.lines.append(f"{'> ' * min(self.quotes, MOST_QUOTES)}{self.line.rstrip()}")
        self.line = ""
