"""Telling the webhooks what is due. Safe to run twice at once: what is told is claimed first, as in the outbox."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING

from django.db import connection, transaction
from django.db.models import Q

from concord.access.encryption import LostKeyError
from concord.base import clock
from concord.base.errors import Conflict
from concord.base.ids import new_id
from concord.delivery import rules
from concord.delivery.models import Webhook, WebhookDelivery
from concord.delivery.webhooks import posting, services, signing
from concord.delivery.webhooks.rules import blames_all

if TYPE_CHECKING:
    from datetime import datetime

    from concord.base.actor import Actor

log = logging.getLogger(__name__)

LONGEST_ERROR = 400


@dataclass(slots=True)
class Told:
    """What one run did."""

    told: int = 0
    to_try_again: int = 0
    given_up: int = 0

    @property
    def anything(self) -> bool:
        """Whether there was anything to do."""
        return bool(self.told or self.to_try_again or self.given_up)


def send_due(actor: Actor, *, most: int = 100) -> Told:
    """Tell up to `most` events that are due, each once, and note what became of each. The actor is a command."""
    report = Told()
    for _ in range(most):
        row = claim_next(clock.now())
        if row is None:
            break
        answer = _tell(row, at=clock.now())
        try:
            _note(actor, row, answer, report, at=clock.now())
        except Conflict:
            log.warning("Webhook delivery %s was taken over, or its webhook ended, meanwhile.", row.public_id)
    return report


def claim_next(at: datetime) -> WebhookDelivery | None:
    """What has been due longest and nobody else is telling, taken; None for nothing. Rather the new than the failed."""
    free = Q(claimed_until__isnull=True) | Q(claimed_until__lte=at)
    due = WebhookDelivery.objects.filter(free, next_at__lte=at).order_by("next_at", "attempts", "id")
    if connection.features.has_select_for_update_skip_locked:
        due = due.select_for_update(skip_locked=True)
    while True:
        with transaction.atomic():
            row = due.first()
            if row is None:
                return None
            claim, claimed_until = new_id(), at + rules.LEASE
            same = WebhookDelivery.objects.filter(pk=row.pk, claim=row.claim, next_at=row.next_at)
            if same.update(claim=claim, claimed_until=claimed_until):
                row.claim, row.claimed_until = claim, claimed_until
                return row


def _tell(row: WebhookDelivery, *, at: datetime) -> posting.Answer:
    row.hook = Webhook.objects.defer("secret").get(pk=row.hook_id)
    try:
        secret = row.hook.secret
    except LostKeyError:
        return posting.Answer(0, "The secret of the webhook cannot be read: its key is lost. Renew the secret.")
    sent = signing.content(row.payload)
    headers = signing.headers(event=row.event, delivery=row.public_id, secret=secret, sent=sent, at=at)
    return posting.post(row.hook.url, sent, headers)


def _note(actor: Actor, row: WebhookDelivery, answer: posting.Answer, report: Told, *, at: datetime) -> None:
    if answer.took_it:
        services.note_delivered(actor, row, status=answer.status, at=at)
        report.told += 1
    elif answer.status == HTTPStatus.GONE:
        services.note_gone(actor, row, at=at)
        report.given_up += 1
    else:
        says = " ".join(answer.says.split())[:LONGEST_ERROR]
        failures = row.hook.failures if blames_all(answer.status) else row.attempts
        again = rules.next_try(attempts=failures + 1, first_tried_at=row.occurred_at, at=at)
        if again is None:
            services.give_up(actor, row, status=answer.status, says=says, at=at)
            report.given_up += 1
        else:
            services.note_failure(actor, row, status=answer.status, says=says, next_at=again, at=at)
            report.to_try_again += 1
