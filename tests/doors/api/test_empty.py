"""An API whose register has not been loaded yet."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.django_db


def test_an_empty_register_says_so(client):
    response = client.get("/api/v1/authorities/E10000012/partners")
    assert response.status_code == 404
    assert "The register is empty" in response.json()["error"]["message"]


def test_an_empty_register_is_described_as_empty(client):
    found = client.get("/api/v1/register").json()
    assert (found["edition"], found["bodies"], found["facts"]) == (None, {}, {})
