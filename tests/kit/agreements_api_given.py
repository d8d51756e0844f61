"""Programs that call the machines' door about agreements: of Westshire, which keeps them, and of others."""

from __future__ import annotations

from kit import given
from kit.api_given import Program, a_key, a_manager

ADDRESS = "/api/v1/agreements"
INSIDE = "/api/v1/arrangements"


def a_program(name: str = "Ines Quarry", *scopes: str, body: str = given.COUNTY, base: str = ADDRESS) -> Program:
    """A body's own system, with the key of one of its managers; without a name it has no key."""
    program = Program(a_key(a_manager(name, body=body), *scopes) if name else "")
    program.base = base
    return program
