"""Documents of agreements, put there as the doors do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from concord.agreements import services
from concord.files import examining, text
from kit import given

if TYPE_CHECKING:
    from datetime import datetime

    from concord.agreements.models import Agreement
    from concord.base.actor import Actor
    from concord.files.models import StoredFile

PLAN = b"The escalation ladder of the winter plan: ring the duty manager.\n"


def a_document(
    actor: Actor,
    row: Agreement,
    content: bytes = PLAN,
    name: str = "winter plan.txt",
    *,
    number: int = 1,
    at: datetime = given.AT,
) -> StoredFile:
    """A document of a version, whole."""
    taken = examining.take(name, [content])
    reading = text.read(taken.public_id, taken.examined.content_type, size=taken.size)
    return services.add_document(actor, row, number=number, taken=taken, reading=reading, at=at)
