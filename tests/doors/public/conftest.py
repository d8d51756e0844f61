"""The public pages asked from outside: with the packaged register of England, or with an invented county."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from django.db import transaction
from django.test import Client
from lxml import html

from concord.base import clock
from concord.base.actor import Actor
from concord.registry import services
from kit import editions

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
BLOCKS = ("title", "h1", "h2", "h3", "p", "div", "li", "dt", "dd", "th", "td", "caption", "summary", "option")


@pytest.fixture(autouse=True)
def _at_nine():
    with clock.at(NOW):
        yield


@pytest.fixture(scope="module")
def england(django_db_setup, django_db_blocker):
    """The packaged register, loaded once for a file of tests and taken back after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        services.load_register(Actor.command("concord register load"), at=NOW)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def westshire(db, tmp_path):
    """The invented county."""
    folder = editions.write(tmp_path / "westshire", editions.rows())
    services.load_register(Actor.command("concord register load"), directory=folder, at=NOW)


@dataclass
class Seen:
    """A page as a reader has it."""

    status: int
    document: html.HtmlElement
    address: str

    @property
    def text(self):
        """All words of the page, with single blanks."""
        return _words(self.document)

    @property
    def title(self):
        """What stands on the tab."""
        return _words(self.document.find(".//title"))

    @property
    def heading(self):
        """The heading of the page."""
        return _words(self.document.find(".//h1"))

    @property
    def links(self):
        """Every link by its words, the first of those that share them."""
        return {_words(a): a.get("href") for a in reversed(self.document.findall(".//main//a"))}

    def names(self, heading):
        """The bodies listed in the part that begins with this heading."""
        return [_words(a) for a in self._part(heading).iterfind(".//a[@class='govuk-link concord-partner__name']")]

    def part(self, heading):
        """The words of the part that begins with this heading."""
        return _words(self._part(heading))

    def _part(self, heading):
        found = [one for one in self.document.iter("h2", "h3") if _words(one).startswith(heading)]
        assert found, f"{self.address} has no part “{heading}”."
        return found[0].getparent()

    def steps(self):
        """The steps of an explanation in order: what each is about, and what it says."""
        return [
            (_words(step.find("dt")), _words(step.find("dd")))
            for step in self.document.iterfind(".//main//dl[@class='concord-steps']/div")
        ]


def _words(element):
    return " ".join(element.text_content().split())


def _seen(client, address, expected, query):
    response = client.get(address, query)
    assert response.status_code == expected, response.content.decode()[:2000]
    document = html.fromstring(response.content)
    for block in document.iter(*BLOCKS):
        block.tail = f" {block.tail or ''}"
    return Seen(response.status_code, document, address)


@pytest.fixture
def see(england):
    """Open an address in England and get the page."""
    client = Client()
    return lambda address, expected=200, **query: _seen(client, address, expected, query)


@pytest.fixture
def look(westshire):
    """Open an address in the invented county and get the page."""
    client = Client()
    return lambda address, expected=200, **query: _seen(client, address, expected, query)
