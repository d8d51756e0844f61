"""Webhooks and what they were told, for the managers of their body."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from concord.access import policies
from concord.base.errors import NotFound
from concord.delivery.models import Webhook, WebhookDelivery
from concord.delivery.webhooks.events import Event
from concord.delivery.webhooks.rules import EVENTS, TEST

if TYPE_CHECKING:
    from datetime import datetime

    from concord.base.actor import Actor
    from concord.delivery.rules import State

SHOWN_FOR: Final = timedelta(days=14)
MOST_SHOWN: Final = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class HookLine:
    """A webhook, without its secret."""

    public_id: str
    url: str
    events: tuple[str, ...]
    made_by: str
    made_at: datetime
    ended_at: datetime | None
    failing_since: datetime | None
    last_status: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldLine:
    """What a webhook was told, or is to be. `at` is when it was told, given up, or will be tried (again)."""

    public_id: str
    event: str
    says: str
    occurred_at: datetime
    state: State
    at: datetime
    attempts: int
    last_error: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HookPage:
    """A webhook and what it was told in the last days, newest first."""

    hook: HookLine
    told: tuple[ToldLine, ...]


def may_keep_webhooks(actor: Actor) -> bool:
    """Whether the page of webhooks is there for the actor."""
    return policies.may(actor, Event.ADD)


def webhooks(actor: Actor) -> list[HookLine]:
    """The live webhooks of the actor's body, oldest first. Raises NotFound for whoever is not its manager."""
    if not may_keep_webhooks(actor):
        raise NotFound("Webhooks belong to the managers of a body.")
    rows = policies.visible(actor, Event.END, Webhook.objects.filter(ended_at__isnull=True))
    return [_line(row) for row in rows.order_by("id").defer("secret")]


def webhook_row(actor: Actor, public_id: str) -> Webhook:
    """A webhook of the actor's body. Raises NotFound."""
    row = policies.visible(actor, Event.END, Webhook.objects.filter(public_id=public_id)).defer("secret").first()
    if row is None:
        raise NotFound("There is no such webhook.")
    return row


def webhook_page(actor: Actor, public_id: str, *, at: datetime) -> HookPage:
    """A webhook and what it was told in the last 14 days (the latest hundred). Raises NotFound."""
    row = webhook_row(actor, public_id)
    told = WebhookDelivery.objects.filter(hook=row, occurred_at__gt=at - SHOWN_FOR).order_by("-occurred_at", "-id")
    return HookPage(hook=_line(row), told=tuple(_told(one) for one in told[:MOST_SHOWN]))


def _line(row: Webhook) -> HookLine:
    return HookLine(
        public_id=row.public_id,
        url=row.url,
        events=tuple(EVENTS.get(event, event) for event in row.events),
        made_by=row.made_by_name,
        made_at=row.made_at,
        ended_at=row.ended_at,
        failing_since=row.failing_since,
        last_status=row.last_status,
    )


def _told(row: WebhookDelivery) -> ToldLine:
    return ToldLine(
        public_id=row.public_id,
        event=row.event,
        says="A test" if row.event == TEST else EVENTS.get(row.event, row.event),
        occurred_at=row.occurred_at,
        state=row.state,
        at=row.delivered_at or row.gave_up_at or row.next_at or row.occurred_at,
        attempts=row.attempts,
        last_error=row.last_error,
    )
