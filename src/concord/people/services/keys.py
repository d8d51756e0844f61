"""Every change to keys: made, renewed, used, revoked. A token is known only at the moment it is made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from concord.access.operation import Done, operation
from concord.base.clock import day_of
from concord.base.errors import Conflict, Invalid
from concord.people import rules, tokens
from concord.people.events import Event
from concord.people.models import Key, Person
from concord.people.rules import KeyKind, Scope
from concord.people.services.accounts import body_called

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date, datetime

    from concord.base.actor import Actor


@dataclass(frozen=True, slots=True)
class Made:
    """A key as it was made: the only moment at which its token is known."""

    key: Key
    token: str


@operation(Event.MAKE_KEY)
def make_api_key(actor: Actor, *, name: str, scopes: Collection[str], ends: date, at: datetime) -> Done[Made]:
    """Make a key by which another program acts as the actor, for the body acted for, until the day before `ends`.

    Raises Invalid (fields "name", "scopes", "ends"): without a name, without a scope, or for longer than a year.
    """
    name = " ".join(name.split())
    if not name or len(name) > rules.LONGEST_KEY_NAME:
        raise Invalid(f"Give the key a name of {rules.LONGEST_KEY_NAME} characters or fewer.", field="name")
    allowed = rules.scopes_of(scopes)
    rules.check_end(ends, on=day_of(at))
    made = _make(actor, KeyKind.API, at=at, name=name, may_write=Scope.WRITE in allowed, ends=ends)
    return Done(made, subject=made.key, facts={"scopes": allowed, "for_body": actor.body, "ends": ends})


@operation(Event.RENEW_FEED)
def renew_feed(actor: Actor, *, at: datetime) -> Done[Made]:
    """Make the address of the actor's calendar for the body acted for, in place of the one there was."""
    earlier = Key.objects.filter(
        kind=KeyKind.CALENDAR, person__public_id=actor.person, body_id=actor.body, revoked_at__isnull=True
    )
    replaced = earlier.update(revoked_at=at)
    made = _make(actor, KeyKind.CALENDAR, at=at)
    return Done(made, subject=made.key, facts={"for_body": actor.body, "replaced": replaced})


@operation(Event.REVOKE_KEY)
def revoke_key(actor: Actor, key: Key, *, at: datetime) -> Done[Key]:
    """Revoke a key, at once and for good. Raises Conflict where it was revoked before."""
    if not Key.objects.filter(pk=key.pk, revoked_at__isnull=True).update(revoked_at=at):
        raise Conflict("This key was revoked before. Nothing more is needed.")
    key.refresh_from_db()
    return Done(key, facts={"kind": key.kind, "for_body": key.body_id})


@operation(Event.USE_KEY)
def note_key_used(actor: Actor, key: Key, *, on: date) -> Done[None]:
    """Note the day on which a key was used, so that one which nobody uses is found. Doors call `people.keys`."""
    Key.objects.filter(pk=key.pk).update(last_used_on=on)
    return Done(None, facts={"kind": key.kind, "for_body": key.body_id, "on": on})


def _make(
    actor: Actor, kind: KeyKind, *, at: datetime, name: str = "", may_write: bool = False, ends: date | None = None
) -> Made:
    token = tokens.new_token(kind)
    key = Key.objects.create(
        kind=kind,
        digest=tokens.digest(token),
        person=Person.objects.get(public_id=actor.person),
        body=body_called(actor.body),
        name=name,
        may_write=may_write,
        made_at=at,
        ends=ends,
    )
    return Made(key, token)
