"""Builders for the machines' door: keys of bodies, and a program that calls with one."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from django.test import Client

from concord.people.roles import Role
from concord.people.services import make_api_key
from kit import given

ADDRESS = "/api/v1/requests"


def a_manager(name: str = "Ines Quarry", *, body: str = given.COUNTY):
    """A manager of a body, at the desk."""
    return given.acting(given.a_person(name, role=Role.MANAGER, body=body))


def a_key(manager, *scopes: str) -> str:
    """The token of a key that the manager makes; it may write unless scopes are named."""
    made = make_api_key(manager, name="Case system", scopes=scopes or ["write"], ends=date(2027, 4, 1), at=given.AT)
    return made.token


class Program:
    """Another program that calls with a key (empty: with none)."""

    def __init__(self, token: str) -> None:
        self.client = Client(raise_request_exception=True)
        self.base = ADDRESS
        self.headers = {"Authorization": f"Bearer {token}"} if token else {}

    def call(self, method: str, address: str, body: Any = None, *, expected: int = 200, **headers: str):
        """Call an address below /api/v1/requests, and get the answer as it is."""
        content = b"" if body is None else json.dumps(body).encode()
        response = self.client.generic(
            method,
            f"{self.base}{address}",
            content,
            content_type="application/json",
            headers={**self.headers, **{name.replace("_", "-"): value for name, value in headers.items()}},
        )
        assert response.status_code == expected, (response.status_code, response.content.decode()[:800])
        return response

    def get(self, address: str = "", expected: int = 200):
        """What stands at an address."""
        return self.call("GET", address, expected=expected).json()

    def post(self, address: str, body: Any = None, expected: int = 200, **headers: str):
        """What is answered to a change."""
        return self.call("POST", address, {} if body is None else body, expected=expected, **headers).json()

    def error(self, method: str, address: str, body: Any = None, *, expected: int, **headers: str):
        """The error that is answered."""
        return self.call(method, address, body, expected=expected, **headers).json()["error"]
