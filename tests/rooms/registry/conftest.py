"""Loading small editions of an invented county, and the packaged register of England once for a file of tests."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.db import transaction

from concord.base.actor import Actor
from concord.registry import queries, services
from kit import editions

LOADED = datetime(2026, 11, 22, 9, tzinfo=UTC)
LOADER = Actor.command("concord register load")


@pytest.fixture
def keeper() -> Actor:
    """The invented keeper of Westshire's part of the register."""
    return Actor.signed_in(
        "p-keeper",
        "Mo Ellis",
        body=editions.COUNTY,
        roles=frozenset({"register_keeper"}),
        door="desk",
        correlation="c1",
    )


@pytest.fixture
def load(db, tmp_path):
    """Load tables of an invented county as a numbered edition."""

    def loaded(tables=None, *, version="1", day="2026-11-21", at=LOADED):
        folder = editions.write(tmp_path / version, tables or editions.rows(), version=version, day=day)
        return services.load_register(LOADER, directory=folder, at=at)

    return loaded


@pytest.fixture
def westshire(load):
    """The invented county, loaded."""
    load()
    return queries.register_known()


@pytest.fixture(scope="module")
def england(django_db_setup, django_db_blocker):
    """The packaged register, loaded once for a file of tests and taken back after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        services.load_register(LOADER, at=LOADED)
        yield queries.register_known()
        transaction.set_rollback(True)
