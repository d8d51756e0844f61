"""Coming in by a key: what the machines' door and the calendar feed call. Notes, once a day, that a key was used."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from django.conf import settings

from concord.people import queries, services
from concord.people.rules import KeyKind

if TYPE_CHECKING:
    from datetime import date

    from concord.base.actor import Actor


FEED_PATH: Final = "/desk/calendar/"


def feed_address(token: str) -> str:
    """The whole address of a calendar, as a calendar program takes it."""
    return f"{settings.BASE_URL}{FEED_PATH}{token}.ics"


def enter(token: str, *, on: date, correlation: str) -> Actor:
    """Whom an API key stands for (`queries.actor_for_key`), its use noted. Raises NotFound for a key that fails."""
    return _entered(token, KeyKind.API, on=on, correlation=correlation)


def enter_feed(token: str, *, on: date, correlation: str) -> Actor:
    """Whom a calendar's address stands for (`queries.feed_of`), its use noted. Raises NotFound as that."""
    return _entered(token, KeyKind.CALENDAR, on=on, correlation=correlation)


def _entered(token: str, kind: KeyKind, *, on: date, correlation: str) -> Actor:
    key = queries.key_of(token, kind, on=on)
    actor = queries.actor_of_key(key, on=on, correlation=correlation)
    if key.last_used_on != on:
        services.note_key_used(replace(actor, reads_only=False), key, on=on)
    return actor
