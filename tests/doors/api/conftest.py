"""The API asked from outside, with the packaged register of England loaded once for each file of tests."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, transaction
from django.test import Client

from concord.base import clock
from concord.base.actor import Actor
from concord.registry import services
from kit import given

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


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
def ask(england):
    """Ask an address below /api/v1/ and get the status and the JSON."""
    client = Client()

    def asked(address: str, expected: int = 200, **query: str):
        response = client.get(f"/api/v1/{address}", query)
        assert response["Content-Type"] == "application/json"
        assert response.status_code == expected, response.content.decode()
        return response.json()

    return asked


@pytest.fixture
def westshire(db, tmp_path):
    """The invented county."""
    given.westshire(tmp_path / "edition")


@pytest.fixture
def _one_connection():
    """A request by WSGI closes the connection, and with it the transaction that holds the register."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)
