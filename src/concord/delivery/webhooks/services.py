"""Every change to webhooks and to what they are told, each an operation."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db.models import F

from concord.access.operation import Done, operation
from concord.base.errors import Conflict
from concord.delivery.models import Webhook, WebhookDelivery
from concord.delivery.webhooks import rules
from concord.delivery.webhooks.events import Event
from concord.delivery.webhooks.publishing import note_test

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from concord.base.actor import Actor

ENDED = "The webhook was ended before this was told."
GONE = "The address answered that it is gone for good (410), so the webhook was ended."


@dataclass(frozen=True, slots=True)
class Keyed:
    """A webhook with a new secret: the only moment at which people see it."""

    hook: Webhook
    secret: str


@operation(Event.ADD)
def add_webhook(actor: Actor, *, url: str, events: Collection[str], at: datetime) -> Done[Keyed]:
    """Have an address of the actor's body told of events from now on.

    Raises Invalid (field "url" or "events") for an address that may not be told anything or for no event, and Conflict
    where the body has a webhook at that address already.
    """
    address = rules.check_url(url, loopback=settings.DEMONSTRATION, private=settings.WEBHOOK_PRIVATE)
    wanted = rules.events_asked_for(events)
    if Webhook.objects.filter(body=actor.body, url=address, ended_at__isnull=True).exists():
        raise Conflict("There is a webhook at this address already. End it first to choose other events.", field="url")
    secret = _new_secret()
    hook = Webhook.objects.create(
        body=actor.body,
        url=address,
        secret=secret,
        events=wanted,
        made_by=actor.person,
        made_by_name=actor.name,
        made_at=at,
    )
    return Done(Keyed(hook, secret), subject=hook, facts={"for_body": hook.body, "events": hook.events, "url": address})


@operation(Event.END)
def end_webhook(actor: Actor, hook: Webhook, *, at: datetime) -> Done[None]:
    """End a webhook; what waits for it is not told. Raises Conflict where it has ended."""
    return Done(None, facts={"for_body": hook.body, "dropped": _end(hook, ENDED, at=at)})


@operation(Event.RENEW)
def renew_secret(actor: Actor, hook: Webhook) -> Done[Keyed]:
    """Give a webhook a new secret; all that is told from now on is signed with it. Raises Conflict for an ended one."""
    secret = _new_secret()
    hook.secret = secret
    if not Webhook.objects.filter(pk=hook.pk, ended_at__isnull=True).update(secret=secret):
        raise Conflict("This webhook has ended. Add a new one.")
    return Done(Keyed(hook, secret), facts={"for_body": hook.body})


@operation(Event.TEST)
def send_test(actor: Actor, hook: Webhook, *, at: datetime) -> Done[WebhookDelivery]:
    """Have a webhook told a test, with the next run of “concord work”. Raises Conflict for an ended one."""
    if hook.ended_at is not None:
        raise Conflict("This webhook has ended. Add a new one.")
    return Done(note_test(hook, at=at), facts={"for_body": hook.body})


@operation(Event.DELIVER)
def note_delivered(actor: Actor, row: WebhookDelivery, *, status: int, at: datetime) -> Done[None]:
    """Note that a webhook took what it was told. Raises Conflict for another's claim."""
    _update(row, attempts=row.attempts + 1, delivered_at=at, next_at=None, last_error="")
    Webhook.objects.filter(pk=row.hook_id).update(failing_since=None, failures=0, last_status=status)
    return Done(None, facts=_facts(row))


@operation(Event.FAIL)
def note_failure(
    actor: Actor, row: WebhookDelivery, *, status: int, says: str, next_at: datetime, at: datetime
) -> Done[None]:
    """Note that an attempt failed and when the next one is; `status` 0 is no answer. Raises Conflict as above.

    Where whatever else would be told now would fail as well, that waits too.
    """
    _update(row, attempts=row.attempts + 1, next_at=next_at, last_error=says)
    _fault(row, status, at=at)
    if rules.blames_all(status):
        others = WebhookDelivery.objects.filter(hook_id=row.hook_id, next_at__lt=next_at).exclude(pk=row.pk)
        others.update(next_at=next_at)
    return Done(None, facts={**_facts(row), "code": str(status or "no-answer")})


@operation(Event.GIVE_UP)
def give_up(actor: Actor, row: WebhookDelivery, *, status: int, says: str, at: datetime) -> Done[None]:
    """Note that something will not be told; the page of the webhook says why. Raises Conflict as above."""
    _update(row, attempts=row.attempts + 1, gave_up_at=at, next_at=None, last_error=says)
    _fault(row, status, at=at)
    return Done(None, facts={**_facts(row), "code": str(status or "no-answer")})


@operation(Event.GONE)
def note_gone(actor: Actor, row: WebhookDelivery, *, at: datetime) -> Done[None]:
    """End a webhook whose address is gone for good. Raises Conflict for another's claim."""
    _update(row, attempts=row.attempts + 1, gave_up_at=at, next_at=None, last_error=GONE)
    _fault(row, 410, at=at)
    return Done(None, facts={**_facts(row), "dropped": _end(row.hook, GONE, at=at)})


def _end(hook: Webhook, says: str, *, at: datetime) -> int:
    """End a webhook and all that waits for it; how much that was."""
    if not Webhook.objects.filter(pk=hook.pk, ended_at__isnull=True).update(ended_at=at):
        raise Conflict("This webhook has ended already. Nothing more is needed.")
    waiting = WebhookDelivery.objects.filter(hook_id=hook.pk, next_at__isnull=False)
    return waiting.update(next_at=None, gave_up_at=at, last_error=says, claim="", claimed_until=None)


def _fault(row: WebhookDelivery, status: int, *, at: datetime) -> None:
    hooks = Webhook.objects.filter(pk=row.hook_id)
    hooks.filter(failing_since__isnull=True).update(failing_since=at)
    hooks.update(failures=F("failures") + 1, last_status=status or None)


def _update(row: WebhookDelivery, **changes: Any) -> None:
    """Change a row that is still this sender's, and let it go."""
    mine = WebhookDelivery.objects.filter(pk=row.pk, claim=row.claim, next_at__isnull=False)
    if not mine.update(claim="", claimed_until=None, **changes):
        raise Conflict("Another sender has taken this over meanwhile, or its webhook was ended.")


def _facts(row: WebhookDelivery) -> dict[str, Any]:
    return {"event": row.event, "hook": row.hook.public_id, "for_body": row.hook.body, "attempts": row.attempts + 1}


def _new_secret() -> str:
    return f"whsec_{secrets.token_urlsafe(32)}"
