"""The base of every shape in which this door answers, and the small ones that others are made of.

Shapes describe answers for those who write programs. The answers are `statute`'s own JSON, word for word, and the tests
hold every answer against its shape.
"""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from ninja import Field, Schema
from pydantic import ConfigDict

Answer = Literal["yes", "no", "unknown", "arguable"]


class Shape(Schema):
    """Strict: nothing is converted, and nothing stands in an answer that its shape does not name."""

    model_config = ConfigDict(strict=True, extra="forbid")


def _absent(schema: dict[str, Any]) -> None:
    """Take away the null: such a key is left out where it has nothing to say."""
    schema.pop("default", None)
    kinds = [kind for kind in schema.pop("anyOf", []) if kind != {"type": "null"}]
    schema.update(kinds[0] if len(kinds) == 1 else {})


def absent(says: str) -> Any:
    """A key that is left out where it has nothing to say."""
    return Field(None, description=says, json_schema_extra=_absent)


class Days(Shape):
    """A stretch of days. `to` is the first day out; null means no known start, or no end yet."""

    start: date | None = Field(..., alias="from", description="The first day in; null if not known.")
    to: date | None = Field(..., description="The first day out; null if still so.")


class RulebookUsed(Shape):
    """The rulebook that the answer was drawn from."""

    version: str
    sha256: str = Field(..., description="The hash of its files.")
    stands_at: date = Field(..., description="The day to which it states the law.")


class Fault(Shape):
    """What is wrong: `code` for machines, `message` for people, `field` where in the question; empty if nowhere."""

    code: str
    message: str
    field: str


class Refused(Shape):
    """An answer that is an error."""

    error: Fault
