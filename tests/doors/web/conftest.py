"""The officers' door, entered from outside: Westshire, its people, and a browser without script."""

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
def westshire(db, tmp_path):
    given.westshire(tmp_path / "edition")


@pytest.fixture
def person(westshire):
    return given.a_person()


@pytest.fixture
def officer(person):
    return given.acting(person)


@pytest.fixture
def desk(person):
    """The practitioner's browser."""
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def strangers_desk(westshire):
    """The browser of a practitioner of another council."""
    client = Client()
    client.force_login(given.a_person("Sol Abara", body=given.DISTRICT))
    return client
