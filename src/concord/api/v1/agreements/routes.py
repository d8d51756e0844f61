"""Where the operations about agreements stand, and how an agreement is named in an address."""

from __future__ import annotations

from typing import Any, Final

from ninja import Router
from ninja.params.functions import Path

from concord.api.keys import Key

router = Router(tags=["Agreements"], auth=Key())
whole = Router(tags=["Agreements"], auth=Key())
"""For addresses that would be taken for the id of an agreement, were they not looked at first."""
ADDRESS: Final = "/api/v1/agreements/"
AGREEMENT: Any = Path(..., description="An agreement: its id.", example="7k3f92xqbdmhpt8v")
PARTY: Any = Path(..., description="A party: the id of its place at the table.")
CLAUSE: Any = Path(..., ge=1, le=10_000, description="A clause: its place in the version.")
VERSION: Any = Path(..., ge=1, le=10_000, description="A version: its number.")
DOCUMENT: Any = Path(..., description="A document: its id.")
