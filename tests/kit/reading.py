"""Reads a page as a person does: its title, its headings, what is wrong with the form, the words in it."""

from __future__ import annotations

import re
from typing import Protocol

from lxml import html


class Answer(Protocol):
    """What a door gave back."""

    status_code: int
    content: bytes


class Page:
    """A page that came back from a door."""

    def __init__(self, answer: Answer) -> None:
        self.status = answer.status_code
        self.tree = html.fromstring(answer.content.decode())
        for line_break in self.tree.iter("br"):
            line_break.tail = f" {line_break.tail or ''}"

    @property
    def title(self) -> str:
        """What the browser's tab says."""
        return _plain(self.tree.findtext(".//title") or "")

    @property
    def heading(self) -> str:
        """The one first-level heading."""
        (heading,) = self.tree.xpath("//h1")
        return _plain(heading.text_content())

    @property
    def words(self) -> str:
        """Everything that can be read in the main part."""
        (main,) = self.tree.xpath("//main")
        return _plain(main.text_content())

    @property
    def errors(self) -> list[str]:
        """The lines of the error summary; each link must lead to something on the page."""
        links = self.tree.xpath("//*[contains(@class, 'govuk-error-summary')]//li")
        for target in self.tree.xpath("//*[contains(@class, 'govuk-error-summary')]//li/a/@href"):
            assert self.tree.xpath("//*[@id=$id]", id=target.removeprefix("#")), f"{target} leads nowhere."
        return [_plain(link.text_content()) for link in links]

    def links(self) -> dict[str, str]:
        """The links of the main part by their words."""
        return {_plain(link.text_content()): link.get("href") for link in self.tree.xpath("//main//a[@href]")}


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()
