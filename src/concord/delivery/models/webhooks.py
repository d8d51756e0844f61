"""Webhooks, and what is to be told to them. A payload holds references, kinds, days: never a word about a person."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from concord.access.encryption import EncryptedTextField
from concord.base.ids import new_id
from concord.delivery import rules


class Webhook(models.Model):
    """An address of a body's own system that is told what happens. `failures` are those since a success."""

    public_id = models.CharField(max_length=24, unique=True, default=new_id, editable=False)
    body = models.CharField(max_length=80)
    url = models.CharField(max_length=500)
    secret = EncryptedTextField()
    events = models.JSONField()
    made_by = models.CharField(max_length=24)
    made_by_name = models.CharField(max_length=120)
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    failing_since = models.DateTimeField(null=True)
    failures = models.PositiveIntegerField(default=0)
    last_status = models.PositiveIntegerField(null=True)

    class Meta:
        indexes = (models.Index(fields=["body"], condition=Q(ended_at__isnull=True), name="webhook_live"),)

    def __str__(self) -> str:
        return f"{self.public_id} of {self.body}"


class WebhookDelivery(models.Model):
    """One event to tell one webhook. `next_at` is empty once it is told or given up; `claim` names who is at it."""

    public_id = models.CharField(max_length=24, unique=True, default=new_id, editable=False)
    hook = models.ForeignKey(Webhook, on_delete=models.PROTECT, related_name="+")
    event = models.CharField(max_length=60)
    payload = models.JSONField()
    occurred_at = models.DateTimeField()
    next_at = models.DateTimeField(null=True)
    attempts = models.PositiveIntegerField(default=0)
    claim = models.CharField(max_length=24, blank=True)
    claimed_until = models.DateTimeField(null=True)
    delivered_at = models.DateTimeField(null=True)
    gave_up_at = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=400, blank=True)

    class Meta:
        verbose_name_plural = "webhook deliveries"
        indexes = (
            models.Index(
                fields=["next_at", "attempts", "id"], condition=Q(next_at__isnull=False), name="webhookdelivery_due"
            ),
            models.Index(fields=["hook", "occurred_at"], name="webhookdelivery_recent"),
        )
        constraints = (
            models.CheckConstraint(
                name="webhookdelivery_due_or_done",
                condition=Q(next_at__isnull=False, delivered_at__isnull=True, gave_up_at__isnull=True)
                | Q(next_at__isnull=True, delivered_at__isnull=False, gave_up_at__isnull=True)
                | Q(next_at__isnull=True, delivered_at__isnull=True, gave_up_at__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return f"{self.event} {self.public_id}"

    @property
    def state(self) -> rules.State:
        """How far it has come."""
        return rules.state(sent_at=self.delivered_at, gave_up_at=self.gave_up_at, attempts=self.attempts)
