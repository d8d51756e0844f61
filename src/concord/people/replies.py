"""A change that a program asks for twice happens once: the answer to the first call is kept, and given again.

Kept for a day, by the key and the name that the program gave its call; only answers that hold nothing about a person.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

from django.db import transaction

from concord.audit.vocabulary import fingerprint
from concord.base.errors import Conflict, Invalid
from concord.people import tokens
from concord.people.models import Key, KeyReply

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

KEPT_FOR: Final = timedelta(hours=24)
LONGEST: Final = 200
ANOTHER: Final = (
    "This Idempotency-Key was used for another call in the last 24 hours, so nothing was done. Give each call that"
    " differs a key of its own."
)
ILLEGIBLE: Final = f"An Idempotency-Key has between 1 and {LONGEST} visible signs. A random id is best."


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer: its HTTP status, its content, and whether it was given before."""

    status: int
    content: dict[str, Any]
    again: bool = False


def once(token: str, name: str, *, asked: str, give: Callable[[], Reply], at: datetime) -> Reply:
    """The answer that `give` gives, or, where the same was asked for by this key under this name, the one given then.

    `asked` is all that was asked for, as text. What `give` changes and its answer are kept together or not at all: a
    call that fails can be made again under the same name. One that comes while the first is under way waits for it.
    Raises Conflict where something else was asked for under this name, Invalid for a name that is none.
    """
    if not name.strip() or len(name) > LONGEST or not name.isprintable():
        raise Invalid(ILLEGIBLE, field="Idempotency-Key")
    digest = hashlib.sha256(name.encode()).hexdigest()
    whole = fingerprint(asked)
    with transaction.atomic():
        KeyReply.objects.filter(at__lte=at - KEPT_FOR).delete()
        key = Key.objects.only("pk").get(digest=tokens.digest(token))
        row, new = KeyReply.objects.get_or_create(key=key, name=digest, defaults={"asked": whole, "at": at})
        if row.asked != whole:
            raise Conflict(ANOTHER, field="Idempotency-Key")
        if not new:
            return Reply(row.status, row.content, again=True)
        given = give()
        row.status, row.content = given.status, given.content
        row.save(update_fields=["status", "content"])
    return given
