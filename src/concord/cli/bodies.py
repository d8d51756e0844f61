"""Bodies, as typed: a council, or any body by name or code, or `kind:gp-practice` for one of a kind."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from concord.base import clock
from concord.base.errors import Invalid
from concord.registry import queries
from concord.statute import UnknownBody

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime

EMPTY = "The register is empty. Load it with “concord register load”."


def council(text: str, *, on: date, at: datetime) -> str:
    """The reference of a council with adult social care functions. Raises `UnknownBody`, `Invalid` if none is held."""
    with _something_is_held():
        return queries.find_council(text, on=on, at=at)


def body(text: str, *, on: date, at: datetime) -> str:
    """The reference of a body; that of a kind is left to the rulebook. Raises `UnknownBody`, `Invalid` as `council`."""
    if text.startswith("kind:"):
        return text
    with _something_is_held():
        return queries.find_body(text, on=on, at=at)


@contextmanager
def _something_is_held() -> Iterator[None]:
    """Say of a body that is not found in an empty register that the register is empty."""
    try:
        yield
    except UnknownBody:
        if queries.register_status(clock.today()).edition is None:
            raise Invalid(EMPTY) from None
        raise
