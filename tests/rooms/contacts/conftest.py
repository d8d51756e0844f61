"""Westshire, and those who keep contacts right: officers of its council, and its district's own people."""

from __future__ import annotations

import pytest

from concord.base import clock
from concord.people.roles import Role
from kit import editions, given


@pytest.fixture(autouse=True)
def _at_nine():
    with clock.at(given.AT):
        yield


@pytest.fixture
def westshire(db, tmp_path):
    given.westshire(tmp_path / "edition")


@pytest.fixture
def officer(westshire):
    return given.acting(given.a_person())


@pytest.fixture
def keeper(westshire):
    return given.acting(given.a_person("Mo Ellis", role=Role.REGISTER_KEEPER))


@pytest.fixture
def own(westshire):
    """Somebody of the district, which is asked for help."""
    return given.acting(given.a_person("Sol Abara", body=given.DISTRICT))


@pytest.fixture
def assurance(westshire):
    return given.acting(given.a_person("Ellis Marrow", role=Role.ASSURANCE))


@pytest.fixture
def load_two(db, tmp_path):
    """Westshire with a neighbour: a unitary council."""
    tables = editions.rows()
    life = {"start_certainty": "earlier", "standing": "in_force"}
    tables["bodies"].append({"ref": "gss:E06000999", "kind": "unitary", **life})
    tables["names"].append({"ref": "gss:E06000999", "name": "Barchester City Council"})
    given.load(tmp_path / "edition", tables)
