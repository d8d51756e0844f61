"""The partners' door, entered from outside by a link, with a request of Westshire behind it."""

from __future__ import annotations

import pytest
from django.test import Client

from concord.base import clock
from kit import given


@pytest.fixture(autouse=True)
def _at_nine():
    with clock.at(given.AT):
        yield


@pytest.fixture
def officer(db, tmp_path):
    given.westshire(tmp_path / "edition")
    return given.acting(given.a_person())


@pytest.fixture
def ask(officer):
    return given.a_request(officer)


@pytest.fixture
def link(ask):
    return given.the_link(ask)


@pytest.fixture
def inside(ask):
    """A browser in which the link was opened and the code given."""
    browser = Client()
    given.enter_by_link(browser, ask)
    return browser
