"""Noting for the webhooks what happens, in the transaction of the operation by which it happens. Sends nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from concord.access.operation import under_way
from concord.audit.vocabulary import EventType, Rule, keep
from concord.base.ids import new_id
from concord.delivery.models import Webhook, WebhookDelivery
from concord.delivery.webhooks.rules import EVENTS, TEST

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import datetime

    from concord.base.actor import Actor


def publish(
    actor: Actor,  # noqa: ARG001  as every change: who does it; what is told does not say who
    *,
    bodies: Collection[str],
    event: str,
    subject_kind: str,
    subject: str,
    facts: Mapping[str, Any],
    at: datetime,
) -> int:
    """Note an event for each live webhook of these bodies that wants it; to how many. One query for none.

    `facts` are codes, numbers, days, or lists of these, as in the record: nobody's name and no words that people wrote.
    Raises ValueError for an event that is not in the list or a fact that looks like free text, RuntimeError outside an
    operation.
    """
    if not under_way():
        raise RuntimeError("An event is published inside the operation that causes it, so that both happen or neither.")
    if event not in EVENTS:
        raise ValueError(f"“{event}” is no event that webhooks are told of (see delivery.webhooks.rules.EVENTS).")
    kept = plain(event, subject_kind, facts)
    hooks = [
        hook
        for hook in Webhook.objects.filter(body__in=bodies, ended_at__isnull=True).defer("secret").order_by("pk")
        if event in hook.events
    ]
    WebhookDelivery.objects.bulk_create(
        note(hook, event=event, about=(subject_kind, subject), facts=kept, at=at) for hook in hooks
    )
    return len(hooks)


def listening(events: Collection[str]) -> frozenset[str]:
    """The bodies that have a live webhook which wants one of these events. One query."""
    live = Webhook.objects.filter(ended_at__isnull=True).values_list("body", "events")
    return frozenset(body for body, wanted in live if not set(events).isdisjoint(wanted))


def note_test(hook: Webhook, *, at: datetime) -> WebhookDelivery:
    """Note a test for one webhook, whatever it wants to be told."""
    row = note(hook, event=TEST, about=("webhook", hook.public_id), facts={}, at=at)
    row.save(force_insert=True)
    return row


def plain(event: str, subject_kind: str, facts: Mapping[str, Any]) -> dict[str, Any]:
    """The facts as plain JSON values, by the rule of the record for what is kept as it is. Raises ValueError."""
    rules = dict.fromkeys(facts, Rule.KEEP)
    return keep(EventType(name=event, about=subject_kind, sentence="", facts=rules), facts)


def note(
    hook: Webhook, *, event: str, about: tuple[str, str], facts: Mapping[str, Any], at: datetime
) -> WebhookDelivery:
    """What one webhook is to be told, not yet saved. Its id is in the payload: the same one twice is the same event."""
    public_id = new_id()
    kind, reference = about
    return WebhookDelivery(
        public_id=public_id,
        hook=hook,
        event=event,
        payload={
            "id": public_id,
            "event": event,
            "occurred_at": at.isoformat(),
            "body": hook.body,
            "subject": {"kind": kind, "id": reference},
            "facts": dict(facts),
        },
        occurred_at=at,
        next_at=at,
    )
