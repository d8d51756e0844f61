"""Who is told, after the commit, that something was done. A subscriber that fails is logged and spoils nothing.

For what may be lost (a wake-up call, a cache). What must happen is written in the same transaction: see
`delivery.outbox`.
"""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction

if TYPE_CHECKING:
    from datetime import datetime

    from concord.base.actor import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """An event that has happened for good, with the facts that the privacy rule lets through."""

    event: str
    actor: Actor
    at: datetime
    subject: str
    facts: Mapping[str, Any]


log = logging.getLogger(__name__)

Subscriber = Callable[[Published], None]

_subscribers: defaultdict[str, list[Subscriber]] = defaultdict(list)


def subscribe(event: str, subscriber: Subscriber) -> None:
    """Have a function told of every such event, after its commit. Asking twice is asking once."""
    if subscriber not in _subscribers[str(event)]:
        _subscribers[str(event)].append(subscriber)


def of(event: str) -> tuple[Subscriber, ...]:
    """Those who are told of an event."""
    return tuple(_subscribers.get(str(event), ()))


def tell_on_commit(word: Published) -> None:
    """Have everyone who asked told once the transaction is committed, in the order in which they asked."""
    for subscriber in of(word.event):
        transaction.on_commit(_telling(subscriber, word))


def _telling(subscriber: Subscriber, word: Published) -> Callable[[], None]:
    def tell() -> None:
        try:
            subscriber(word)
        except Exception:
            # The others are to be told all the same. Left to Django, its words would stand in the line of the log.
            log.exception("One who is told of %s failed.", word.event)

    return tell
