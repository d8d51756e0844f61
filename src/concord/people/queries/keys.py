"""Keys: the page on which people keep theirs, and whom a key that somebody shows stands for."""

from __future__ import annotations

import hmac
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from concord.access import policies
from concord.base.errors import NotFound
from concord.people import rules, tokens
from concord.people.events import Event
from concord.people.models import Key
from concord.people.queries.standing import actor_for, may_stay_signed_in_public
from concord.people.roles import Role
from concord.people.rules import KeyKind

if TYPE_CHECKING:
    from datetime import date, datetime

    from concord.base.actor import Actor
    from concord.people.models import Person


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyLine:
    """A key in the list, without its secret, which nobody has but those to whom it was shown once."""

    public_id: str
    name: str
    may_write: bool
    made_by: str
    made_at: datetime
    ends: date | None
    is_over: bool
    last_used_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Keys:
    """What the page shows: whether API keys may be made, those there are, newest first, and one's own calendar."""

    may_make: bool
    api: tuple[KeyLine, ...]
    calendar: KeyLine | None


def keys_page(actor: Actor, *, on: date) -> Keys:
    """The keys of the body, for its managers, and the actor's own calendar address. Raises NotFound for no body."""
    if not policies.may(actor, Event.RENEW_FEED):
        raise NotFound("Keys belong to people who act for a body.")
    rows = policies.visible(actor, Event.REVOKE_KEY, Key.objects.filter(revoked_at__isnull=True))
    lines = [
        (row.kind, _line(row, on)) for row in rows.filter(body_id=actor.body).select_related("person").order_by("-id")
    ]
    return Keys(
        may_make=policies.may(actor, Event.MAKE_KEY),
        api=tuple(line for kind, line in lines if kind == KeyKind.API),
        calendar=next((line for kind, line in lines if kind == KeyKind.CALENDAR), None),
    )


def key_row(actor: Actor, public_id: str) -> Key:
    """A key that the actor may revoke. Raises NotFound."""
    row = policies.visible(actor, Event.REVOKE_KEY, Key.objects.filter(public_id=public_id)).first()
    if row is None:
        raise NotFound("There is no such key.")
    return row


def actor_for_key(token: str, *, on: date, correlation: str) -> Actor:
    """Whom an API key stands for on a day: the person who made it, for that body, in the roles held there that day.

    A key that may only read gives an actor who `reads_only`. Raises NotFound for a key that is wrong, revoked or past
    its end, and where the person may no longer sign in or is no longer a manager of the body. Doors call `keys.enter`.
    """
    return actor_of_key(key_of(token, KeyKind.API, on=on), on=on, correlation=correlation)


def feed_of(token: str, *, on: date, correlation: str) -> Actor:
    """Whom a calendar's address stands for on a day, who only reads. Raises NotFound as `actor_for_key`."""
    return actor_of_key(key_of(token, KeyKind.CALENDAR, on=on), on=on, correlation=correlation)


def person_of_feed(token: str, *, on: date) -> Person:
    """The person whose calendar's address this is. Raises NotFound as `feed_of`."""
    return key_of(token, KeyKind.CALENDAR, on=on).person


def key_of(token: str, kind: KeyKind, *, on: date) -> Key:
    """The key of a token, if it works on a day. Raises NotFound."""
    wrong = NotFound(rules.WRONG_KEY if kind is KeyKind.API else rules.WRONG_FEED)
    if not tokens.is_shaped(token, kind):
        raise wrong
    digest = tokens.digest(token)
    people = may_stay_signed_in_public()
    found = Key.objects.filter(digest=digest, kind=kind, person__in=people).select_related("person").first()
    if found is None or not hmac.compare_digest(found.digest, digest):
        raise wrong
    if found.revoked_at or (found.ends and found.ends <= on):
        raise wrong
    return found


def actor_of_key(key: Key, *, on: date, correlation: str) -> Actor:
    """Whom a key stands for on a day (one read), for `people.keys`. Raises NotFound as `actor_for_key`."""
    actor = actor_for(key.person, door="api", on=on, correlation=correlation, body=key.body_id)
    still = Role.MANAGER in actor.roles or key.kind == KeyKind.CALENDAR
    if actor.body != key.body_id or not actor.roles or not still:
        raise NotFound(rules.WRONG_KEY if key.kind == KeyKind.API else rules.WRONG_FEED)
    return replace(actor, reads_only=not key.may_write)


def _line(row: Key, on: date) -> KeyLine:
    return KeyLine(
        public_id=row.public_id,
        name=row.name,
        may_write=row.may_write,
        made_by=row.person.name,
        made_at=row.made_at,
        ends=row.ends,
        is_over=row.ends is not None and row.ends <= on,
        last_used_on=row.last_used_on,
    )
