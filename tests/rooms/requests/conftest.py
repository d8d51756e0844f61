"""The invented county of Westshire, its officers, and an instant to stand at."""

from __future__ import annotations

import pytest

from kit import given


@pytest.fixture
def westshire(db, tmp_path):
    given.westshire(tmp_path / "edition")


@pytest.fixture
def officer(westshire):
    return given.acting(given.a_person())


@pytest.fixture
def stranger(westshire):
    """A practitioner of another council."""
    return given.acting(given.a_person("Sol Abara", body=given.DISTRICT))
