"""Westshire and its neighbour Eastshire, and those who keep agreements."""

from __future__ import annotations

import pytest

from kit import agreements_given as agreed


@pytest.fixture
def counties(db, tmp_path):
    agreed.counties(tmp_path / "edition")


@pytest.fixture
def lead(counties):
    return agreed.a_lead()
