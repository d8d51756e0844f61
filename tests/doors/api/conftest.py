"""The API asked from outside, with the packaged register of England loaded once for each file of tests."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.db import transaction
from django.test import Client

from concord.base import clock
from concord.base.actor import Actor
from concord.registry import services

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
